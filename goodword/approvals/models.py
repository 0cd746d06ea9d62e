"""Approvals: one question to one person."""

from django.db import models
from django.db.models import Q

from goodword.approvals.states import State


class Approval(models.Model):
    """One answer wanted from `approver`; `deputy_for` says whose place they take. Reasons are erasable words."""

    question = models.CharField(max_length=30)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    account = models.ForeignKey("goodword.Account", null=True, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey("goodword.User", on_delete=models.PROTECT, related_name="approvals")
    deputy_for = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    state_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("goodword.User", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True, default="")
    circle = models.ForeignKey("goodword.Circle", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "subject_kind", "subject_id"], condition=Q(state="open"), name="one_open_approval"),
        ]
        indexes = [
            models.Index(fields=["approver", "due_at"], condition=Q(state="open"), name="approval_open_of"),
            models.Index(fields=["due_at"], condition=Q(state="open"), name="approval_due"),
        ]
