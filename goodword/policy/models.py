"""Versions of the policy, decisions made under them, overrides, and replays of other numbers."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goodword.policy.states import REPLAY_WORKING, ReplayState


class PolicyVersion(models.Model):
    """The numbers and rules in force from a day on; never changed once published."""

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=120)
    effective_from = models.DateField()
    numbers = models.JSONField()
    note = models.TextField(blank=True, default="")
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-effective_from", "-number"]

    def __str__(self) -> str:
        """How people call it."""
        return f"{self.number} {self.name}"


class Decision(models.Model):
    """A stored judgement: the version, the facts as they were and each rule's verdict, as codes and numbers only."""

    at = models.DateTimeField()
    version = models.ForeignKey(PolicyVersion, on_delete=models.PROTECT, related_name="decisions")
    what = models.CharField(max_length=20, choices=[("request", _("a request")), ("candidate", _("a candidate"))])
    outcome = models.CharField(max_length=6, choices=[("pass", _("yes")), ("warn", _("with care")), ("block", _("no"))])
    account = models.ForeignKey("goodword.Account", null=True, on_delete=models.PROTECT, related_name="decisions")
    reference_request_id = models.BigIntegerField(null=True)
    candidate_id = models.BigIntegerField(null=True)
    step = models.CharField(max_length=20, blank=True, default="")
    facts = models.JSONField()
    verdicts = models.JSONField()
    team = models.CharField(max_length=30, blank=True, default="")
    region = models.CharField(max_length=20, blank=True, default="")
    kind = models.CharField(max_length=30, blank=True, default="")
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["candidate_id", "-at"], name="decision_of_candidate"),
            models.Index(fields=["reference_request_id", "-at"], name="decision_of_request"),
            models.Index(fields=["at"], name="decision_at"),
        ]


class Override(models.Model):
    """A manager went over a verdict, with a reason; the reason is erasable words."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="override")
    by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    rules = models.JSONField(default=list)


class PoolMember(models.Model):
    """One member as a search through all of them reads it: narrow, and kept by triggers (migration 0039).

    `account_id` is the account. Kinds of help are bits, as `policy.queries.best.bit` says: `agreed` what the company agreed to and is
    there for, `reach` what somebody can be written to for on any day.
    """

    account_id = models.BigIntegerField(primary_key=True)
    search_name = models.TextField()
    region_id = models.BigIntegerField(null=True)
    joined_on = models.DateField()
    verified_on = models.DateField(null=True)
    paused_until = models.DateField(null=True)
    last_asked_on = models.DateField(null=True)
    answered = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    seats = models.PositiveIntegerField(null=True)
    agreed = models.IntegerField()
    reach = models.IntegerField()
    # In an escalation, or not to be contacted at all.
    is_closed = models.BooleanField()
    in_poor_health = models.BooleanField()
    # Names companies that it does not speak to.
    is_guarded = models.BooleanField()
    is_confidential = models.BooleanField()
    industry = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    segment = models.CharField(max_length=60)
    tier = models.CharField(max_length=60)
    use_cases = ArrayField(models.CharField(max_length=60))
    competitors_replaced = ArrayField(models.CharField(max_length=60))
    tech_stack = ArrayField(models.CharField(max_length=60))
    stages_used = ArrayField(models.CharField(max_length=60))
    territories = ArrayField(models.CharField(max_length=60))
    # The city's centre as a point on a globe of radius one, so that a distance is three products; none when the city is not known.
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)
    # Country and state, as the table of cities codes it; empty when not known.
    area = models.CharField(max_length=140)

    class Meta:
        indexes = [
            models.Index(fields=["z", "x", "y"], name="pool_by_place"),
            models.Index(fields=["area"], condition=models.Q(x=None), name="pool_of_unknown_city"),
        ]

    def __str__(self) -> str:
        """Whose it is."""
        return f"account {self.account_id}"


class PolicyDraft(models.Model):
    """Numbers that are being thought about: begun from a version or from numbers that come with Goodword, in force nowhere.

    `edition` rises with each save, so that whoever saves over somebody else's is told first.
    """

    name = models.CharField(max_length=120)
    note = models.TextField(blank=True, default="")
    base = models.ForeignKey(PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+")
    shipped = models.CharField(max_length=20, blank=True, default="")
    numbers = models.JSONField()
    starts_on = models.DateField(null=True)
    edition = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    discarded_at = models.DateTimeField(null=True)
    published_as = models.OneToOneField(PolicyVersion, null=True, on_delete=models.PROTECT, related_name="draft")

    class Meta:
        ordering = ["-saved_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(discarded_at=None) | Q(published_as=None), name="a_draft_ends_once"),
        ]

    def __str__(self) -> str:
        """How people call it."""
        return self.name

    @property
    def is_open(self) -> bool:
        """Still thought about: neither discarded nor published."""
        return self.discarded_at is None and self.published_as_id is None


class PolicyReplay(models.Model):
    """One look at what other numbers would have said of a period `[from_on, to_on)`; the numbers are kept as they were looked at.

    `done` and `total` count decisions, also confidential ones: readers are shown how far it is, never these.
    """

    numbers = models.JSONField()
    name = models.CharField(max_length=120)
    version = models.ForeignKey(PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(PolicyDraft, null=True, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReplayState.choices, default=ReplayState.QUEUED)
    state_at = models.DateTimeField()
    stop_requested = models.BooleanField(default=False)
    started_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="replay_has_days")]

    def __str__(self) -> str:
        """Whose numbers."""
        return self.name

    @property
    def last_on(self) -> date:
        """The last day that was looked at."""
        return self.to_on - timedelta(days=1)

    @property
    def is_working(self) -> bool:
        """Still to be waited for."""
        return self.state in REPLAY_WORKING


class ReplayLine(models.Model):
    """What a replay says of one case: a customer put forward, a request sent, or a past ask that has no decision.

    Kept for each case with its circle, so that everybody is shown, and counted, only what they may know of.
    """

    replay = models.ForeignKey(PolicyReplay, on_delete=models.CASCADE, related_name="lines")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    # Plain numbers: a line outlives a merge and an import that is undone, and is swept with its replay.
    account_id = models.BigIntegerField(null=True)
    reference_request_id = models.BigIntegerField(null=True)
    what = models.CharField(max_length=10, choices=[("candidate", _("a customer")), ("request", _("a request")), ("past", _("a past ask"))])
    day = models.DateField()
    team = models.CharField(max_length=30, blank=True, default="")
    region = models.CharField(max_length=20, blank=True, default="")
    kind = models.CharField(max_length=30, blank=True, default="")
    activity = models.CharField(max_length=30, blank=True, default="")
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")
    was = models.CharField(max_length=10, blank=True, default="")
    would_be = models.CharField(max_length=10, blank=True, default="")
    change = models.CharField(max_length=10)
    why = models.JSONField(default=list)
    free_on = models.DateField(null=True)
    reason = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["replay", "change", "day"], name="line_of_replay")]
