"""What the rules about the standing of members look at, and what they answer. Pure, as all rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Decided:
    """What was so when a person decided about the standing last: the fact of each rule, and the day."""

    on: date
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StandingFacts:
    """One member on one day. `rule` and `fact` say what put it where it stands, and are empty when a person did."""

    today: date
    standing: str
    known_on: date
    rule: str = ""
    fact: str = ""
    before: str = ""
    until: date | None = None
    renewal_on: date | None = None
    health: str = ""
    escalated_on: date | None = None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """What one rule leads to (`flag`, `caution`, `pause` or `retire`), by what, and until when if that is known."""

    rule: str
    leads: str
    fact: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What the night does: a verb of `STANDING_MOVES`, or `keep` when only the reason is another one."""

    verb: str
    rule: str = ""
    fact: str = ""
    until: date | None = None
    # What is over, when it goes back: a rule, or the day that a person named.
    ends: str = ""
