"""The queue: which requests stand in which view of the list, how many there are, and what they can be narrowed to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from goodword.people.models import Team, User
from goodword.people.queries import named, stands_in_for, today
from goodword.requests.access import visible_to
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.ball import Step
from goodword.requests.queries.balls import IN_PLAY, catch_up, late, waits
from goodword.requests.queries.lists import TO_TRIAGE, matching
from goodword.requests.states import REQUEST_OPEN, RequestState

AWAITING_OWNER, AWAITING_CUSTOMER, OPEN = "awaiting_owner", "awaiting_customer", "open"
# Who has the ball when it is no colleague.
CUSTOMER, NOBODY = "customer", "nobody"

# The steps in which a customer has the ball, while no colleague has it.
OF_CUSTOMERS: Final = (Step.ANSWER, Step.PART)


class View(StrEnum):
    """The views of the list."""

    TURN = "turn"
    UNASSIGNED = "unassigned"
    TRIAGE = "triage"
    MINE = "mine"
    WAITING = "waiting"
    TEAM = "team"
    OVERDUE = "overdue"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a list of requests is narrowed to; empty means everything."""

    words: str = ""
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    teams: tuple[int, ...] = ()
    regions: tuple[int, ...] = ()
    holders: tuple[str, ...] = ()
    needed_from: date | None = None
    needed_to: date | None = None


NOTHING_ASKED: Final = Asked()
EVERYTHING: Final = Q()


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What one reader may see at one moment; `people` are they and the colleagues in whose place they are."""

    user: User
    at: datetime
    people: frozenset[int]
    rows: QuerySet[ReferenceRequest]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has the ball, in how many requests: `code` stands in the address."""

    code: str
    user: User | None
    count: int


def views_of(user: User, *, leads: bool) -> tuple[View, ...]:
    """The views that make sense to somebody: the queue to whoever runs the program, their team's to who leads one."""
    if user.is_manager:
        return (View.TURN, View.UNASSIGNED, View.TRIAGE, View.MINE, View.WAITING, View.OVERDUE, View.ALL)
    team = (View.TEAM, View.OVERDUE) if leads else ()
    return (View.TURN, View.MINE, View.WAITING, *team, View.ALL)


def leads_a_team(user: User) -> bool:
    """Does somebody lead a team whose requests they follow; whoever runs the program sees all of them anyway."""
    return not user.is_manager and Team.objects.filter(lead=user).exists()


def queue_of(user: User, *, at: datetime) -> Queue:
    """Everything that somebody may see; of each is said anew who has the ball, where that may have changed."""
    catch_up(at=at)
    return Queue(user=user, at=at, people=people_of(user, at=at), rows=visible_to(user))


def queued(queue: Queue, *, view: str, asked: Asked = NOTHING_ASKED) -> QuerySet[ReferenceRequest]:
    """The requests of one view, narrowed."""
    rows = queue.rows.filter(_in_view(View(view), queue))
    if asked.states:
        rows = rows.filter(_any(in_state(each) for each in asked.states))
    if asked.kinds:
        rows = rows.filter(kind__in=asked.kinds)
    if asked.teams:
        rows = rows.filter(team__in=asked.teams)
    if asked.regions:
        rows = rows.filter(region__in=asked.regions)
    if asked.holders:
        rows = rows.filter(_any(_held_by(each) for each in asked.holders))
    if asked.needed_from:
        rows = rows.filter(needed_on__gte=asked.needed_from)
    if asked.needed_to:
        rows = rows.filter(needed_on__lte=asked.needed_to)
    rows = rows.select_related("ball")
    return matching(rows, asked.words) if asked.words.strip() else rows


def narrowed(queue: Queue, *, view: str | None, asked: Asked) -> QuerySet[ReferenceRequest] | None:
    """What is asked for of a queue; None when that is everything."""
    everything = asked == NOTHING_ASKED and view in (None, View.ALL)
    return None if everything else queued(queue, view=view or View.ALL, asked=asked)


def by_priority(rows: QuerySet[ReferenceRequest], teams: Sequence[str]) -> QuerySet[ReferenceRequest]:
    """The requests of the teams that the policy puts first, then the others; of each what is due first."""
    place = Case(*(When(team__code=code, then=Value(n)) for n, code in enumerate(teams)), default=Value(len(teams)))
    return rows.order_by(place, F("ball__due_on").asc(nulls_last=True), "pk")


