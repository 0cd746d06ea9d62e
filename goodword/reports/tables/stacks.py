"""Groups of counts as bars of parts and as figures, each part and each figure leading to its rows: what most reports are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodword.kernel.text import Words
from goodword.reports.kinds.figures import Bar, Cell, Chart, Figures, Key, Line, Tone, stacked
from goodword.reports.tables.groups import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacks:
    """What the groups are made of: the words and tone of each part, and where group and part lead."""

    words: Mapping[str, Words]
    tones: Mapping[str, Tone]
    # The address of the rows of a group (none: of all) with a part (none: with any).
    url: Callable[[str | None, str | None], str]
    label: str
    head: Words
    # A figure beside the parts, of the counts of one line.
    more: Sequence[tuple[Words, Callable[[Mapping[str, int]], Cell]]] = ()


@dataclass(frozen=True, slots=True)
class Piled:
    """One group: its code, what it is called, and how many of each part it has."""

    code: str
    label: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(self.counts.values())


def chart(groups: Sequence[Piled], of: Stacks) -> Chart:
    """The groups as bars."""
    most = max((group.total for group in groups), default=0)
    shown = [part for part in of.words if any(group.counts.get(part) for group in groups)]
    return Chart(
        label=of.label,
        bars=tuple(Bar(group.label, stacked(list(_parts(group, of)), most=most), count(group.total)) for group in groups),
        keys=tuple(Key(of.tones[part], of.words[part]) for part in shown) if len(of.words) > 1 else (),
    )


def _parts(group: Piled, of: Stacks) -> list[tuple[float, Tone, str, str, str]]:
    found: list[tuple[float, Tone, str, str, str]] = []
    for part, words in of.words.items():
        n = group.counts.get(part, 0)
        if n:
            found.append((n, of.tones[part], f"{group.label}, {words}: {count(n)}", of.url(group.code, part), count(n)))
    return found


def figures(groups: Sequence[Piled], of: Stacks) -> Figures:
    """The groups as lines, with their sum below when there are several."""
    lines = [Line(group.label, _cells(group.code, group.counts, of), of.url(group.code, None)) for group in groups]
    if len(groups) > 1:
        sums = {part: sum(group.counts.get(part, 0) for group in groups) for part in of.words}
        lines.append(Line(_("All"), _cells(None, sums, of), of.url(None, None), is_sum=True))
    return Figures(heads=(of.head, *of.words.values(), *(head for head, _made in of.more)), lines=tuple(lines))


def _cells(code: str | None, counts: Mapping[str, int], of: Stacks) -> tuple[Cell, ...]:
    cells = [Cell(count(counts.get(part, 0)), counts.get(part, 0), of.url(code, part)) for part in of.words]
    return (*cells, *(made(counts) for _head, made in of.more))
