"""What moves the standing of a member by itself: a table of cases for each rule, and what follows from all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from goodword.policy.numbers import STANDARD, Numbers
from goodword.policy.rules.moves import Decided, StandingFacts, Step, leads, next_step

TODAY = date(2028, 2, 29)
DAY = timedelta(days=1)
RENEWS = {"renewal_on": TODAY + 20 * DAY}
RENEWAL = {**RENEWS, "standing": "caution", "rule": "renewal", "fact": "2028-03-20", "before": "active"}


def a_member(**fields: Any) -> StandingFacts:
    """An active member whose record was looked at today."""
    return StandingFacts(**{"today": TODAY, "standing": "active", "known_on": TODAY, **fields})


@pytest.mark.parametrize(
    ("facts", "led"),
    [
        ({"renewal_on": TODAY - DAY}, []),
        ({"renewal_on": TODAY}, [("renewal", "caution", "2028-02-29")]),
        ({"renewal_on": TODAY + 59 * DAY}, [("renewal", "caution", "2028-04-28")]),
        ({"renewal_on": TODAY + 60 * DAY}, []),
        ({"health": "poor"}, [("health", "caution", "poor")]),
        ({"health": "fair"}, []),
        ({"escalated_on": TODAY}, [("escalation", "caution", "2028-02-29")]),
        ({"known_on": date(2027, 8, 29)}, []),
        ({"known_on": date(2027, 8, 28)}, [("unverified", "flag", "2027-08-28")]),
        ({"known_on": date(2027, 2, 28)}, [("unverified", "flag", "2027-02-28")]),
        ({"known_on": date(2027, 2, 27)}, [("long_unverified", "caution", "2027-02-27"), ("unverified", "flag", "2027-02-27")]),
    ],
)
def test_each_rule_speaks_from_its_day_on(facts: dict[str, Any], led: list[tuple[str, str, str]]) -> None:
    assert [(each.rule, each.leads, each.fact) for each in leads(a_member(**facts), STANDARD)] == led


HARSH = replace(STANDARD, renewal_leads="pause", long_unverified_leads="retire", health_level="fair")
CASES: list[tuple[dict[str, Any], Numbers, Step | None]] = [
    ({}, STANDARD, None),
    (RENEWS, STANDARD, Step("caution", "renewal", "2028-03-20", TODAY + 21 * DAY)),
    (RENEWAL, STANDARD, None),
    ({**RENEWAL, "renewal_on": None}, STANDARD, Step("activate", ends="renewal")),
    # Another reason takes over without a day of being active in between; the first stays as long as it holds.
    ({**RENEWAL, "renewal_on": None, "health": "poor"}, STANDARD, Step("keep", "health", "poor")),
    ({**RENEWAL, "health": "poor"}, STANDARD, None),
    ({**RENEWAL, "renewal_on": TODAY + 21 * DAY}, STANDARD, Step("keep", "renewal", "2028-03-21", TODAY + 22 * DAY)),
    # The policy is another: the same reason leads further.
    (RENEWAL, HARSH, Step("pause", "renewal", "2028-03-20", TODAY + 21 * DAY)),
    ({"health": "fair", **RENEWS}, HARSH, Step("pause", "renewal", "2028-03-20", TODAY + 21 * DAY)),
    ({**RENEWS, "known_on": date(2026, 1, 1)}, HARSH, Step("retire", "long_unverified", "2026-01-01")),
    (RENEWAL, replace(STANDARD, renewal_leads="nothing"), Step("activate", ends="renewal")),
    (RENEWAL, replace(STANDARD, renewal_leads="flag"), Step("activate", ends="renewal")),
    (
        {**RENEWS, "standing": "retired", "rule": "long_unverified", "fact": "2026-01-01", "before": "active"},
        HARSH,
        Step("activate", ends="long_unverified"),
    ),
    # By hand: no rule moves it, and none takes it back before the day that was named.
    ({"standing": "caution", **RENEWS}, STANDARD, None),
    ({"standing": "paused", "until": TODAY + DAY, "before": "active", "health": "poor"}, STANDARD, None),
    ({"standing": "paused", "until": TODAY, "before": "active"}, STANDARD, Step("activate", ends="day")),
    ({"standing": "paused", "until": TODAY, "before": "caution"}, STANDARD, Step("caution", ends="day")),
    ({"standing": "caution", "until": TODAY, "before": "active"}, STANDARD, Step("activate", ends="day")),
    ({"standing": "retired", "until": TODAY, "before": "active"}, STANDARD, Step("activate", ends="day")),
    ({"standing": "retired", **RENEWS}, STANDARD, None),
    ({"standing": "recruited", **RENEWS}, STANDARD, None),
    ({"standing": "declined", **RENEWS}, STANDARD, None),
]


@pytest.mark.parametrize(("facts", "numbers", "step"), CASES)
def test_what_the_night_does(facts: dict[str, Any], numbers: Numbers, step: Step | None) -> None:
    assert next_step(a_member(**facts), numbers) == step


def test_what_a_person_decided_stays_until_the_fact_is_another() -> None:
    knew = Decided(TODAY - DAY, {"renewal": "2028-03-20"})
    assert next_step(a_member(**RENEWS, decided=knew), STANDARD) is None
    moved = a_member(renewal_on=TODAY + 19 * DAY, decided=knew)
    assert next_step(moved, STANDARD) == Step("caution", "renewal", "2028-03-19", TODAY + 20 * DAY)


def test_a_day_that_was_far_away_when_a_person_decided_is_a_reason_when_it_comes_near() -> None:
    knew = Decided(TODAY - 60 * DAY, {"renewal": "2028-03-20"})
    assert next_step(a_member(**RENEWS, decided=knew), STANDARD) is not None


def test_what_a_person_decided_about_one_reason_does_not_silence_another() -> None:
    knew = Decided(TODAY - DAY, {"renewal": "2028-03-20"})
    step = next_step(a_member(**RENEWS, health="poor", decided=knew), STANDARD)
    assert step is not None
    assert step.rule == "health"
