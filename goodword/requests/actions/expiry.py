"""What time does: holds that end, asks that nobody answers, calls that are over, outcomes that are owed. Safe to run twice."""

from datetime import datetime, timedelta

from django.db import transaction

from goodword.approvals.actions import withdraw as withdraw_approval
from goodword.kernel.actor import Actor
from goodword.kernel.transitions import move
from goodword.ledger.actions import release as release_place
from goodword.ledger.models import Answer
from goodword.policy.queries import in_force
from goodword.requests.actions.answers import after_in_vain, note_their_answer
from goodword.requests.actions.locks import lock_candidate, lock_request, look_for_next, note_on
from goodword.requests.actions.outreach import bring_back, remind_customer
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.leaving import is_still_here
from goodword.requests.states import CANDIDATE_MOVES, CANDIDATE_ON_HOLD, CandidateState, RequestState


@transaction.atomic
def expire_hold(candidate: Candidate, *, at: datetime) -> bool:
    """A hold that was never asked gives its place back; then the next in line. False when it is no longer due."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    if row.state not in CANDIDATE_ON_HOLD or row.held_until is None or row.held_until > at:
        return False
    if row.ledger_entry is not None:
        release_place(row.ledger_entry, at=at)
    withdraw_approval(row.approval, at=at)
    before = move(row, CANDIDATE_MOVES, "expire_hold", at=at, held_until=None, released_because="expired")
    note_on("candidate.expired", row, by=Actor.system(), at=at, before=before)
    look_for_next(locked.reference_request)
    return True


@transaction.atomic
def expire_ask(candidate: Candidate, *, at: datetime) -> bool:
    """An ask that nobody answered: approached once more, or, after the last attempt, *no answer*. False when it is not due."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    if row.state != CandidateState.ASKED or row.answer_due_at is None or row.answer_due_at > at:
        return False
    if is_still_here(row):  # no mail server took it: nobody was asked, so nobody is silent
        bring_back(row, by=Actor.system(), at=at)
        return True
    if row.attempts < in_force(at).numbers.ask_attempts and remind_customer(row, by=Actor.system(), at=at):
        return True
    move(row, CANDIDATE_MOVES, "expire_ask", at=at, answer_due_at=None)
    note_their_answer(row, Answer.NO_ANSWER)
    note_on("candidate.not_answered", row, by=Actor.system(), at=at, contact=row.contact_id, attempts=row.attempts)
    after_in_vain(locked, at=at)
    return True


@transaction.atomic
def chase_outcome(reference_request: ReferenceRequest, *, at: datetime) -> bool:
    """Remind the requester of an outcome that is owed, once a week. False when it is not due."""
    row = lock_request(reference_request.pk)
    week = timedelta(days=7)
    lately = row.outcome_reminded_at is not None and row.outcome_reminded_at > at - week
    if row.state != RequestState.COMPLETED or row.outcome_due_at is None or row.outcome_due_at > at or lately:
        return False
    row.outcome_reminded_at = at
    row.save(update_fields=["outcome_reminded_at"])
    note_on("request.outcome_chased", row, by=Actor.system(), at=at, requester=row.requester_id)
    return True
