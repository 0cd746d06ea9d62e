"""Transcripts as text: plain lines with a clock time or a name, Markdown with bold names, CSV with columns, pages, Word documents."""

import csv
import re
from collections.abc import Iterable
from io import BytesIO, StringIO
from typing import Any, Final

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from goodword.kernel.text import fold
from goodword.stories.reading.turns import Problem, ReadTranscript, Turn, clock_at_the_start, joined, named, plain, seconds, without_clocks

_BOLD: Final = re.compile(r"^\s*(?:\*\*|__)(?P<name>[^*_]{1,60}?):?(?:\*\*|__):?\s*(?P<said>.*)$", re.DOTALL)
_HEADING: Final = re.compile(r"^\s*(?:#{1,6}\s|[-=*_]{3,}\s*$|---\s*$)")
_MARKED: Final = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`)")
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_BLANK: Final = re.compile(r"\n[ \t]*\n")
# What people call the columns of a list of what was said.
SPEAKERS: Final = frozenset("speaker name who person participant sprecher intervenant".split())
TIMES: Final = frozenset(("time", "start", "start time", "timestamp", "begin", "from", "zeit", "offset"))
TEXTS: Final = frozenset(("text", "said", "words", "transcript", "content", "utterance", "caption", "sentence", "message"))


def read_text(text: str) -> ReadTranscript:
    """Plain text: a clock time before each line, a name before a colon, a name on a line of its own, or bare paragraphs."""
    lines: list[Turn] = []
    speaker, at = "", None
    for block in _BLANK.split(text):
        for line in block.split("\n"):
            moment, rest = clock_at_the_start(line)
            name, said = named(rest)
            if name:
                speaker = name
            if moment is not None:
                at = moment
            if said.strip():
                lines.append(Turn(speaker, at if moment is not None else None, said))
    return ReadTranscript(joined(_with_times(lines)))


def _with_times(lines: Iterable[Turn]) -> Iterable[Turn]:
    last: float | None = None
    for line in lines:
        last = line.at if line.at is not None else last
        yield Turn(line.speaker, line.at if line.at is not None else last, line.text)


def read_markdown(text: str) -> ReadTranscript:
    """Markdown: a bold name begins a turn, a clock time in brackets says when; headings and front matter are left out."""
    lines: list[Turn] = []
    speaker = ""
    body = re.sub(r"\A---\n.*?\n---\n", "", text, count=1, flags=re.DOTALL)
    for block in _BLANK.split(body):
        if _HEADING.match(block):
            continue
        bold = _BOLD.match(block)
        name, said = (bold["name"].strip(), bold["said"]) if bold is not None else named(block)
        if name:
            speaker = name.rstrip(":").strip()
        at, rest = without_clocks(said)
        lines.append(Turn(speaker, at, _bare(rest)))
    return ReadTranscript(joined(lines))


def _bare(text: str) -> str:
    return _ESCAPED.sub(r"\1", _MARKED.sub("", _LINK.sub(r"\1", text)))


def read_csv(text: str) -> ReadTranscript:
    """A list with a column for the words, and perhaps one for the speaker and the time."""
    found = ReadTranscript()
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = list(csv.reader(StringIO(text), dialect))
    except csv.Error as error:
        found.problems.append(Problem(0, _("This list cannot be read: %(why)s") % {"why": str(error)[:100]}))
        return found
    heads = [fold(cell) for cell in rows[0]] if rows else []

    def place(among: frozenset[str]) -> int | None:
        return next((at for at, head in enumerate(heads) if head in among), None)

    said, who, when = place(TEXTS), place(SPEAKERS), place(TIMES)
    if said is None:
        words = _("No column says what was said. Call it text; the others may be called speaker and time.")
        found.problems.append(Problem(1, words))
        return found

    def cell(row: list[str], at: int | None) -> str:
        return row[at] if at is not None and at < len(row) else ""

    found.turns = joined(Turn(cell(row, who), _moment(cell(row, when)), cell(row, said)) for row in rows[1:])
    return found


def _moment(text: str) -> float | None:
    moment = seconds(text)
    if moment is not None:
        return moment
    return float(text) if re.fullmatch(r"\s*\d{1,6}(?:\.\d{1,6})?\s*", text) else None


def read_page(content: bytes) -> ReadTranscript:
    """A page: `cite` names who speaks and `time` when, as podcasts write it; else its paragraphs are read as text."""
    page = BeautifulSoup(content, "html.parser")
    for gone in page(["script", "style", "head", "template", "noscript", "svg", "iframe", "object"]):
        gone.decompose()
    if page.find("cite") is None:
        blocks = [each.get_text(" ", strip=True) for each in page.find_all(["p", "li", "dd", "td"]) if not each.find(["p", "li"])]
        return read_text("\n\n".join(blocks) if blocks else page.get_text("\n"))
    lines: list[Turn] = []
    speaker, at = "", None
    for each in page.find_all(["cite", "time", "p"]):
        words = each.get_text(" ", strip=True)
        if each.find_parent("p") is not None:
            continue
        if each.name == "cite":
            speaker = plain(words).rstrip(":").strip()
        elif each.name == "time":
            at = seconds(words)
        else:
            lines.append(Turn(speaker, at, words))
            at = None
    return ReadTranscript(joined(lines))


def read_word(content: bytes) -> ReadTranscript:
    """A Word document, which was looked at before: its paragraphs and tables. What stands in its margin is left out, and that is said."""
    document = Document(BytesIO(content))
    found = ReadTranscript()
    blocks: list[str] = []
    for each in document.iter_inner_content():
        if isinstance(each, Paragraph):
            blocks.append(each.text)
        elif isinstance(each, Table):
            blocks += _of_table(each)
    marked = any("**" in block for block in blocks[:20])
    found.turns = (read_markdown if marked else read_text)(plain_lines(blocks)).turns
    if any("comments" in str(part.partname) for part in document.part.package.iter_parts()):
        found.problems.append(Problem(0, _("Comments in the margin were left out.")))
    return found


def _of_table(table: Table) -> list[str]:
    """A row as one line: time, who, what was said; one cell that goes over several columns is said once."""
    lines = []
    for row in table.rows:
        cells = list(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip()))
        name_first = len(cells) > 1 and len(cells[0].split()) <= len(("a", "b", "c")) and seconds(cells[0]) is None
        lines.append(f"{cells[0]}: {' '.join(cells[1:])}" if name_first else " ".join(cells))
    return lines


def plain_lines(blocks: Iterable[str]) -> str:
    """Paragraphs as text with an empty line between them; signs of a markup in spoken words are read."""
    return "\n\n".join(plain(block) for block in blocks if block.strip())
