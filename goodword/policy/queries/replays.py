"""Reading stored decisions for a replay, some hundred at a time, and what a replay found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any, Final

from django.db.models import Q, QuerySet

from goodword.customers.kinds import ListKind
from goodword.customers.models import ListItem
from goodword.policy.facts import CandidateFacts, Judgement, Outcome, RequestFacts
from goodword.policy.models import Decision, Override, PolicyReplay, PolicyVersion
from goodword.policy.numbers import Numbers
from goodword.policy.queries.force import InForce
from goodword.policy.queries.gather import holders_of
from goodword.policy.replay import FactsError, Stored, facts_from_json
from goodword.policy.states import REPLAY_WORKING

AT_ONCE: Final = 500
COLUMNS: Final = (
    "pk", "at", "what", "step", "candidate_id", "reference_request_id", "account_id", "version_id", "facts", "verdicts",
)  # fmt: skip
Row = Mapping[str, Any]
# By candidate: what was gone over, with the moment of the decision that it belongs to.
Over = Mapping[int | None, list[tuple[datetime, list[str]]]]


def decisions_of(replay: PolicyReplay, now: InForce) -> QuerySet[Decision]:
    """Every decision that was made in the period of a replay, by the program's days."""
    first, last = (datetime.combine(day, time.min, tzinfo=now.zone) for day in (replay.from_on, replay.to_on))
    return Decision.objects.filter(at__gte=first, at__lt=last)


def portions(decisions: QuerySet[Decision]) -> Iterator[list[Row]]:
    """Decisions in the order of time, each portion by a statement of its own that begins where the last one ended."""
    rest = decisions.order_by("at", "pk")
    found = list(rest.values(*COLUMNS)[:AT_ONCE])
    while found:
        yield found
        last = found[-1]
        later = Q(at__gt=last["at"]) | Q(at=last["at"], pk__gt=last["pk"])
        found = list(rest.filter(later, at__gte=last["at"]).values(*COLUMNS)[:AT_ONCE])


def replays_from(*, before: datetime) -> QuerySet[PolicyReplay]:
    """Replays that were begun before a moment, and that nobody waits for any more."""
    return PolicyReplay.objects.filter(created_at__lt=before).exclude(state__in=REPLAY_WORKING)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A decision whose facts cannot be read any more."""

    pk: int


class Reading:
    """Puts stored decisions together for the replay of some numbers."""

    def __init__(self, numbers: Numbers, now: InForce) -> None:
        """Look up what the numbers speak of and stored facts do not say: where their gate stands in the list of stages."""
        self._now = now
        self._gate = numbers.deal_stage_gate
        stage = ListItem.objects.filter(kind=ListKind.DEAL_STAGE, code=self._gate).first()
        self._gate_position = stage.position if stage else None
        self._gates = {pk: Numbers.from_json(told).deal_stage_gate for pk, told in PolicyVersion.objects.values_list("pk", "numbers")}

    def read(self, rows: Iterable[Row]) -> Iterator[Stored | Unreadable]:
        """Read some rows in their order: two statements for all of them."""
        rows = list(rows)
        holders = holders_of({row["account_id"] for row in rows if row["account_id"]}, self._now)
        over = _gone_over(row["candidate_id"] for row in rows)
        for row in rows:
            yield self._stored(row, holders, over)

    def _stored(self, row: Row, holders: Mapping[int, int], over: Over) -> Stored | Unreadable:
        try:
            facts = facts_from_json(row["facts"], what=row["what"])
        except FactsError:
            return Unreadable(row["pk"])
        account_id = row["account_id"] or (facts.account.account_id if isinstance(facts, CandidateFacts) else 0)
        gone_over = (rules for at, rules in over.get(row["candidate_id"], ()) if at <= row["at"])
        return Stored(
            pk=row["pk"],
            what=row["what"],
            step=row["step"],
            case=row["candidate_id"] or row["reference_request_id"] or -row["pk"],
            facts=self._with_gate(facts, row) if isinstance(facts, RequestFacts) else facts,
            judgement=_what_was_wrong(row["verdicts"]),
            account_id=account_id,
            holder_id=holders.get(account_id, account_id),
            over=frozenset(rule for rules in gone_over for rule in rules),
        )

    def _with_gate(self, facts: RequestFacts, row: Row) -> RequestFacts:
        """Facts say where the gate of their own version stood; the replayed one may stand elsewhere."""
        if self._gates.get(row["version_id"]) == self._gate:
            return facts
        return replace(facts, gate_position=self._gate_position)


def _what_was_wrong(told: Mapping[str, Any]) -> Judgement:
    """A stored judgement without the rules that had nothing to say, which are nearly all."""
    return Judgement.from_json({"verdicts": [each for each in told["verdicts"] if each["outcome"] != Outcome.PASS]})


def _gone_over(candidates: Iterable[int | None]) -> Over:
    """What managers went over for some candidates."""
    found: dict[int | None, list[tuple[datetime, list[str]]]] = defaultdict(list)
    ids = {pk for pk in candidates if pk is not None}
    for candidate, at, rules in Override.objects.filter(decision__candidate_id__in=ids).values_list(
        "decision__candidate_id", "decision__at", "rules"
    ):
        found[candidate].append((at, rules))
    return found
