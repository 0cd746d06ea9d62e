"""Who has the ball: for every request exactly one person or nobody, what is expected of them, and by when.

Of several customers in play, the one is looked at for whom a colleague must act first; a customer is waited for only when nobody else is.

`turn_of` reads only rows that are loaded already (`queries.lists.with_ball`), so a list of requests costs no query more.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from goodword.approvals.models import Approval
from goodword.approvals.states import State as ApprovalState
from goodword.customers.models import Contact
from goodword.people.models import User
from goodword.people.queries import day_there, program_zone, working_day_after
from goodword.people.queries import today as program_day
from goodword.requests.kinds import KINDS, Course
from goodword.requests.kinds.preparing import Todo
from goodword.requests.models import Candidate, Mode, ReferenceRequest
from goodword.requests.queries.hands import preparation_of, statement_of
from goodword.requests.queries.may import LOOKED_FOR
from goodword.requests.queries.parts import part_turns
from goodword.requests.queries.reviewing import open_review
from goodword.requests.states import CANDIDATE_LIVE, CANDIDATE_PLANNED, CandidateState, RequestState

# What we expect of colleagues where the policy promises nothing to anybody: working days.
CHOOSE_DAYS, AGREE_DAYS, CONFIRM_DAYS = 2, 2, 1
C = CandidateState


class Step(StrEnum):
    """What is waited for."""

    FINISH = "finish"
    DECIDE = "decide"
    REVIEW = "review"
    CHOOSE = "choose"
    SETTLE = "settle"
    PICK = "pick"
    # What owners think of customers on the short list: beside the choice of the manager, never instead of it.
    OPINION = "opinion"
    APPROVE = "approve"
    VOUCH = "vouch"
    ASK = "ask"
    ANSWER = "answer"
    AGREE = "agree"
    CALL = "call"
    PREPARE = "prepare"
    # One part of what is prepared with a customer: `Turn.todo` says which.
    PART = "part"
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
    # The question that is asked of them, where one is.
    approval: Approval | None = None
    due: date | datetime | None = None
    todo: Todo | None = None
    # Of how many customers at once somebody is asked.
    among: int = 1


def running(candidates: list[Candidate]) -> Candidate | None:
    """The candidate that is being waited for, or the one it was done with; the first of several."""
    live = [each for each in candidates if each.state in CANDIDATE_LIVE]
    done = [each for each in candidates if each.state == C.DONE]
    return next(iter(live or done), None)


def turn_of(reference_request: ReferenceRequest, candidates: list[Candidate], *, at: datetime) -> Turn:
    """Whose turn it is now."""
    return turn_among(turns_of(reference_request, candidates, at=at))


def turn_among(turns: list[Turn]) -> Turn:
    """The one that everybody looks at: a colleague's before a customer's, the earliest due."""
    return min(turns, key=_urgency)


def turns_of(reference_request: ReferenceRequest, candidates: list[Candidate], *, at: datetime) -> list[Turn]:
    """Everything that is waited for now, at least one: an event is prepared by several people at once."""
    row = reference_request
    if row.state == RequestState.DRAFT:
        return [Turn(step=Step.FINISH, who=row.requester)]
    if row.is_ended:
        left = [turn for each in candidates for turn in _parts(row, each)] if row.state == RequestState.OUTCOME_REPORTED else []
        return left or [Turn(step=Step.NOTHING, candidate=running(candidates))]
    if row.state == RequestState.HELD:
        approval = review.approval if (review := open_review(row)) is not None else None
        if approval is not None:
            due = day_there(approval.due_at, region=approval.approver.region)
            return [Turn(step=Step.REVIEW, who=approval.approver, approval=approval, due=due)]
        return [Turn(step=Step.DECIDE, who=row.manager, due=_working_days(row.state_at, CHOOSE_DAYS, row.manager))]
    in_play = [each for each in candidates if each.state in CANDIDATE_LIVE]
    if row.state == RequestState.COMPLETED:
        in_play = in_play or [each for each in candidates if each.state == C.DONE]
    if row.state == RequestState.COMPLETED and not in_play:
        return [Turn(step=Step.NOTHING)]
    turns = [turn for each in in_play for turn in _turns_of(row, each, at=at)]
    if row.state == RequestState.SOURCING and _looks_for_more(row, candidates):
        turns.append(_choose(row, candidates))
    turns = turns or [_choose(row, candidates)]
    return [*turns, *_opinions(candidates)] if row.state in LOOKED_FOR and _looks_for_more(row, candidates) else turns


def _opinions(candidates: list[Candidate]) -> list[Turn]:
    """What is asked of owners about the short list: one turn for all customers of each."""
    found: dict[int, list[Candidate]] = {}
    for each in candidates:
        opinion = getattr(each, "opinion", None)
        if opinion is not None and not opinion.answer and each.state in CANDIDATE_PLANNED:
            found.setdefault(opinion.asked_id, []).append(each)
    return [_opinion_of(theirs) for theirs in found.values()]


def _opinion_of(theirs: list[Candidate]) -> Turn:
    who, days = theirs[0].opinion.asked, [each.opinion.due_at for each in theirs if each.opinion.due_at is not None]
    due = day_there(min(days), region=who.region) if days else None
    return Turn(step=Step.OPINION, who=who, candidate=theirs[0], due=due, among=len(theirs))


def _turns_of(row: ReferenceRequest, candidate: Candidate, *, at: datetime) -> list[Turn]:
    """The parts that are prepared; nobody only waits for the day while one of them is open, and once it is over none of them helps."""
    whole = _of_candidate(row, candidate, at=at)
    parts = _parts(row, candidate) if whole.step is not Step.CONFIRM else []
    return parts if parts and whole.step is Step.PREPARE else [*parts, whole]


def _parts(row: ReferenceRequest, candidate: Candidate) -> list[Turn]:
    return [
        Turn(step=Step.PART, todo=each.todo, who=each.who, contact=each.contact, candidate=candidate, due=each.due, approval=each.approval)
        for each in part_turns(row, candidate)
    ]


def _looks_for_more(row: ReferenceRequest, candidates: list[Candidate]) -> bool:
    """Are more customers wanted than said yes, are done, or are waited for."""
    return sum(each.state in (*CANDIDATE_LIVE, C.DONE) for each in candidates) < row.wanted


def due_day(turn: Turn) -> date | None:
    """The day until which it is waited for, the same for whoever reads it."""
    return program_day(turn.due) if isinstance(turn.due, datetime) else turn.due


def _urgency(turn: Turn) -> tuple[bool, bool, date]:
    """Colleagues before customers and before what only has to come, the earliest due first; what is only thought of something last."""
    return turn.step is Step.OPINION, turn.who is None, due_day(turn) or date.max


def _choose(row: ReferenceRequest, candidates: list[Candidate]) -> Turn:
    latest = max([row.state_at, *(each.state_at for each in candidates)])
    weighed = any(each.state in (C.SUGGESTED, C.SHORTLISTED) for each in candidates)
    if row.mode == Mode.SELF_SERVICE and not weighed:
        return Turn(step=Step.PICK, who=row.requester, due=_working_days(latest, CHOOSE_DAYS, row.requester))
    step = Step.CHOOSE if KINDS[row.kind].has_customers else Step.SETTLE
    return Turn(step=step, who=row.manager, due=_working_days(latest, CHOOSE_DAYS, row.manager))


def _of_candidate(row: ReferenceRequest, candidate: Candidate, *, at: datetime) -> Turn:
    state = candidate.state
    if state == C.HELD:
        approval = candidate.approval
        who = approval.approver if approval else row.manager
        due = owner_due(candidate) or _policy_day(candidate.held_until)
        return Turn(step=Step.APPROVE, who=who, candidate=candidate, approval=approval, due=due)
    if state == C.OWNER_APPROVED and candidate.support is not None and candidate.support.state == ApprovalState.OPEN:
        due = day_there(candidate.support.due_at, region=candidate.support.approver.region or candidate.account.region)
        return Turn(step=Step.VOUCH, who=candidate.support.approver, candidate=candidate, due=due)
    if state == C.OWNER_APPROVED:
        writes = candidate.account.owner if KINDS[row.kind].owner_writes and candidate.account.owner is not None else row.manager
        return Turn(step=Step.ASK, who=writes, candidate=candidate, due=_policy_day(candidate.held_until))
    if state == C.ASKED:
        return Turn(step=Step.ANSWER, contact=candidate.contact, candidate=candidate, due=_policy_day(candidate.answer_due_at))
    if state == C.DONE:
        return Turn(step=Step.OUTCOME, who=row.requester, candidate=candidate, due=_policy_day(row.outcome_due_at))
    if KINDS[row.kind].course is not Course.CALL:
        return _of_day(row, candidate, at=at)
    return _of_call(row, candidate, at=at)


def _of_day(row: ReferenceRequest, candidate: Candidate, *, at: datetime) -> Turn:
    """It is prepared until its day; then whoever asked for it says whether it took place. What did not is let go."""
    if candidate.state == C.MISSED and preparation_of(candidate) is not None:
        due = _working_days(candidate.state_at, CONFIRM_DAYS, row.manager)
        return Turn(step=Step.PART, todo=Todo.LET_GO, who=row.manager, candidate=candidate, due=due)
    if candidate.state == C.MISSED and statement_of(candidate) is not None:
        due = _working_days(candidate.state_at, CONFIRM_DAYS, row.manager)
        return Turn(step=Step.PART, todo=Todo.NOT_USED, who=row.manager, candidate=candidate, due=due)
    last = row.ends_on or row.needed_on
    if last is not None and last < program_day(at):
        return Turn(step=Step.CONFIRM, who=row.requester, candidate=candidate, due=_days_after(last, CONFIRM_DAYS, row.requester))
    return Turn(step=Step.PREPARE, who=row.requester, candidate=candidate, due=row.needed_on)


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


def _days_after(day: date, count: int, who: User | None) -> date:
    return working_day_after(datetime.combine(day, time(12), tzinfo=program_zone()), count, region=who.region if who is not None else None)


def _working_days(since: datetime, count: int, who: User | None) -> date:
    """Working days of the region of whoever has the ball, with its holidays, as in the reminders to owners."""
    return working_day_after(since, count, region=who.region if who is not None else None)
