"""A report as data: sentences, charts and figures, and for each figure the address of the list behind it. No rows, no clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from goodword.kernel.text import Words

Tone = Literal["good", "care", "stop", "quiet", "accent", "slate", "sand", "moss", "soft"]
WIDEST = 100.0
# A figure of one digit needs so many percent of a narrow screen's chart.
NARROW = 4


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure: what it says, the value behind it for files, and where it leads."""

    text: str = ""
    value: Any = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of figures under a head of its own, with a quiet second line and where the head leads."""

    label: str
    cells: tuple[Cell, ...]
    url: str = ""
    note: str = ""
    is_sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a block: the heads of the columns, the first of them over the lines' own heads."""

    heads: tuple[Words, ...]
    lines: tuple[Line, ...]

    @property
    def drawn(self) -> list[tuple[Line, list[tuple[Words, Cell]]]]:
        """The lines, each with its cells under their heads."""
        return [(line, list(zip(self.heads[1:], line.cells, strict=True))) for line in self.lines]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, in percent of the chart; its words say what it is, its address leads to the rows behind it."""

    x: float
    width: float
    tone: Tone
    words: str
    url: str = ""
    text: str = ""

    @property
    def left(self) -> str:
        """Where it begins, as an attribute of the picture: a point in every language."""
        return f"{self.x:.2f}%"

    @property
    def wide(self) -> str:
        """How wide it is, as an attribute."""
        return f"{self.width:.2f}%"

    @property
    def middle(self) -> str:
        """Where its figure stands, as an attribute."""
        return f"{self.x + self.width / 2:.2f}%"

    @property
    def is_wide(self) -> bool:
        """Is there room for its figure inside."""
        return bool(self.text) and self.width > NARROW * len(self.text)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart with its label, and the figure at its end."""

    label: str
    parts: tuple[Part, ...]
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Key:
    """What a tone stands for."""

    tone: Tone
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Bars beneath each other, with the key of their tones."""

    label: str
    bars: tuple[Bar, ...]
    keys: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a report: a chart, and the same as figures; or a list. As a file it is its figures, or what its list writes."""

    code: str
    title: Words
    chart: Chart | None = None
    figures: Figures | None = None
    lead: str = ""
    notes: tuple[str, ...] = ()
    # A list of the house (`listing.Listing`), or lines of strips with their page.
    listing: Any = None
    strips: Any = None
    sheet: Callable[[], Any] | None = None
    url: str = ""
    url_words: str = ""

    @property
    def is_written(self) -> bool:
        """Can it be had as a file."""
        return self.figures is not None or self.sheet is not None


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at a report."""

    label: Words
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """What stands there when there is nothing to count: why, and the one step."""

    title: str
    text: str
    url: str = ""
    step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A main number of the first page: what it is, what it says, and where one reads on."""

    title: Words
    figure: str
    text: str
    url: str
    tone: Tone = "quiet"
    icon: str = "chart-bar"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A page of figures: what it answers in sentences, what one must know to read it rightly, and its blocks."""

    title: Words
    lead: Words
    sentences: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    tabs: tuple[Tab, ...] = ()
    tiles: tuple[Tile, ...] = ()
    blocks: tuple[Block, ...] = ()
    empty: Empty | None = None
    filters: tuple[str, ...] = field(default=("period", "team", "region", "kind", "family"))


def stacked(pieces: Iterable[tuple[float, Tone, str, str, str]], *, most: float) -> tuple[Part, ...]:
    """Parts side by side on one bar, each of so much of the most that any bar has; what is nothing is left out."""
    parts, x = [], 0.0
    for much, tone, words, url, text in pieces:
        if not much:
            continue
        width = WIDEST * much / most if most else 0.0
        parts.append(Part(round(x, 3), round(width, 3), tone, words, url, text))
        x += width
    return tuple(parts)
