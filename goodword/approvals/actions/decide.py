"""Answer an approval, or take the question back."""

from datetime import datetime

from goodword.approvals.actions.open import lock
from goodword.approvals.models import Approval
from goodword.approvals.states import MOVES, State
from goodword.kernel.transitions import move
from goodword.people.models import User


def decide(approval: Approval, *, approved: bool, by: User | None, reason: str = "", at: datetime) -> Approval:
    """Write the answer. WrongState when somebody answered first; the caller records what it means."""
    row = lock(approval.pk)
    move(row, MOVES, "approve" if approved else "decline", at=at, decided_by=by, reason=reason)
    return row


def withdraw(approval: Approval | None, *, at: datetime) -> bool:
    """The answer is no longer needed; False when there was none open."""
    if approval is None:
        return False
    row = lock(approval.pk)
    if row.state != State.OPEN:
        return False
    move(row, MOVES, "withdraw", at=at)
    return True
