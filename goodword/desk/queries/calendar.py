"""The calendar of a fiscal quarter: events, deadlines, and customers who may be asked again, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.access import campaigns_visible_to
from goodword.customers.kinds import Family, Standing
from goodword.desk.queries.glance import members_of
from goodword.kernel.clock import FiscalYear, Quarter
from goodword.ledger.models import LedgerEntry
from goodword.people.models import User
from goodword.people.queries import program, program_zone, today
from goodword.requests.access import candidates_visible_to, visible_to
from goodword.requests.kinds import KINDS, Course
from goodword.requests.kinds.kit import PLANNING_WORDS
from goodword.requests.models import Candidate, PlanningCall, ReferenceRequest
from goodword.requests.queries.words import request_url, title_of
from goodword.requests.states import CANDIDATE_ON_HOLD, REQUEST_OPEN, CandidateState, PlanningState, RequestState
from goodword.ui.navigation import address

# More stand in the list of requests; a quarter with so many entries is read by kind.
MOST_OF_A_KIND: Final = 1000
# Ten years to either side.
MOST_DAYS: Final = 3660
Requests = QuerySet[ReferenceRequest]


class Show(StrEnum):
    """The kinds of entries."""

    EVENTS = "events"
    PLANNING = "planning"
    NEEDED = "needed"
    ANSWERS = "answers"
    HOLDS = "holds"
    FREE = "free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something on a day: what, where it leads, and how it is told apart from others of the same name."""

    on: date
    kind: Show
    title: str
    url: str
    note: str = ""
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the grid; those of other quarters only fill their week."""

    on: date
    is_inside: bool
    is_today: bool
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Calendar:
    """A quarter in weeks, with the quarters before and after it."""

    quarter: Quarter
    earlier: Quarter
    later: Quarter
    weeks: list[list[Day]]
    entries: list[Entry]
    counts: dict[Show, int]


def kind_words(kind: Show) -> str:
    """What the entries of a kind are called."""
    return {
        Show.EVENTS: _("Events"),
        Show.PLANNING: _("Planning calls"),
        Show.NEEDED: _("Needed by"),
        Show.ANSWERS: _("Answers due"),
        Show.HOLDS: _("Holds that end"),
        Show.FREE: _("Free again"),
    }[kind]


def quarter_called(text: str, *, at: datetime) -> Quarter:
    """The quarter that a day lies in, as the address says it; this one, when it says none."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today(at)
    year, now = FiscalYear(program().fiscal_first_month), today(at)
    return year.quarter_of(day if abs((day - now).days) < MOST_DAYS else now)


def calendar(user: User, quarter: Quarter, *, shown: Iterable[Show], among: Requests | None = None, at: datetime) -> Calendar:
    """Everything that somebody may see of a quarter; `shown` narrows it to some kinds, none of them to all.

    With `among` only what belongs to these requests stands there: no campaigns, and no customers who are free again.
    """
    found = sorted(_all(user, quarter, among=among, at=at), key=lambda each: (each.on, list(Show).index(each.kind), each.title))
    counts = {kind: sum(each.kind is kind for each in found) for kind in Show}
    wanted = set(shown) or set(Show)
    entries = [each for each in found if each.kind in wanted]
    year = FiscalYear(program().fiscal_first_month)
    weeks = _weeks(quarter, entries, today=today(at))
    return Calendar(quarter, year.add_quarters(quarter, -1), year.add_quarters(quarter, 1), weeks, entries, counts)


def _weeks(quarter: Quarter, entries: list[Entry], *, today: date) -> list[list[Day]]:
    by_day: dict[date, list[Entry]] = {}
    for each in entries:
        by_day.setdefault(each.on, []).append(each)
    day, weeks = quarter.start - timedelta(days=quarter.start.weekday()), list[list[Day]]()
    while day < quarter.end:
        days = [day + timedelta(days=n) for n in range(7)]
        weeks.append([Day(each, quarter.start <= each < quarter.end, each == today, by_day.get(each, [])) for each in days])
        day += timedelta(days=7)
    return weeks


def _all(user: User, quarter: Quarter, *, among: Requests | None, at: datetime) -> Iterator[Entry]:
    rows = visible_to(user) if among is None else among
    candidates = candidates_visible_to(user) if among is None else Candidate.objects.filter(reference_request__in=among.order_by())
    yield from _requests(rows, quarter)
    yield from _waits(candidates, quarter)
    yield from _planning(candidates, quarter)
    if among is None:
        yield from _campaigns(user, quarter)
        yield from _free(user, quarter, today=today(at))


