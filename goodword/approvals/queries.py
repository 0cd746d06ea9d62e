"""Reading approvals."""

from datetime import datetime

from django.db.models import QuerySet

from goodword.approvals.models import Approval
from goodword.approvals.states import State


def to_remind(at: datetime) -> QuerySet[Approval]:
    """Open approvals whose reminder is due and not yet given."""
    return Approval.objects.filter(state=State.OPEN, remind_at__lte=at, reminded_at=None).order_by("pk")


def overdue(at: datetime) -> QuerySet[Approval]:
    """Open approvals past their due time that were not passed on yet."""
    return Approval.objects.filter(state=State.OPEN, due_at__lte=at, escalated_at=None).order_by("pk")


def is_to_be_reminded(approval: Approval, at: datetime) -> bool:
    """The same of one approval that was read under its lock."""
    is_due = approval.remind_at is not None and approval.remind_at <= at
    return approval.state == State.OPEN and is_due and approval.reminded_at is None


def is_overdue(approval: Approval, at: datetime) -> bool:
    """The same of one approval that was read under its lock."""
    return approval.state == State.OPEN and approval.due_at <= at and approval.escalated_at is None
