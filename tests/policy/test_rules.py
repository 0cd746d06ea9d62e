"""A table of cases per rule: the facts that decide, the verdict, and the day on which it changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goodword.policy.facts import ContactFacts, Judgement, Outcome, OwnLimit, facts_to_json
from goodword.policy.numbers import STANDARD
from goodword.policy.rules import CANDIDATE_RULES, REQUEST_RULES, judge_all, judge_request
from tests.policy.builders import CALL, EVERYTHING, TALK, TODAY, asked, days, free_customer, held, history

PASS, WARN, BLOCK = Outcome.PASS, Outcome.WARN, Outcome.BLOCK
Q4_END = date(2027, 2, 1)  # TODAY lies in the fiscal quarter from November to January
LAST_WEEK = TODAY - days(7)
OTHER = ContactFacts(12)

CASES: list[tuple[str, dict[str, Any], Outcome, str, date | None]] = [
    ("standing", {}, PASS, "active", None),
    ("standing", {"member": None}, BLOCK, "not_a_member", None),
    ("standing", {"member": {"standing": "recruited"}}, WARN, "recruited", None),
    ("standing", {"member": {"standing": "caution"}}, WARN, "caution", None),
    ("standing", {"member": {"standing": "retired"}}, BLOCK, "retired", None),
    ("standing", {"member": {"standing": "declined"}}, BLOCK, "declined", None),
    ("standing", {"member": {"standing": "paused", "paused_until": TODAY + days(1)}}, BLOCK, "paused", TODAY + days(1)),
    ("standing", {"member": {"standing": "paused", "paused_until": TODAY}}, PASS, "active", None),
    ("standing", {"member": {"joined_on": date(2025, 1, 1), "verified_on": date(2026, 5, 19)}}, PASS, "active", None),
    ("standing", {"member": {"joined_on": date(2025, 1, 1), "verified_on": date(2026, 5, 18)}}, WARN, "unverified", None),
    ("willingness", {}, PASS, "agreed", None),
    ("willingness", {"member": {"agreed_types": frozenset()}}, BLOCK, "nothing_agreed", None),
    ("willingness", {"member": {"agreed_types": frozenset({"quote"})}}, BLOCK, "not_agreed", None),
    ("willingness", {"member": {"refused_types": frozenset({"sales_call"})}}, BLOCK, "refused", None),
    ("willingness", {"contact_id": 11, "contact": {"agreed_types": frozenset({"quote"})}}, BLOCK, "contact_not_agreed", None),
    ("willingness", {"contact_id": 11, "contact": {"agreed_types": frozenset({"sales_call"})}}, PASS, "agreed", None),
    ("family_limit", {}, PASS, "place_left", None),
    ("family_limit", {"ledger": history(asked(date(2026, 11, 1)))}, BLOCK, "asked", Q4_END),
    ("family_limit", {"ledger": history(asked(date(2026, 10, 31)))}, PASS, "place_left", None),
    ("family_limit", {"ledger": history(held(TODAY, TODAY + days(5)))}, BLOCK, "held", Q4_END),
    ("family_limit", {"ledger": history(asked(TODAY, "participation"))}, PASS, "place_left", None),
    ("family_limit", {"request": TALK, "ledger": history(asked(date(2026, 8, 1), "participation"))}, BLOCK, "asked", Q4_END),
    ("family_limit", {"request": TALK, "ledger": history(asked(date(2026, 7, 31), "participation"))}, PASS, "place_left", None),
    ("family_limit", {"request": TALK, "ledger": history(held(Q4_END, None, "participation"))}, BLOCK, "held", date(2027, 8, 1)),
    ("family_limit", {"request": replace(CALL, activity_type="survey", family="research")}, PASS, "no_limit", None),
    ("own_limit", {}, PASS, "no_limit", None),
    ("own_limit", {"member": {"own_limits": (OwnLimit("call", 0, 365),)}}, BLOCK, "never", None),
    ("own_limit", {"member": {"own_limits": (OwnLimit("participation", 0, 365),)}}, PASS, "no_limit", None),
    (
        "own_limit",
        {"member": {"own_limits": (OwnLimit("call", 1, 60),)}, "ledger": history(asked(TODAY - days(59)))},
        BLOCK,
        "reached",
        TODAY + days(1),
    ),
    (
        "own_limit",
        {"member": {"own_limits": (OwnLimit("call", 1, 60),)}, "ledger": history(asked(TODAY - days(60)))},
        PASS,
        "place_left",
        None,
    ),
    (
        "own_limit",
        {"member": {"own_limits": (OwnLimit("call", 1, 60, contact_id=11),)}, "ledger": history(asked(TODAY - days(9), contact_id=11))},
        PASS,
        "no_limit",
        None,
    ),
    (
        "own_limit",
        {
            "contact_id": 11,
            "member": {"own_limits": (OwnLimit("call", 1, 60, contact_id=11),)},
            "ledger": history(asked(TODAY - days(9), contact_id=11)),
        },
        BLOCK,
        "reached",
        TODAY + days(51),
    ),
    (
        "own_limit",
        {"member": {"own_limits": (OwnLimit("call", 1, 60),)}, "ledger": history(asked(LAST_WEEK, by_this_account=False))},
        PASS,
        "place_left",
        None,
    ),
    (
        "own_limit",
        {"member": {"own_limits": (OwnLimit("call", 1, 60, of_holder=True),)}, "ledger": history(asked(LAST_WEEK, by_this_account=False))},
        BLOCK,
        "reached",
        TODAY + days(53),
    ),
    ("already_held", {}, PASS, "free", None),
    ("already_held", {"ledger": history(held(TODAY, TODAY))}, WARN, "held_until", TODAY + days(1)),
    ("already_held", {"ledger": history(held(TODAY, TODAY - days(1)))}, PASS, "free", None),
    ("already_held", {"ledger": history(held(TODAY, None, "content"))}, WARN, "held", None),
    ("already_held", {"ledger": history(asked(TODAY - days(6), "research"))}, WARN, "asked", TODAY + days(1)),
    ("already_held", {"ledger": history(replace(asked(TODAY - days(6), "research"), is_answered=True))}, PASS, "free", None),
    ("already_held", {"ledger": history(asked(TODAY - days(7), "research"))}, PASS, "free", None),
    ("escalation", {}, PASS, "none", None),
    ("escalation", {"account": {"escalated_on": LAST_WEEK}}, BLOCK, "open", None),
    ("health", {}, PASS, "unknown", None),
    ("health", {"account": {"health": "fair"}}, PASS, "fair", None),
    ("health", {"account": {"health": "poor"}}, WARN, "poor", None),
    ("renewal", {}, PASS, "unknown", None),
    ("renewal", {"account": {"renewal_on": TODAY - days(1)}}, PASS, "past", None),
    ("renewal", {"account": {"renewal_on": TODAY}}, WARN, "near", TODAY + days(1)),
    ("renewal", {"account": {"renewal_on": TODAY + days(59)}}, WARN, "near", TODAY + days(60)),
    ("renewal", {"account": {"renewal_on": TODAY + days(60)}}, PASS, "far", None),
    ("consent", {}, PASS, "not_needed", None),
    ("consent", {"request": replace(CALL, activity_type="case_study", family="content")}, WARN, "needed", None),
    (
        "consent",
        {"request": replace(CALL, activity_type="case_study", family="content"), "member": {"consents": frozenset({"case_study"})}},
        PASS,
        "on_file",
        None,
    ),
    ("territory", {}, PASS, "anywhere", None),
    ("territory", {"request": replace(CALL, region="emea")}, PASS, "inside", None),
    ("territory", {"request": replace(CALL, region="apac")}, WARN, "other_region", None),
    ("territory", {"request": replace(CALL, region="apac"), "account": {"region": ""}}, PASS, "inside", None),
    ("territory", {"request": replace(CALL, region="apac"), "member": {"territories": frozenset({"emea"})}}, BLOCK, "outside", None),
    ("territory", {"request": replace(CALL, region="apac"), "member": {"territories": frozenset({"apac"})}}, PASS, "inside", None),
    ("conflict", {}, PASS, "none", None),
    ("conflict", {"account": {"is_prospect": True}}, BLOCK, "same_company", None),
    ("conflict", {"account": {"blocks_prospect": True}}, BLOCK, "listed", None),
    ("confidentiality", {}, PASS, "open", None),
    ("confidentiality", {"member": {"is_confidential": True}}, BLOCK, "not_named", None),
    ("confidentiality", {"member": {"is_confidential": True}, "request": replace(CALL, is_confidential=True)}, PASS, "kept", None),
    ("comfort", {}, PASS, "not_said", None),
    ("comfort", {"member": {"comfort_days": 182, "comfort_effort": 3}}, PASS, "within", None),
    *(
        ("comfort", {"member": {"comfort_days": 182}, "ledger": history(asked(day, "research"))}, outcome, reason, clears)
        for day, outcome, reason, clears in (
            (TODAY - days(182), PASS, "within", None),
            (TODAY - days(181), WARN, "too_often", TODAY + days(1)),
            (TODAY + days(181), WARN, "too_often", TODAY + days(363)),
            (TODAY + days(182), PASS, "within", None),
        )
    ),
    ("comfort", {"member": {"comfort_days": 30}, "ledger": history(held(TODAY + days(5), None))}, WARN, "too_often", TODAY + days(35)),
    ("comfort", {"member": {"comfort_effort": 0}}, WARN, "too_much", None),
    ("comfort", {"member": {"comfort_effort": 5}, "ledger": history(asked(TODAY - days(90), effort=4))}, PASS, "within", None),
    ("comfort", {"member": {"comfort_effort": 5}, "ledger": history(asked(TODAY - days(90), effort=5))}, WARN, "too_much", None),
    ("comfort", {"member": {"comfort_effort": 5}, "ledger": history(asked(TODAY - days(365), effort=5))}, PASS, "within", None),
    ("recently_referenced", {}, PASS, "never", None),
    ("recently_referenced", {"ledger": history(asked(TODAY - days(29), "research"))}, WARN, "recent", TODAY + days(1)),
    ("recently_referenced", {"ledger": history(asked(TODAY - days(30), "research"))}, PASS, "rested", None),
    ("contactable", {}, PASS, "reachable", None),
    ("contactable", {"account": {"do_not_contact": True}}, BLOCK, "account_do_not_contact", None),
    ("contactable", {"contacts": ()}, BLOCK, "nobody", None),
    ("contactable", {"contact": {"has_address": False}}, BLOCK, "nobody", None),
    ("contactable", {"contact": {"agreed_types": frozenset({"quote"})}}, BLOCK, "nobody", None),
    ("contactable", {"contact": {"quiet_until": TODAY + days(3)}}, BLOCK, "all_quiet", TODAY + days(3)),
    ("contactable", {"contact": {"quiet_until": TODAY}}, PASS, "reachable", None),
    ("contactable", {"contact_id": 11, "contact": {"left_on": TODAY}}, BLOCK, "left", None),
    ("contactable", {"contact_id": 11, "contact": {"left_on": TODAY + days(1)}}, PASS, "reachable", None),
    ("contactable", {"contact_id": 11, "contact": {"do_not_contact": True}}, BLOCK, "do_not_contact", None),
    ("contactable", {"contact_id": 11, "contact": {"has_address": False}}, BLOCK, "no_address", None),
    ("contactable", {"contact_id": 11, "contact": {"bounced": True}}, BLOCK, "bounced", None),
    ("contactable", {"contact_id": 11, "contact": {"quiet_until": TODAY + days(3)}}, BLOCK, "quiet", TODAY + days(3)),
    (
        "contactable",
        {"contact_id": 11, "contact": {"quiet_until": TODAY + days(3), "left_on": TODAY + days(2)}},
        BLOCK,
        "quiet",
        None,
    ),
    ("contactable", {"contact_id": 11, "contacts": (OTHER,)}, BLOCK, "left", None),
]


@pytest.mark.parametrize(("rule", "changes", "outcome", "reason", "clears_on"), CASES)
def test_a_rule_judges_its_fact(
    rule: str, changes: dict[str, Any], outcome: Outcome, reason: str, clears_on: date | None
) -> None:
    verdict = CANDIDATE_RULES[rule](free_customer(**changes), STANDARD)
    assert (verdict.rule, verdict.outcome, verdict.reason, verdict.clears_on) == (rule, outcome, reason, clears_on)


def test_every_rule_has_cases_for_each_answer_it_can_give() -> None:
    seen = {rule: {outcome for name, _, outcome, _, _ in CASES if name == rule} for rule in CANDIDATE_RULES}
    assert all(len(outcomes) > 1 for outcomes in seen.values()), seen


REQUEST_CASES: list[tuple[str, dict[str, Any], Outcome, str]] = [
    ("stage_gate", {"kind": "general"}, PASS, "not_needed"),
    ("stage_gate", {}, WARN, "no_deal"),
    ("stage_gate", {"has_deal": True}, WARN, "stage_unknown"),
    ("stage_gate", {"has_deal": True, "deal_position": 2, "gate_position": 3}, BLOCK, "too_early"),
    ("stage_gate", {"has_deal": True, "deal_position": 3, "gate_position": 3}, PASS, "far_enough"),
    ("stage_gate", {"has_deal": True, "deal_position": 9, "gate_position": 3, "deal_is_lost": True}, BLOCK, "lost"),
    ("stage_gate", {"has_deal": True, "deal_position": 8, "gate_position": 3, "deal_is_won": True}, WARN, "won"),
    ("outcome_debt", {}, PASS, "none"),
    ("outcome_debt", {"outcomes_owed": 2}, PASS, "some"),
    ("outcome_debt", {"outcomes_owed": 3}, BLOCK, "too_many"),
]


@pytest.mark.parametrize(("rule", "changes", "outcome", "reason"), REQUEST_CASES)
def test_a_request_rule_judges_the_request(rule: str, changes: dict[str, Any], outcome: Outcome, reason: str) -> None:
    facts = replace(CALL, **changes)
    verdict = REQUEST_RULES[rule](facts, STANDARD)
    assert (verdict.rule, verdict.outcome, verdict.reason) == (rule, outcome, reason)
    assert judge_request(facts, STANDARD).outcome.weight >= outcome.weight


def test_a_free_customer_is_free() -> None:
    judgement = judge_all(free_customer(), STANDARD)
    assert judgement.is_clean
    assert judgement.free_on is None
    assert [verdict.rule for verdict in judgement.verdicts] == list(CANDIDATE_RULES)


def test_the_free_day_waits_for_the_slowest_rule() -> None:
    own = {"own_limits": (OwnLimit("call", 1, 120),)}
    judgement = judge_all(free_customer(member=own, ledger=history(asked(date(2026, 11, 9)))), STANDARD)
    assert [verdict.rule for verdict in judgement.blocks] == ["family_limit", "own_limit"]
    assert judgement.free_on == date(2027, 3, 9)


def test_no_free_day_is_promised_when_a_rule_cannot_tell() -> None:
    facts = free_customer(account={"escalated_on": LAST_WEEK}, ledger=history(asked(LAST_WEEK)))
    assert judge_all(facts, STANDARD).free_on is None


def test_a_later_hold_moves_the_free_day_past_itself() -> None:
    # Asked this quarter, and the next quarter is already promised to somebody else.
    ledger = history(asked(LAST_WEEK), held(date(2027, 3, 1), None))
    assert judge_all(free_customer(ledger=ledger), STANDARD).free_on == date(2027, 5, 1)


def test_poor_health_blocks_when_the_policy_says_so() -> None:
    strict = replace(STANDARD, poor_health="block")
    assert judge_all(free_customer(account={"health": "poor"}), strict).outcome is Outcome.BLOCK


def test_a_judgement_survives_being_stored() -> None:
    facts = free_customer(member={"agreed_types": EVERYTHING}, ledger=history(asked(LAST_WEEK), held(TODAY, TODAY)))
    judgement = judge_all(facts, STANDARD)
    assert Judgement.from_json(judgement.to_json()) == judgement
    assert facts_to_json(facts)["member"]["agreed_types"] == sorted(EVERYTHING)
    assert facts_to_json(facts)["ledger"]["uses"][0]["planned_on"] == LAST_WEEK.isoformat()
