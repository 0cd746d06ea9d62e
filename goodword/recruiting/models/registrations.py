"""Registrations: customers who sign up by themselves on the public page."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q, Value

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account, Contact
from goodword.kernel.references import registration_number
from goodword.recruiting.kinds import AgreedKind, Match, PublicProgram, Trust
from goodword.recruiting.models.nominations import Nomination
from goodword.recruiting.states import REGISTRATION_OPEN, REGISTRATION_UNSEEN, RegistrationState


class AgreedWords(models.Model):
    """A notice or a consent as somebody read it, whatever the text says by then. A database trigger refuses update and delete."""

    kind = models.CharField(max_length=10, choices=AgreedKind.choices)
    program = models.CharField(max_length=20, choices=PublicProgram.choices)
    language = models.CharField(max_length=10)
    # Of the text that a manager published; 0 while the words are those that it came with.
    number = models.PositiveIntegerField()
    words = models.TextField()
    mark = models.CharField(max_length=64, unique=True)
    first_at = models.DateTimeField()

    def __str__(self) -> str:
        """Which version of what."""
        return f"{self.kind} {self.language} {self.number}"


class Registration(models.Model):
    """Somebody at a customer who wants to join. What they wrote is plain text, by question; it goes when its time has come."""

    number = models.PositiveIntegerField(unique=True, db_default=Func(Value("goodword_registration_number"), function="nextval"))
    program = models.CharField(max_length=20, choices=PublicProgram.choices)
    state = models.CharField(max_length=20, choices=RegistrationState.choices, default=RegistrationState.UNCONFIRMED)
    state_at = models.DateTimeField()
    name = models.CharField(max_length=200, blank=True, default="")
    email = models.EmailField(blank=True, default="")
    company = models.CharField(max_length=300, blank=True, default="")
    website = models.CharField(max_length=300, blank=True, default="")
    job_title = models.CharField(max_length=200, blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    language = models.CharField(max_length=10, default="en")
    answers = models.JSONField(default=dict, blank=True)
    offered = ArrayField(models.CharField(max_length=30, choices=ActivityType.choices), default=list, blank=True)
    # What the link on which they came says about where it stood: ?from=newsletter-2026-11
    came_from = models.CharField(max_length=40, blank=True, default="")
    trust = models.CharField(max_length=10, choices=Trust.choices, default=Trust.PLAIN)
    # A mark of the network that it came from, by our key; empty after some days.
    network = models.CharField(max_length=32, blank=True, default="")
    notice = models.ForeignKey(AgreedWords, null=True, on_delete=models.PROTECT, related_name="+")
    consent = models.ForeignKey(AgreedWords, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    words_gone_at = models.DateTimeField(null=True, editable=False)
    due_on = models.DateField(null=True)
    responsible = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="registrations")
    account = models.ForeignKey(Account, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations")
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations")
    matched_by = models.CharField(max_length=20, choices=Match.choices, blank=True, default="")
    nomination = models.ForeignKey(Nomination, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations")
    # The one that counts in its place, because the same person sent another: a link to this one leads there.
    replaced_by = models.ForeignKey("self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="replaced")
    # Of the day on which it is due somebody was reminded; not now: it waits for that day.
    reminded_at = models.DateTimeField(null=True, editable=False)
    later_on = models.DateField(null=True, blank=True)
    # The discovery call of open source and education: planned, held, and whether both want to go on.
    call_at = models.DateTimeField(null=True, blank=True)
    call_minutes = models.PositiveSmallIntegerField(default=30, db_default=30)
    call_place = models.CharField(max_length=300, blank=True, default="", db_default="")
    call_changes = models.PositiveSmallIntegerField(default=0, db_default=0)
    call_held_on = models.DateField(null=True, blank=True)
    call_notes = models.TextField(blank=True, default="", db_default="")
    has_agreed = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "email"],
                condition=Q(state__in=[each.value for each in REGISTRATION_OPEN]) & ~Q(email=""),
                name="one_open_registration",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[each.value for each in REGISTRATION_UNSEEN])
                | Q(state=RegistrationState.WITHDRAWN)
                | Q(confirmed_at__isnull=False),
                name="registration_seen_is_confirmed",
            ),
        ]
        indexes = [
            models.Index(fields=["program", "state", "due_on"], name="registration_to_review"),
            models.Index(fields=["email", "-created_at"], name="registration_by_email"),
            models.Index(fields=["state", "created_at"], name="registration_by_state"),
            models.Index(fields=["program", "came_from"], name="registration_came_from"),
            models.Index(fields=["created_at"], condition=~Q(network=""), name="registration_with_network"),
        ]

    def __str__(self) -> str:
        """Its number."""
        return self.reference

    @property
    def reference(self) -> str:
        """The number that people say aloud."""
        return registration_number(self.number)

    @property
    def first_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0] if self.name else ""
