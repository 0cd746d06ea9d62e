"""How cells are separated and quoted, found out from the first lines of a file."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from goodword.imports.reading.names import plain

DELIMITERS = (",", ";", "\t", "|")
ONE_COLUMN = "\x1f"
RARE = ("^", "~", ":")
DECLARED = re.compile(r"^\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """Separator, quotation mark and escape sign of a file; `declared` when its first line says so (sep=;)."""

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    declared: bool = False


def detect(lines: Sequence[str], known: Collection[str] = (), delimiter: str | None = None) -> Dialect:
    """The dialect under which the lines fall into the most even table; known column names help to tell."""
    declared = DECLARED.match(lines[0]) if lines else None
    if declared:
        lines = lines[1:]
    quote = detect_quote(lines)
    if delimiter is None:
        delimiter = declared.group(1) if declared else detect_delimiter(lines, quote, known)
    return Dialect(delimiter, quote, detect_escape(lines, delimiter, quote), declared is not None)


def detect_quote(lines: Sequence[str]) -> str:
    """Double quotation marks, unless only single ones wrap whole cells."""
    text = "".join(lines)
    edge = r"(?:^|[,;\t|])\s*{0}[^{0}\r\n]*{0}\s*(?=[,;\t|\r\n]|$)"
    double = len(re.findall(edge.format('"'), text, re.MULTILINE))
    single = len(re.findall(edge.format("'"), text, re.MULTILINE))
    return "'" if single >= 3 and single > 3 * double and double == 0 else '"'


def detect_escape(lines: Sequence[str], delimiter: str, quote: str) -> str:
    r"""A backslash escapes quotation marks when \" stands inside cells; C:\data\ at the end of one proves nothing."""
    inside = re.compile(rf"\\{re.escape(quote)}(?!\s*(?:{re.escape(delimiter)}|$|{re.escape(quote)}))")
    return "\\" if any(inside.search(line.rstrip("\r\n")) for line in lines) else ""


def detect_delimiter(lines: Sequence[str], quote: str, known: Collection[str]) -> str:
    """The separator with the best score; a comma when nothing separates anything."""
    heading = next((line.strip() for line in lines if line.strip()), "")
    if plain(heading) in known:
        return ONE_COLUMN  # what stands in its cells separates nothing
    scores = {candidate: score(lines, candidate, quote, known) for candidate in DELIMITERS}
    if max(scores.values()) <= 0:
        scores |= {candidate: score(lines, candidate, quote, known) * 0.5 for candidate in RARE}
    best = max(scores, key=lambda candidate: scores[candidate])
    return best if scores[best] > 0 else ","


def score(lines: Sequence[str], delimiter: str, quote: str, known: Collection[str] = ()) -> float:
    """How much a separator makes an even table of at least two columns out of the lines."""
    rows = parse(lines, Dialect(delimiter, quote))
    counts = [len(row) for row in rows if any(cell.strip() for cell in row)]
    if not counts or max(counts) < 2:
        return 0.0
    width, times = Counter(counts).most_common(1)[0]
    if width < 2:
        # Title lines and notes may outnumber a short table; judge what is wide, at a discount.
        wide = [count for count in counts if count > 1]
        width, times = Counter(wide).most_common(1)[0]
        if times < 2:
            return 0.05 * times / len(counts)
    evenness = times / len(counts)
    cells = [cell for row in rows for cell in row]
    torn = sum(1 for cell in cells if cell.count(quote) % 2) / max(1, len(cells))
    words = sum(1 for row in rows[:1] for cell in row if len(cell) > 60)
    named = max(sum(1 for cell in row if plain(cell) in known) for row in rows[:50])
    return (1 + named) * evenness * math.log2(width + 1) * (1 - min(1.0, 4 * torn)) / (1 + words)


def parse(lines: Sequence[str], dialect: Dialect) -> list[list[str]]:
    """Cells of the lines; a sample cut in the middle of a quoted cell is no reason to fail."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(reader(lines, dialect))
    return rows


def reader(lines: Iterable[str], dialect: Dialect) -> Iterator[list[str]]:
    """Python's CSV reader in this dialect: lenient, both quote styles, blanks after separators ignored."""
    return csv.reader(
        lines,
        delimiter=dialect.delimiter,
        quotechar=dialect.quote,
        escapechar=dialect.escape or None,
        doublequote=True,
        skipinitialspace=True,
        strict=False,
    )
