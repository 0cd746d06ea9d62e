"""One slide as a file of PowerPoint, with its words once more in the notes. What does not fit on it stands in the notes alone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from goodword.ui.colour import brand

TYPE: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDTH, HEIGHT, EDGE, GAP = 13.333, 7.5, 0.7, 0.3
TOP, FOOT, LEAD = 1.55, 0.55, 0.85
PAD: Final = 0.15
MOST: Final = 6
TITLE, BIGGEST, SMALLEST = 36, 20, 12
STROKE: Final = 0.06
# How wide a letter is, and how high a line, both in parts of the size: on the generous side, for nobody measures fonts here.
LETTER, LINE = 0.53, 1.25
INK, QUIET, WHITE = "#1f2933", "#4a5560", "#ffffff"
TITLE_ONLY: Final = 5
LANGUAGES: Final = {"en": MSO_LANGUAGE_ID.ENGLISH_UK, "fr": MSO_LANGUAGE_ID.FRENCH, "de": MSO_LANGUAGE_ID.GERMAN}


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that is said: its heading, perhaps, and its words."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """What stands on a slide; `company` and `colour` are those of the house."""

    title: str
    lead: str
    points: Sequence[Point]
    foot: str
    company: str
    colour: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Box:
    """A place on the slide, in inches."""

    left: float
    top: float
    width: float
    height: float


def drawn(slide: Slide, *, at: datetime) -> bytes:
    """The file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    page = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    fill = brand(slide.colour).fill[0]
    _title(page, slide, fill)
    if slide.lead:
        _line(page, slide.lead, _Box(EDGE, TOP, WIDTH - 2 * EDGE, LEAD), biggest=BIGGEST, colour=INK, slide=slide)
    boxes = _places(min(len(slide.points), MOST), top=TOP + (LEAD if slide.lead else 0) + GAP)
    shown = [_that_fits(point, box) for point, box in zip(slide.points[:MOST], boxes, strict=True)]
    size = min((_fitting(point, box) or SMALLEST for point, box in zip(shown, boxes, strict=True)), default=BIGGEST)
    for point, box in zip(shown, boxes, strict=True):
        _card(page, point, box, size=size, fill=fill, slide=slide)
    if slide.foot:
        _line(page, slide.foot, _Box(EDGE, HEIGHT - FOOT - 0.2, WIDTH - 2 * EDGE, FOOT), biggest=14, colour=QUIET, slide=slide)
    page.notes_slide.notes_text_frame.text = "\n\n".join(_spoken(slide))
    about = deck.core_properties
    about.title, about.author, about.last_modified_by, about.language = slide.title, slide.company, slide.company, slide.language
    about.created = about.modified = at.astimezone(UTC).replace(tzinfo=None)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _spoken(slide: Slide) -> list[str]:
    """Every word of it, in its order."""
    said = [slide.lead, *("\n".join(part for part in (each.heading, each.words) if part) for each in slide.points), slide.foot]
    return [each for each in said if each]


def _rgb(colour: str) -> RGBColor:
    made: Any = RGBColor
    found: RGBColor = made.from_string(colour.removeprefix("#").upper())
    return found


def _title(page: Any, slide: Slide, fill: str) -> None:
    title, height = page.shapes.title, TOP - GAP
    title.left, title.top, title.width, title.height = Emu(0), Emu(0), Inches(WIDTH), Inches(height)
    title.fill.solid()
    title.fill.fore_color.rgb = _rgb(fill)
    frame = title.text_frame
    frame.text, frame.vertical_anchor, frame.word_wrap = slide.title, MSO_ANCHOR.MIDDLE, True
    frame.margin_left = frame.margin_right = Inches(EDGE)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    size = _fitting(Point("", slide.title), _Box(0, 0, WIDTH - 2 * EDGE, height), biggest=TITLE)
    _dressed(frame.paragraphs[0].runs, size=size or SMALLEST, colour=WHITE, bold=True, slide=slide)


def _that_fits(point: Point, box: _Box) -> Point:
    """The point, or its heading alone where its words are too many for its place."""
    return point if _fitting(point, box) else Point(point.heading, "")


def _line(page: Any, words: str, box: _Box, *, biggest: int, colour: str, slide: Slide) -> None:
    size = _fitting(Point("", words), box, biggest=biggest)
    if size:
        _written(page, Point("", words), box, size=size, colour=colour, slide=slide)


def _places(count: int, *, top: float) -> list[_Box]:
    """Where the points stand: side by side, in two rows from four on."""
    if not count:
        return []
    rows = 1 if count <= MOST // 2 else 2
    columns = ceil(count / rows)
    width = (WIDTH - 2 * EDGE - GAP * (columns - 1)) / columns
    height = (HEIGHT - FOOT - 0.35 - top - GAP * (rows - 1)) / rows
    return [
        _Box(EDGE + (n % columns) * (width + GAP), top + (n // columns) * (height + GAP), width, min(height, 3.2)) for n in range(count)
    ]


def _fitting(point: Point, box: _Box, *, biggest: int = BIGGEST) -> int:
    """The largest size in which words fit into a place; 0 when they do in none that can be read."""

    def high(size: int) -> float:
        across = max(1, int((box.width - 2 * PAD) * 72 / (size * LETTER)))
        lines = sum(ceil(len(line) / across) for part in (point.heading, point.words) for line in part.split("\n") if line)
        return lines * size * LINE / 72 + 2 * PAD

    return next((size for size in range(biggest, SMALLEST - 1, -1) if high(size) <= box.height), 0)


def _card(page: Any, point: Point, box: _Box, *, size: int, fill: str, slide: Slide) -> None:
    line = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(box.left), Inches(box.top), Inches(STROKE), Inches(box.height))
    line.fill.solid()
    line.fill.fore_color.rgb = _rgb(fill)
    line.line.fill.background()
    _written(page, point, _Box(box.left + STROKE, box.top, box.width - STROKE, box.height), size=size, colour=INK, slide=slide)


def _written(page: Any, point: Point, box: _Box, *, size: int, colour: str, slide: Slide) -> None:
    frame = page.shapes.add_textbox(*(Inches(each) for each in (box.left, box.top, box.width, box.height))).text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = Inches(PAD) if box.left > EDGE else Emu(0)
    parts = [(text, bold) for text, bold in ((point.heading, True), (point.words, False)) if text]
    for place, (text, bold) in enumerate(parts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.space_after = Pt(4)
        _dressed(paragraph.runs, size=size, colour=colour, bold=bold, slide=slide)


def _dressed(runs: Any, *, size: int, colour: str, bold: bool, slide: Slide) -> None:
    for run in runs:
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, _rgb(colour)
        if slide.language in LANGUAGES:
            run.font.language_id = LANGUAGES[slide.language]
