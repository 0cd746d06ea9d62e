"""Geometry of a chart of columns over time, and of one stacked bar: counts in, percentages and pixels out. Pure.

Every x and width is a percentage, so that the picture stretches without a style attribute and
its words keep their size. Each part is a link to the list behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

TOP, BOTTOM, HEIGHT = 18, 150, 176
# Left of the columns stand the figures of the axis.
LEFT: Final = 5.0
STEPS: Final = (1, 2, 5)
LINES: Final = 4
LABELS: Final = 4
MOST_WITH_FIGURES: Final = 30
WIDTH_OF_SLOT: Final = 0.55


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: how many, its colour class, what it says, and the list behind it."""

    count: int
    css: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One column, or one line of stacked parts: its name, and its parts from the bottom (or the left)."""

    name: str
    parts: tuple[Part, ...]
    figure: str = ""

    @property
    def total(self) -> int:
        """How many in all."""
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, slots=True)
class Block:
    """A part as it is drawn."""

    part: Part
    x: str
    width: str
    y: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at a place: a figure of the axis, the name of a column, or what stands above it."""

    text: str
    x: str
    y: float


@dataclass(frozen=True, slots=True)
class Columns:
    """The chart as it is drawn; `label` says in a sentence what it shows."""

    label: str
    blocks: tuple[Block, ...]
    lines: tuple[Mark, ...]
    names: tuple[Mark, ...]
    figures: tuple[Mark, ...]

    height: int = HEIGHT


def columns(bars: Sequence[Bar], *, label: str) -> Columns:
    """Lay columns out: the axis ends at a round figure, and at most a few columns are named."""
    step = _step(max((bar.total for bar in bars), default=0))
    most = step * LINES
    scale = (BOTTOM - TOP) / most
    slot = (100 - LEFT) / max(1, len(bars))
    blocks: list[Block] = []
    figures: list[Mark] = []
    for index, bar in enumerate(bars):
        x, top = LEFT + slot * (index + (1 - WIDTH_OF_SLOT) / 2), float(BOTTOM)
        for part in bar.parts:
            if part.count:
                height = part.count * scale
                top -= height
                blocks.append(Block(part, _percent(x), _percent(slot * WIDTH_OF_SLOT), round(top, 2), round(height, 2)))
        if bar.figure and len(bars) <= MOST_WITH_FIGURES:
            figures.append(Mark(bar.figure, _percent(x + slot * WIDTH_OF_SLOT / 2), round(top - 6, 2)))
    every = -(-len(bars) // LABELS) or 1
    return Columns(
        label=label,
        blocks=tuple(blocks),
        lines=tuple(Mark(str(step * line), "0", round(BOTTOM - step * line * scale, 2)) for line in range(LINES + 1)),
        names=tuple(Mark(bar.name, _percent(LEFT + slot * index), BOTTOM + 20) for index, bar in enumerate(bars) if index % every == 0),
        figures=tuple(figures),
    )


def stacked(bar: Bar, *, most: int) -> tuple[Block, ...]:
    """Lay one bar out beside others, the longest of which counts `most`."""
    blocks: list[Block] = []
    x = 0.0
    for part in bar.parts:
        if part.count and most:
            width = 100 * part.count / most
            blocks.append(Block(part, _percent(x), _percent(width)))
            x += width
    return tuple(blocks)


def _step(most: int) -> int:
    """The distance of two lines of the axis: a round figure, so that a few of them reach over everything."""
    needed, power = max(1, -(-most // LINES)), 1
    while True:
        for step in STEPS:
            if step * power >= needed:
                return step * power
        power *= 10


def _percent(value: float) -> str:
    return f"{value:.3f}%"
