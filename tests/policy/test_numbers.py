"""The policy's numbers survive being stored, and refuse what makes no policy."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from goodword.customers.kinds import ActivityType, Family
from goodword.policy.numbers import SHORT_NOTICE, STANDARD, Numbers, NumbersError
from goodword.policy.rules.moves import MOVE_RULES


@pytest.mark.parametrize("numbers", [STANDARD, SHORT_NOTICE])
def test_numbers_survive_being_stored(numbers: Numbers) -> None:
    assert Numbers.from_json(json.loads(json.dumps(numbers.to_json()))) == numbers


def test_what_a_stored_version_does_not_know_is_standard() -> None:
    flags: dict[str, Any] = {f"{rule}_leads": "flag" for rule in MOVE_RULES}
    assert Numbers.from_json({"format": 1}) == replace(STANDARD, **flags)
    assert Numbers.from_json({"renewal_days": 45}).renewal_days == 45


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ({"format": 9}, "format"),
        ({"renewal_dais": 45}, "renewal_dais"),
        ({"renewal_days": -1}, "renewal_days"),
        ({"renewal_days": "60"}, "renewal_days"),
        ({"renewal_days": True}, "renewal_days"),
        ({"hold_days": 0}, "hold_days"),
        ({"poor_health": "pass"}, "poor_health"),
        ({"limits": {"calls": None}}, "limits.calls"),
        ({"limits": {"call": {"times": 1, "per": "moons", "count": 1}}}, "limits.call"),
        ({"limits": {"call": {"times": 1, "per": "fiscal_quarters", "count": 0}}}, "limits.call.count"),
        ({"limits": ["call"]}, "limits"),
        ({"kinds": {"event": {"notice": 3}}}, "kinds.event"),
        ({"kinds": {"event": {"notice_days": None}}}, "kinds.event.notice_days"),
        ({"effort": {"webinar": "much"}}, "effort.webinar"),
        ({"consent_types": "quote"}, "consent_types"),
        ({"counts": "thought"}, "counts"),
        ({"outcome_debt_per": "team"}, "outcome_debt_per"),
        ({"planning_calls": 0}, "planning_calls"),
        ({"speakers_most": 0}, "speakers_most"),
        ({"priority": ["campaigns", "campaigns"]}, "priority"),
        ({"priority": [1]}, "priority"),
    ],
)
def test_what_makes_no_policy_is_refused(data: dict[str, Any], where: str) -> None:
    with pytest.raises(NumbersError) as caught:
        Numbers.from_json(data)
    assert any(problem.startswith(f"{where}:") for problem in caught.value.problems), caught.value.problems


def test_every_problem_is_told_at_once() -> None:
    with pytest.raises(NumbersError) as caught:
        Numbers.from_json({"renewal_days": -1, "answer_days": 0, "colour": "red"})
    assert len(caught.value.problems) == 3


def test_the_standard_names_every_family_and_activity_of_the_product() -> None:
    assert set(STANDARD.limits) == set(Family.values)
    assert set(STANDARD.effort) == set(ActivityType.values)
    assert set(ActivityType.values) >= STANDARD.consent_types


def test_the_older_numbers_stay_available() -> None:
    assert (STANDARD.kind_of("event").notice_days, SHORT_NOTICE.kind_of("event").notice_days) == (75, 45)
    assert SHORT_NOTICE.kind_of("event").approach_most is None
    assert SHORT_NOTICE.limits == STANDARD.limits


def test_demand_generation_comes_first() -> None:
    assert STANDARD.priority == ("field_marketing", "campaigns", "alliances")
    assert Numbers.from_json({"priority": ["alliances"]}).priority == ("alliances",)
