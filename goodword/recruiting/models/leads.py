"""Reference leads: the report of a fiscal quarter, what it found, how owners were nudged, and what they said."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from goodword.customers.models import Account
from goodword.recruiting.kinds.leads import LeadChoice
from goodword.recruiting.models.nominations import Nomination
from goodword.recruiting.states import LEAD_REPORT_WORKING, LeadReportState


class LeadReport(models.Model):
    """The report of one fiscal quarter. Making it again replaces what it found, once it has found something else."""

    # The first day of its quarter, by which there is one report of each.
    starts_on = models.DateField(unique=True)
    quarter = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=LeadReportState.choices, default=LeadReportState.QUEUED)
    state_at = models.DateTimeField()
    stop_requested = models.BooleanField(default=False)
    # Somebody who runs the program wants nobody to be asked about it by itself.
    nudging_stopped = models.BooleanField(default=False)
    # Nobody: made by itself when the quarter began.
    started_by = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    # Of the list that is kept: when and by which policy it was made, how many were looked at, and how many of them left out, by reason.
    made_at = models.DateTimeField(null=True)
    made_on = models.DateField(null=True)
    version = models.ForeignKey("goodword.PolicyVersion", null=True, on_delete=models.PROTECT, related_name="+")
    looked_at = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=dict)

    class Meta:
        ordering = ["-starts_on"]

    def __str__(self) -> str:
        """The quarter it is of."""
        return self.quarter

    @property
    def is_working(self) -> bool:
        """Still to be waited for."""
        return self.state in LEAD_REPORT_WORKING


class LeadNudge(models.Model):
    """An owner, or whoever stands in, was sent their short list; how long until the next one is kept by a turn over the owner."""

    report = models.ForeignKey(LeadReport, on_delete=models.PROTECT, related_name="nudges")
    owner = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="lead_nudges")
    to = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    on_day = models.DateField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["owner", "on_day"], name="one_nudge_a_day")]

    def __str__(self) -> str:
        """Whose."""
        return f"nudge {self.pk} of {self.owner_id}"


class ReferenceLead(models.Model):
    """An account that the report of a quarter found worth asking: its place, its points by reason, and what was known of it."""

    report = models.ForeignKey(LeadReport, on_delete=models.CASCADE, related_name="leads")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="reference_leads")
    place = models.PositiveIntegerField()
    points = models.IntegerField()
    parts = models.JSONField()
    facts = models.JSONField()
    # The reasons that count, for finding those that have one.
    reasons = ArrayField(models.CharField(max_length=20), default=list)
    nudge = models.ForeignKey(LeadNudge, null=True, on_delete=models.SET_NULL, related_name="leads")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["report", "account"], name="one_lead_a_report")]
        indexes = [models.Index(fields=["report", "place"], name="lead_by_place")]

    def __str__(self) -> str:
        """Which account."""
        return f"lead {self.pk} of account {self.account_id}"


class LeadAnswer(models.Model):
    """What was said of a customer as a lead. It holds until it is taken back or answered anew; `words` can be erased."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="lead_answers")
    report = models.ForeignKey(LeadReport, on_delete=models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=10, choices=LeadChoice.choices)
    until_on = models.DateField(null=True)
    words = models.TextField(blank=True, default="")
    nomination = models.ForeignKey(Nomination, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_by = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="lead_answers")
    answered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-answered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["account"], condition=Q(ended_at__isnull=True), name="one_answer_holds"),
            models.CheckConstraint(condition=~Q(answer="not_now") | Q(until_on__isnull=False), name="not_now_has_a_day"),
        ]

    def __str__(self) -> str:
        """Of which account."""
        return f"answer of account {self.account_id}"
