"""The policy's numbers: every setting that a rule, a deadline or a ranking reads, as one frozen value.

A version of the policy stores them as JSON. `Numbers.from_json` is strict about what it finds, and takes what is
missing from `STANDARD`, so that a version published before a number existed can still be read. What moves members
by itself is the exception: an older version only flags.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from goodword.policy.periods import Period, PeriodKind, UsageLimit

FORMAT = 1
LONGEST_DAYS = 3660
MOST_TIMES = 100
MOST_QUARTERS = 12
LIMITED_BY_NATURE = ("call", "participation", "content", "research")
# What speaks for asking a customer that has not joined, and at the end what speaks against it.
LEAD_WEIGHTS: Mapping[str, int] = {
    "health": 20, "tenure": 10, "size": 15, "success": 20, "place": 15, "case": 10, "never_asked": 10,
    "declined": 25, "renewal": 15, "poor": 30,
}  # fmt: skip
OUTCOMES_OF_CARE = ("pass", "warn", "block")
PAYERS = ("requester", "field_marketing", "decide")
# From which step on an ask keeps its place: open holds and open asks always have one.
COUNTED = ("asked", "accepted", "done")
DEBTS = ("kind", "all")
# Who asks owners about reference leads: whoever runs the program, or Goodword once a report.
NUDGING = ("by_hand", "by_itself")
# What a rule about the standing of a member leads to; only a record that nobody confirms for long may retire somebody.
LEADS_TO = ("nothing", "flag", "caution", "pause")
LEADS_TO_IN_THE_END = (*LEADS_TO, "retire")
LOW_HEALTH = ("poor", "fair")
# What a version leads to that was published before these rules were: whoever published it has not seen them, so nobody is moved by them.
_LEADS_BEFORE = dict.fromkeys(("renewal_leads", "health_leads", "escalation_leads", "unverified_leads", "long_unverified_leads"), "flag")


class NumbersError(ValueError):
    """The stored or typed numbers do not make a policy; `problems` says where and why, one line each."""

    def __init__(self, problems: list[str]) -> None:
        """Keep every problem, not only the first."""
        super().__init__("; ".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class KindNumbers:
    """The numbers of one kind of request; None means that nothing is promised or limited."""

    notice_days: int = 0
    notice_days_with_plan: int | None = None
    customer_days: int | None = None
    at_once: int | None = None
    approach_most: int | None = None
    stage_gate: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of one policy version. Days are calendar days unless the name says working days."""

    limits: Mapping[str, UsageLimit | None]
    kinds: Mapping[str, KindNumbers]
    effort: Mapping[str, int]
    weights: Mapping[str, int]
    commitments: Mapping[str, int]
    commitments_total: int = 12
    # Codes of teams, the first served first; teams that are not named come after all of them.
    priority: tuple[str, ...] = ()
    counts: str = "asked"
    speakers_most: int = 2
    planning_calls: int = 3
    hold_days: int = 10
    ask_attempts: int = 2
    answer_days: int = 7
    owner_reminder_working_days: int = 2
    owner_escalation_working_days: int = 5
    outcome_due_days: int = 7
    outcome_debt: int = 3
    outcome_debt_per: str = "kind"
    effort_comfort: int = 10
    deal_stage_gate: str = "technical_evaluation"
    renewal_days: int = 60
    recently_referenced_days: int = 30
    verification_months: int = 6
    poor_health: str = "warn"
    renewal_leads: str = "caution"
    health_level: str = "poor"
    health_leads: str = "caution"
    escalation_leads: str = "caution"
    unverified_leads: str = "flag"
    long_unverified_months: int = 12
    long_unverified_leads: str = "caution"
    verify_days: int = 14
    verify_escalation_days: int = 28
    other_region: str = "warn"
    consent_types: frozenset[str] = frozenset()
    self_service_segments: frozenset[str] = frozenset({"mid_market", "smb"})
    travel: str = "requester"
    # Codes of `recruiting.kinds.questions`: what each track of nominations asks, insists on, and waits for.
    strategic_segments: frozenset[str] = frozenset({"strategic", "enterprise"})
    commercial_questions: frozenset[str] = frozenset(
        {"industry", "region", "segment", "tier", "seats", "use_cases", "why_us", "metrics", "beaten", "activities"}
    )
    commercial_required: frozenset[str] = frozenset({"industry", "why_us"})
    commercial_steps: frozenset[str] = frozenset({"champion", "briefing", "introduction"})
    strategic_questions: frozenset[str] = frozenset({"use_cases", "version", "stages", "tech_stack", "activities", "interest"})
    strategic_required: frozenset[str] = frozenset({"stages"})
    strategic_steps: frozenset[str] = frozenset({"champion", "introduction"})
    nomination_days: int = 10
    board_seats: int = 1200
    # Registrations: the day of each month by which they are answered, from how near on it is the next one, and when somebody is reminded.
    review_day: int = 15
    review_least_days: int = 7
    review_remind_days: int = 3
    # Reference leads: how much each reason counts, from where on it counts in full, and how owners are nudged.
    lead_weights: Mapping[str, int] = field(default_factory=lambda: dict(LEAD_WEIGHTS))
    leads_most: int = 1000
    lead_least: int = 30
    lead_tenure_months: int = 24
    lead_seats: int = 1000
    lead_success_days: int = 180
    lead_gap: int = 5
    lead_demand_days: int = 365
    lead_owner_most: int = 5
    lead_nudge_days: int = 14
    lead_nudging: str = "by_hand"
    lead_nudge_after_days: int = 3

    def limit_of(self, family: str) -> UsageLimit | None:
        """Return the usage limit of a family, or None when it has none."""
        return self.limits.get(family)

    def kind_of(self, kind: str) -> KindNumbers:
        """Return the numbers of a kind of request; an unknown kind has none."""
        return self.kinds.get(kind, KindNumbers())

    def effort_of(self, activity_type: str) -> int:
        """Return the effort weight of an activity type."""
        return self.effort.get(activity_type, 1)

    def weight(self, term: str) -> int:
        """Return the ranking weight of a term of the fit."""
        return self.weights.get(term, 0)

    def to_json(self) -> dict[str, Any]:
        """Return these numbers as they are stored."""
        plain = {name: getattr(self, name) for name in _scalar_names()}
        return {
            "format": FORMAT,
            "limits": {family: _limit_to_json(limit) for family, limit in self.limits.items()},
            "kinds": {kind: _kind_to_json(numbers) for kind, numbers in self.kinds.items()},
            "effort": dict(self.effort),
            "weights": dict(self.weights),
            "lead_weights": dict(self.lead_weights),
            "commitments": dict(self.commitments),
            "priority": list(self.priority),
            **{name: sorted(getattr(self, name)) for name in _SETS},
            **plain,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Numbers:
        """Read stored numbers; raises NumbersError with every problem found."""
        return _Reader(data).numbers()


STANDARD = Numbers(
    limits={
        "call": UsageLimit(1, Period(PeriodKind.FISCAL_QUARTERS, 1)),
        "participation": UsageLimit(1, Period(PeriodKind.FISCAL_QUARTERS, 2)),
        "content": None,
        "research": None,
    },
    kinds={
        "sales_call": KindNumbers(at_once=1, approach_most=2, stage_gate=True),
        "event": KindNumbers(75, 90, 60, at_once=2, approach_most=2),
        "partner_event": KindNumbers(75, 90, 60, at_once=2, approach_most=2),
        "webinar": KindNumbers(75, 90, 45, at_once=2, approach_most=2),
        "analyst": KindNumbers(),
        "press": KindNumbers(),
        "research": KindNumbers(30),
        "peer_review": KindNumbers(7),
        "earnings": KindNumbers(),
        "general": KindNumbers(30),
    },
    effort={
        "sales_call": 1,
        "analyst_call": 2,
        "press_interview": 2,
        "event_talk": 5,
        "webinar": 4,
        "podcast": 3,
        "panel": 3,
        "site_visit": 4,
        "advisory_board": 3,
        "case_study": 5,
        "blog": 3,
        "video": 5,
        "quote": 1,
        "anecdote": 1,
        "logo": 1,
        "survey": 1,
        "peer_review": 1,
    },
    weights={
        "industry": 20,
        "use_case": 18,
        "competitor": 15,
        "region": 10,
        "country": 6,
        "segment": 10,
        "tier": 5,
        "size": 8,
        "language": 8,
        "persona": 8,
        "topic": 6,
        "distance": 20,
        "rested": 10,
        "fresh": 6,
        "acceptance": 6,
        "story": 0,
    },
    commitments={"field_marketing": 4, "campaigns": 2, "alliances": 1},
    # Demand generation first.
    priority=("field_marketing", "campaigns", "alliances"),
    consent_types=frozenset({"case_study", "blog", "video", "quote", "logo"}),
)

# The older numbers of the program, kept as a choice for companies that work at shorter notice.
SHORT_NOTICE = replace(
    STANDARD,
    kinds={
        **STANDARD.kinds,
        "event": KindNumbers(45, None, 30),
        "partner_event": KindNumbers(65, 90, 60),
    },
    travel="field_marketing",
)

# What comes with Goodword to start from: the newer numbers, which are version 1, and the older ones.
SHIPPED: Mapping[str, Numbers] = {"standard": STANDARD, "short_notice": SHORT_NOTICE}

# What is a set of codes.
_SETS = (
    "consent_types",
    "self_service_segments",
    "strategic_segments",
    "commercial_questions",
    "commercial_required",
    "commercial_steps",
    "strategic_questions",
    "strategic_required",
    "strategic_steps",
)
_COUNTED_BY_CODE = ("effort", "weights", "commitments", "lead_weights")
_MAPPINGS = frozenset({"limits", "kinds", *_COUNTED_BY_CODE, "priority", *_SETS})
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "poor_health": OUTCOMES_OF_CARE[1:],
    "other_region": OUTCOMES_OF_CARE,
    "travel": PAYERS,
    "counts": COUNTED,
    "outcome_debt_per": DEBTS,
    "renewal_leads": LEADS_TO,
    "health_level": LOW_HEALTH,
    "health_leads": LEADS_TO,
    "escalation_leads": LEADS_TO,
    "unverified_leads": LEADS_TO,
    "long_unverified_leads": LEADS_TO_IN_THE_END,
    "lead_nudging": NUDGING,
}
_AT_LEAST_ONE = frozenset(
    {
        "ask_attempts", "answer_days", "hold_days", "outcome_debt", "verification_months", "long_unverified_months", "effort_comfort",
        "speakers_most", "planning_calls", "verify_days",
    }
    | {"leads_most", "lead_tenure_months", "lead_seats", "lead_gap", "lead_owner_most", "lead_nudge_days", "review_day"}
)


