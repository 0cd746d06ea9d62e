"""How well an account fits a need: a sum of simple terms with whole-number weights.

Every term gives a number of points between nothing and its weight; the score is the share of the points that could
be had, from 0 to 100. The same sum is written in SQL in `queries/`, and a property test proves that both agree, so a
term must stay simple: a comparison, a count, a whole division. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from goodword.kernel.clock import add_months
from goodword.policy.facts import CandidateFacts, Param
from goodword.policy.numbers import Numbers

# A customer last asked a year ago or more is fully rested; below that, in steps, as (days, thirds of the weight).
REST_STEPS: tuple[tuple[int, int], ...] = ((365, 3), (180, 2), (90, 1))
THIRDS = 3
# Seats count as alike within a factor of two, and as half alike within a factor of four.
ALIKE, HALF_ALIKE = 2, 4
STRONGEST = 3
# Kilometres from the place, as (at most, quarters of the weight).
NEAR_STEPS: tuple[tuple[int, int], ...] = ((50, 4), (100, 3), (250, 2), (500, 1))
QUARTERS = 4
# What counts whatever the need is.
RECORD_TERMS = ("rested", "fresh", "acceptance", "story")
FULL = 100


@dataclass(frozen=True, slots=True)
class Need:
    """What somebody looks for; what is left empty does not count. Of several industries, products or languages any one will do."""

    industries: frozenset[str] = frozenset()
    region: str = ""
    country: str = ""
    segment: str = ""
    tier: str = ""
    seats: int | None = None
    use_cases: frozenset[str] = frozenset()
    competitors: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    persona: str = ""
    topics: frozenset[str] = frozenset()
    # It takes place somewhere that we know.
    is_somewhere: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """One summand: how many points of how many, and the values behind it."""

    code: str
    points: int
    best: int
    params: Mapping[str, Param] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """The whole sum, in the order of the terms."""

    terms: tuple[Term, ...]

    @property
    def score(self) -> int:
        """From 0 to 100, rounded down; 0 when nothing counts."""
        possible = sum(term.best for term in self.terms)
        return FULL * sum(term.points for term in self.terms) // possible if possible else 0

    @property
    def reasons(self) -> tuple[Term, ...]:
        """The three strongest terms that speak for the customer, strongest first.

        A term about the record speaks for somebody only with more than half of its points: half is what doubt gives.
        """
        giving = [term for term in self.terms if term.points and (term.code not in RECORD_TERMS or 2 * term.points > term.best)]
        return tuple(sorted(giving, key=lambda term: -term.points)[:STRONGEST])


@dataclass(frozen=True, slots=True)
class RecordDays:
    """The days that the terms about the record compare with, for one day of asking."""

    fresh_since: date
    stale_before: date
    rested: tuple[tuple[date, int], ...]

    @classmethod
    def on(cls, ask_on: date, numbers: Numbers) -> RecordDays:
        """Compute them once, for Python and SQL alike."""
        months = numbers.verification_months
        return cls(
            fresh_since=add_months(ask_on, -months),
            stale_before=add_months(ask_on, -2 * months),
            rested=tuple((ask_on - timedelta(days=days), thirds) for days, thirds in REST_STEPS),
        )


def score(facts: CandidateFacts, need: Need, numbers: Numbers) -> Fit:
    """Return the fit of one account; terms that the need does not ask for are left out."""
    return Fit((*_need_terms(facts, need, numbers), *_record_terms(facts, numbers)))


def possible_points(need: Need, numbers: Numbers) -> int:
    """Return the points that a perfect account would get, which is the same for every account."""
    return sum(numbers.weight(code) for code in (*asked_for(need), *RECORD_TERMS))


def asked_for(need: Need) -> tuple[str, ...]:
    """Return the codes of the terms that a need asks for, in their order."""
    wanted: dict[str, object] = {
        "industry": need.industries,
        "use_case": need.use_cases,
        "competitor": need.competitors,
        "region": need.region,
        "country": need.country,
        "segment": need.segment,
        "tier": need.tier,
        "size": need.seats,
        "language": need.languages,
        "persona": need.persona,
        "topic": need.topics,
        "distance": need.is_somewhere,
    }
    return tuple(code for code, value in wanted.items() if value)


def share(weight: int, part: int, whole: int) -> int:
    """Return the part of a weight that some of a whole earns, rounded down."""
    return weight * part // whole


def _need_terms(facts: CandidateFacts, need: Need, numbers: Numbers) -> list[Term]:
    account = facts.account
    people = [person for person in facts.contacts if person.is_here(facts.ask_on)]
    spoken = need.languages & frozenset(code for person in people for code in person.languages)
    replaced = need.competitors & account.competitors_replaced
    cases, topics = need.use_cases & account.use_cases, need.topics & account.topics
    parts: dict[str, tuple[int, int, str]] = {
        "industry": (account.industry in need.industries, 1, account.industry),
        "use_case": (len(cases), len(need.use_cases), ",".join(sorted(cases))),
        "competitor": (bool(replaced), 1, ",".join(sorted(replaced))),
        "region": (account.region == need.region, 1, need.region),
        "country": (account.country == need.country, 1, need.country),
        "segment": (account.segment == need.segment, 1, need.segment),
        "tier": (account.tier == need.tier, 1, need.tier),
        "size": (_likeness(account.seats, need.seats), 2, str(account.seats or "")),
        "language": (bool(spoken), 1, ",".join(sorted(spoken))),
        "persona": (any(person.persona == need.persona for person in people), 1, need.persona),
        "topic": (len(topics), len(need.topics), ",".join(sorted(topics))),
        "distance": (quarters_near(account.km), QUARTERS, "" if account.km is None else str(account.km)),
    }
    terms = []
    for code in asked_for(need):
        part, whole, value = parts[code]
        weight = numbers.weight(code)
        terms.append(Term(code, share(weight, int(part), whole), weight, {"value": value}))
    return terms


def quarters_near(km: int | None) -> int:
    """Return how many quarters of the weight so many kilometres earn; none when it is not known where the customer is."""
    if km is None:
        return 0
    return next((quarters for most, quarters in NEAR_STEPS if km <= most), 0)


def _likeness(seats: int | None, wanted: int | None) -> int:
    """Return 2 for about the same size, 1 for roughly, 0 for neither or not known."""
    if not seats or not wanted:
        return 0
    for points, factor in ((2, ALIKE), (1, HALF_ALIKE)):
        if wanted <= seats * factor and seats <= wanted * factor:
            return points
    return 0


def _record_terms(facts: CandidateFacts, numbers: Numbers) -> list[Term]:
    days = RecordDays.on(facts.ask_on, numbers)
    ledger = facts.ledger
    rested, fresh, acceptance = (numbers.weight(code) for code in RECORD_TERMS[:3])
    answered: dict[str, Param] = {"accepted": ledger.accepted, "answered": ledger.answered}
    last: dict[str, Param] = {"last_on": ledger.last_asked_on} if ledger.last_asked_on else {}
    known = facts.member.known_on if facts.member else None
    half = ledger.answered == 0
    return [
        Term("rested", share(rested, _thirds_rested(ledger.last_asked_on, days), THIRDS), rested, last),
        Term("fresh", share(fresh, _halves_fresh(known, days), 2), fresh, {"known_on": known} if known else {}),
        Term("acceptance", fresh_start(acceptance) if half else share(acceptance, ledger.accepted, ledger.answered), acceptance, answered),
        Term("story", 0, numbers.weight("story")),
    ]


def fresh_start(weight: int) -> int:
    """Return what a customer gets that never answered an ask: the benefit of half a doubt."""
    return share(weight, 1, 2)


def _thirds_rested(last: date | None, days: RecordDays) -> int:
    if last is None:
        return THIRDS
    return next((thirds for day, thirds in days.rested if last <= day), 0)


def _halves_fresh(known: date | None, days: RecordDays) -> int:
    if known is None or known < days.stale_before:
        return 0
    return 2 if known >= days.fresh_since else 1
