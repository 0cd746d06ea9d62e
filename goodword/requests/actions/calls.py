"""After the yes: introducing, agreeing on a time, and what came of the call."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.ledger.actions import note_missed
from goodword.people.queries import days_after
from goodword.people.queries import today as program_day
from goodword.policy.queries import in_force
from goodword.requests import access
from goodword.requests.actions.locks import lock_candidate, look_at_what_waits_for_outcomes, note_on, person, require
from goodword.requests.actions.preparing import close_preparation
from goodword.requests.actions.speaking import note_who_spoke
from goodword.requests.kinds.answers import RESULTS
from goodword.requests.models import Candidate, Outcome, ProposedTime
from goodword.requests.queries.speakers import is_event
from goodword.requests.queries.statements import why_not_used
from goodword.requests.states import CANDIDATE_LIVE, CANDIDATE_MOVES, CANDIDATE_WON, REQUEST_MOVES, CandidateState, RequestState
from goodword.texts.actions import keep_own_words, why_not_own

MOST_TIMES = 10


def keep_times(candidate: Candidate, times: Iterable[datetime], *, by_customer: bool) -> int:
    """Keep times that one side proposed; the same time twice is one. Returns how many are new."""
    before = candidate.times.count()
    rows = [ProposedTime(candidate=candidate, starts_at=moment, by_customer=by_customer) for moment in sorted(set(times))[:MOST_TIMES]]
    ProposedTime.objects.bulk_create(rows, ignore_conflicts=True)
    return candidate.times.count() - before


def book(candidate: Candidate, starts_at: datetime, *, by: Actor, at: datetime) -> None:
    """Write the agreed time of a locked candidate; the invitation follows, and replaces an earlier one."""
    was = candidate.scheduled_at
    if candidate.state == CandidateState.MISSED and candidate.ledger_entry_id is not None:
        note_missed(candidate.ledger_entry_id, missed=False)
    candidate.times.filter(chosen=True).update(chosen=False)
    by_customer = by.kind is not ActorKind.CONTACT
    chosen, _new = ProposedTime.objects.get_or_create(candidate=candidate, starts_at=starts_at, by_customer=by_customer)
    ProposedTime.objects.filter(pk=chosen.pk).update(chosen=True)
    # What is left open was proposed before this agreement.
    candidate.times.filter(chosen=False).delete()
    move(
        candidate,
        CANDIDATE_MOVES,
        "schedule",
        at=at,
        scheduled_at=starts_at,
        invitation_sequence=candidate.invitation_sequence + (1 if was is not None else 0),
    )
    note_on(
        "candidate.scheduled", candidate, by=by, at=at, contact=candidate.contact_id, starts=starts_at.isoformat(), moved=was is not None
    )


@transaction.atomic
def introduce(candidate: Candidate, *, own: tuple[str, str] | None = None, by: Actor, at: datetime) -> Candidate | Refused:
    """Bring requester and customer together; `own` replaces the words of the customer's mail. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    require(by, "introduce", locked.candidate)
    unfit = why_not_own(*own) if own is not None else None
    if unfit is not None:
        return unfit
    move(locked.candidate, CANDIDATE_MOVES, "introduce", at=at)
    entry = note_on(
        "candidate.introduced",
        locked.candidate,
        by=by,
        at=at,
        contact=locked.candidate.contact_id,
        requester=locked.reference_request.requester_id,
    )
    if own is not None:
        keep_own_words(entry, subject=own[0], body=own[1])
    return locked.candidate


