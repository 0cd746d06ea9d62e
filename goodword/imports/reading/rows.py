"""Rows of a file with the line each begins on. One row in memory at a time; a broken row never takes others along."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from goodword.imports.reading.dialect import Dialect, reader
from goodword.imports.reading.encoding import Encoding
from goodword.imports.reading.trouble import Flaw

LONGEST_CELL = 131_072
LONGEST_ROW = 1_000_000
MOST_LINES = 2_000
PATIENCE = 50  # mended rows after which a quotation mark may span only a few lines
FEW_LINES = 20
LONGEST_LINE = 4_000_000
FAR = 16_000_000  # how far to look for the end of a cell that is too long
LOOKS = 3
TOTALS = frozenset(
    "total|totals|grand total|grand totals|subtotal|sub-total|sum|count|gesamt|gesamtsumme|summe|insgesamt|zwischensumme|total général|"
    "somme|totale|totale generale|suma|total general|totaal|summa|razem|celkem|итого|всего|合計|総計|合计|总计".split("|")
)
COUNTED = re.compile(r"^\(?\d[\d.,\s]*(?:rows?|records?|lines?|zeilen|lignes|filas)\)?$|^(?:grand )?totals?\s*\(.*\d.*\)$", re.IGNORECASE)
FIGURE = re.compile(r"^[\d\s.,%€$£'’()+-]*$")
RULER = re.compile(r"^[-=+:_|\s]*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the physical line it begins on, and its cells as they are."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that is no row: why, and what could be read of it."""

    line: int
    cells: list[str]
    flaw: Flaw
    found: int = 0


class Cut(str):
    """A line that was too long to be read whole."""

    __slots__ = ()


class Lines:
    """Physical lines of a file, remembered for the row being read, so that reading can start again behind a fault."""

    def __init__(self, lines: Iterator[str], dialect: Dialect, first: int = 1) -> None:
        self.source = lines
        self.dialect = dialect
        self.plain = not dialect.written and not dialect.wrapped
        self.waiting: deque[str] = deque()  # lines given back
        self.number = first - 1  # the last line handed out
        self.buffer: list[str] = []
        self.length = 0
        self.most = MOST_LINES
        self.ended = False  # in the middle of a row
        self.looks = LOOKS

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        if self.length > LONGEST_ROW or len(self.buffer) >= self.most:
            raise csv.Error("row too long")
        try:
            line = self.waiting.popleft() if self.waiting else self.fresh()
        except StopIteration:
            self.ended = bool(self.buffer)
            raise
        self.number += 1
        self.buffer.append(line)
        self.length += len(line)
        if type(line) is Cut:
            raise csv.Error("line too long")
        return line

    def fresh(self) -> str:
        """The next line of the file."""
        line = next(self.source)
        if type(line) is Cut:
            return line
        if "\x00" in line:
            line = line.replace("\x00", "")
        return line if self.plain else self.dialect.flat(line)

    def begin(self) -> int:
        """Forget the last row; the number of the line the next one begins on."""
        self.buffer.clear()
        self.length = 0
        return self.number + 1

    def again(self) -> None:
        """Give back all lines of this row but the first."""
        rest = self.buffer[1:]
        self.waiting.extendleft(reversed(rest))
        self.number -= len(rest)
        self.ended = False

    def pass_over(self, width: int) -> bool:
        """Whether the row being read is one cell that is too long, not a stray mark; if so, go on behind it."""
        if self.looks <= 0 or not self.buffer:
            return False
        before = len(next(reader([self.buffer[0]], self.dialect), []))
        quote, length = self.dialect.quote, 0
        ahead: list[str] = []
        for line in self.buffer[1:]:
            if quote in line:
                return self.closes(line, before, width) and self.give_back_behind(line)
        while length < FAR and (self.waiting or not self.ended):
            try:
                line = self.waiting.popleft() if self.waiting else self.fresh()
            except StopIteration:
                break
            ahead.append(line)
            length += len(line)
            if quote in line:
                if self.closes(line, before, width):
                    self.number += len(ahead)
                    return True
                break
        self.looks -= 1
        self.waiting.extendleft(reversed(ahead))
        return False

    def give_back_behind(self, line: str) -> bool:
        """Give back what was read behind the line on which the cell ends."""
        rest = self.buffer[self.buffer.index(line, 1) + 1 :]
        self.waiting.extendleft(reversed(rest))
        self.number -= len(rest)
        return True

    def closes(self, line: str, before: int, width: int) -> bool:
        """Whether the first quotation mark of a line ends a cell, and the row has its width then."""
        head, _, rest = line.partition(self.dialect.quote)
        if rest[:1] not in {self.dialect.delimiter, "\r", "\n", ""}:
            return False
        behind = next(reader([f"x{rest}"], self.dialect), [])
        return not head.endswith(self.dialect.delimiter) and before + len(behind) - 1 == width


def text_lines(path: Path, encoding: Encoding, most: int | None = None) -> Iterator[str]:
    """Physical lines with their ends, whatever the ends are; undecodable bytes survive as lone surrogates. Of `most` bytes, or of all."""
    wide = encoding.name.startswith(("utf-16", "utf-32"))
    with path.open("rb") as raw:
        raw.seek(encoding.mark)
        errors = "replace" if wide else "surrogateescape"
        source = raw if most is None else io.BytesIO(raw.read(most))
        text = io.TextIOWrapper(source, encoding=encoding.name, errors=errors, newline="")
        while line := text.readline(LONGEST_LINE):
            if len(line) < LONGEST_LINE or line.endswith(("\n", "\r")):
                yield line
                continue
            while (more := text.readline(LONGEST_LINE)) and len(more) == LONGEST_LINE and not more.endswith(("\n", "\r")):
                pass
            yield Cut(line)


