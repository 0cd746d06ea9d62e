"""What "at most N per period" means, against a plain oracle."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.kernel.clock import FiscalYear
from goodword.policy.facts import LedgerFacts, Use
from goodword.policy.numbers import STANDARD
from goodword.policy.periods import Period, PeriodKind, UsageLimit, free_from, greatest_overlap, usage_period
from goodword.policy.rules import family_limit, judge_all
from tests.policy.builders import free_customer

DAYS = st.dates(min_value=date(2027, 10, 1), max_value=date(2030, 3, 31))  # holds a leap day and fiscal-year starts
PERIODS = st.one_of(
    st.builds(Period, st.just(PeriodKind.FISCAL_QUARTERS), st.integers(1, 4)),
    st.builds(Period, st.just(PeriodKind.ROLLING_DAYS), st.integers(1, 400)),
)
LIMITS = st.builds(UsageLimit, st.integers(1, 3), PERIODS)
FISCALS = st.builds(FiscalYear, st.integers(1, 12))


@pytest.mark.parametrize(
    ("limit", "day", "start", "end"),
    [
        (STANDARD.limit_of("call"), date(2026, 11, 19), date(2026, 11, 1), date(2027, 2, 1)),
        (STANDARD.limit_of("participation"), date(2026, 11, 19), date(2026, 11, 1), date(2027, 5, 1)),
        (STANDARD.limit_of("participation"), date(2027, 2, 1), date(2027, 2, 1), date(2027, 8, 1)),
        (UsageLimit(1, Period(PeriodKind.ROLLING_DAYS, 90)), date(2028, 2, 29), date(2028, 2, 29), date(2028, 5, 29)),
        (None, date(2026, 11, 19), date(2026, 11, 19), date(2026, 11, 20)),
    ],
)
def test_an_ask_occupies_its_period(limit: UsageLimit | None, day: date, start: date, end: date) -> None:
    assert usage_period(limit, day, FiscalYear(2)) == (start, end)


def _quarter_index(day: date, fiscal: FiscalYear) -> int:
    quarter = fiscal.quarter_of(day)
    return quarter.year * 4 + quarter.number


@pytest.mark.slow
@given(fiscal=FISCALS, every=st.integers(1, 4), times=st.integers(1, 3), days=st.lists(DAYS, max_size=6), ask=DAYS)
def test_no_run_of_quarters_holds_more_asks_than_the_limit(
    fiscal: FiscalYear, every: int, times: int, days: list[date], ask: date
) -> None:
    """The ranges say the same as counting the asks in every run of so many quarters around the new one."""
    limit = UsageLimit(times, Period(PeriodKind.FISCAL_QUARTERS, every))
    spans = [usage_period(limit, day, fiscal) for day in days]
    refused = greatest_overlap(spans, usage_period(limit, ask, fiscal)) >= times
    mine = _quarter_index(ask, fiscal)
    runs = [
        sum(first <= _quarter_index(day, fiscal) < first + every for day in days)
        for first in range(mine - every + 1, mine + 1)
    ]
    assert refused == (max(runs) >= times)


@pytest.mark.slow
@given(fiscal=FISCALS, limit=LIMITS, days=st.lists(DAYS, max_size=6), ask=DAYS)
def test_the_free_day_is_the_first_one(fiscal: FiscalYear, limit: UsageLimit, days: list[date], ask: date) -> None:
    spans = [usage_period(limit, day, fiscal) for day in days]

    def is_free(day: date) -> bool:
        return greatest_overlap(spans, usage_period(limit, day, fiscal)) < limit.times

    free = free_from(limit, spans, ask, fiscal)
    assert free is not None
    assert is_free(free)
    earlier = {ask + timedelta(days=step) for step in range((free - ask).days)}
    assert not any(is_free(day) for day in earlier)


@pytest.mark.slow
@given(days=st.lists(DAYS, max_size=5), holds=st.lists(DAYS, max_size=2), ask=DAYS, fiscal=FISCALS)
def test_judging_again_on_the_free_day_finds_the_customer_free(
    days: list[date], holds: list[date], ask: date, fiscal: FiscalYear
) -> None:
    uses = tuple(
        Use("call", day in holds, *usage_period(STANDARD.limit_of("call"), day, fiscal), day, None if day in holds else day)
        for day in (*days, *holds)
    )
    facts = free_customer(ask_on=ask, fiscal=fiscal, ledger=LedgerFacts(uses))
    judgement = judge_all(facts, STANDARD)
    if judgement.blocks:
        assert judgement.free_on is not None
        assert judgement.free_on > ask
        later = facts.on(judgement.free_on)
        assert not judge_all(later, STANDARD).blocks
        assert family_limit.judge(later, STANDARD).reason == "place_left"