def counted(queue: Queue, views: Sequence[View], *, among: Q = EVERYTHING) -> dict[View, int]:
    """How many requests each view has, in one statement; `among` some of them."""
    each = [
        queue.rows.filter(_in_view(view, queue), among)
        .order_by()
        .values(view=Value(view.value))
        .annotate(n=Count("*"))
        .values_list("view", "n")
        for view in views
    ]
    return dict.fromkeys(views, 0) | {View(name): number for name, number in each[0].union(*each[1:], all=True)}


def waiting_for(queue: Queue) -> list[tuple[int, date | None, bool]]:
    """Every request in which somebody, or whoever they wait for, has the ball: by key, with the day it is due and whether it is theirs.

    The most urgent first; nothing else is read of them.
    """
    mine = my_turn(queue.user, queue.people)
    rows = queue.rows.filter(mine | _in_view(View.WAITING, queue)).annotate(is_mine=Case(When(mine, then=True), default=False))
    return list(rows.order_by(F("ball__due_on").asc(nulls_last=True), "pk").values_list("pk", "ball__due_on", "is_mine"))


def holders_in(queue: Queue) -> list[Holder]:
    """Who has the ball in what somebody may see, colleagues by name; then customers, and what nobody leads."""
    rows = queue.rows.filter(waits()).order_by()
    found = rows.values("ball__who_id", "ball__step").annotate(n=Count("pk")).values_list("ball__who_id", "ball__step", "n")
    counts: dict[int | str, int] = {}
    for who, step, number in found:
        key = who if who is not None else CUSTOMER if step in OF_CUSTOMERS else NOBODY if step != Step.CALL else ""
        counts[key] = counts.get(key, 0) + number
    people = named(each for each in counts if isinstance(each, int))
    known = [Holder(str(each.pk), each, counts[each.pk]) for each in sorted(people.values(), key=lambda each: (each.name, each.pk))]
    return known + [Holder(code, None, counts[code]) for code in (CUSTOMER, NOBODY) if counts.get(code)]


def people_of(user: User, *, at: datetime) -> frozenset[int]:
    """Somebody, and the colleagues in whose place they are today."""
    return frozenset({user.pk, *(colleague.pk for colleague in stands_in_for(user, today(at)))})


def my_turn(user: User, people: Iterable[int]) -> Q:
    """Theirs, a colleague's in whose place they are, or a question that somebody answers in theirs."""
    return Q(ball__hands__overlap=sorted(people)) | Q(ball__step__in=(Step.APPROVE, Step.REVIEW), ball__also_id=user.pk)


def _in_view(view: View, queue: Queue) -> Q:
    user, people = queue.user, queue.people
    mine = Q(requester=user) | Q(manager=user) & ~Q(state=RequestState.DRAFT)
    if view is View.TURN:
        return my_turn(user, people)
    if view is View.UNASSIGNED:
        return Q(manager=None, state__in=REQUEST_OPEN)
    if view is View.TRIAGE:
        return Q(state__in=TO_TRIAGE)
    if view is View.MINE:
        return mine
    if view is View.WAITING:
        return mine & waits() & ~my_turn(user, people)
    if view is View.TEAM:
        return Q(team__lead=user)
    return late(queue.at) if view is View.OVERDUE else Q()


def in_state(state: str) -> Q:
    """One state as the badge says it: awaiting owner and awaiting customer are no states of the row."""
    derived = {AWAITING_OWNER: Step.APPROVE, AWAITING_CUSTOMER: Step.ANSWER}
    if state in derived:
        return Q(state=RequestState.SOURCING, ball__step=derived[state])
    if state == RequestState.SOURCING:
        return Q(state=state) & ~Q(ball__step__in=tuple(derived.values()))
    return Q(state__in=IN_PLAY) if state == OPEN else Q(state=state)


def _held_by(code: str) -> Q:
    if code == CUSTOMER:
        return Q(ball__step__in=OF_CUSTOMERS, ball__who_id=None)
    if code == NOBODY:
        return waits() & Q(ball__who_id=None) & ~Q(ball__step__in=(*OF_CUSTOMERS, Step.CALL))
    return Q(ball__who_id=int(code))


def _any(conditions: Iterable[Q]) -> Q:
    """One of several; `conditions` is not empty."""
    found = Q()
    for each in conditions:
        found |= each
    return found
