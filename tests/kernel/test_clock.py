"""Fiscal quarters, program days and working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.kernel.clock import FiscalYear, add_months, add_working_days, program_day

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
MONTHS = st.integers(min_value=1, max_value=12)


@pytest.mark.parametrize(
    ("first_month", "day", "start", "end", "label"),
    [
        (1, date(2026, 1, 1), date(2026, 1, 1), date(2026, 4, 1), "FY2026-Q1"),
        (1, date(2026, 12, 31), date(2026, 10, 1), date(2027, 1, 1), "FY2026-Q4"),
        (2, date(2026, 1, 31), date(2025, 11, 1), date(2026, 2, 1), "FY2026-Q4"),
        (2, date(2026, 2, 1), date(2026, 2, 1), date(2026, 5, 1), "FY2027-Q1"),
        (2, date(2026, 11, 19), date(2026, 11, 1), date(2027, 2, 1), "FY2027-Q4"),
        (12, date(2028, 2, 29), date(2027, 12, 1), date(2028, 3, 1), "FY2028-Q1"),
    ],
)
def test_a_day_lies_in_its_quarter(first_month: int, day: date, start: date, end: date, label: str) -> None:
    quarter = FiscalYear(first_month).quarter_of(day)
    assert (quarter.start, quarter.end, quarter.label) == (start, end, label)


@pytest.mark.slow
@given(first_month=MONTHS, day=DAYS, count=st.integers(min_value=-12, max_value=12))
def test_quarters_tile_the_calendar(first_month: int, day: date, count: int) -> None:
    fiscal = FiscalYear(first_month)
    here = fiscal.quarter_of(day)
    assert day in here
    assert fiscal.quarter_of(here.end).start == here.end
    assert fiscal.quarter_of(here.start - timedelta(days=1)).end == here.start
    there = fiscal.add_quarters(here, count)
    assert fiscal.add_quarters(there, -count) == here
    assert add_months(here.start, 3 * count) == there.start
    assert (here.start.month - first_month) % 3 == 0


def test_a_month_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="from 1 to 12"):
        FiscalYear(13)


def test_the_program_day_is_that_of_the_program_time_zone() -> None:
    at = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)
    assert program_day(at, ZoneInfo("Pacific/Kiritimati")) == date(2026, 2, 1)
    assert program_day(at, ZoneInfo("America/Los_Angeles")) == date(2026, 1, 31)
    with pytest.raises(ValueError, match="time zone"):
        program_day(at.replace(tzinfo=None), UTC)


def test_the_last_day_of_a_short_month_stands_for_a_longer_one() -> None:
    assert add_months(date(2028, 8, 31), 6) == date(2029, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_working_days_step_over_weekends_and_holidays() -> None:
    thanksgiving = {date(2026, 11, 26), date(2026, 11, 27)}
    friday = date(2026, 11, 20)
    assert add_working_days(friday, 2) == date(2026, 11, 24)
    assert add_working_days(friday, 5, thanksgiving.__contains__) == date(2026, 12, 1)
    assert add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 23)
    assert add_working_days(friday, 0) == friday
    with pytest.raises(ValueError, match="whole year"):
        add_working_days(friday, 1, lambda _day: True)