@transaction.atomic
def propose_times(candidate: Candidate, *, times: Iterable[datetime], by: Actor, at: datetime) -> Candidate | Refused:
    """One side proposes times, also to move a call that is booked; the other side chooses. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    from_customer = by.kind is ActorKind.CONTACT
    if from_customer:
        if not access.actor_may(by, "propose_times", row):
            raise NotAllowed
        if row.state not in (*CANDIDATE_WON, CandidateState.MISSED):
            raise WrongState("propose_times", row.state)
    elif not access.can_propose_times(person(by), row):
        raise NotAllowed
    wanted = list(times)
    if not wanted:
        return refuse("times", _("Choose at least one time."))
    if any(moment <= at for moment in wanted):
        return refuse("past", _("A time lies in the past. Choose times ahead."))
    if row.state == CandidateState.SCHEDULED and row.scheduled_at in wanted:
        return refuse("booked", _("The call is booked for one of these times. To move it, choose only others."))
    row.times.filter(chosen=False, by_customer=from_customer).delete()
    new = keep_times(row, wanted, by_customer=from_customer)
    note_on("candidate.times_proposed", row, by=by, at=at, contact=row.contact_id, times=new, by_customer=from_customer)
    return row


@transaction.atomic
def schedule(candidate: Candidate, *, starts_at: datetime, by: Actor, at: datetime) -> Candidate | Refused:
    """Agree on a time: a customer chooses one that was offered, a colleague chooses one of theirs or writes down what was agreed.

    Raises NotAllowed or WrongState.
    """
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    require(by, "schedule", row)
    if starts_at <= at:
        return refuse("past", _("This time lies in the past. Choose one ahead."))
    if by.kind is ActorKind.CONTACT and not row.times.filter(starts_at=starts_at, by_customer=False).exists():
        return refuse("not_offered", _("This time is no longer offered. Choose another one, or propose your own."))
    book(row, starts_at, by=by, at=at)
    return row


@transaction.atomic
def complete(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate | Refused:
    """It took place, or the words were used: the request is complete, its outcome due. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    require(by, "complete", locked.candidate)
    unused = why_not_used(locked.candidate)
    if unused is not None:
        return unused
    _complete_locked(locked.candidate, by=by, at=at)
    return locked.candidate


def _complete_locked(candidate: Candidate, *, by: Actor, at: datetime) -> None:
    reference_request = candidate.reference_request
    now = in_force(at)
    due_at = days_after(at, now.numbers.outcome_due_days, zone=now.zone)
    if is_event(reference_request) and reference_request.needed_on is not None and reference_request.needed_on > program_day(at):
        raise WrongState("complete", "ahead")
    move(candidate, CANDIDATE_MOVES, "complete", at=at)
    is_last = not reference_request.candidates.filter(state__in=CANDIDATE_LIVE).exclude(pk=candidate.pk).exists()
    if reference_request.state == RequestState.CONFIRMED and is_last:
        move(reference_request, REQUEST_MOVES, "complete", at=at, outcome_due_at=due_at)
    note_on("request.completed", candidate, by=by, at=at, contact=candidate.contact_id, outcome_due=due_at.isoformat())
    note_who_spoke(candidate, by=by, at=at)
    close_preparation(candidate, at=at)


@transaction.atomic
def report_outcome(candidate: Candidate, *, result: str, words: str = "", by: Actor, at: datetime) -> Outcome | Refused:
    """Say in one click what came of it: the requester's word ends the request, the customer's stands beside it.

    Saying it for a call that is over but not yet marked as done marks it so. Saying something else later
    changes one's answer; the same again is nothing new. Raises NotAllowed or WrongState.
    """
    locked = lock_candidate(candidate.pk)
    row, reference_request = locked.candidate, locked.reference_request
    by_customer = by.kind is ActorKind.CONTACT
    if not access.actor_may(by, "report_outcome", row) if by_customer else not _reports(by, row):
        raise NotAllowed
    if result not in RESULTS:
        return refuse("result", _("Choose one of the three answers."))
    if row.state in (CandidateState.SCHEDULED, CandidateState.INTRODUCED) and not by_customer:
        unused = why_not_used(row)
        if unused is not None:
            return unused
        _complete_locked(row, by=by, at=at)
    if row.state != CandidateState.DONE and not (by_customer and _is_over(row, at)):
        raise WrongState("report_outcome", row.state)
    words, ends = words.strip(), not by_customer and can_move(REQUEST_MOVES, "report_outcome", reference_request.state)
    same = Outcome.objects.filter(candidate=row, by_customer=by_customer, result=result, words=words).first()
    if same is not None and not ends:
        return same  # pressed twice: nothing new was said
    outcome, is_new = Outcome.objects.update_or_create(
        candidate=row, by_customer=by_customer, defaults={"result": result, "words": words, "at": at}
    )
    if ends:
        move(reference_request, REQUEST_MOVES, "report_outcome", at=at)
        look_at_what_waits_for_outcomes(reference_request.requester_id)
    verb = "candidate.outcome_reported" if by_customer else "request.outcome_reported"
    note_on(verb, row, by=by, at=at, result=result, by_customer=by_customer, again=not is_new)
    return outcome


def _is_over(candidate: Candidate, at: datetime) -> bool:
    return candidate.state == CandidateState.SCHEDULED and candidate.scheduled_at is not None and candidate.scheduled_at <= at


def _reports(by: Actor, candidate: Candidate) -> bool:
    standing = access.standings(person(by), candidate.reference_request)
    return bool(standing & access.REQUEST_VERBS["report_outcome"])
