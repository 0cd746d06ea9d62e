"""What is prepared with a customer who said yes to an event: content, speaker kit, promotion plan, planning calls, reuse."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from goodword.requests.kinds.kit import PERMISSION_WORDS, PLANNING_WORDS
from goodword.requests.models.candidates import Candidate
from goodword.requests.states import ContentState, KitState, PlanningState, PlanState, ReuseState


class PlanningCall(models.Model):
    """A call in which the event is prepared with the customer; the dry run is one of them.

    `place` counts them from 1: two who book at once cannot both take the last place.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="planning_calls")
    kind = models.CharField(max_length=10, choices=list(PLANNING_WORDS.items()))
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=PlanningState.choices, default=PlanningState.BOOKED)
    state_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=30)
    about = models.TextField(blank=True, default="")
    sequence = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "place"], condition=Q(state="booked"), name="planning_place_once"),
            models.UniqueConstraint(fields=["candidate"], condition=Q(state="booked", kind="dry_run"), name="one_dry_run"),
            models.CheckConstraint(condition=Q(place__gte=1), name="planning_counts_from_one"),
        ]


class Preparation(models.Model):
    """How far each part is of what is prepared with one customer: small, so that lists may read it along. The words stand beside it."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="preparation")
    opened_at = models.DateTimeField()
    content_state = models.CharField(max_length=12, choices=ContentState.choices, default=ContentState.NEW_REQUEST)
    content_state_at = models.DateTimeField()
    content_words = models.TextField(blank=True, default="")
    pmm = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="content_work")
    kit_state = models.CharField(max_length=10, choices=KitState.choices, default=KitState.WAITING)
    kit_state_at = models.DateTimeField()
    kit_words = models.TextField(blank=True, default="")
    kit_reminded_at = models.DateTimeField(null=True)
    plan_state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    plan_state_at = models.DateTimeField()
    reuse_state = models.CharField(max_length=10, choices=ReuseState.choices, default=ReuseState.OPEN)
    reuse_state_at = models.DateTimeField()
    dry_run = models.OneToOneField(PlanningCall, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["pmm", "content_state"], name="content_of_pmm")]


class SpeakerKit(models.Model):
    """What the customer gives for an event: who speaks, about what, and the outline of the story. A draft until it is sent."""

    preparation = models.OneToOneField(Preparation, on_delete=models.CASCADE, related_name="kit")
    title = models.CharField(max_length=200, blank=True, default="")
    bio = models.TextField(blank=True, default="")
    abstract = models.TextField(blank=True, default="")
    landscape = models.TextField(blank=True, default="")
    why_us = models.TextField(blank=True, default="")
    results = models.TextField(blank=True, default="")
    metrics = models.TextField(blank=True, default="")
    plans = models.TextField(blank=True, default="")
    photo = models.BinaryField(null=True, editable=False)
    photo_type = models.CharField(max_length=20, blank=True, default="")
    version = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    # Who of us wrote it down last, how the customer gave it, and on which day; empty when the customer wrote it.
    written_by = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_how = models.CharField(max_length=10, blank=True, default="")
    written_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(photo=None) | ~Q(photo_type=""), name="photo_has_a_type")]


class PromotionPlan(models.Model):
    """How we would tell people that they speak; its files lie beside it. What the customer said of it stands with it."""

    preparation = models.OneToOneField(Preparation, on_delete=models.CASCADE, related_name="plan")
    words = models.TextField(blank=True, default="")
    sent_at = models.DateTimeField(null=True)
    answer_words = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    # An answer heard elsewhere: who wrote it down, how it was given, and on which day.
    heard_by = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    heard_how = models.CharField(max_length=10, blank=True, default="")
    heard_on = models.DateField(null=True, blank=True)


class ReuseReview(models.Model):
    """Where the recording of a talk may be used, and whether the customer was asked."""

    preparation = models.OneToOneField(Preparation, on_delete=models.CASCADE, related_name="reuse")
    recording = models.CharField(max_length=500, blank=True, default="")
    uses = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    permission = models.CharField(max_length=10, choices=list(PERMISSION_WORDS.items()), default="not_asked")
    remark = models.TextField(blank=True, default="")
    reviewed_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
