"""Candidates, proposed times, outcomes."""

from django.db import models
from django.db.models import Q

from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.requests.models.requests import ReferenceRequest
from goodword.requests.states import CANDIDATE_OUT, CandidateState


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
    # Where the kind wants it: the word of whoever looks after the customer, besides the owner's.
    support = models.ForeignKey("goodword.Approval", null=True, on_delete=models.PROTECT, related_name="+")
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
    released_words = models.TextField(blank=True, default="")

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

    @property
    def counts_as(self) -> str:
        """The state as the approach limit counts it: who was asked and then let go was approached, and gave no answer."""
        let_go_after_ask = self.state == CandidateState.RELEASED and self.asked_at is not None
        return CandidateState.NO_ANSWER.value if let_go_after_ask else str(self.state)


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
