"""The controlled lists with everything that speaks of their values."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from goodword.customers.kinds import ListKind
from goodword.customers.models import ListItem
from goodword.customers.queries import list_items, uses, uses_words
from goodword.people.queries import today
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import Numbers
from goodword.policy.queries import version_in_force
from goodword.requests.queries.wishes import wishes


@dataclass(frozen=True, slots=True)
class Value:
    """One line of a list: the value, what stands at it in words, and whether the policy counts by it."""

    item: ListItem
    used: str
    is_gate: bool
    is_first: bool
    is_last: bool


def values(kind: str, *, at: datetime) -> list[Value]:
    """A list in its order, with what uses each value."""
    rows, used, wished = list(list_items(kind)), uses(kind), wishes(kind)
    gate = Numbers.from_json(version_in_force(today(at)).numbers).deal_stage_gate if kind == ListKind.DEAL_STAGE else ""
    return [
        Value(row, uses_words(_with(used.get(row.code), wished[row.code])), row.code == gate, place == 0, place == len(rows) - 1)
        for place, row in enumerate(rows)
    ]


def used_words(item: ListItem) -> str:
    """What stands at one value, in words; empty when nothing does."""
    return uses_words(_with(uses(item.kind).get(item.code), wishes(item.kind)[item.code]))


def _with(used: Counter[str] | None, wished: int) -> Counter[str]:
    return (used or Counter()) + Counter(request=wished)


def counted_by_policy(item: ListItem, *, at: datetime) -> bool:
    """Whether the policy in force, or one that is to come, counts by this value."""
    if item.kind not in (ListKind.DEAL_STAGE, ListKind.SEGMENT):
        return False
    return any(_counts(Numbers.from_json(version.numbers), item) for version in _versions(today(at)))


def _versions(day: date) -> list[PolicyVersion]:
    return [version_in_force(day), *PolicyVersion.objects.filter(effective_from__gt=day)]


def _counts(numbers: Numbers, item: ListItem) -> bool:
    if item.kind == ListKind.DEAL_STAGE:
        return item.code == numbers.deal_stage_gate
    return item.code in numbers.self_service_segments
