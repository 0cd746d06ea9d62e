"""Open an approval, hand it to somebody else, note a reminder."""

from datetime import datetime

from django.db import models

from goodword.approvals.models import Approval
from goodword.approvals.states import State
from goodword.journal.actions import record
from goodword.journal.actions.record import subject_kind
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.kept import add
from goodword.people.models import User


def open_approval(
    question: str,
    *,
    about: models.Model,
    approver: User,
    remind_at: datetime | None,
    due_at: datetime,
    at: datetime,
    deputy_for: User | None = None,
    account_id: int | None = None,
    circle_id: int | None = None,
) -> Approval:
    """Ask one person for one answer. One open approval per question and row; the opener records the journal entry."""
    approval = Approval(
        question=question,
        subject_kind=subject_kind(about),
        subject_id=about.pk,
        account_id=account_id,
        approver=approver,
        deputy_for=deputy_for,
        state_at=at,
        opened_at=at,
        remind_at=remind_at,
        due_at=due_at,
        circle_id=circle_id,
    )
    return add(approval)


def lock(approval_id: int) -> Approval:
    """Lock one approval."""
    return Approval.objects.select_for_update().get(pk=approval_id)


def delegate(approval: Approval, *, to: User, due_at: datetime, by: Actor, at: datetime, together: bool = False) -> Approval:
    """Give an open approval to somebody else, who stands in for the first approver.

    `together` with other things: they hear of all of it once.
    """
    row = lock(approval.pk)
    if row.state != State.OPEN:
        raise WrongState("delegate", row.state)
    first = row.deputy_for or row.approver
    row.deputy_for = None if first.pk == to.pk else first
    row.approver, row.due_at, row.remind_at, row.reminded_at = to, due_at, None, None
    row.save(update_fields=["approver", "deputy_for", "due_at", "remind_at", "reminded_at"])
    record("approval.delegated", by=by, at=at, about=[row], circle_id=row.circle_id, to=to.pk, account=row.account_id, together=together)
    return row


def ask_instead(approval: Approval, *, approver: User, deputy_for: User | None, due_at: datetime, at: datetime) -> Approval:
    """Ask somebody else from now on: whoever was asked before has no part in it any more. Raises WrongState once it is answered."""
    row = lock(approval.pk)
    if row.state != State.OPEN:
        raise WrongState("ask_instead", row.state)
    row.approver, row.deputy_for, row.due_at, row.remind_at, row.reminded_at = approver, deputy_for, due_at, None, None
    row.save(update_fields=["approver", "deputy_for", "due_at", "remind_at", "reminded_at"])
    record("approval.delegated", by=Actor.system(), at=at, about=[row], circle_id=row.circle_id, to=approver.pk, account=row.account_id)
    return row


def escalate(approval: Approval, *, to: User, due_at: datetime, at: datetime) -> Approval:
    """Nobody answered in time: it goes to the deputy or the manager, once."""
    row = delegate(approval, to=to, due_at=due_at, by=Actor.system(), at=at)
    row.escalated_at = at
    row.save(update_fields=["escalated_at"])
    return row


def mark_reminded(approval: Approval, *, by: Actor, at: datetime) -> bool:
    """Note that the approver is reminded now; False when it was answered in the meantime."""
    changed = Approval.objects.filter(pk=approval.pk, state=State.OPEN).update(reminded_at=at, remind_at=None)
    if changed:
        record("approval.reminded", by=by, at=at, about=[approval], circle_id=approval.circle_id)
    return changed == 1
