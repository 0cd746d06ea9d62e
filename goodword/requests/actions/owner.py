"""The account owner's word: the same verbs from the page and from the link in the mail."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import decide, escalate, mark_reminded
from goodword.approvals.models import Approval
from goodword.approvals.queries import is_overdue, is_to_be_reminded
from goodword.approvals.states import State
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.ledger.actions import release as release_place
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import deputy_of, manager_for
from goodword.policy.queries import in_force
from goodword.requests import access
from goodword.requests.actions.locks import Locked, lock_candidate, look_for_next, note_on, person, require
from goodword.requests.actions.outreach import ask_locked
from goodword.requests.models import Candidate, Mode
from goodword.requests.states import CANDIDATE_MOVES, CandidateState


def _require_open(candidate: Candidate, verb: str) -> Approval:
    approval = candidate.approval
    if approval is None or approval.state != State.OPEN:
        raise WrongState(verb, approval.state if approval else candidate.state)
    return approval


@transaction.atomic
def owner_approve(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate:
    """The owner allows the ask. In self-service what still passes cleanly is asked at once. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    require(by, "owner_approve", row)
    approval = _require_open(row, "owner_approve")
    decide(approval, approved=True, by=person(by), at=at)
    move(row, CANDIDATE_MOVES, "owner_approve", at=at)
    note_on("candidate.owner_approved", row, by=by, at=at, approval=approval.pk)
    if locked.reference_request.mode == Mode.SELF_SERVICE and _was_clean(row):
        # A refusal leaves it approved: then the manager has the ball.
        ask_locked(locked, contact_id=None, how="mail", by=Actor.system(), at=at)
    return row


def _was_clean(candidate: Candidate) -> bool:
    return candidate.decision is not None and candidate.decision.outcome == "pass"


@transaction.atomic
def owner_decline(candidate: Candidate, *, reason: str, by: Actor, at: datetime) -> Candidate | Refused:
    """The owner says not this one; the place is given back and the next in line is held. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    require(by, "owner_decline", row)
    approval = _require_open(row, "owner_decline")
    words = reason.strip()
    if not words:
        return refuse("reason", _("Say why not; it helps to choose better next time."))
    decide(approval, approved=False, by=person(by), reason=words, at=at)
    if row.ledger_entry is not None:
        release_place(row.ledger_entry, at=at)
    move(row, CANDIDATE_MOVES, "owner_decline", at=at, held_until=None)
    note_on("candidate.owner_declined", row, by=by, at=at, approval=approval.pk, note=words)
    look_for_next(locked.reference_request)
    return row


@transaction.atomic
def remind_owner(candidate: Candidate, *, by: Actor, at: datetime) -> bool:
    """Remind whoever was asked to approve; the system does it once when the time has come. False when nobody is waited for."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    if by.kind is not ActorKind.SYSTEM and not access.can_remind_owner(person(by), row):
        raise NotAllowed
    approval = row.approval
    if row.state != CandidateState.HELD or approval is None:
        return False
    if by.kind is ActorKind.SYSTEM and not is_to_be_reminded(approval, at):
        return False
    return mark_reminded(approval, by=by, at=at)


@transaction.atomic
def escalate_owner(candidate: Candidate, *, at: datetime) -> Approval | None:
    """Nobody answered in time: the question goes to the deputy, else to the manager, once; None when it cannot go on."""
    locked = lock_candidate(candidate.pk)
    row, approval = locked.candidate, locked.candidate.approval
    if row.state != CandidateState.HELD or approval is None or not is_overdue(approval, at):
        return None
    to = steps_in(locked, approval, at=at)
    if to is None or row.held_until is None:
        return None
    passed_on = escalate(approval, to=to, due_at=max(row.held_until, at), at=at)
    if locked.reference_request.circle_id is not None:
        add_to_circle(locked.reference_request.circle_id, to, by=Actor.system(), at=at)
    note_on("candidate.escalated", row, by=Actor.system(), at=at, approval=approval.pk, approver=to.pk)
    return passed_on


def steps_in(locked: Locked, approval: Approval, *, at: datetime) -> User | None:
    """The deputy, the request's manager, the manager of the region: the first who was not asked already."""
    today = in_force(at).today
    asked = {approval.approver_id, approval.deputy_for_id}
    region = manager_for(account=locked.account, requester=locked.reference_request.requester)
    for colleague in (deputy_of(approval.approver, today), locked.reference_request.manager, region):
        if colleague is not None and colleague.is_active and colleague.pk not in asked:
            return colleague
    return None
