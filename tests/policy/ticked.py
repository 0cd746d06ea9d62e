"""A number of the product, written out by hand, with what the product answers just below it, at it, and just above."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from goodword.policy.numbers import STANDARD, Numbers

Cases = tuple[tuple[Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """One number: where the policy keeps it, what PRODUCT says, how the product is asked, and each input with its answer.

    `others` are numbers that stand there by mistake: with each of them the product must answer something else.
    """

    path: str
    says: Any
    probe: Callable[[Numbers, Any], Any]
    cases: Cases
    others: tuple[Any, ...] = ()

    def answers(self, numbers: Numbers) -> list[Any]:
        """What the product says to each input."""
        return [self.probe(numbers, given) for given, _expected in self.cases]

    @property
    def expected(self) -> list[Any]:
        """What PRODUCT says to each input."""
        return [answer for _given, answer in self.cases]

    @property
    def mistakes(self) -> tuple[Any, ...]:
        """The numbers that must be noticed."""
        if self.others:
            return self.others
        if isinstance(self.says, bool):
            return (not self.says,)
        if self.says is None:
            return (1,)
        return tuple(each for each in (self.says - 1, self.says + 1) if each >= 0)


def around(number: int, before: Any, on: Any, after: Any) -> Cases:
    """One less, the number itself, one more."""
    return (number - 1, before), (number, on), (number + 1, after)


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every number of a policy by where it stands; a list is one of them."""
    if not isinstance(value, Mapping):
        return {path: value}
    found: dict[str, Any] = {}
    for name, each in value.items():
        found |= leaves(each, f"{path}.{name}" if path else name)
    return found


def standard_but(path: str, value: Any) -> Numbers:
    """The policy *Standard* with one other number."""
    data: dict[str, Any] = STANDARD.to_json()
    *folders, last = path.split(".")
    place = data
    for each in folders:
        place = place[each]
    assert last in place
    place[last] = value
    return Numbers.from_json(data)
