"""Requests: what is asked for, by whom, for which day and place."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goodword.kernel.references import request_number
from goodword.requests.states import REQUEST_ENDED, RequestState


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
    # Since when that day is known, where it was moved to an earlier one: its notice counts from then.
    day_said_at = models.DateTimeField(null=True)
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
    # Why it cannot wait, though it is too late or beyond what was promised.
    exception_reason = models.TextField(blank=True, default="")
    # Who decides on that, or decided last.
    review = models.ForeignKey("goodword.ExceptionReview", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    end_reason = models.TextField(blank=True, default="")
    once = models.UUIDField(unique=True, help_text="made with the form, so that a double submit makes one request")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField()
    # When its requester agreed to the short list; nothing again once somebody was added to it.
    list_agreed_at = models.DateTimeField(null=True)
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
