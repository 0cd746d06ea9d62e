"""Places that are held and that a policy would not give any more: they stay, and whoever runs the program looks at them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from goodword.ledger.models import LedgerEntry
from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.policy.explain.sentences import limit_words
from goodword.policy.numbers import Numbers
from goodword.policy.periods import UsageLimit, greatest_overlap, usage_period
from goodword.policy.queries.force import InForce
from goodword.policy.queries.gather import keeps_place


@dataclass(frozen=True, slots=True)
class Beyond:
    """A place that is held beside so many others, over a limit that would leave room for fewer."""

    entry: LedgerEntry
    limit: UsageLimit
    beside: int

    @property
    def words(self) -> str:
        """The limit that it is beyond, as a sentence says it."""
        return limit_words(self.limit.times, self.limit.period.kind.value, self.limit.period.count)


def beyond(user: User, numbers: Numbers, now: InForce) -> list[Beyond]:
    """Return the open holds, and the asks that have not left, which these numbers would refuse; the soonest first.

    Of two that stand in each other's way the later one is beyond; an ask that was made stands in the way of every hold. What
    belongs to a circle is shown to its people alone.
    """
    limits = {family: limit for family, limit in numbers.limits.items() if limit is not None}
    held = list(_held(user).filter(family__in=limits).select_related("account").order_by("planned_on", "pk"))
    taken: dict[tuple[int, str], list[LedgerEntry]] = defaultdict(list)
    for entry in LedgerEntry.objects.filter(holder__in={each.holder_id for each in held}, released_at=None).order_by("pk"):
        taken[entry.holder_id, entry.family].append(entry)
    found = []
    for entry in held:
        limit = limits[entry.family]
        others = (other for other in taken[entry.holder_id, entry.family] if _comes_before(other, entry))
        spans = [usage_period(limit, other.planned_on, now.fiscal) for other in others if keeps_place(other, numbers.counts)]
        beside = greatest_overlap(spans, usage_period(limit, entry.planned_on, now.fiscal))
        if beside >= limit.times:
            found.append(Beyond(entry, limit, beside))
    return found


def count_beyond(user: User, numbers: Numbers, now: InForce) -> int:
    """Return how many places that are held these numbers would refuse."""
    return len(beyond(user, numbers, now))


def _held(user: User) -> QuerySet[LedgerEntry]:
    seen = Q(circle=None) | Q(circle__in=circles_of(user))
    return LedgerEntry.objects.filter(seen, Q(kind=LedgerEntry.HOLD) | Q(unsent=True), released_at=None)


def _comes_before(other: LedgerEntry, entry: LedgerEntry) -> bool:
    was_asked = other.kind == LedgerEntry.ASK and not other.unsent
    return was_asked or other.pk < entry.pk
