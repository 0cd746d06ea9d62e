"""Who sees and who may answer an approval."""

from django.db.models import Q, QuerySet

from goodword.approvals.models import Approval
from goodword.approvals.states import State
from goodword.people.models import CircleMember, User


def visible_to(user: User) -> QuerySet[Approval]:
    """Approvals that this person was asked for or runs the program for, less circles they are not in."""
    rows = Approval.objects.filter(Q(circle=None) | Q(circle__people=user)).distinct()
    return rows if user.is_manager else rows.filter(Q(approver=user) | Q(deputy_for=user))


def is_asked(user: User, approval: Approval) -> bool:
    """Is this the approver, the person they stand in for, or a manager, and in the know; open or answered."""
    if not user.is_active or not (user.pk in (approval.approver_id, approval.deputy_for_id) or user.is_manager):
        return False
    return approval.circle_id is None or CircleMember.objects.filter(circle_id=approval.circle_id, user=user).exists()


def can_decide(user: User, approval: Approval) -> bool:
    """May this person answer now: whoever is asked, while it is open."""
    return approval.state == State.OPEN and is_asked(user, approval)