def read(source: Iterable[str], dialect: Dialect, *, after: int, heading: Sequence[str]) -> Iterator[Row | BrokenRow]:
    """Rows of physical lines behind line `after`. Short rows are filled with blanks; blank rows and rulers are left out."""
    width = len(heading)
    lines = Lines(islice(source, after, None), dialect, first=after + 1)
    names = [name.casefold() for name in heading]
    gap = seen = False
    for row in raw_rows(lines, dialect, width):
        if isinstance(row, BrokenRow):
            yield row
            continue
        cells = row.cells
        text = "".join(cells)
        if not text or text.isspace() or (len(text) < 400 and not text.strip("\x1a\ufeff ")):
            gap = seen
        elif text[0] in "-=+:| " and "---" in text + text.replace("=", "-") and RULER.match(text):
            continue
        elif gap and width > 2 and not "".join(cells[1:]).strip():
            yield BrokenRow(row.line, cells, Flaw.NOTE)
        elif flaw := repeats(cells, names, width):
            yield BrokenRow(row.line, cells, flaw)
        else:
            gap, seen = False, True
            yield judged(row, text, width)


def repeats(cells: list[str], names: list[str], width: int) -> Flaw | None:
    """Whether a row says nothing new: the column names once more, or totals."""
    first = cells[0].strip().casefold()
    if not first:
        first = next(cell for cell in cells if cell.strip()).strip().casefold()
    elif first == names[0] and len(names) > 1 and [cell.strip().casefold() for cell in cells[:width]] == names:
        return Flaw.HEADER
    if (first.rstrip(" :.") in TOTALS and width > 1) or (first[-1] in "s)en" and COUNTED.match(first)):
        spot = next(index for index, cell in enumerate(cells) if cell.strip())
        if all(FIGURE.match(cell) for cell in cells[spot + 1 :]):
            return Flaw.TOTAL
    return None


def judged(row: Row, text: str, width: int) -> Row | BrokenRow:
    """The row at its full width, or what is wrong with it."""
    cells = row.cells
    if len(cells) > width:
        if "".join(cells[width:]).strip():
            return BrokenRow(row.line, cells, Flaw.TOO_MANY, len(cells))
        del cells[width:]
    elif len(cells) < width:
        cells.extend([""] * (width - len(cells)))
    if not readable(text):
        return BrokenRow(row.line, [cell.encode("utf-8", "replace").decode() for cell in cells], Flaw.BYTES)
    return row


def readable(text: str) -> bool:
    """Holds no byte that the encoding could not decode."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def raw_rows(lines: Lines, dialect: Dialect, width: int) -> Iterator[Row | BrokenRow]:
    """Rows as the CSV reader sees them; after a fault, reading goes on with the next physical line."""
    csv.field_size_limit(LONGEST_CELL)
    mended = 0
    parser = reader(lines, dialect)
    while True:
        start = lines.begin()
        flaw: Flaw | None = None
        cells: list[str] = []
        try:
            cells = next(parser)
        except StopIteration:
            return
        except csv.Error:
            flaw = Flaw.OPEN_QUOTE if len(lines.buffer) > 1 else Flaw.TOO_LONG
        if flaw is Flaw.OPEN_QUOTE and lines.pass_over(width):
            yield BrokenRow(start, [lines.buffer[0].strip()[:500]], Flaw.TOO_LONG)
            parser = reader(lines, dialect)
            continue
        if flaw is None and (lines.ended or (len(lines.buffer) > 1 and swallowed(lines.buffer, cells, dialect, width))):
            flaw = Flaw.OPEN_QUOTE
        if flaw is None:
            yield Row(start, cells)
            continue
        yield BrokenRow(start, [lines.buffer[0].strip()[:500]] if lines.buffer else [], flaw)
        mended += 1
        lines.again()
        if mended > PATIENCE:
            lines.most = FEW_LINES
        parser = reader(lines, dialect)


def swallowed(buffer: list[str], cells: list[str], dialect: Dialect, width: int) -> bool:
    """Whether a row over several lines is one stray quotation mark that ate the lines after it."""
    text = "".join(buffer)
    if dialect.escape:
        text = text.replace(dialect.escape + dialect.quote, "")
    if text.count(dialect.quote) % 2 or opens_twice(buffer, dialect):
        return True
    if len(cells) == width or width < 2:
        return False
    # Uneven, and the next line alone would be a whole row: the mark does not belong there.
    alone: list[str] = next(reader([buffer[1]], dialect), [])
    return len(alone) == width


def opens_twice(buffer: list[str], dialect: Dialect) -> bool:
    """Whether a cell is opened inside of an open one: the mark that seems to close it opens the next line's."""
    quote, delimiter = re.escape(dialect.quote), re.escape(dialect.delimiter)
    for line in buffer[1:]:
        if found := re.search(quote, line):
            before, after = line[: found.start()], line[found.end() : found.end() + 1]
            opening = not before.strip() or re.search(rf"{delimiter}\s*$", before) is not None
            return opening and after not in {dialect.delimiter, dialect.quote, "\r", "\n", ""}
    return False
