"""The fit: what counts, how much, and the sum that is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goodword.policy.facts import ContactFacts, LedgerFacts
from goodword.policy.fit import Need, asked_for, possible_points, score
from goodword.policy.numbers import STANDARD
from tests.policy.builders import TODAY, days, free_customer

BANK = Need(
    industries=frozenset({"banking", "insurance"}),
    region="emea",
    country="NO",
    segment="enterprise",
    tier="ultimate",
    seats=1000,
    use_cases=frozenset({"ci", "security"}),
    competitors=frozenset({"jenkins", "bamboo"}),
    languages=frozenset({"de", "fr"}),
    persona="platform",
    topics=frozenset({"terraform"}),
)
LIKE_IT: dict[str, Any] = {
    "industry": "banking",
    "region": "emea",
    "country": "NO",
    "segment": "enterprise",
    "tier": "ultimate",
    "seats": 1500,
    "use_cases": frozenset({"ci", "security", "planning"}),
    "competitors_replaced": frozenset({"jenkins"}),
    "topics": frozenset({"terraform", "aws"}),
}
SPEAKER = ContactFacts(11, languages=frozenset({"de", "en"}), persona="platform")


def test_a_perfect_customer_has_a_hundred() -> None:
    facts = free_customer(account=LIKE_IT, contacts=(SPEAKER,), ledger=LedgerFacts(answered=2, accepted=2))
    fit = score(facts, BANK, STANDARD)
    assert fit.score == 100
    assert [term.code for term in fit.reasons] == ["industry", "use_case", "competitor"]
    assert sum(term.best for term in fit.terms) == possible_points(BANK, STANDARD)


@pytest.mark.parametrize(
    ("changes", "code", "points"),
    [
        ({"account": LIKE_IT | {"use_cases": frozenset({"ci"})}}, "use_case", 9),
        ({"account": LIKE_IT | {"seats": 2000}}, "size", 8),
        ({"account": LIKE_IT | {"seats": 2001}}, "size", 4),
        ({"account": LIKE_IT | {"seats": 250}}, "size", 4),
        ({"account": LIKE_IT | {"seats": 249}}, "size", 0),
        ({"account": LIKE_IT | {"seats": None}}, "size", 0),
        ({"contacts": (replace(SPEAKER, left_on=TODAY),)}, "language", 0),
        ({"ledger": LedgerFacts()}, "rested", 10),
        ({"ledger": LedgerFacts(last_asked_on=TODAY - days(365))}, "rested", 10),
        ({"ledger": LedgerFacts(last_asked_on=TODAY - days(364))}, "rested", 6),
        ({"ledger": LedgerFacts(last_asked_on=TODAY - days(90))}, "rested", 3),
        ({"ledger": LedgerFacts(last_asked_on=TODAY - days(89))}, "rested", 0),
        ({"ledger": LedgerFacts()}, "acceptance", 3),
        ({"ledger": LedgerFacts(answered=3, accepted=2)}, "acceptance", 4),
        ({"member": {"verified_on": date(2026, 5, 18)}}, "fresh", 3),
        ({"member": {"verified_on": date(2025, 11, 18)}}, "fresh", 0),
        ({"member": None}, "fresh", 0),
    ],
)
def test_each_term_counts_what_it_says(changes: dict[str, Any], code: str, points: int) -> None:
    fit = score(free_customer(**{"contacts": (SPEAKER,), **changes}), BANK, STANDARD)
    assert next(term.points for term in fit.terms if term.code == code) == points


def test_what_nobody_asked_for_does_not_count() -> None:
    assert asked_for(Need(languages=frozenset({"de"}))) == ("language",)
    fit = score(free_customer(), Need(), STANDARD)
    assert [term.code for term in fit.terms] == ["rested", "fresh", "acceptance", "story"]
    assert score(free_customer(), Need(), replace(STANDARD, weights={})).score == 0
