"""How far each part is of what is prepared with one customer: what is waited for, from whom, by when.

Reads only rows that are loaded already (`queries.lists.with_ball`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goodword.approvals.models import Approval
from goodword.customers.models import Contact
from goodword.people.models import User
from goodword.people.queries import day_there, working_day_after
from goodword.people.queries import today as program_day
from goodword.requests.kinds.preparing import (
    ANSWER_PLAN_DAYS,
    ANSWER_WORDS_DAYS,
    LOOK_WORKING_DAYS,
    REVIEW_DAYS,
    Days,
    Part,
    Todo,
    days_of,
    words_due,
)
from goodword.requests.models import Candidate, Preparation, ReferenceRequest
from goodword.requests.queries.hands import preparation_of, statement_of
from goodword.requests.states import CANDIDATE_WON, CandidateState, ContentState, KitState, PlanState, ReuseState, StatementState

N, K, P, S = ContentState, KitState, PlanState, StatementState


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTurn:
    """What is waited for in one part: a colleague, or the customer's contact."""

    part: Part
    todo: Todo
    who: User | None = None
    contact: Contact | None = None
    due: date | None = None
    # The question that is asked of them, where one is.
    approval: Approval | None = None


def days_for(row: ReferenceRequest, prepared: Preparation) -> Days | None:
    """By when each part should be there."""
    return days_of(row.needed_on, opened_on=program_day(prepared.opened_at))


def part_turns(row: ReferenceRequest, candidate: Candidate) -> list[PartTurn]:
    """What is waited for now, part by part; nothing of a customer with whom nothing is prepared."""
    prepared = preparation_of(candidate)
    if prepared is None:
        return list(_words(row, candidate)) if candidate.state in CANDIDATE_WON else []
    if candidate.state in CANDIDATE_WON:
        days = days_for(row, prepared)
        return [*_content(row, prepared, days), *_kit(row, candidate, prepared, days), *_plan(row, candidate, prepared, days),
                *_calls(row, prepared, days)]  # fmt: skip
    if candidate.state == CandidateState.DONE:
        return list(_afterwards(row, candidate, prepared))
    return []


def _content(row: ReferenceRequest, prepared: Preparation, days: Days | None) -> Iterator[PartTurn]:
    due = days.content if days else None
    if prepared.content_state in (N.NEW_REQUEST, N.TRIAGE, N.BACKLOG) and prepared.pmm is None:
        yield PartTurn(part=Part.CONTENT, todo=Todo.ASSIGN, who=row.manager, due=_soon(prepared.content_state_at, due, row.manager))
    elif prepared.content_state in (N.NEW_REQUEST, N.TRIAGE):
        yield PartTurn(part=Part.CONTENT, todo=Todo.LOOK, who=prepared.pmm, due=_soon(prepared.content_state_at, due, prepared.pmm))
    elif prepared.content_state in (N.QUEUE, N.IN_PROGRESS):
        yield PartTurn(part=Part.CONTENT, todo=Todo.WORK, who=prepared.pmm, due=due)
    elif prepared.content_state == N.WAITING:
        yield PartTurn(part=Part.CONTENT, todo=Todo.UNBLOCK, who=row.manager, due=due)


def _kit(row: ReferenceRequest, candidate: Candidate, prepared: Preparation, days: Days | None) -> Iterator[PartTurn]:
    due = days.kit if days else None
    if prepared.kit_state in (K.WAITING, K.CHANGES):
        todo = Todo.FILL_IN if prepared.kit_state == K.WAITING else Todo.MEND_KIT
        yield PartTurn(part=Part.KIT, todo=todo, contact=candidate.contact, due=due)
    elif prepared.kit_state == K.SENT:
        due = _soon(prepared.kit_state_at, days.dry_run if days else None, row.manager)
        yield PartTurn(part=Part.KIT, todo=Todo.APPROVE_KIT, who=row.manager, due=due)


def _plan(row: ReferenceRequest, candidate: Candidate, prepared: Preparation, days: Days | None) -> Iterator[PartTurn]:
    if prepared.plan_state == P.DRAFT:
        yield PartTurn(part=Part.PLAN, todo=Todo.WRITE_PLAN, who=row.requester, due=days.plan if days else None)
    elif prepared.plan_state == P.CHANGES:
        due = _soon(prepared.plan_state_at, row.needed_on, row.requester)
        yield PartTurn(part=Part.PLAN, todo=Todo.MEND_PLAN, who=row.requester, due=due)
    elif prepared.plan_state == P.SENT:
        due = program_day(prepared.plan_state_at) + timedelta(days=ANSWER_PLAN_DAYS)
        yield PartTurn(part=Part.PLAN, todo=Todo.ANSWER_PLAN, contact=candidate.contact, due=min(due, row.needed_on or due))


def _calls(row: ReferenceRequest, prepared: Preparation, days: Days | None) -> Iterator[PartTurn]:
    """The dry run waits for the manager's word on the content; until then nobody can book it."""
    if prepared.dry_run is None and prepared.kit_state == K.APPROVED:
        yield PartTurn(part=Part.CALLS, todo=Todo.BOOK, who=row.requester, due=days.dry_run if days else None)


def _words(row: ReferenceRequest, candidate: Candidate) -> Iterator[PartTurn]:
    """The sentences about a customer, until they are approved."""
    statement = statement_of(candidate)
    if statement is None:
        return
    since = program_day(statement.state_at)
    if statement.state == S.DRAFT and statement.usable_id is None:
        due = words_due(row.needed_on, opened_on=program_day(statement.opened_at))
        yield PartTurn(part=Part.WORDS, todo=Todo.WRITE_WORDS, who=row.requester, due=due)
    elif statement.state in (S.DRAFT, S.CHANGES):
        due = _soon(statement.state_at, row.needed_on, row.requester)
        yield PartTurn(part=Part.WORDS, todo=Todo.MEND_WORDS, who=row.requester, due=due)
    elif statement.state == S.OWNER and statement.approval is not None:
        approval = statement.approval
        due = day_there(approval.due_at, region=approval.approver.region or candidate.account.region)
        yield PartTurn(part=Part.WORDS, todo=Todo.OWNER_WORDS, who=approval.approver, due=due, approval=approval)
    elif statement.state == S.CUSTOMER:
        due = since + timedelta(days=ANSWER_WORDS_DAYS)
        latest = row.needed_on if row.needed_on is not None and row.needed_on > since else due
        yield PartTurn(part=Part.WORDS, todo=Todo.ANSWER_WORDS, contact=candidate.contact, due=min(due, latest))
    elif statement.state == S.DECLINED:
        due = _soon(statement.state_at, None, row.manager)
        yield PartTurn(part=Part.WORDS, todo=Todo.NO_WORDS, who=row.manager, due=due)


def _afterwards(row: ReferenceRequest, candidate: Candidate, prepared: Preparation) -> Iterator[PartTurn]:
    over = program_day(candidate.state_at)
    if row.campaign_id is None:
        yield PartTurn(part=Part.CAMPAIGN, todo=Todo.CAMPAIGN, who=row.manager, due=_soon(candidate.state_at, None, row.manager))
    if prepared.reuse_state == ReuseState.OPEN:
        yield PartTurn(part=Part.REUSE, todo=Todo.REVIEW, who=row.manager, due=over + timedelta(days=REVIEW_DAYS))


def _soon(since: datetime, latest: date | None, who: User | None) -> date:
    """Some working days of whoever must act, and not after the last day on which it helps."""
    due = working_day_after(since, LOOK_WORKING_DAYS, region=who.region if who is not None else None)
    return min(due, latest) if latest is not None and latest > program_day(since) else due
