"""What a report is about: who reads it, of which days, teams, regions, kinds of request and families of help.

It is read from the address, so that a page of figures can be kept, sent and opened again. What cannot be read
is said, and the usual stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from goodword.customers.kinds import ActivityType, Family
from goodword.customers.kinds.activities import ACTIVITY_FAMILY
from goodword.kernel.clock import Quarter
from goodword.people.models import User
from goodword.policy.queries import InForce
from goodword.requests.kinds import KINDS

LAST_FOUR: Final = "last"
EVER: Final = "all"
# So many quarters before this one can be chosen by name.
OFFERED: Final = 8
YEAR: Final = 4
EARLIEST, LATEST = date(1990, 1, 1), date(2199, 12, 31)


@dataclass(frozen=True, slots=True)
class Period:
    """Some days `[start, end)`; none of the two means since ever, and still to come."""

    code: str
    label: str
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is counted, for whom."""

    reader: User
    now: InForce
    period: Period
    get: QueryDict
    teams: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    problems: tuple[str, ...] = field(default=())

    @property
    def today(self) -> date:
        """The program's day."""
        return self.now.today

    @property
    def activities(self) -> tuple[str, ...]:
        """The kinds of help of the families that are asked for; all when none is."""
        return tuple(each.value for each in ActivityType if not self.families or ACTIVITY_FAMILY[each].value in self.families)

    def moment(self, day: date) -> datetime:
        """The moment at which a day begins in the program's time zone."""
        return datetime.combine(day, time.min, tzinfo=self.now.zone)

    @property
    def first_moment(self) -> datetime | None:
        """When the period begins."""
        return self.moment(self.period.start) if self.period.start else None

    @property
    def end_moment(self) -> datetime | None:
        """When the period is over."""
        return self.moment(self.period.end) if self.period.end else None

    def of_everything(self) -> Scope:
        """The same reader at the same moment, without any filter."""
        return Scope(reader=self.reader, now=self.now, period=Period(EVER, ""), get=QueryDict())

    def quarter_of(self, day: date) -> Quarter:
        """The fiscal quarter of a day."""
        return self.now.fiscal.quarter_of(day)

    def lately(self, count: int = OFFERED) -> list[Quarter]:
        """The running quarter and those before it, the latest first."""
        running = self.quarter_of(self.today)
        return [self.now.fiscal.add_quarters(running, -back) for back in range(count)]


def scope_of(get: QueryDict, *, reader: User, now: InForce, usual: str = LAST_FOUR) -> Scope:
    """What an address asks for; `usual` is the period that is meant when it names none."""
    period, problems = _period(get, now, usual)
    return Scope(
        reader=reader,
        now=now,
        period=period,
        get=get,
        teams=tuple(filter(None, get.getlist("team"))),
        regions=tuple(filter(None, get.getlist("region"))),
        kinds=tuple(each for each in get.getlist("kind") if each in KINDS),
        families=tuple(each for each in get.getlist("family") if each in Family.values),
        problems=tuple(problems),
    )


def offered(now: InForce) -> Iterator[Period]:
    """The periods that can be chosen by name."""
    running = now.fiscal.quarter_of(now.today)
    first = now.fiscal.add_quarters(running, 1 - YEAR)
    yield Period(LAST_FOUR, _("The last four quarters"), first.start, running.end)
    for back in range(OFFERED):
        quarter = now.fiscal.add_quarters(running, -back)
        yield Period(quarter.label, quarter.label, quarter.start, quarter.end)
    yield Period(EVER, _("Since the beginning"))


def quarter_called(code: str, now: InForce) -> Period | None:
    """The fiscal quarter of a name like FY2027-Q3, however long ago."""
    year, mark, number = code.removeprefix("FY").partition("-Q")
    if not (code.startswith("FY") and mark and year.isascii() and year.isdigit() and number in {"1", "2", "3", "4"} and len(year) == YEAR):
        return None
    if not EARLIEST.year < int(year) < LATEST.year:
        return None
    begins = int(year) if now.fiscal.first_month == 1 else int(year) - 1
    found = now.fiscal.add_quarters(now.fiscal.quarter_of(date(begins, now.fiscal.first_month, 1)), int(number) - 1)
    return Period(found.label, found.label, found.start, found.end)


def _period(get: QueryDict, now: InForce, usual: str) -> tuple[Period, list[str]]:
    known = {each.code: each for each in offered(now)}
    typed_from, typed_to = get.get("from", "").strip(), get.get("to", "").strip()
    if typed_from or typed_to:
        return _two_days(typed_from, typed_to, known[usual])
    code = get.get("period", "")
    found = known.get(code or usual) or quarter_called(code, now)
    if found is None:
        return known[usual], [_("“%(typed)s” is no period that we know. Shown instead: %(shown)s.") % _said(code, known[usual])]
    return found, []


def _two_days(typed_from: str, typed_to: str, usual: Period) -> tuple[Period, list[str]]:
    start, end = _day(typed_from), _day(typed_to)
    for typed, read in ((typed_from, start), (typed_to, end)):
        if typed and read is None:
            return usual, [
                _("“%(typed)s” is no day that we can read. Write it like 2026-05-31. Shown instead: %(shown)s.") % _said(typed, usual)
            ]
    if start and end and end < start:
        return usual, [_("The last day comes before the first. Shown instead: %(shown)s.") % _said("", usual)]
    return Period("", "", start, end + timedelta(days=1) if end else None), []


def _said(typed: str, usual: Period) -> dict[str, str]:
    return {"typed": typed[:40], "shown": usual.label[:1].lower() + usual.label[1:]}


def _day(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def first_of(month: str) -> date | None:
    """The first day of a month as an address says it, `2026-11`; nothing when that is no month."""
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