def _scalar_names() -> tuple[str, ...]:
    return tuple(each.name for each in fields(Numbers) if each.name not in _MAPPINGS)


def _limit_to_json(limit: UsageLimit | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    return {"times": limit.times, "per": limit.period.kind.value, "count": limit.period.count}


def _kind_to_json(numbers: KindNumbers) -> dict[str, Any]:
    return {each.name: getattr(numbers, each.name) for each in fields(KindNumbers)}


@dataclass
class _Reader:
    """Reads stored numbers and collects every problem on the way."""

    data: Mapping[str, Any]
    problems: list[str] = field(default_factory=list)

    def numbers(self) -> Numbers:
        if self.data.get("format", FORMAT) != FORMAT:
            raise NumbersError([f"format: {self.data.get('format')!r} is not known here, only {FORMAT}"])
        known = {*_scalar_names(), *_MAPPINGS, "format"}
        self.problems += [f"{name}: not a number of the policy" for name in sorted(set(self.data) - known)]
        values: dict[str, Any] = {name: self._scalar(name) for name in _scalar_names()}
        for name in _COUNTED_BY_CODE:
            values[name] = self._counts(name)
        values["limits"] = {family: self._limit(family, each) for family, each in self._mapping("limits").items()}
        values["kinds"] = {kind: self._kind(kind, each) for kind, each in self._mapping("kinds").items()}
        values["priority"] = tuple(self._codes("priority"))
        for name in _SETS:
            values[name] = frozenset(self._codes(name))
        if self.problems:
            raise NumbersError(self.problems)
        return Numbers(**values)

    def _scalar(self, name: str) -> Any:  # an int or a code, as the default is
        default = getattr(STANDARD, name)
        value = self.data.get(name, _LEADS_BEFORE.get(name, default))
        if name in _CHOICES:
            if value not in _CHOICES[name]:
                self.problems.append(f"{name}: one of {', '.join(_CHOICES[name])}, not {value!r}")
            return value
        if isinstance(default, int):
            return self._count(name, value, least=int(name in _AT_LEAST_ONE))
        if not isinstance(value, str) or not value:
            self.problems.append(f"{name}: a code is needed, not {value!r}")
        return value

    def _count(self, where: str, value: Any, *, least: int = 0, most: int = LONGEST_DAYS) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.problems.append(f"{where}: a whole number from {least} to {most} is needed, not {value!r}")
            return least
        return value

    def _mapping(self, name: str) -> Mapping[str, Any]:
        standard = STANDARD.to_json()[name]
        value = self.data.get(name, standard)
        if not isinstance(value, Mapping):
            self.problems.append(f"{name}: a table is needed, not {value!r}")
            return {}
        return value

    def _counts(self, name: str) -> dict[str, int]:
        return {code: self._count(f"{name}.{code}", value) for code, value in self._mapping(name).items()}

    def _codes(self, name: str) -> list[str]:
        value = self.data.get(name, STANDARD.to_json()[name])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value) or len(set(value)) < len(value):
            self.problems.append(f"{name}: a list of codes is needed, each once, not {value!r}")
            return []
        return value

    def _limit(self, family: str, value: Any) -> UsageLimit | None:
        where = f"limits.{family}"
        if family not in LIMITED_BY_NATURE:
            self.problems.append(f"{where}: not a family")
        if value is None:
            return None
        if not isinstance(value, Mapping) or value.get("per") not in list(PeriodKind):
            self.problems.append(f"{where}: times, per ({' or '.join(PeriodKind)}) and count are needed")
            return None
        kind = PeriodKind(value["per"])
        longest = MOST_QUARTERS if kind is PeriodKind.FISCAL_QUARTERS else LONGEST_DAYS
        return UsageLimit(
            self._count(f"{where}.times", value.get("times"), most=MOST_TIMES),
            Period(kind, self._count(f"{where}.count", value.get("count"), least=1, most=longest)),
        )

    def _kind(self, kind: str, value: Any) -> KindNumbers:
        where = f"kinds.{kind}"
        names = {each.name for each in fields(KindNumbers)}
        if not isinstance(value, Mapping) or set(value) - names:
            self.problems.append(f"{where}: only {', '.join(sorted(names))} are known")
            return KindNumbers()
        read: dict[str, Any] = {
            name: each if each is None and name != "notice_days" else self._count(f"{where}.{name}", each)
            for name, each in value.items()
            if name != "stage_gate"
        }
        return KindNumbers(**read, stage_gate=bool(value.get("stage_gate", False)))
