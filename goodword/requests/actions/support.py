"""The success team's word: for some kinds the customer's success manager says, besides the owner, that all is well there."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import decide, open_approval
from goodword.approvals.actions import withdraw as withdraw_approval
from goodword.approvals.models import Approval
from goodword.approvals.states import State
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.kept import change
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.ledger.actions import release as release_place
from goodword.people.actions import add_to_circle
from goodword.requests import access
from goodword.requests.actions.locks import Locked, lock_candidate, look_for_next, note_on, person
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate
from goodword.requests.queries.answering import supporter_of
from goodword.requests.states import CANDIDATE_MOVES, CANDIDATE_ON_HOLD

ALL_IS_WELL = "all_is_well"


def ask_support(locked: Locked, *, due_at: datetime, at: datetime) -> Approval | None:
    """Ask whoever looks after a locked customer whether all is well, where its kind of request wants that; they are let in on it."""
    row, request = locked.candidate, locked.reference_request
    if not KINDS[request.kind].support_confirms:
        return None
    who = supporter_of(locked.account, request)
    approval = open_approval(
        ALL_IS_WELL, about=row, approver=who, account_id=row.account_id, circle_id=request.circle_id, remind_at=None, due_at=due_at, at=at
    )
    if request.circle_id is not None:
        add_to_circle(request.circle_id, who, by=Actor.system(), at=at)
    change(row, {"support": approval})
    note_on("candidate.support_asked", row, by=Actor.system(), at=at, approval=approval.pk, approver=who.pk)
    return approval


def why_not_vouched(row: Candidate) -> Refused | None:
    """Why a customer may not be asked yet: nobody who looks after them has said that all is well."""
    if not KINDS[row.reference_request.kind].support_confirms:
        return None
    if row.support is not None and row.support.state == State.APPROVED:
        return None
    name = row.support.approver.name if row.support is not None else _("The success manager")
    return refuse("support", _("%(name)s has not said yet that all is well there. Nobody writes to them before.") % {"name": name})


@transaction.atomic
def vouch(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate:
    """The success manager says that all is well. Raises NotAllowed or WrongState."""
    row, approval = _asked(candidate, by)
    decide(approval, approved=True, by=person(by), at=at)
    note_on("candidate.vouched", row, by=by, at=at, approval=approval.pk)
    return row


@transaction.atomic
def advise_against(candidate: Candidate, *, reason: str, by: Actor, at: datetime) -> Candidate | Refused:
    """The success manager would rather not; the place is given back and the next in line is held. Raises NotAllowed or WrongState."""
    row, approval = _asked(candidate, by)
    words = reason.strip()
    if not words:
        return refuse("reason", _("Say why not; it helps to choose better next time."))
    decide(approval, approved=False, by=person(by), reason=words, at=at)
    withdraw_approval(row.approval, at=at)
    if row.ledger_entry is not None:
        release_place(row.ledger_entry, at=at)
    move(row, CANDIDATE_MOVES, "release", at=at, held_until=None, released_because="support")
    note_on("candidate.advised_against", row, by=by, at=at, approval=approval.pk, note=words)
    look_for_next(row.reference_request)
    return row


def _asked(candidate: Candidate, by: Actor) -> tuple[Candidate, Approval]:
    row = lock_candidate(candidate.pk).candidate
    if not access.can_vouch(person(by), row, whatever_state=True):
        raise NotAllowed
    approval = row.support
    if approval is None or approval.state != State.OPEN or row.state not in CANDIDATE_ON_HOLD:
        raise WrongState("vouch", row.state)
    return row, approval
