"""What a verdict needs to know, frozen, and what a verdict is.

Facts are codes, numbers, dates and ids: never a name, an address or free text, because they are stored with the
decision. All days are days in the program's time zone. Pure: no Django, no rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum, auto
from typing import Any, Final

from goodword.kernel.clock import FiscalYear
from goodword.policy.periods import Span

Param = str | int | date
# In stored verdicts a parameter whose name ends like this is a date.
DATE_SUFFIX = "_on"


class Outcome(StrEnum):
    """What a rule says: yes, yes with care, or no."""

    PASS = auto()
    WARN = "warn"
    BLOCK = "block"

    @property
    def weight(self) -> int:
        """Higher is worse."""
        return _WEIGHTS[self]


_WEIGHTS: Final = {outcome: weight for weight, outcome in enumerate(Outcome)}


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """The customer's company."""

    account_id: int
    industry: str = ""
    region: str = ""
    country: str = ""
    segment: str = ""
    tier: str = ""
    seats: int | None = None
    use_cases: frozenset[str] = frozenset()
    competitors_replaced: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    health: str = ""
    escalated_on: date | None = None
    renewal_on: date | None = None
    do_not_contact: bool = False
    is_prospect: bool = False
    blocks_prospect: bool = False
    # From the place of the request; not known when either place is not.
    km: int | None = None


# The family of a limit that one person set for everything together.
EVERYTHING: Final = "all"


@dataclass(frozen=True, slots=True)
class OwnLimit:
    """A limit that the customer set for itself: at most `most` times within `days` days.

    It is the account's, or one person's (`contact_id`), or that of the company that the ledger counts for
    (`of_holder`), which then counts what the whole family of companies was asked.
    """

    family: str
    most: int
    days: int
    contact_id: int | None = None
    of_holder: bool = False


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """How the account stands in the program and what it agreed to."""

    standing: str
    joined_on: date
    paused_until: date | None = None
    verified_on: date | None = None
    agreed_types: frozenset[str] = frozenset()
    refused_types: frozenset[str] = frozenset()
    territories: frozenset[str] = frozenset()
    is_confidential: bool = False
    consents: frozenset[str] = frozenset()
    own_limits: tuple[OwnLimit, ...] = ()
    comfort_days: int | None = None
    comfort_effort: int | None = None
    # What put it where it stands by rule; empty when a person did.
    standing_rule: str = ""

    @property
    def known_on(self) -> date:
        """The day on which the record was last known to be right."""
        return self.verified_on or self.joined_on


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """One person at the account; `agreed_types` is None when the person follows the account."""

    contact_id: int
    has_address: bool = True
    left_on: date | None = None
    do_not_contact: bool = False
    quiet_until: date | None = None
    bounced: bool = False
    agreed_types: frozenset[str] | None = None
    languages: frozenset[str] = frozenset()
    persona: str = ""

    def is_here(self, day: date) -> bool:
        """Tell whether the person still works there on a day."""
        return self.left_on is None or self.left_on > day

    def agrees_to(self, activity_type: str) -> bool:
        """Tell whether the person has not narrowed what the account agreed to."""
        return self.agreed_types is None or activity_type in self.agreed_types


@dataclass(frozen=True, slots=True)
class Use:
    """One hold or ask that keeps its place in the ledger.

    It is the account's own (`by_this_account`), or counts because the ledger counts for the whole family of companies
    (`by_holder`); nearly always it is both.
    """

    family: str
    is_hold: bool
    from_on: date
    to_on: date
    planned_on: date
    asked_on: date | None = None
    expires_on: date | None = None
    contact_id: int | None = None
    effort: int = 1
    by_this_account: bool = True
    by_holder: bool = True
    is_answered: bool = False
    # Declined or not answered; did not take place.
    is_refused: bool = False
    is_missed: bool = False

    def keeps_place(self, counted: str) -> bool:
        """Tell whether it keeps its place where a policy counts what was asked, accepted or done; open holds and open asks always do."""
        if self.is_hold or counted == "asked":
            return True
        return not self.is_refused and (counted == "accepted" or not self.is_missed)

    @property
    def span(self) -> Span:
        """The days that it occupies under the policy that judges."""
        return self.from_on, self.to_on

    @property
    def day(self) -> date:
        """The day of the ask, or the day on which it is planned."""
        return self.asked_on or self.planned_on


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """What was asked of the holder (the account, or its family of so many `companies`), and how the account answered."""

    uses: tuple[Use, ...] = ()
    last_asked_on: date | None = None
    answered: int = 0
    accepted: int = 0
    companies: int = 1

    def of_holder(self) -> tuple[Use, ...]:
        """Return the uses that take places of the holder."""
        return tuple(use for use in self.uses if use.by_holder)

    def of_family(self, family: str) -> tuple[Use, ...]:
        """Return the uses that take places of the holder in one family."""
        return tuple(use for use in self.of_holder() if use.family == family)


