"""Nominations: proposals that an account join, and the introduction call."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q, Value

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account, Contact
from goodword.kernel.references import nomination_number
from goodword.recruiting.kinds import Purpose, Source
from goodword.recruiting.kinds.introduction import ConsentWay
from goodword.recruiting.states import NOMINATION_OPEN, NominationState


class Nomination(models.Model):
    """A proposal that an account join, with its champion. The briefing is words of colleagues, by question; it can be erased."""

    number = models.PositiveIntegerField(unique=True, db_default=Func(Value("goodword_nomination_number"), function="nextval"))
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.PROGRAM)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.NOMINATED)
    track = models.CharField(max_length=20, blank=True, default="", db_default="")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="nominations")
    champion = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="nominations")
    # Who put them forward; for a registration whoever accepted it.
    nominator = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="nominations")
    manager = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="nominations_to_decide")
    briefing = models.JSONField(default=dict, blank=True)
    # What the manager wants to know, what the nominator said to it, and why it ended so: the last of each; all stand on the timeline.
    asked_back = models.TextField(blank=True, default="", db_default="")
    answered = models.TextField(blank=True, default="", db_default="")
    reason = models.TextField(blank=True, default="", db_default="")
    state = models.CharField(max_length=20, choices=NominationState.choices, default=NominationState.DRAFT)
    state_at = models.DateTimeField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "purpose"], condition=Q(state__in=[each.value for each in NOMINATION_OPEN]), name="one_open_nomination"
            ),
            models.UniqueConstraint(fields=["account", "purpose", "nominator"], condition=Q(state="draft"), name="one_draft_nomination"),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="nomination_by_state"),
            models.Index(fields=["nominator", "-created_at"], name="nomination_of"),
        ]

    @property
    def reference(self) -> str:
        """The number that people say aloud."""
        return nomination_number(self.number)


class Introduction(models.Model):
    """The introduction call: what was said and agreed. Kept with the customer; its words can be erased."""

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="introduction")
    planned_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    is_described = models.BooleanField(default=False)
    agreed_types = ArrayField(models.CharField(max_length=30, choices=ActivityType.choices), default=list, blank=True)
    refused_types = ArrayField(models.CharField(max_length=30, choices=ActivityType.choices), default=list, blank=True)
    comfort = models.CharField(max_length=300, blank=True, default="")
    comfort_days = models.PositiveSmallIntegerField(null=True, blank=True)
    comfort_effort = models.PositiveSmallIntegerField(null=True, blank=True)
    preferences = models.CharField(max_length=300, blank=True, default="")
    # Limits that the customer sets: family -> [most, days].
    limits = models.JSONField(default=dict, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    consent_way = models.CharField(max_length=10, choices=ConsentWay.choices, blank=True, default="")
    consent_by = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    consent_version = models.PositiveSmallIntegerField(null=True, blank=True)
    written_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(consent_on=None) | Q(consent_version__isnull=False), name="consent_says_to_what"),
            models.CheckConstraint(condition=Q(finished_at=None) | Q(held_on__isnull=False), name="introduction_has_a_day"),
        ]
