"""Everything found out about a file before its first row is taken: shown to people, who may correct it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from goodword.imports.reading import dialect as dialects
from goodword.imports.reading import encoding as encodings
from goodword.imports.reading import header as headers
from goodword.imports.reading.dialect import Dialect
from goodword.imports.reading.encoding import Encoding
from goodword.imports.reading.fixed import is_fixed_width
from goodword.imports.reading.rows import BrokenRow, Lines, Row, raw_rows, read, text_lines
from goodword.imports.reading.trouble import Trouble, Unreadable

HEAD = 4 * 1024 * 1024  # as much is looked at while somebody waits
SAMPLE_LINES = 400
SAMPLE_LENGTH = 400_000
NO_HEADER = 0
KEPT = ".upload"  # the ending of files of our own
MOST_COLUMNS = 1_000
NO_TEXT = " \t\r\n,;|\"'\x1a\ufeff"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is to be read. `header_line` is the physical line of the header, 0 when there is none.

    `lines` is about right when only the head of a large file was looked at.
    """

    encoding: Encoding
    dialect: Dialect
    header_line: int
    begins_after: int  # the last physical line that is not data
    columns: tuple[str, ...]
    lines: int
    heading: tuple[str, ...]  # the header's cells as they stand

    def rows(self, path: Path) -> Iterator[Row | BrokenRow]:
        """All rows under the header."""
        return read(text_lines(path, self.encoding), self.dialect, after=self.begins_after, heading=self.heading)

    def sample(self, path: Path, size: int = 5) -> list[Row]:
        """The first good rows, to show beside the columns; of the first lines only, however few rows they hold."""
        rows = read(sample_lines(path, self.encoding), self.dialect, after=self.begins_after, heading=self.heading)
        return list(islice((row for row in rows if isinstance(row, Row)), size))


def examine(
    path: Path,
    *,
    known: Collection[str],
    encoding: str | None = None,
    delimiter: str | None = None,
    header_line: int | None = None,
    whole: bool = True,
) -> Layout:
    """Find out how to read the file; what a person chose is taken as given. Raises Unreadable.

    The whole of it decides the encoding; not `whole`, a head of bounded size does, and the number of lines is an estimate.
    """
    if not path.is_file():
        raise Unreadable(Trouble.GONE if path.suffix == KEPT else Trouble.MISSING, path.name)
    found = encodings.scan(path, None if whole else HEAD)
    detected = encodings.chosen(path, encoding) if encoding else encodings.detect(path, found)
    lines = sample_lines(path, detected)
    if not any(line.strip(NO_TEXT) for line in lines):
        raise Unreadable(Trouble.EMPTY)
    if delimiter is not None and (not 1 <= len(delimiter) <= dialects.LONGEST or set(delimiter) & set('\r\n"') or delimiter == " "):
        raise Unreadable(Trouble.DELIMITER, delimiter)
    dialect = dialects.detect(lines, known, delimiter)
    total = found.lines if unit(detected) == 1 else count_lines(path, detected, None if whole else HEAD)
    total = round(total * path.stat().st_size / found.size) if found.cut else total
    rows = list(table(lines, dialect))
    if delimiter is None and dialect.delimiter != dialects.ONE_COLUMN and is_fixed_width(lines, [len(row.cells) for _, row in rows]):
        raise Unreadable(Trouble.FIXED)
    if header_line is None:
        index = headers.find([row.cells for _, row in rows], known)
    elif header_line == NO_HEADER:
        index = None
    else:
        index = next((spot for spot, (_, row) in enumerate(rows) if row.line == header_line), None)
        if index is None:
            raise Unreadable(Trouble.HEADER, str(header_line))
    width = max(len(row.cells) for _, row in rows) if index is None else len(rows[index][1].cells)
    if width > MOST_COLUMNS:
        raise Unreadable(Trouble.COLUMNS, f"{width:,}")
    if index is None:
        skipped = 1 if dialect.declared else 0
        return Layout(detected, dialect, NO_HEADER, skipped, headers.columns([""] * width), total, ("\x00",) * width)
    ends, row = rows[index]
    heading = tuple(cell.strip() for cell in row.cells)
    return Layout(detected, dialect, row.line, ends, headers.columns(row.cells), total, heading)


def unit(encoding: Encoding) -> int:
    """Bytes of one character of the encoding."""
    return 2 if encoding.name.startswith("utf-16") else 4 if encoding.name.startswith("utf-32") else 1


def count_lines(path: Path, encoding: Encoding, most: int | None) -> int:
    """Physical lines of a file, or of its head, whose line ends are wider than a byte."""
    return sum(1 for _ in text_lines(path, encoding, most))


def sample_lines(path: Path, encoding: Encoding) -> list[str]:
    """The first lines, few and short enough to look at several times."""
    found: list[str] = []
    length = 0
    for line in islice(text_lines(path, encoding, HEAD), SAMPLE_LINES):
        found.append(line.replace("\x00", "")[:SAMPLE_LENGTH])
        length += len(line)
        if length > SAMPLE_LENGTH:
            break
    return found


def table(lines: list[str], dialect: Dialect) -> Iterator[tuple[int, Row]]:
    """Rows of the sample, each with the line it ends on."""
    skipped = 1 if dialect.declared else 0
    source = Lines(iter(lines[skipped:]), dialect, first=skipped + 1)
    for row in raw_rows(source, dialect, width=0):
        if isinstance(row, Row):
            yield source.number, row
        else:
            yield row.line, Row(row.line, row.cells)
