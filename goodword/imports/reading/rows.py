"""Rows of a file with the line each begins on. One row in memory at a time; a broken row never takes others along."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from goodword.imports.reading.dialect import Dialect, reader
from goodword.imports.reading.encoding import Encoding
from goodword.imports.reading.trouble import Flaw

LONGEST_CELL = 131_072
LONGEST_ROW = 1_000_000
MOST_LINES = 2_000
PATIENCE = 50  # mended rows after which a quotation mark may span only a few lines
FEW_LINES = 20


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


class Lines:
    """Physical lines of a file, remembered for the row being read, so that reading can start again behind a fault."""

    def __init__(self, lines: Iterator[str], first: int = 1) -> None:
        self.source = lines
        self.number = first - 1  # the last line handed out
        self.buffer: list[str] = []
        self.length = 0
        self.most = MOST_LINES

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        if self.length > LONGEST_ROW or len(self.buffer) >= self.most:
            raise csv.Error("row too long")
        line = next(self.source)
        self.number += 1
        self.buffer.append(line)
        self.length += len(line)
        return line.replace("\x00", "") if "\x00" in line else line

    def begin(self) -> int:
        """Forget the last row; the number of the line the next one begins on."""
        self.buffer.clear()
        self.length = 0
        return self.number + 1

    def again(self) -> None:
        """Give back all lines of this row but the first."""
        rest = self.buffer[1:]
        self.source = chain(rest, self.source)
        self.number -= len(rest)


def text_lines(path: Path, encoding: Encoding) -> Iterator[str]:
    """Physical lines with their ends, whatever the ends are; undecodable bytes survive as lone surrogates."""
    wide = encoding.name.startswith(("utf-16", "utf-32"))
    with path.open("rb") as raw:
        raw.seek(encoding.mark)
        errors = "replace" if wide else "surrogateescape"
        yield from io.TextIOWrapper(raw, encoding=encoding.name, errors=errors, newline="")


def read(path: Path, encoding: Encoding, dialect: Dialect, *, after: int, width: int) -> Iterator[Row | BrokenRow]:
    """Rows behind line `after`. Short rows are filled with blanks; blank rows are left out."""
    lines = Lines(islice(text_lines(path, encoding), after, None), first=after + 1)
    gap = seen = False
    for row in raw_rows(lines, dialect, width):
        if isinstance(row, BrokenRow):
            yield row
            continue
        text = "".join(row.cells)
        if not text or text.isspace():
            gap = seen
        elif gap and width > 2 and not "".join(row.cells[1:]).strip():
            yield BrokenRow(row.line, row.cells, Flaw.NOTE)
        else:
            gap, seen = False, True
            yield judged(row, text, width)


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
        if flaw is None and len(lines.buffer) > 1 and swallowed(lines.buffer, cells, dialect, width):
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
    if text.count(dialect.quote) % 2:
        return True
    if len(cells) == width or width < 2:
        return False
    # Uneven, and the next line alone would be a whole row: the mark does not belong there.
    alone: list[str] = next(reader([buffer[1]], dialect), [])
    return len(alone) == width
