"""Usage limits and the days that one ask occupies.

A limit says "at most N times per period". Each ask occupies a range of days `[from, to)`, and a limit is kept when
never more than N ranges of a customer overlap. For one fiscal quarter the range is the quarter of the ask. For N
quarters it is the quarter of the ask and the N - 1 quarters after it: two asks then overlap exactly when their quarters
are less than N apart, so "at most once per two quarters" means that nobody is asked in two quarters in a row, and any
N quarters in a row hold at most as many asks as the limit says. For D rolling days the range is the day of the ask
and the D - 1 days after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from goodword.kernel.clock import FiscalYear

Span = tuple[date, date]


class PeriodKind(StrEnum):
    """How a limit's period is measured."""

    FISCAL_QUARTERS = "fiscal_quarters"
    ROLLING_DAYS = "rolling_days"


# How the database calls them.
PERIODS: Final = {PeriodKind.FISCAL_QUARTERS: "quarters", PeriodKind.ROLLING_DAYS: "days"}


@dataclass(frozen=True, slots=True)
class Period:
    """Some fiscal quarters, or some days counted from the ask."""

    kind: PeriodKind
    count: int


@dataclass(frozen=True, slots=True)
class UsageLimit:
    """At most `times` asks per period."""

    times: int
    period: Period


def usage_period(limit: UsageLimit | None, ask_day: date, fiscal: FiscalYear) -> Span:
    """Return the days `[from, to)` that an ask on this day occupies; without a limit, the day itself."""
    if limit is None:
        return ask_day, ask_day + timedelta(days=1)
    if limit.period.kind is PeriodKind.ROLLING_DAYS:
        return ask_day, ask_day + timedelta(days=limit.period.count)
    first = fiscal.quarter_of(ask_day)
    return first.start, fiscal.add_quarters(first, limit.period.count).start


def earliest_reaching(limit: UsageLimit, ask_day: date, fiscal: FiscalYear) -> date:
    """Return the first day on which an ask could have been planned whose days still touch those of an ask on this day."""
    if limit.period.kind is PeriodKind.ROLLING_DAYS:
        return ask_day - timedelta(days=limit.period.count - 1)
    return fiscal.add_quarters(fiscal.quarter_of(ask_day), 1 - limit.period.count).start


def greatest_overlap(spans: Iterable[Span], over: Span) -> int:
    """Return how many spans at most lie over one and the same day of `over`."""
    start, end = over
    near = [(begin, finish) for begin, finish in spans if begin < end and finish > start]
    # The count only rises where a span begins, so it is enough to look there.
    days = {max(begin, start) for begin, _ in near}
    return max((sum(begin <= day < finish for begin, finish in near) for day in days), default=0)


def free_from(limit: UsageLimit, spans: Iterable[Span], ask_day: date, fiscal: FiscalYear) -> date | None:
    """Return the first day from `ask_day` on that keeps the limit beside these spans; None when no day ever does."""
    if limit.times < 1:
        return None
    taken = tuple(spans)
    day = ask_day
    while greatest_overlap(taken, usage_period(limit, day, fiscal)) >= limit.times:
        day = _next_chance(limit, taken, day, fiscal)
    return day


def _next_chance(limit: UsageLimit, spans: tuple[Span, ...], day: date, fiscal: FiscalYear) -> date:
    """Return the next day on which the answer can change: a new quarter, or a span that has ended."""
    if limit.period.kind is PeriodKind.FISCAL_QUARTERS:
        return fiscal.quarter_of(day).end
    return min(finish for _, finish in spans if finish > day)
