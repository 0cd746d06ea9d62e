"""Sentences with gaps: how the policy is edited. Each gap is one number, named by its path (`values.py`).

`sentences.py` of this folder explains verdicts; `numbers.py` reads a policy out. What can be filled in stands in `pages.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from goodword.policy.explain.values import Value
from goodword.policy.numbers import LONGEST_DAYS

Words = str | Promise
# The word behind a number: `days(3)` is "days".
Unit = Callable[[int], str]
EMPTY: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One number, choice or list of choices. `nothing` are the words for a gap left empty; without them it must be filled."""

    path: str
    label: Words
    unit: Unit | None = None
    least: int = 0
    most: int = LONGEST_DAYS
    choices: tuple[tuple[str, Words], ...] = ()
    many: bool = False
    nothing: Words = EMPTY
    # The gap of the same sentence whose words follow this number: "3" and "fiscal quarters".
    followed_by: str = EMPTY

    @property
    def is_number(self) -> bool:
        """A number to be typed, not a choice."""
        return not self.choices and not self.many

    def value_in(self, values: Mapping[str, Value]) -> Value:
        """Return what fills the gap; a choice that is not there is the empty one."""
        value = values.get(self.path)
        return "" if value is None and self.choices and not self.many else value

    def words(self, value: Value) -> str:
        """Return a value as the sentence says it: "3 quarters"."""
        named = {code: str(label) for code, label in self.choices}
        if self.choices and not self.many:
            return named.get(str(value or ""), str(value or ""))
        if value is None or value == []:
            return str(self.nothing)
        if isinstance(value, list):
            return gettext(", ").join(label for code, label in named.items() if code in value)
        return f"{value} {self.unit(int(str(value)))}" if self.unit else str(value)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; `{name}` in it is the gap of that name. `about` is a second, quiet sentence."""

    code: str
    text: Words
    gaps: Mapping[str, Gap]
    about: Words = ""

    def filled(self, values: Mapping[str, Value]) -> SafeString:
        """Return the sentence with values in place of its gaps, set off."""
        return format_html(
            str(self.text), **{name: format_html("<b>{}</b>", gap.words(values.get(gap.path))) for name, gap in self.gaps.items()}
        )

    def changes(self, before: Mapping[str, Value], now: Mapping[str, Value]) -> tuple[tuple[str, str], ...]:
        """Return what differs, as (was, is): the unit stands behind the new value alone when both are numbers."""
        found = []
        for gap in self.gaps.values():
            was, value = gap.value_in(before), gap.value_in(now)
            if was != value:
                both = gap.is_number and was is not None and value is not None
                behind = self.gaps.get(gap.followed_by)
                words = f"{value} {behind.words(behind.value_in(now))}" if behind is not None else gap.words(value)
                found.append((str(was) if both else gap.words(was), words))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Group:
    """Some sentences under one heading; a folded one opens on demand, or when something in it differs."""

    code: str
    title: Words
    lines: tuple[Line, ...]
    about: Words = ""
    is_folded: bool = False
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that says something else than before."""

    group: str
    text: SafeString
    was: tuple[tuple[str, str], ...]


def gaps_in(groups: tuple[Group, ...]) -> Iterator[Gap]:
    """Yield every gap there is."""
    for group in groups:
        for line in group.lines:
            yield from line.gaps.values()


def changes_in(groups: tuple[Group, ...], before: Mapping[str, Value], now: Mapping[str, Value]) -> tuple[Change, ...]:
    """Return every sentence that differs, in the order of the page."""
    found = []
    for group in groups:
        for line in group.lines:
            was = line.changes(before, now)
            if was:
                found.append(Change(str(group.title), line.filled(now), was))
    return tuple(found)


def named(name: str) -> str:
    """Return a name that may stand in a sentence with gaps: braces and angle brackets in it mean nothing."""
    return str(escape(name)).replace("{", "{{").replace("}", "}}")
