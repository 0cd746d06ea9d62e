"""Days, fiscal quarters and working days.

Pure arithmetic over dates, and the one place that reads the clock. Below the edge (views, tasks, command line)
nobody calls `now()`: the moment is passed in as `at`. Every period here is half open, `[start, end)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

MONTHS_IN_QUARTER = 3
MONTHS_IN_YEAR = 12
QUARTERS_IN_YEAR = 4
SATURDAY_AND_SUNDAY: frozenset[int] = frozenset({5, 6})
# A year of days off in a row is a broken calendar, not a holiday.
LONGEST_BREAK = 366


def now() -> datetime:
    """Return this moment in UTC; for views, tasks and the command line only."""
    return datetime.now(UTC)


def program_day(at: datetime, tz: tzinfo) -> date:
    """Return the calendar day of a moment in the program's time zone, which is the day policy counts by."""
    if at.tzinfo is None:
        message = "a moment without a time zone has no day"
        raise ValueError(message)
    return at.astimezone(tz).date()


def city_of(zone: str) -> str:
    """The place that a time zone is named after, as people write it."""
    return zone.rpartition("/")[2].replace("_", " ")


def add_months(day: date, months: int) -> date:
    """Return the same day some months later (or earlier), or that month's last day when it is shorter."""
    index = day.year * MONTHS_IN_YEAR + (day.month - 1) + months
    first = _first_of_month(index)
    last = _first_of_month(index + 1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)


def _first_of_month(index: int) -> date:
    return date(index // MONTHS_IN_YEAR, index % MONTHS_IN_YEAR + 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """One fiscal quarter: its days `[start, end)`, its number from 1 to 4 and the fiscal year it belongs to."""

    start: date
    end: date
    year: int
    number: int

    def __contains__(self, day: object) -> bool:
        """Tell whether a day lies in this quarter."""
        return isinstance(day, date) and self.start <= day < self.end

    @property
    def last_day(self) -> date:
        """The last day that still belongs to the quarter."""
        return self.end - timedelta(days=1)

    @property
    def label(self) -> str:
        """The short name in the form that finance uses, such as `FY2027-Q4`."""
        return f"FY{self.year}-Q{self.number}"


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """The company's fiscal calendar: twelve months from the first day of `first_month`.

    A fiscal year is named after the calendar year in which it ends, so one that starts in February 2026 is 2027.
    """

    first_month: int = 1

    def __post_init__(self) -> None:
        """Refuse a month that does not exist."""
        if not 1 <= self.first_month <= MONTHS_IN_YEAR:
            message = (
                f"a fiscal year starts in a month from 1 to 12, not {self.first_month}"
            )
            raise ValueError(message)

    def quarter_of(self, day: date) -> Quarter:
        """Return the fiscal quarter that a day lies in."""
        months = day.year * MONTHS_IN_YEAR + (day.month - 1) - (self.first_month - 1)
        return self._quarter(months // MONTHS_IN_QUARTER)

    def add_quarters(self, quarter: Quarter, count: int) -> Quarter:
        """Return the quarter some quarters later, or earlier when `count` is negative."""
        moved = add_months(quarter.start, count * MONTHS_IN_QUARTER)
        return self.quarter_of(moved)

    def quarters(self, first: Quarter, count: int) -> Iterator[Quarter]:
        """Yield `count` quarters in a row, beginning with the first."""
        for step in range(count):
            yield self.add_quarters(first, step)

    def _quarter(self, index: int) -> Quarter:
        started, number = divmod(index, QUARTERS_IN_YEAR)
        month = index * MONTHS_IN_QUARTER + self.first_month - 1
        return Quarter(
            start=_first_of_month(month),
            end=_first_of_month(month + MONTHS_IN_QUARTER),
            year=started if self.first_month == 1 else started + 1,
            number=number + 1,
        )


def _no_holiday(_day: date) -> bool:
    return False


def is_working_day(
    day: date,
    is_holiday: Callable[[date], bool] = _no_holiday,
    *,
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY,
) -> bool:
    """Tell whether people work on a day: neither a weekend (0 is Monday) nor a holiday."""
    return day.weekday() not in weekend and not is_holiday(day)


def add_working_days(
    day: date,
    count: int,
    is_holiday: Callable[[date], bool] = _no_holiday,
    *,
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY,
) -> date:
    """Return the day that lies `count` working days after `day`; with 0, the day itself or the next working day."""
    if count < 0:
        message = "working days are counted forward"
        raise ValueError(message)
    reached, idle = day, 0
    left = count or int(not is_working_day(day, is_holiday, weekend=weekend))
    while left:
        reached += timedelta(days=1)
        if is_working_day(reached, is_holiday, weekend=weekend):
            left, idle = left - 1, 0
            continue
        idle += 1
        if idle > LONGEST_BREAK:
            message = "no working day in a whole year"
            raise ValueError(message)
    return reached
