"""Geometry and words of the year strip: marks in, percentages out. Pure; drawn by `c-strip` and `c-strip-large`.

The window is a row of fiscal quarters. Every x and width is a percentage of it, so the picture stretches without a
style attribute. What lies outside is cut off; what lies wholly outside is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.translation import gettext as _

from goodword.kernel.clock import FiscalYear, Quarter
from goodword.ui import dates
from goodword.ui.pieces import Family, StripMark

QUARTERS_BEHIND: Final = 3
QUARTERS_AHEAD: Final = 2
# An ask younger than this ends at its date instead of starting there, so that nothing looks like the future.
RECENT: Final = timedelta(days=10)
CSS_OF_FAMILY: Final[dict[Family, str]] = {
    "call": "call",
    "participation": "part",
    "content": "cont",
    "research": "rese",
}
PIXELS_OF_FAMILY: Final[dict[Family, int]] = {
    "call": 7,
    "participation": 9,
    "content": 12,
    "research": 7,
}
FAMILIES: Final[tuple[Family, ...]] = ("call", "participation", "content", "research")
LANES_ALWAYS: Final[frozenset[Family]] = frozenset({"call", "participation", "content"})
LANE_TOP, LANE_STEP, LANE_HEIGHT = 34, 36, 22


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle: its colour class, left edge and width; `shift` moves it left by whole pixels to end at its date."""

    css: str
    x: str
    width: str
    shift: int = 0


@dataclass(frozen=True, slots=True)
class Ring:
    """Something dated: ahead a ring, behind a dot."""

    css: str
    x: str


@dataclass(frozen=True, slots=True)
class QuarterLine:
    """Where a quarter begins, and what stands above it in the large strip."""

    x: str
    label: str
    year: str
    running: bool
    first: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One family of the large strip: its name, its heights and what lies on it."""

    family: Family
    label: str
    y: int
    rests: tuple[Block, ...]
    blocks: tuple[Block, ...]
    rings: tuple[Ring, ...]

    @property
    def text_y(self) -> int:
        """Where the middle of the lane is."""
        return self.y + LANE_HEIGHT // 2


@dataclass(frozen=True, slots=True)
class YearStrip:
    """Everything the two strips draw: percentages as text, and the sentence that says the same."""

    label: str
    quarters: tuple[QuarterLine, ...]
    behind: str
    ahead: str
    today: str
    rests: tuple[Block, ...]
    blocks: tuple[Block, ...]
    rings: tuple[Ring, ...]
    lanes: tuple[Lane, ...]

    @property
    def height(self) -> int:
        """Height of the large strip in pixels, months above and "today" below."""
        return LANE_TOP + LANE_STEP * len(self.lanes) + 14

    @property
    def line_bottom(self) -> int:
        """Where the quarter lines of the large strip end."""
        return LANE_TOP + LANE_STEP * len(self.lanes) - 10

    @property
    def today_bottom(self) -> int:
        """Where the line of today ends in the large strip."""
        return self.line_bottom + 4

    @property
    def today_text(self) -> int:
        """Where the word "today" stands in the large strip."""
        return self.line_bottom + 19


def quarters_around(today: date, fiscal_year: FiscalYear) -> tuple[Quarter, ...]:
    """Return the running quarter with the three before it and the two after it."""
    running = fiscal_year.quarter_of(today)
    first = fiscal_year.add_quarters(running, -QUARTERS_BEHIND)
    return tuple(fiscal_year.quarters(first, QUARTERS_BEHIND + 1 + QUARTERS_AHEAD))


def year_strip(
    *,
    marks: Iterable[StripMark],
    quarters: Sequence[Quarter],
    today: date,
    name: str = "",
    asked_for: Family | None = None,
) -> YearStrip:
    """Lay out marks over a row of quarters; with `asked_for` only that family's rest is hatched in the small strip."""
    window = _Window(quarters[0].start, quarters[-1].end, today)
    seen = sorted((m for m in marks if window.shows(m)), key=lambda m: m.start)
    running_end = next((q.end for q in quarters if today in q), quarters[-1].end)
    rests = [m for m in seen if m.kind == "rest"]
    return YearStrip(
        label=_sentence(seen, name=name, quarters=quarters, today=today),
        quarters=_quarter_lines(quarters, window),
        behind=window.percent(window.share(running_end)),
        ahead=window.percent(1 - window.share(running_end)),
        today=window.at(today),
        rests=_rests(
            [m for m in rests if asked_for is None or m.family == asked_for], window
        ),
        blocks=_blocks(seen, window),
        rings=_rings(seen, window),
        lanes=_lanes(seen, window),
    )


