"""The customer's word. The actor is the contact, known by a link, or one of us who writes down what was heard, how and when."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions import be_quiet_until
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.ledger.actions import note_answer
from goodword.ledger.models import Answer
from goodword.policy.queries import in_force
from goodword.requests import access
from goodword.requests.actions.calls import book, keep_times
from goodword.requests.actions.ending import NOT_YET_WON, close_after_in_vain, go_on_with_fewer, let_go
from goodword.requests.actions.hearing import Heard, noted, why_not_heard
from goodword.requests.actions.locks import (
    Locked,
    lock_candidate,
    lock_candidates,
    look_for_next,
    note_on,
    person,
    require,
    states_of_others,
)
from goodword.requests.actions.preparing import call_off_preparation, open_preparation
from goodword.requests.actions.statements import end_statement, open_statement
from goodword.requests.kinds.answers import DECLINE_CODES, OTHER
from goodword.requests.models import Candidate, ProposedTime
from goodword.requests.queries.room import room_of
from goodword.requests.states import CANDIDATE_MOVES, REQUEST_MOVES, CandidateState, RequestState

LEAVE_ALONE = "leave_alone"
COLLEAGUE = "colleague"


def note_their_answer(candidate: Candidate, answer: Answer) -> None:
    """Write the answer beside the ask in the ledger."""
    if candidate.ledger_entry is not None:
        note_answer(candidate.ledger_entry, answer=answer)


@transaction.atomic
def accept(
    candidate: Candidate,
    *,
    times: Sequence[datetime] = (),
    offered: ProposedTime | None = None,
    starts_at: datetime | None = None,
    words: str = "",
    without_name: bool = False,
    heard: Heard | None = None,
    by: Actor,
    at: datetime,
) -> Candidate | Refused:
    """The customer says yes, with times that suit, by choosing one that was offered, or with a time agreed with one of us (`starts_at`).

    The two are introduced, and a chosen time is booked. `without_name`: yes to words about them, but not to their name.
    Once as many said yes as are wanted, everybody else in line is released.
    Raises NotAllowed or WrongState.
    """
    locked = lock_candidate(candidate.pk)
    row, reference_request = locked.candidate, locked.reference_request
    require(by, "accept", row)
    if any(moment <= at for moment in times):
        return refuse("past", _("A time lies in the past. Choose times ahead."))
    if starts_at is not None and (starts_at <= at or by.kind is ActorKind.CONTACT):
        return refuse("starts_at", _("This time lies in the past. Choose one ahead."))
    problem = why_not_heard(row, heard, at=at)
    if problem is not None:
        return problem
    move(row, CANDIDATE_MOVES, "accept", at=at, answer_code="yes", answer_words=words.strip(), answer_due_at=None)
    note_their_answer(row, Answer.ACCEPTED)
    has_enough = room_of(reference_request, [row.state, *states_of_others(locked)], in_force(at).numbers).has_enough
    if has_enough:
        move(reference_request, REQUEST_MOVES, "confirm", at=at)
    keep_times(row, times, by_customer=True)
    note_on("candidate.accepted", row, by=by, at=at, contact=row.contact_id, times=len(times), **noted(heard, at=at))
    if has_enough:
        for other in lock_candidates(reference_request, NOT_YET_WON, but=row.pk):
            let_go(other, because="somebody_else_accepted", by=Actor.system(), at=at)
    else:
        look_for_next(reference_request)
    move(row, CANDIDATE_MOVES, "introduce", at=at)
    note_on("candidate.introduced", row, by=Actor.system(), at=at, contact=row.contact_id, requester=reference_request.requester_id)
    open_preparation(row, at=at)
    open_statement(row, only_without_name=without_name, at=at)
    if offered is not None and offered.candidate_id == row.pk and not offered.by_customer and offered.starts_at > at:
        book(row, offered.starts_at, by=by, at=at)
    if starts_at is not None:
        book(row, starts_at, by=by, at=at)
    return row


@transaction.atomic
def decline(
    candidate: Candidate,
    *,
    code: str = "other",
    words: str = "",
    by: Actor,
    at: datetime,
    instead_of_yes: bool = False,
    heard: Heard | None = None,
) -> Candidate | Refused:
    """The customer says no: to the ask, or (`instead_of_yes`) after a yes. Raises NotAllowed or WrongState.

    Which of the two was meant is said by the caller, so that a no sent at the same instant as a yes does not undo it.
    """
    locked = lock_candidate(candidate.pk)
    require(by, "decline", locked.candidate)
    if by.kind is ActorKind.CONTACT and instead_of_yes is (locked.candidate.state == CandidateState.ASKED):
        raise WrongState("decline", locked.candidate.state)
    problem = why_not_heard(locked.candidate, heard, at=at)
    if problem is not None:
        return problem
    known = code if code in DECLINE_CODES else OTHER
    return say_no(locked, code=known, words=words, by=by, at=at, **noted(heard, at=at))


def say_no(locked: Locked, *, code: str, words: str, by: Actor, at: datetime, **data: Any) -> Candidate:
    """Write down the no of a locked candidate; the caller has checked who says it."""
    row, reference_request = locked.candidate, locked.reference_request
    move(row, CANDIDATE_MOVES, "decline", at=at, answer_code=code, answer_words=words.strip(), answer_due_at=None, scheduled_at=None)
    note_their_answer(row, Answer.DECLINED)
    note_on("candidate.declined", row, by=by, at=at, contact=row.contact_id, code=code, **data)
    call_off_preparation(row, by=by, at=at)
    end_statement(row, withdrawn=True, at=at)
    if reference_request.state == RequestState.CONFIRMED:
        move(reference_request, REQUEST_MOVES, "reopen", at=at)
        note_on("request.reopened", reference_request, by=Actor.system(), at=at)
    after_in_vain(locked, at=at)
    return row


def after_in_vain(locked: Locked, *, at: datetime) -> None:
    """Somebody was approached in vain: at the approach limit go on with those who said yes, or close; else look who is next in line."""
    reference_request = locked.reference_request
    if reference_request.state != RequestState.SOURCING:
        return
    room = room_of(reference_request, [locked.candidate.state, *states_of_others(locked)], in_force(at).numbers)
    if room.is_used_up and room.won:
        go_on_with_fewer(reference_request, won=room.won, at=at)
    elif room.is_used_up:
        close_after_in_vain(reference_request, approached=room.approached, at=at)
    else:
        look_for_next(reference_request)


@transaction.atomic
def name_colleague(
    candidate: Candidate, *, colleague: str, words: str = "", heard: Heard | None = None, by: Actor, at: datetime
) -> Candidate | Refused:
    """The customer cannot, and names somebody who might: told to the manager, who decides whom to ask. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    _require_answering(by, "name_colleague", locked.candidate)
    name = colleague.strip()
    if not name:
        return refuse("name", _("Write down who it is: a name, and an address if you like."))
    problem = why_not_heard(locked.candidate, heard, at=at)
    if problem is not None:
        return problem
    locked.candidate.colleague = name[:300]
    locked.candidate.save(update_fields=["colleague"])
    note_on(
        "candidate.colleague_named", locked.candidate, by=by, at=at, contact=locked.candidate.contact_id, note=name, **noted(heard, at=at)
    )
    return say_no(locked, code=COLLEAGUE, words=words, by=by, at=at, **noted(heard, at=at))


@transaction.atomic
def leave_alone(
    candidate: Candidate, *, until: date, words: str = "", heard: Heard | None = None, by: Actor, at: datetime
) -> Candidate | Refused:
    """The customer wants peace until a day: this ask ends, and no other reaches them before. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    _require_answering(by, "leave_alone", row)
    if until <= in_force(at).today:
        return refuse("past", _("Choose a day ahead."))
    problem = why_not_heard(row, heard, at=at)
    if problem is not None:
        return problem
    contact = row.contact
    if contact is not None and (contact.quiet_until is None or contact.quiet_until < until):  # a longer peace stays
        quiet = be_quiet_until(contact, by=by, at=at, until=until)
        if isinstance(quiet, Refused):
            return quiet
    return say_no(locked, code=LEAVE_ALONE, words=words, by=by, at=at, until=until.isoformat(), **noted(heard, at=at))


def _require_answering(by: Actor, verb: str, candidate: Candidate) -> None:
    by_contact = by.kind is ActorKind.CONTACT
    allowed = access.actor_may(by, verb, candidate) if by_contact else access.can_write_down(person(by), candidate)
    if not allowed:
        raise NotAllowed
    if candidate.state != CandidateState.ASKED:
        raise WrongState(verb, candidate.state)
