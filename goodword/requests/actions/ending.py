"""Ending a request, and opening it again. What was held is given back; what was asked stays asked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import withdraw as withdraw_approval
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.ledger.actions import note_missed, turn_back
from goodword.ledger.actions import release as release_place
from goodword.people.queries import days_after
from goodword.policy.queries import in_force
from goodword.requests.actions.locks import lock_candidates, lock_request, note_on, require_on_request
from goodword.requests.actions.preparing import call_off_preparation
from goodword.requests.actions.statements import end_statement
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.leaving import is_still_here
from goodword.requests.queries.room import room_of
from goodword.requests.states import (
    CANDIDATE_LIVE,
    CANDIDATE_MOVES,
    CANDIDATE_ON_HOLD,
    CANDIDATE_PLANNED,
    CANDIDATE_WON,
    REQUEST_MOVES,
    CandidateState,
    RequestState,
)

STILL_IN_PLAY = (*CANDIDATE_PLANNED, *CANDIDATE_LIVE)
NOT_YET_WON = (*CANDIDATE_PLANNED, *CANDIDATE_ON_HOLD, CandidateState.ASKED)


def let_go(candidate: Candidate, *, because: str, by: Actor, at: datetime) -> None:
    """Release one locked candidate: a hold's place is given back, an ask keeps its own, an open approval is withdrawn.

    An ask whose mail has not left was never asked: the mail stays here, and the place is given back.
    """
    if candidate.ledger_entry is not None and is_still_here(candidate):
        turn_back(candidate.ledger_entry)
    given_back = candidate.ledger_entry is not None and release_place(candidate.ledger_entry, at=at)
    if candidate.ledger_entry_id is not None and not given_back:
        note_missed(candidate.ledger_entry_id, missed=True)
    withdraw_approval(candidate.approval, at=at)
    withdraw_approval(candidate.support, at=at)
    before = move(
        candidate,
        CANDIDATE_MOVES,
        "release",
        at=at,
        released_because=because,
        held_until=None,
        answer_due_at=None,
        asked_at=None if given_back else candidate.asked_at,
    )
    note_on("candidate.released", candidate, by=by, at=at, because=because, before=before, given_back=given_back)
    if before in (*CANDIDATE_WON, CandidateState.MISSED):
        call_off_preparation(candidate, by=by, at=at)
        end_statement(candidate, withdrawn=False, at=at)


def let_all_go(reference_request: ReferenceRequest, *, because: str, by: Actor, at: datetime, but: Candidate | None = None) -> None:
    """Release every candidate of a locked request that is still in play."""
    for candidate in lock_candidates(reference_request, STILL_IN_PLAY, but=but.pk if but else None):
        let_go(candidate, because=because, by=by, at=at)


def _end(reference_request: ReferenceRequest, verb: str, *, reason: str, by: Actor, at: datetime) -> ReferenceRequest:
    row = lock_request(reference_request.pk)
    require_on_request(by, verb, row)
    move(row, REQUEST_MOVES, verb, at=at, end_reason=reason.strip())
    if row.review is not None:
        withdraw_approval(row.review.approval, at=at)
    let_all_go(row, because=RequestState(row.state).value, by=by, at=at)
    note_on(f"request.{row.state}", row, by=by, at=at, note=reason.strip())
    return row


@transaction.atomic
def withdraw(reference_request: ReferenceRequest, *, reason: str = "", by: Actor, at: datetime) -> ReferenceRequest:
    """The requester no longer needs it. Raises NotAllowed or WrongState."""
    return _end(reference_request, "withdraw", reason=reason, by=by, at=at)


@transaction.atomic
def cancel(reference_request: ReferenceRequest, *, reason: str, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """The manager stops it, with a reason that the requester reads. Raises NotAllowed or WrongState."""
    if not reason.strip():
        return refuse("reason", _("Say why; whoever asked for it reads the reason."))
    return _end(reference_request, "cancel", reason=reason, by=by, at=at)


@transaction.atomic
def decline(reference_request: ReferenceRequest, *, reason: str, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """The manager says no to a request, with a reason that the requester reads. Raises NotAllowed or WrongState."""
    if not reason.strip():
        return refuse("reason", _("Say why; whoever asked for it reads the reason."))
    return _end(reference_request, "decline", reason=reason, by=by, at=at)


@transaction.atomic
def close_unfulfilled(reference_request: ReferenceRequest, *, reason: str = "", by: Actor, at: datetime) -> ReferenceRequest:
    """The manager found nobody. Raises NotAllowed or WrongState."""
    return _end(reference_request, "close_unfulfilled", reason=reason, by=by, at=at)


def close_after_in_vain(row: ReferenceRequest, *, approached: int, at: datetime) -> None:
    """The approach limit is reached: close a locked request, release who is still in line."""
    move(row, REQUEST_MOVES, "close_unfulfilled", at=at)
    let_all_go(row, because="unfulfilled", by=Actor.system(), at=at)
    note_on("request.unfulfilled", row, by=Actor.system(), at=at, approached=approached)


@transaction.atomic
def confirm(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """That is enough: go on with those who said yes, and let the others go. Raises NotAllowed or WrongState."""
    row = lock_request(reference_request.pk)
    require_on_request(by, "confirm", row)
    states = [each.counts_as for each in row.candidates.all()]
    now = in_force(at)
    room = room_of(row, states, now.numbers)
    if not room.won:
        return refuse("nobody_yet", _("Nobody has said yes yet."))
    move(row, REQUEST_MOVES, "confirm", at=at)
    for candidate in lock_candidates(row, NOT_YET_WON):
        let_go(candidate, because="enough", by=by, at=at)
    note_on("request.confirmed", row, by=by, at=at, won=room.won, wanted=row.wanted)
    if all(state == CandidateState.DONE for state in states if state in (*CANDIDATE_WON, CandidateState.DONE, CandidateState.MISSED)):
        due_at = days_after(at, now.numbers.outcome_due_days, zone=now.zone)
        move(row, REQUEST_MOVES, "complete", at=at, outcome_due_at=due_at)
    return row


def go_on_with_fewer(row: ReferenceRequest, *, won: int, at: datetime) -> None:
    """The approach limit is reached, and some said yes: a locked request goes on with them."""
    move(row, REQUEST_MOVES, "confirm", at=at)
    for candidate in lock_candidates(row, NOT_YET_WON):
        let_go(candidate, because="unfulfilled", by=Actor.system(), at=at)
    note_on("request.confirmed_with_fewer", row, by=Actor.system(), at=at, won=won, wanted=row.wanted)