@dataclass(frozen=True, slots=True)
class _Window:
    start: date
    end: date
    today: date

    def shows(self, mark: StripMark) -> bool:
        end = mark.end or mark.start + timedelta(days=1)
        return mark.start < self.end and end > self.start

    def share(self, day: date) -> float:
        inside = min(max(day, self.start), self.end)
        return (inside - self.start).days / (self.end - self.start).days

    def at(self, day: date) -> str:
        return self.percent(self.share(day))

    def between(self, start: date, end: date) -> str:
        return self.percent(self.share(end) - self.share(start))

    @staticmethod
    def percent(share: float) -> str:
        return f"{round(share * 100, 2):g}%"


def _quarter_lines(
    quarters: Sequence[Quarter], window: _Window
) -> tuple[QuarterLine, ...]:
    lines = []
    for index, quarter in enumerate(quarters):
        new_year = index == 0 or quarter.start.year != quarters[index - 1].start.year
        lines.append(
            QuarterLine(
                x=window.at(quarter.start),
                label=dates.short_month_words(quarter.start),
                year=str(quarter.start.year) if new_year else "",
                running=window.today in quarter,
                first=index == 0,
            )
        )
    return tuple(lines)


def _rests(marks: Iterable[StripMark], window: _Window) -> tuple[Block, ...]:
    return tuple(
        Block(
            "rest",
            window.at(m.start),
            window.between(m.start, m.end or m.start + timedelta(days=1)),
        )
        for m in marks
    )


def _blocks(marks: Iterable[StripMark], window: _Window) -> tuple[Block, ...]:
    blocks = []
    for mark in marks:
        if mark.kind not in {"ask", "hold", "considered"}:
            continue
        css = CSS_OF_FAMILY[mark.family]
        if mark.kind != "ask":
            css = f"{css} {'maybe' if mark.kind == 'considered' else 'held'}"
        pixels = PIXELS_OF_FAMILY[mark.family]
        recent = timedelta() <= window.today - mark.start < RECENT
        is_long = mark.end is not None and mark.end - mark.start > RECENT
        if mark.kind == "ask" and mark.end is not None and is_long:
            width = window.between(mark.start, mark.end)
            blocks.append(Block(css, window.at(mark.start), width))
        else:
            shift = pixels if recent and mark.kind == "ask" else 0
            blocks.append(Block(css, window.at(mark.start), str(pixels), shift))
    return tuple(blocks)


def _rings(marks: Iterable[StripMark], window: _Window) -> tuple[Ring, ...]:
    return tuple(
        Ring("dot" if m.start >= window.today else "dot past", window.at(m.start))
        for m in marks
        if m.kind == "event"
    )


def _lanes(marks: Sequence[StripMark], window: _Window) -> tuple[Lane, ...]:
    labels = {
        "call": _("Calls"),
        "participation": _("Events"),
        "content": _("Stories"),
        "research": _("Research"),
    }
    used = LANES_ALWAYS | {m.family for m in marks}
    lanes: list[Lane] = []
    for family in (f for f in FAMILIES if f in used):
        own = [m for m in marks if m.family == family]
        lanes.append(
            Lane(
                family=family,
                label=labels[family],
                y=LANE_TOP + LANE_STEP * len(lanes),
                rests=_rests((m for m in own if m.kind == "rest"), window),
                blocks=_blocks(own, window),
                rings=_rings(own, window),
            )
        )
    return tuple(lanes)


def _sentence(
    marks: Sequence[StripMark],
    *,
    name: str,
    quarters: Sequence[Quarter],
    today: date,
) -> str:
    said = [_words(m, today=today) for m in marks]
    months = _("%(first)s to %(last)s") % {
        "first": dates.month_words(quarters[0].start),
        "last": dates.month_words(quarters[-1].last_day),
    }
    what = ", ".join(said) if said else _("never asked")
    if not name:
        return _("%(months)s: %(what)s") % {"months": months, "what": what}
    return _("%(name)s, %(months)s: %(what)s") % {
        "name": name,
        "months": months,
        "what": what,
    }


def _words(mark: StripMark, *, today: date) -> str:
    if mark.words:
        return mark.words
    family = {
        "call": _("a call"),
        "participation": _("an event"),
        "content": _("a story"),
        "research": _("research"),
    }[mark.family]
    if mark.kind == "rest":
        until = {"what": family, "day": dates.full_day_words(mark.end or mark.start)}
        return _("resting from %(what)s until %(day)s") % until
    said = {"what": family, "day": dates.full_day_words(mark.start)}
    if mark.kind == "hold":
        return _("held for %(what)s on %(day)s") % said
    if mark.kind == "considered":
        return _("being considered for %(what)s on %(day)s") % said
    if mark.kind == "event":
        planned = _("%(what)s planned on %(day)s")
        return (planned if mark.start >= today else _("%(what)s on %(day)s")) % said
    return _("asked for %(what)s on %(day)s") % said
