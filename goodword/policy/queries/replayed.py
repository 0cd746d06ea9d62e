"""What a replay found, counted for one reader: in all, by week or month, by team, by region and by kind of request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth, TruncWeek

from goodword.kernel.clock import add_months
from goodword.people.models import User
from goodword.policy import access
from goodword.policy.models import PolicyReplay, ReplayLine
from goodword.policy.numbers import Numbers
from goodword.policy.periods import PeriodKind
from goodword.policy.queries.gather import LEAST_LOOK_BACK_DAYS
from goodword.policy.replay import Change

WEEK: Final = timedelta(days=7)
# More bars than these cannot be told apart: then a bar is a month.
MOST_WEEKS: Final = 60
# Of a limit in quarters, the most days that they can have.
DAYS_IN_QUARTER: Final = 92


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases came out how."""

    by_change: Mapping[str, int] = field(default_factory=dict)

    def of(self, change: str) -> int:
        """How many came out like this."""
        return self.by_change.get(change, 0)

    @property
    def replayed(self) -> int:
        """Those that could be judged again."""
        return self.total - self.of(Change.UNKNOWN)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_change.values())

    @property
    def harder(self) -> int:
        """Those that would have been refused or held, and were not."""
        return self.of(Change.REFUSED) + self.of(Change.HELD)

    @property
    def differing(self) -> int:
        """Those that would have come out otherwise."""
        return self.harder + self.of(Change.ALLOWED)


@dataclass(frozen=True, slots=True)
class Span:
    """A week, or a month, of the chart, with what was decided in it."""

    start: date
    counts: Counts


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the page of a replay counts."""

    total: Counts
    spans: tuple[Span, ...]
    in_months: bool
    teams: tuple[tuple[str, Counts], ...]
    regions: tuple[tuple[str, Counts], ...]
    kinds: tuple[tuple[str, Counts], ...]


def lines_of(replay: PolicyReplay, reader: User) -> QuerySet[ReplayLine]:
    """The lines of a replay that a reader may know of."""
    return access.replay_lines_visible_to(reader).filter(replay=replay)


def figures(replay: PolicyReplay, reader: User) -> Figures:
    """Count what a reader may know of, in four statements."""
    lines = lines_of(replay, reader)
    months = in_months(replay)
    by_day = _counted(lines.annotate(span=(TruncMonth if months else TruncWeek)("day")), "span")
    total: dict[str, int] = defaultdict(int)
    for counts in by_day.values():
        for change, count in counts.by_change.items():
            total[change] += count
    return Figures(
        total=Counts(total),
        spans=tuple(Span(start, by_day.get(start, Counts())) for start in starts(replay)),
        in_months=months,
        teams=_most_first(_counted(lines, "team")),
        regions=_most_first(_counted(lines, "region")),
        kinds=_most_first(_counted(lines.exclude(kind=""), "kind")),
    )


def in_months(replay: PolicyReplay) -> bool:
    """Whether the chart counts by month, because the weeks are too many."""
    return replay.to_on - replay.from_on > MOST_WEEKS * WEEK


def starts(replay: PolicyReplay) -> list[date]:
    """The first day of each week, or month, that the period touches."""
    found: list[date] = []
    months = in_months(replay)
    day = replay.from_on.replace(day=1) if months else replay.from_on - timedelta(days=replay.from_on.weekday())
    while day < replay.to_on:
        found.append(day)
        day = add_months(day, 1) if months else day + WEEK
    return found


def looks_further_back(numbers: Numbers) -> bool:
    """Whether a limit counts more days than were stored with a decision, so that some early ask may be missing."""
    periods = [limit.period for limit in numbers.limits.values() if limit is not None]
    days = [each.count * (DAYS_IN_QUARTER if each.kind is PeriodKind.FISCAL_QUARTERS else 1) for each in periods]
    return max(days, default=0) > LEAST_LOOK_BACK_DAYS


def _counted(lines: QuerySet[ReplayLine], name: str) -> dict[Any, Counts]:
    found: dict[Any, dict[str, int]] = defaultdict(dict)
    for key, change, count in lines.order_by().values_list(name, "change").annotate(count=Count("pk")):
        found[key][change] = count
    return {key: Counts(by_change) for key, by_change in found.items()}


def _most_first(counted: Mapping[str, Counts]) -> tuple[tuple[str, Counts], ...]:
    return tuple(sorted(counted.items(), key=lambda each: (-each[1].differing, -each[1].total, each[0])))