def _requests(requests: Requests, quarter: Quarter) -> Iterator[Entry]:
    """Events stand on their first day, whatever else is needed on the day by which it is."""
    rows = requests.filter(needed_on__gte=quarter.start, needed_on__lt=quarter.end)
    rows = rows.filter(state__in=(*REQUEST_OPEN, RequestState.COMPLETED)).select_related("opportunity__account")
    for row in rows.order_by("needed_on", "pk")[:MOST_OF_A_KIND]:
        if row.needed_on is None:
            continue
        is_event = KINDS[row.kind].course is Course.EVENT
        place = row.place_city if is_event else ""
        kind = Show.EVENTS if is_event else Show.NEEDED
        last = row.ends_on if is_event and row.ends_on != row.needed_on else None
        yield Entry(on=row.needed_on, kind=kind, title=title_of(row), url=request_url(row), note=place or _unbroken(row.number), last=last)


def _campaigns(user: User, quarter: Quarter) -> Iterator[Entry]:
    rows = campaigns_visible_to(user).filter(held_on__gte=quarter.start, held_on__lt=quarter.end).order_by("held_on", "pk")
    for row in rows[:MOST_OF_A_KIND]:
        if row.held_on is not None:
            url = address("desk:campaign", row.pk)
            yield Entry(on=row.held_on, kind=Show.EVENTS, title=row.name, url=url, note=row.city, last=row.ended_on)


def _moments(quarter: Quarter) -> tuple[datetime, datetime]:
    begin, end = (datetime.combine(day, time(), tzinfo=program_zone()) for day in (quarter.start, quarter.end))
    return begin, end


def _planning(candidates: QuerySet[Candidate], quarter: Quarter) -> Iterator[Entry]:
    """The calls in which events are prepared with customers, on their day with their hour."""
    begin, end = _moments(quarter)
    rows = PlanningCall.objects.filter(candidate__in=candidates, state=PlanningState.BOOKED, starts_at__gte=begin, starts_at__lt=end)
    for row in rows.select_related("candidate__account", "candidate__reference_request").order_by("starts_at", "pk")[:MOST_OF_A_KIND]:
        what, name = PLANNING_WORDS[row.kind], row.candidate.account.name
        yield Entry(
            on=today(row.starts_at),
            kind=Show.PLANNING,
            title=_("%(what)s: %(account)s") % {"what": what, "account": name},
            url=request_url(row.candidate.reference_request),
            note=date_format(timezone.localtime(row.starts_at), "H:i"),
        )


def _waits(candidates: QuerySet[Candidate], quarter: Quarter) -> Iterator[Entry]:
    """Until when customers answer, and until when places are held."""
    begin, end = _moments(quarter)
    asked = Q(state=CandidateState.ASKED, answer_due_at__gte=begin, answer_due_at__lt=end)
    held = Q(state__in=CANDIDATE_ON_HOLD, held_until__gte=begin, held_until__lt=end)
    rows = candidates.filter(asked | held, reference_request__state__in=REQUEST_OPEN)
    for row in rows.select_related("account", "reference_request").order_by("pk")[:MOST_OF_A_KIND]:
        yield from _wait(row)


def _wait(row: Candidate) -> Iterator[Entry]:
    number, url = _unbroken(row.reference_request.number), request_url(row.reference_request)
    if row.state == CandidateState.ASKED and row.answer_due_at is not None:
        yield Entry(on=today(row.answer_due_at), kind=Show.ANSWERS, title=row.account.name, url=url, note=number)
    elif row.held_until is not None:
        yield Entry(on=today(row.held_until), kind=Show.HOLDS, title=row.account.name, url=url, note=number)


def _free(user: User, quarter: Quarter, *, today: date) -> Iterator[Entry]:
    """Members who may be asked again from a day on: their pause ends, or the period of their last ask does."""
    members = members_of(user)
    pausing = members.filter(
        standing=Standing.PAUSED, paused_until__gt=today, paused_until__gte=quarter.start, paused_until__lt=quarter.end
    )
    for member in pausing.select_related("account").order_by("paused_until")[:MOST_OF_A_KIND]:
        if member.paused_until is not None:
            url = address("desk:account", member.account_id)
            yield Entry(on=member.paused_until, kind=Show.FREE, title=member.account.name, url=url, note=_("their pause ends"))
    entries = LedgerEntry.objects.filter(
        account__in=members.values("account_id"),
        family__in=(Family.CALL, Family.PARTICIPATION),
        released_at=None,
        to_on__gt=today,
        to_on__gte=quarter.start,
        to_on__lt=quarter.end,
    )
    words = {Family.CALL.value: _("for calls"), Family.PARTICIPATION.value: _("for events")}
    days = entries.order_by().values("to_on", "family")
    days = days.annotate(n=Count("holder", distinct=True), only=Min("account_id"), name=Min("account__name"))
    for row in days.order_by("to_on", "family"):
        one = row["n"] == 1
        title = row["name"] if one else ngettext("%(n)s customer", "%(n)s customers", row["n"]) % {"n": row["n"]}
        url = address("desk:account", row["only"]) if one else address("desk:find")
        yield Entry(on=row["to_on"], kind=Show.FREE, title=title, url=url, note=words[row["family"]])


def _unbroken(number: str) -> str:
    """A number that stays on one line of a narrow day."""
    return number.replace("-", "\N{NON-BREAKING HYPHEN}")
