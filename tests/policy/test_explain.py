"""Every verdict and every fit can be said in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils import translation

from goodword.policy.explain import count_reasons, explain, explain_fit, limit_words, refusal_of, sentence
from goodword.policy.explain.journal import SENTENCES
from goodword.policy.facts import Judgement, OwnLimit
from goodword.policy.fit import Need, score
from goodword.policy.numbers import STANDARD
from goodword.policy.rules import CANDIDATE_RULES, REQUEST_RULES, judge_all, judge_request
from tests.policy.builders import CALL, TALK, TODAY, asked, days, free_customer, held, history
from tests.policy.test_rules import CASES, REQUEST_CASES


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("rule", "changes"), [(rule, changes) for rule, changes, *_ in CASES])
def test_every_reason_has_a_sentence(rule: str, changes: dict[str, Any]) -> None:
    verdict = CANDIDATE_RULES[rule](free_customer(**changes), STANDARD)
    words = sentence(verdict, today=TODAY)
    assert words
    assert "%(" not in words
    assert not words.endswith(".")


@pytest.mark.parametrize(("rule", "changes"), [(rule, changes) for rule, changes, *_ in REQUEST_CASES])
def test_every_reason_of_a_request_has_a_sentence(rule: str, changes: dict[str, Any]) -> None:
    words = sentence(REQUEST_RULES[rule](replace(CALL, **changes), STANDARD), today=TODAY)
    assert words
    assert "%(" not in words


@pytest.mark.parametrize(
    ("changes", "tone", "title", "reasons"),
    [
        ({}, "ok", "Free for a call", ("Never asked",)),
        ({"request": TALK}, "ok", "Free for an event", ("Never asked",)),
        ({"ledger": history(asked(date(2026, 3, 19)))}, "ok", "Free for a call", ("Last asked 8 months ago",)),
        ({"account": {"renewal_on": TODAY + days(41)}}, "care", "Free, with care", ("Contract renews in 41 days",)),
        (
            {"ledger": history(asked(date(2026, 11, 3)))},
            "no",
            "Free from Mon 1 Feb 2027",
            ("Asked for a call on Tue 3 Nov, one a quarter",),
        ),
        ({"member": {"agreed_types": frozenset({"quote"})}}, "no", "Not for calls", ("They have not agreed to this: Sales call",)),
        ({"account": {"escalated_on": date(2026, 11, 12)}}, "no", "Not now", ("An escalation is open since Thu 12 Nov",)),
        (
            {"ledger": history(asked(date(2026, 11, 9))), "account": {"escalated_on": date(2026, 11, 12)}},
            "no",
            "Not now, for two reasons",
            (
                "Asked for a call on Mon 9 Nov, one a quarter, so free again on Mon 1 Feb 2027",
                "An escalation is open since Thu 12 Nov",
            ),
        ),
        (
            {"member": {"own_limits": (OwnLimit("call", 1, 60),)}, "ledger": history(asked(date(2026, 10, 5)))},
            "no",
            "Free from Fri 4 Dec",
            ("They set one in 60 days, asked on Mon 5 Oct",),
        ),
    ],
)
def test_a_judgement_reads_like_a_colleague(changes: dict[str, Any], tone: str, title: str, reasons: tuple[str, ...]) -> None:
    family = changes.get("request", CALL).family
    line = explain(judge_all(free_customer(**changes), STANDARD), family=family, today=TODAY, policy="policy 7")
    assert (line.tone, _plain(line.title), tuple(map(_plain, line.reasons))) == (tone, title, reasons)
    assert len(line.rules) == len(CANDIDATE_RULES)
    assert line.policy == "policy 7"


def test_a_rule_says_when_it_changes() -> None:
    facts = free_customer(ledger=history(held(TODAY, TODAY + days(4))), account={"escalated_on": TODAY})
    lines = {line.label: line for line in explain(judge_all(facts, STANDARD), family="call", today=TODAY).rules}
    assert lines["How often we may ask"].changes_on == date(2027, 2, 1)
    assert lines["No open escalation"].changes_when == "when it is closed"
    assert lines["Health"].changes_when == ""


def test_a_refusal_keeps_the_codes_and_the_day() -> None:
    refusal = refusal_of(judge_all(free_customer(ledger=history(asked(TODAY))), STANDARD), today=TODAY)
    assert [(reason.code, reason.clears_on) for reason in refusal.reasons] == [("family_limit.asked", date(2027, 2, 1))]
    assert not refusal
    request = refusal_of(judge_request(replace(CALL, outcomes_owed=3), STANDARD), today=TODAY)
    assert request.words == "3 outcomes are still to report."


def test_a_stored_judgement_is_worded_when_it_is_shown() -> None:
    judgement = judge_all(free_customer(ledger=history(asked(date(2026, 11, 3)))), STANDARD)
    read = Judgement.from_json(judgement.to_json())
    with translation.override("en"):
        assert explain(read, family="call", today=TODAY) == explain(judgement, family="call", today=TODAY)


def test_the_fold_counts_most_first() -> None:
    assert count_reasons({"willingness": 9, "family_limit": 21, "health": 0}) == "21 asked in this period, 9 did not agree to it"


def test_limits_are_short_phrases() -> None:
    words = [limit_words(1, "fiscal_quarters", 1), limit_words(2, "fiscal_quarters", 3), limit_words(1, "rolling_days", 60)]
    assert words == ["one a quarter", "at most 2 in 3 quarters", "one in 60 days"]


def test_doubt_is_no_reason() -> None:
    line = explain_fit(score(free_customer(member={"verified_on": date(2026, 4, 1)}), Need(), STANDARD), today=TODAY)
    assert line.reasons == ("never asked",)


def test_a_fit_names_its_strongest_reasons() -> None:
    facts = free_customer(
        account={"industry": "banking", "competitors_replaced": frozenset({"jenkins"})}, ledger=history(asked(date(2026, 11, 1)))
    )
    need = Need(industries=frozenset({"insurance", "banking"}), competitors=frozenset({"jenkins", "bamboo"}), region="emea", tier="premium")
    line = explain_fit(score(facts, need, STANDARD), today=TODAY, labels={"jenkins": "Jenkins", "emea": "EMEA", "banking": "Banking"})
    assert line.reasons == ("same industry", "replaced Jenkins", "EMEA")
    parts = {part.label: (part.points, part.best, _plain(part.fact)) for part in line.parts}
    assert parts["Industry"] == (20, 20, "Banking")
    assert parts["Product tier"] == (0, 5, "No match")
    assert parts["Time since last asked"] == (0, 10, "Sun 1 Nov")
    assert parts["How often they say yes"] == (3, 6, "No answer yet")
    assert "Story" not in parts


def test_who_replaced_nothing_had_nothing_before() -> None:
    facts = free_customer(account={"competitors_replaced": frozenset({"nothing"})})
    line = explain_fit(score(facts, Need(competitors=frozenset({"nothing"})), STANDARD), today=TODAY, labels={"nothing": "Nothing before"})
    assert "had nothing before" in line.reasons


def test_what_happened_to_the_policy_is_said_in_words() -> None:
    sentence_of = SENTENCES["decision.overridden"]
    assert callable(sentence_of)
    assert sentence_of({"rules": ["escalation", "renewal"]}) == "Went over the rules: No open escalation, Renewal"
    assert str(SENTENCES["policy.published"]) % {"number": 7} == "Published policy 7"
