"""What a replay does differently to customers, and what later decisions would have known of it.

The facts of a decision freeze every place that was taken by then. Laid over them: places that would not have been taken are
gone, those that would have been are there, and each place keeps the days that the replayed limit gives it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from goodword.kernel.clock import FiscalYear
from goodword.policy.facts import CandidateFacts, LedgerFacts, Use
from goodword.policy.numbers import Numbers
from goodword.policy.periods import Span, usage_period
from goodword.policy.replay.courses import Course, Stored


@dataclass(frozen=True, slots=True)
class Difference:
    """A place of one case that was taken on one day, and would have been on another, or not at all."""

    account_id: int
    family: str
    was_on: date | None
    is_on: date | None
    effort: int
    contact_id: int | None


class Places:
    """The differences so far, by holder and case."""

    def __init__(self, numbers: Numbers) -> None:
        """Begin without any."""
        self._numbers = numbers
        self._of: dict[int, dict[int, Difference]] = defaultdict(dict)
        self._spans: dict[tuple[str, date, FiscalYear], Span] = {}

    def note(self, stored: Stored, facts: CandidateFacts, course: Course) -> None:
        """Keep where a case stands now; one that stands as it stood is no difference."""
        if course.day_then == course.day_now:
            self._of.get(stored.holder_id, {}).pop(stored.case, None)
            return
        effort = self._numbers.effort_of(facts.request.activity_type)
        self._of[stored.holder_id][stored.case] = Difference(
            stored.account_id, facts.request.family, course.day_then, course.day_now, effort, facts.contact_id
        )

    def over(self, facts: CandidateFacts, stored: Stored) -> CandidateFacts:
        """Return the facts as they would have been when this decision was made."""
        others = [each for case, each in self._of.get(stored.holder_id, {}).items() if case != stored.case]
        ledger = facts.ledger
        uses = list(ledger.uses)
        gone = [_take_out(uses, each, stored.account_id) for each in others if each.was_on is not None]
        uses += [self._place(each, each.is_on, stored.account_id, facts.fiscal) for each in others if each.is_on is not None]
        laid = tuple(self._laid(use, facts.fiscal) for use in uses)
        if not others and all(ours is theirs for ours, theirs in zip(laid, ledger.uses, strict=True)):
            return facts
        last = _last_asked(ledger, [use for use in gone if use is not None], laid) if others else ledger.last_asked_on
        return replace(facts, ledger=replace(ledger, uses=laid, last_asked_on=last))

    def _laid(self, use: Use, fiscal: FiscalYear) -> Use:
        span = self._span(use.family, use.planned_on, fiscal)
        return use if use.span == span else replace(use, from_on=span[0], to_on=span[1])

    def _span(self, family: str, day: date, fiscal: FiscalYear) -> Span:
        key = family, day, fiscal
        found = self._spans.get(key)
        if found is None:
            found = self._spans[key] = usage_period(self._numbers.limit_of(family), day, fiscal)
        return found

    def _place(self, difference: Difference, day: date, account_id: int, fiscal: FiscalYear) -> Use:
        start, end = self._span(difference.family, day, fiscal)
        return Use(
            family=difference.family,
            is_hold=False,
            from_on=start,
            to_on=end,
            planned_on=day,
            asked_on=day,
            contact_id=difference.contact_id,
            effort=difference.effort,
            by_this_account=difference.account_id == account_id,
        )


def _take_out(uses: list[Use], difference: Difference, account_id: int) -> Use | None:
    """Take the place out of a list, when it stands there: a hold that was given back does not."""
    own = difference.account_id == account_id
    for index, use in enumerate(uses):
        if use.family == difference.family and use.day == difference.was_on and use.by_this_account == own:
            return uses.pop(index)
    return None


def _last_asked(ledger: LedgerFacts, gone: Iterable[Use], uses: Sequence[Use]) -> date | None:
    """The day of the last ask of this account: as it was known, unless that very ask is gone."""
    asks = [use.asked_on for use in uses if use.by_this_account and use.asked_on is not None]
    is_gone = any(use.by_this_account and use.asked_on is not None and use.asked_on == ledger.last_asked_on for use in gone)
    known = [ledger.last_asked_on] if ledger.last_asked_on is not None and not is_gone else []
    return max([*asks, *known], default=None)
