"""Deadlines planned backwards: on the day before, the day and the day after, across a fiscal year and the change of the clocks.

The numbers themselves stand in `tests/policy/test_ticked_rules.py`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from goodword.kernel.clock import FiscalYear, program_day
from goodword.policy.facts import Outcome, PromiseUse, RequestFacts
from goodword.policy.numbers import SHORT_NOTICE, STANDARD, Numbers
from goodword.policy.rules import EXCEPTION_RULES, REQUEST_RULES, judge_request
from goodword.requests.queries.planning import Deadline, Stands, deadlines, plan

# The last is a leap day; the first three span a change of the clocks in Europe, and the fiscal year begins in February.
DAYS = (date(2026, 11, 20), date(2027, 1, 31), date(2027, 4, 4), date(2028, 2, 29))


def a_request(kind: str, needed_on: date, *, left: int, **changes: Any) -> RequestFacts:
    """A request that is sent so many days before its day."""
    base = RequestFacts("event_talk", "participation", kind, submitted_on=needed_on - timedelta(days=left), needed_on=needed_on)
    return replace(base, **changes)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("kind", "days"), [("event", 60), ("partner_event", 60), ("webinar", 45)])
def test_the_last_day_to_ask_leaves_the_customer_its_time(kind: str, days: int, day: date) -> None:
    assert deadlines(kind, day, with_plan=False, numbers=STANDARD)[Deadline.ASK] == day - timedelta(days=days)


@pytest.mark.parametrize(("numbers", "kind", "days"), [(SHORT_NOTICE, "event", 45), (SHORT_NOTICE, "partner_event", 65)])
def test_the_older_numbers_are_kept_too(numbers: Numbers, kind: str, days: int) -> None:
    day = DAYS[0]
    assert REQUEST_RULES["notice"](a_request(kind, day, left=days - 1), numbers).outcome is Outcome.BLOCK
    assert REQUEST_RULES["notice"](a_request(kind, day, left=days), numbers).outcome is Outcome.PASS


def test_the_earliest_day_satisfies_every_rule_at_once() -> None:
    fiscal, day = FiscalYear(2), date(2026, 12, 20)
    quarters = list(fiscal.quarters(fiscal.quarter_of(day), 3))
    uses = (*(PromiseUse(each.start, each.end, 4, 4) for each in quarters[:2]), PromiseUse(quarters[2].start, quarters[2].end))
    facts = a_request("event", day, left=30, team="field_marketing", is_promised=True, promises=uses)
    earliest = judge_request(facts, STANDARD).free_on
    assert earliest == quarters[2].start
    assert all(REQUEST_RULES[rule](replace(facts, needed_on=earliest), STANDARD).outcome is Outcome.PASS for rule in EXCEPTION_RULES)
    nowhere = replace(facts, promises=uses[:2])
    assert judge_request(nowhere, STANDARD).free_on is None


@pytest.mark.parametrize("day", DAYS)
def test_an_event_is_planned_backwards_and_each_day_is_in_time_itself(day: date) -> None:
    found = deadlines("event", day, with_plan=False, numbers=STANDARD)
    days = {what.value: (day - on).days for what, on in found.items()}
    assert days == {"send": 75, "ask": 60, "answer": 53, "introduce": 50, "content": 14, "dry_run": 7, "day": 0}
    assert deadlines("event", day, with_plan=True, numbers=STANDARD)[Deadline.SEND] == day - timedelta(days=90)
    for what, on in found.items():
        before = plan("event", day, today=on - timedelta(days=1), numbers=STANDARD).by(what)
        same = plan("event", day, today=on, numbers=STANDARD).by(what)
        after = plan("event", day, today=on + timedelta(days=1), numbers=STANDARD).by(what)
        assert before is not None
        assert same is not None
        assert after is not None
        assert (before.stands is Stands.MISSED, same.stands, after.stands) == (False, Stands.NEXT, Stands.MISSED)


def test_what_is_done_is_never_missed_and_the_earliest_day_keeps_every_deadline() -> None:
    day = date(2027, 3, 1)
    late = plan("event", day, today=date(2027, 2, 1), numbers=STANDARD, done={Deadline.SEND})
    assert [each.what for each in late.missed] == [Deadline.ASK, Deadline.ANSWER, Deadline.INTRODUCE]
    assert late.earliest_on == date(2027, 2, 1) + timedelta(days=60)
    assert plan("event", late.earliest_on, today=date(2027, 2, 1), numbers=STANDARD, done={Deadline.SEND}).missed == ()
    asked = plan("event", day, today=date(2027, 1, 10), numbers=STANDARD, done={Deadline.SEND, Deadline.ASK, Deadline.ANSWER})
    assert (asked.missed, asked.earliest_on) == ((), None)


def test_a_call_leaves_the_days_to_answer_and_to_introduce() -> None:
    day = date(2027, 3, 1)
    found = deadlines("sales_call", day, with_plan=False, numbers=STANDARD)
    assert {what: (day - on).days for what, on in found.items()} == {
        Deadline.ASK: 10,
        Deadline.ANSWER: 3,
        Deadline.INTRODUCE: 0,
        Deadline.DAY: 0,
    }
    assert set(deadlines("research", day, with_plan=False, numbers=STANDARD)) == {Deadline.SEND, Deadline.ASK, Deadline.DAY}
    assert set(deadlines("general", day, with_plan=False, numbers=STANDARD)) == {Deadline.SEND, Deadline.DAY}


@pytest.mark.parametrize("moment", [datetime(2026, 10, 24, 22, 30, tzinfo=UTC), datetime(2026, 3, 28, 23, 30, tzinfo=UTC)])
def test_a_night_in_which_the_clocks_change_is_one_day_like_any_other(moment: datetime) -> None:
    sent = program_day(moment, ZoneInfo("Europe/Oslo"))
    assert sent == moment.date() + timedelta(days=1), "it is past midnight in Oslo"
    needed = sent + timedelta(days=75)
    facts = RequestFacts("event_talk", "participation", "event", submitted_on=sent, needed_on=needed)
    assert REQUEST_RULES["notice"](facts, STANDARD).outcome is Outcome.PASS
    assert REQUEST_RULES["notice"](replace(facts, needed_on=needed - timedelta(days=1)), STANDARD).outcome is Outcome.BLOCK
