"""Nominations: proposals that an account join."""

from django.db import models
from django.db.models import Func, Q, Value

from goodword.customers.models import Account, Contact
from goodword.kernel.references import nomination_number
from goodword.recruiting.kinds import Purpose, Source
from goodword.recruiting.states import NOMINATION_OPEN, NominationState


class Nomination(models.Model):
    """A proposal that an account join, with its champion. The briefing is words of colleagues, by question; it can be erased."""

    number = models.PositiveIntegerField(unique=True, db_default=Func(Value("goodword_nomination_number"), function="nextval"))
    purpose = models.CharField(max_length=20, choices=Purpose.choices, default=Purpose.PROGRAM)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.NOMINATED)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="nominations")
    champion = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="nominations")
    # Who put them forward; for a registration whoever accepted it.
    nominator = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="nominations")
    manager = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="nominations_to_decide")
    briefing = models.JSONField(default=dict, blank=True)
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
