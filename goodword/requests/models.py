"""Requests, candidates, proposed times, outcomes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodword.kernel.references import request_number
from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.requests.states import CANDIDATE_OUT, REQUEST_ENDED, CandidateState, RequestState


def codes() -> "ArrayField[list[str], list[str]]":
    """An array of short codes."""
    return ArrayField(models.CharField(max_length=60), default=list, blank=True)


class Mode(models.TextChoices):
    """Who proposes the customer."""

    MANAGED = "managed", _("the reference manager proposes")
    SELF_SERVICE = "self_service", _("the seller picks")


class Travel(models.TextChoices):
    """Does the customer have to travel."""

    UNKNOWN = "", _("Not known yet")
    NONE = "none", _("No")
    NEEDED = "needed", _("Yes")


class Payer(models.TextChoices):
    """Who pays when the customer travels; never the program."""

    REQUESTER = "requester", _("The team that asks")
    FIELD_MARKETING = "field_marketing", _("Field marketing")
    PARTNER = "partner", _("The partner, or whoever holds it")
    CUSTOMER = "customer", _("The customer")


class ReferenceRequest(models.Model):
    """Somebody inside needs a customer. What is needed is kept as codes; words are in `topic`, and in what its kind asks besides."""

    kind = models.CharField(max_length=30, default="sales_call")
    state = models.CharField(max_length=20, choices=RequestState.choices, default=RequestState.DRAFT)
    state_at = models.DateTimeField()
    requester = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="reference_requests")
    team = models.ForeignKey("goodword.Team", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    manager = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="managed_requests")
    mode = models.CharField(max_length=15, choices=Mode.choices, default=Mode.MANAGED)
    opportunity = models.ForeignKey(
        "goodword.Opportunity", null=True, blank=True, on_delete=models.SET_NULL, related_name="reference_requests"
    )
    prospect = models.CharField(max_length=300, blank=True, default="")
    topic = models.TextField(blank=True, default="")
    # The day by which it is needed; of an event, its first day.
    needed_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    # Which of the kinds of help that its kind may ask for; empty for the usual one.
    activity = models.CharField(max_length=30, blank=True, default="")
    wanted = models.PositiveSmallIntegerField(default=1)
    campaign = models.ForeignKey("goodword.Campaign", null=True, blank=True, on_delete=models.SET_NULL, related_name="reference_requests")
    place_city = models.CharField(max_length=120, blank=True, default="")
    place_state = models.CharField(max_length=120, blank=True, default="")
    place_country = models.CharField(max_length=2, blank=True, default="")
    is_online = models.BooleanField(default=False)
    needs_plan_approval = models.BooleanField(default=False)
    travel = models.CharField(max_length=10, choices=Travel.choices, blank=True, default="")
    travel_paid_by = models.CharField(max_length=20, choices=Payer.choices, blank=True, default="")
    # What its kind asks besides, by the name of the question.
    details = models.JSONField(default=dict, blank=True)
    minutes = models.PositiveSmallIntegerField(default=30)
    format = models.CharField(
        max_length=10, default="video", choices=[("call", _("phone")), ("video", _("video")), ("in_person", _("in person"))]
    )
    industries = codes()
    region = models.ForeignKey("goodword.Region", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    country = models.CharField(max_length=2, blank=True, default="")
    segment = models.CharField(max_length=60, blank=True, default="")
    tier = models.CharField(max_length=60, blank=True, default="")
    use_cases = codes()
    competitors = codes()
    persona = models.CharField(max_length=60, blank=True, default="")
    languages = codes()
    seats = models.PositiveIntegerField(null=True, blank=True)
    is_confidential = models.BooleanField(default=False)
    circle = models.ForeignKey("goodword.Circle", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stage_reason = models.TextField(blank=True, default="")
    end_reason = models.TextField(blank=True, default="")
    once = models.UUIDField(unique=True, help_text="made with the form, so that a double submit makes one request")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField()
    outcome_due_at = models.DateTimeField(null=True)
    outcome_reminded_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["requester", "-created_at"], name="request_of_requester"),
            models.Index(fields=["manager", "state"], name="request_of_manager"),
            models.Index(fields=["state", "needed_on"], name="request_by_state"),
            models.Index(fields=["state"], include=["circle", "requester"], name="request_seen"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(is_confidential=False) | Q(circle__isnull=False), name="confidential_has_a_circle"),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="request_wants_somebody"),
        ]

    def __str__(self) -> str:
        """The number that people say."""
        return self.number

    @property
    def number(self) -> str:
        """The number that people say."""
        return request_number(self.pk or 0)

    @property
    def is_ended(self) -> bool:
        """Nothing more will happen."""
        return self.state in REQUEST_ENDED


class Candidate(models.Model):
    """One account considered for one request, with its own state."""

    reference_request = models.ForeignKey(ReferenceRequest, on_delete=models.CASCADE, related_name="candidates")
    account = models.ForeignKey("goodword.Account", on_delete=models.PROTECT, related_name="candidacies")
    contact = models.ForeignKey("goodword.Contact", null=True, blank=True, on_delete=models.SET_NULL, related_name="candidacies")
    state = models.CharField(max_length=15, choices=CandidateState.choices, default=CandidateState.SUGGESTED)
    state_at = models.DateTimeField()
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey("goodword.User", null=True, on_delete=models.SET_NULL, related_name="+")
    score = models.PositiveSmallIntegerField(default=0)
    decision = models.ForeignKey("goodword.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey("goodword.Approval", null=True, on_delete=models.PROTECT, related_name="+")
    ledger_entry = models.OneToOneField("goodword.LedgerEntry", null=True, on_delete=models.PROTECT, related_name="candidate")
    held_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_attempt_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    answer_words = models.TextField(blank=True, default="")
    answer_code = models.CharField(max_length=30, blank=True, default="")
    colleague = models.CharField(max_length=300, blank=True, default="")
    scheduled_at = models.DateTimeField(null=True)
    invitation_sequence = models.PositiveSmallIntegerField(default=0)
    released_because = models.CharField(max_length=30, blank=True, default="")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference_request", "account"],
                condition=~Q(state__in=[str(state) for state in CANDIDATE_OUT]),
                name="one_candidacy_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "state"], name="candidate_of_account"),
            models.Index(fields=["held_until"], condition=Q(state__in=["held", "owner_approved"]), name="candidate_hold_ends"),
            models.Index(fields=["answer_due_at"], condition=Q(state="asked"), name="candidate_answer_due"),
        ]


class ProposedTime(models.Model):
    """A time that somebody proposed for the call."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="times")
    starts_at = models.DateTimeField()
    by_customer = models.BooleanField(default=True)
    chosen = models.BooleanField(default=False)

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "starts_at", "by_customer"], name="time_once"),
            models.UniqueConstraint(fields=["candidate"], condition=Q(chosen=True), name="one_time_chosen"),
        ]


class Outcome(models.Model):
    """What came of it, in one click, by the requester and by the customer."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="outcomes")
    by_customer = models.BooleanField(default=False)
    result = models.CharField(max_length=15, choices=list(RESULT_WORDS.items()))
    words = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "by_customer"], name="outcome_once")]
