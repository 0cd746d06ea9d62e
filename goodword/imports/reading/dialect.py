"""How cells are separated and quoted, found out from the first lines of a file."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from goodword.imports.reading.names import plain

DELIMITERS = (",", ";", "\t", "|")
ONE_COLUMN = "\x1f"
RARE = ("^", "~", ":")
LONGEST = 5
DECLARED = re.compile(r"^\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """Separator, quotation mark and escape sign of a file; `declared` when its first line says so (sep=;).

    `written` is a separator of several signs as it stands in the file; `wrapped` when each line as a whole stands in quotation marks.
    """

    delimiter: str = ","
    quote: str = '"'
    escape: str = ""
    declared: bool = False
    written: str = ""
    wrapped: bool = False

    def flat(self, line: str) -> str:
        """A line with one sign between cells, and no quotation marks around the whole."""
        if self.wrapped:
            line = unwrapped(line, self.quote)
        return line.replace(self.written, self.delimiter) if self.written else line


def detect(lines: Sequence[str], known: Collection[str] = (), delimiter: str | None = None) -> Dialect:
    """The dialect under which the lines fall into the most even table; known column names help to tell."""
    declared = DECLARED.match(lines[0]) if lines else None
    if declared:
        lines = lines[1:]
    quote = detect_quote(lines)
    is_wrapped = wrapped(lines, quote, known)
    if is_wrapped:
        lines = [unwrapped(line, quote) for line in lines]
    written = delimiter if delimiter and len(delimiter) > 1 else ""
    if delimiter is None:
        delimiter = declared.group(1) if declared else None
        if delimiter is None or score(lines, delimiter, quote, known) <= 0:
            delimiter = detect_delimiter(lines, quote, known)
            written = detect_longer(lines, delimiter)
    if written:
        delimiter = ONE_COLUMN
        lines = [line.replace(written, delimiter) for line in lines]
    return Dialect(delimiter, quote, detect_escape(lines, delimiter, quote), declared is not None, written, is_wrapped)


def wrapped(lines: Sequence[str], quote: str, known: Collection[str]) -> bool:
    """Whether each line as a whole stands in quotation marks: "Name,City" is a row, not a cell."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < 2 or not all(whole(quote).match(line) for line in filled):
        return False
    inner = [unwrapped(line, quote) for line in filled]
    return max(score(inner, candidate, quote, known) for candidate in DELIMITERS) > 1


def unwrapped(line: str, quote: str) -> str:
    """The line without the quotation marks around it."""
    text = line.strip()
    return text[1:-1].replace(quote * 2, quote) + "\n" if whole(quote).match(text) else line


@lru_cache(maxsize=4)
def whole(quote: str) -> re.Pattern[str]:
    """One cell in quotation marks, and nothing else."""
    return re.compile(f"^{quote}(?:[^{quote}]|{quote}{quote})*{quote}$")


def detect_longer(lines: Sequence[str], delimiter: str) -> str:
    """A separator of several different signs, such as ~|~, that stands as often in every line; blank when there is none."""
    filled = [line.strip() for line in lines if delimiter in line]
    if delimiter == ONE_COLUMN or not filled:
        return ""
    runs = set(re.findall(rf"[^\w\s\"'“”„«»]*{re.escape(delimiter)}[^\w\s\"'“”„«»]*", filled[0]))
    run = runs.pop() if len(runs) == 1 else ""
    if len(set(run)) < 2 or len(run) > LONGEST:
        return ""
    even = sum(1 for line in filled if line.count(run) == filled[0].count(run))
    return run if even >= 0.8 * len(filled) else ""


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
        if not any(len(row) > 2 for row in parse(lines, Dialect(":", quote))):
            scores[":"] = 0.0  # "City: Bergen" is a label and its value, not a table
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
