"""Erasures, and what stays after them as evidence."""

from uuid import uuid4

from django.db import models

from goodword.erasure.states import State


class Erasure(models.Model):
    """Somebody is erased. `receipt` opens the page that says how far it is; `person` is the number that they had here.

    `seeking` are the names, addresses and numbers that are looked for, in the minute that it takes; empty once it is done.
    """

    receipt = models.UUIDField(unique=True, default=uuid4, editable=False)
    person = models.BigIntegerField()
    by_themselves = models.BooleanField(default=False)
    reason = models.TextField(blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    state_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    seeking = models.JSONField(default=dict)
    went = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=~models.Q(state="done"), name="one_erasure_at_a_time"),
            models.CheckConstraint(condition=~models.Q(state="done") | models.Q(seeking={}), name="erased_is_sought_no_more"),
        ]
        indexes = [models.Index(fields=["person"], name="erasure_of")]

    def __str__(self) -> str:
        """Whose, without a word of it."""
        return f"erasure of person {self.person}"


class KeptEvidence(models.Model):
    """What stays of somebody who was erased, on its own basis: what they approved, as long as it is used and some years more."""

    erasure = models.ForeignKey(Erasure, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    ended_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="evidence_once")]
        indexes = [models.Index(fields=["ended_at"], condition=models.Q(gone_at=None), name="evidence_to_go")]

    def __str__(self) -> str:
        """What it is."""
        return f"{self.kind} {self.object_id}"