@dataclass(frozen=True, slots=True)
class PromiseUse:
    """How many promised places of one fiscal quarter `[from_on, to_on)` other requests use: of the team that asks, and in all."""

    from_on: date
    to_on: date
    by_team: int = 0
    in_all: int = 0


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """What somebody inside needs, as far as rules look at it.

    `needed_on` is the day of the event, or by which it is needed. `promises` are the quarter of that day and some that follow, for
    kinds that take one of the places promised to `team`.
    """

    activity_type: str
    family: str
    kind: str = ""
    region: str = ""
    is_confidential: bool = False
    has_deal: bool = False
    deal_position: int | None = None
    gate_position: int | None = None
    deal_is_lost: bool = False
    deal_is_won: bool = False
    outcomes_owed: int = 0
    submitted_on: date | None = None
    needed_on: date | None = None
    needs_plan_approval: bool = False
    wanted: int = 1
    team: str = ""
    is_promised: bool = False
    promises: tuple[PromiseUse, ...] = ()

    @property
    def days_left(self) -> int | None:
        """Days from sending to the day that it is needed on, where there is one."""
        if self.submitted_on is None or self.needed_on is None:
            return None
        return (self.needed_on - self.submitted_on).days


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """One account considered for one request, to be asked on a planned day; `contact_id` when a person is chosen."""

    ask_on: date
    fiscal: FiscalYear
    request: RequestFacts
    account: AccountFacts
    member: MemberFacts | None = None
    contacts: tuple[ContactFacts, ...] = ()
    contact_id: int | None = None
    ledger: LedgerFacts = field(default_factory=LedgerFacts)

    @property
    def contact(self) -> ContactFacts | None:
        """The chosen person, if one is chosen."""
        return next((each for each in self.contacts if each.contact_id == self.contact_id), None)

    def on(self, day: date) -> CandidateFacts:
        """Return the same facts with the ask planned for another day."""
        return replace(self, ask_on=day)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says, why (a code with numbers and dates), and the day on which this rule alone stops saying so."""

    rule: str
    outcome: Outcome
    reason: str
    params: Mapping[str, Param] = field(default_factory=dict)
    clears_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """All verdicts about one candidate or request.

    `free_on` is set when the answer is no and it is known from which day on it would not be. Of a request that is too late or beyond
    what was promised it is the earliest day on which it could take place.
    """

    verdicts: tuple[Verdict, ...]
    free_on: date | None = None

    @property
    def outcome(self) -> Outcome:
        """The worst of all verdicts."""
        return max((verdict.outcome for verdict in self.verdicts), key=lambda each: each.weight, default=Outcome.PASS)

    @property
    def blocks(self) -> tuple[Verdict, ...]:
        """The verdicts that say no."""
        return self.with_outcome(Outcome.BLOCK)

    @property
    def warnings(self) -> tuple[Verdict, ...]:
        """The verdicts that ask for care."""
        return self.with_outcome(Outcome.WARN)

    @property
    def is_clean(self) -> bool:
        """True when no rule warns or blocks."""
        return self.outcome is Outcome.PASS

    def with_outcome(self, outcome: Outcome) -> tuple[Verdict, ...]:
        """Return the verdicts of one outcome, in the order of the rules."""
        return tuple(verdict for verdict in self.verdicts if verdict.outcome is outcome)

    def by_rule(self, rule: str) -> Verdict:
        """Return the verdict of one rule."""
        return next(verdict for verdict in self.verdicts if verdict.rule == rule)

    def to_json(self) -> dict[str, Any]:
        """Return what is stored with a decision: codes, numbers and dates only."""
        return {
            "free_on": self.free_on.isoformat() if self.free_on else None,
            "verdicts": [_verdict_to_json(verdict) for verdict in self.verdicts],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Judgement:
        """Read a stored judgement back."""
        return cls(tuple(_verdict_from_json(each) for each in data["verdicts"]), _date(data.get("free_on")))


def facts_to_json(facts: CandidateFacts | RequestFacts) -> dict[str, Any]:
    """Return facts as stored with a decision: sets sorted, dates as text, in a stable order."""
    plain: dict[str, Any] = _plain(facts)
    return plain


def _plain(value: Any) -> Any:  # any part of a dataclass
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def _verdict_to_json(verdict: Verdict) -> dict[str, Any]:
    return {
        "rule": verdict.rule,
        "outcome": verdict.outcome.value,
        "reason": verdict.reason,
        "params": _plain(verdict.params),
        "clears_on": _plain(verdict.clears_on),
    }


def _verdict_from_json(data: Mapping[str, Any]) -> Verdict:
    params: dict[str, Param] = {
        name: date.fromisoformat(value) if name.endswith(DATE_SUFFIX) else value for name, value in data["params"].items()
    }
    return Verdict(data["rule"], Outcome(data["outcome"]), data["reason"], params, _date(data.get("clears_on")))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
