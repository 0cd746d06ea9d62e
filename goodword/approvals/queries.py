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
