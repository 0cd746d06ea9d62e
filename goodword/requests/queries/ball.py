"""Who has the ball: for every request exactly one person or nobody, what is expected of them, and by when.

`turn_of` reads only rows that are loaded already (`queries.lists.with_ball`), so a list of requests costs no query more.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from goodword.customers.models import Contact
from goodword.people.models import User
from goodword.people.queries import day_there, working_day_after
from goodword.people.queries import today as program_day
from goodword.requests.models import Candidate, Mode, ReferenceRequest
from goodword.requests.states import CANDIDATE_LIVE, CandidateState, RequestState

# What we expect of colleagues where the policy promises nothing to anybody: working days.
CHOOSE_DAYS, AGREE_DAYS, CONFIRM_DAYS = 2, 2, 1
C = CandidateState


class Step(StrEnum):
    """What is waited for."""

    FINISH = "finish"
    DECIDE = "decide"
    CHOOSE = "choose"
    PICK = "pick"
    APPROVE = "approve"
    ASK = "ask"
    ANSWER = "answer"
    AGREE = "agree"
    CALL = "call"
    CONFIRM = "confirm"
    OUTCOME = "outcome"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose turn it is: a colleague, a customer's contact, or nobody."""

    step: Step
    who: User | None = None
    contact: Contact | None = None
    candidate: Candidate | None = None
    due: date | datetime | None = None


def running(candidates: list[Candidate]) -> Candidate | None:
    """The candidate that is being waited for, or the one it was done with."""
    live = [each for each in candidates if each.state in CANDIDATE_LIVE]
    done = [each for each in candidates if each.state == C.DONE]
    return next(iter(live or done), None)


def turn_of(reference_request: ReferenceRequest, candidates: list[Candidate], *, at: datetime) -> Turn:
    """Whose turn it is now."""
    row = reference_request
    if row.state == RequestState.DRAFT:
        return Turn(step=Step.FINISH, who=row.requester)
    if row.is_ended:
        return Turn(step=Step.NOTHING, candidate=running(candidates))
    if row.state == RequestState.HELD:
        return Turn(step=Step.DECIDE, who=row.manager, due=_working_days(row.state_at, CHOOSE_DAYS, row.manager))
    candidate = running(candidates)
    if candidate is None:
        return _choose(row, candidates)
    return _of_candidate(row, candidate, at=at)


def _choose(row: ReferenceRequest, candidates: list[Candidate]) -> Turn:
    latest = max([row.state_at, *(each.state_at for each in candidates)])
    weighed = any(each.state in (C.SUGGESTED, C.SHORTLISTED) for each in candidates)
    if row.mode == Mode.SELF_SERVICE and not weighed:
        return Turn(step=Step.PICK, who=row.requester, due=_working_days(latest, CHOOSE_DAYS, row.requester))
    return Turn(step=Step.CHOOSE, who=row.manager, due=_working_days(latest, CHOOSE_DAYS, row.manager))


def _of_candidate(row: ReferenceRequest, candidate: Candidate, *, at: datetime) -> Turn:
    state = candidate.state
    if state == C.HELD:
        approval = candidate.approval
        who = approval.approver if approval else row.manager
        due = owner_due(candidate) or _policy_day(candidate.held_until)
        return Turn(step=Step.APPROVE, who=who, candidate=candidate, due=due)
    if state == C.OWNER_APPROVED:
        return Turn(step=Step.ASK, who=row.manager, candidate=candidate, due=_policy_day(candidate.held_until))
    if state == C.ASKED:
        return Turn(step=Step.ANSWER, contact=candidate.contact, candidate=candidate, due=_policy_day(candidate.answer_due_at))
    if state == C.DONE:
        return Turn(step=Step.OUTCOME, who=row.requester, candidate=candidate, due=_policy_day(row.outcome_due_at))
    return _of_call(row, candidate, at=at)


def _of_call(row: ReferenceRequest, candidate: Candidate, *, at: datetime) -> Turn:
    starts_at = candidate.scheduled_at
    if candidate.state == C.SCHEDULED and starts_at is not None and not asks_to_move(candidate):
        if starts_at + timedelta(minutes=row.minutes) > at:
            return Turn(step=Step.CALL, candidate=candidate, due=starts_at)
        return Turn(step=Step.CONFIRM, who=row.requester, candidate=candidate, due=_working_days(starts_at, CONFIRM_DAYS, row.requester))
    return Turn(step=Step.AGREE, who=row.requester, candidate=candidate, due=_working_days(candidate.state_at, AGREE_DAYS, row.requester))


def asks_to_move(candidate: Candidate) -> bool:
    """Has the customer proposed other times for a call that is booked."""
    return any(time.by_customer and not time.chosen for time in candidate.times.all())


def proposed(candidate: Candidate, *, at: datetime) -> list[datetime]:
    """The times that the customer proposed and that are still ahead."""
    return [time.starts_at for time in candidate.times.all() if time.by_customer and not time.chosen and time.starts_at > at]


def owner_due(candidate: Candidate) -> date | None:
    """The day until which the account owner is waited for: a working day where they are, the same for whoever reads it."""
    approval = candidate.approval
    return day_there(approval.due_at, region=approval.approver.region or candidate.account.region) if approval else None


def _policy_day(at: datetime | None) -> date | None:
    """What the policy counts in days falls due on the program's day, wherever one reads it."""
    return program_day(at) if at is not None else None


def _working_days(since: datetime, count: int, who: User | None) -> date:
    """Working days of the region of whoever has the ball, with its holidays, as in the reminders to owners."""
    return working_day_after(since, count, region=who.region if who is not None else None)
