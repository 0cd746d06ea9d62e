"""Which row names the columns: title rows above it, padding and blank rows are passed over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from goodword.imports.reading.names import plain

NUMBER = re.compile(r"^[\s\d.,'%+\-/:()€$£]+$")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
WORDLESS = frozenset({"", "null", "none", "n/a", "na", "-", "true", "false", "nan"})


def find(rows: Sequence[Sequence[str]], known: Collection[str]) -> int | None:
    """Index of the header among the first rows; None when the first row is already data."""
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    if not any(filled):
        return None
    hits = [sum(1 for cell in row if plain(cell) in known) for row in rows]
    best = max(range(len(rows)), key=lambda index: (hits[index] * (hits[index] >= 0.2 * filled[index]), -index))
    if hits[best] >= 2 or (hits[best] == 1 and filled[best] <= 2 and best == first(filled)):
        return best
    width = typical(filled)
    for index, count in enumerate(filled):
        if count and count >= 0.6 * width and (count >= 2 or width == 1):
            return None if looks_like_data(rows, index) else index
    return first(filled)


def first(filled: Sequence[int]) -> int:
    """Index of the first row that is not blank."""
    return next(index for index, count in enumerate(filled) if count)


def typical(filled: Sequence[int]) -> int:
    """How many filled cells most rows of the table have; the lower half (titles, notes) does not vote."""
    wide = sorted(count for count in filled if count)
    wide = [count for count in wide if count > 1] or wide
    return Counter(wide[len(wide) // 2 :]).most_common(1)[0][0]


def looks_like_data(rows: Sequence[Sequence[str]], index: int) -> bool:
    """A first row of nothing but numbers and 'null' above rows of the same kind is data without a header."""
    row = rows[index]
    below = [later for later in rows[index + 1 :] if any(cell.strip() for cell in later)]
    if not below:
        return False
    if any(not is_value(cell) for cell in row):
        return False
    return all(is_value(cell) for later in below[:5] for cell in later)


def is_value(cell: str) -> bool:
    """Blank, a number, a date in digits or a word for nothing."""
    text = cell.strip()
    return text.casefold() in WORDLESS or NUMBER.match(text) is not None


def columns(cells: Sequence[str], blank: str = "Column {number}") -> tuple[str, ...]:
    """Column names, each once: blanks are numbered, repeated names get a number behind them."""
    taken: Counter[str] = Counter()
    names: list[str] = []
    for number, cell in enumerate(cells, start=1):
        name = " ".join(UNSEEN.sub("", cell).split()) or blank.format(number=number)
        taken[name.casefold()] += 1
        if taken[name.casefold()] > 1:
            name = f"{name} ({taken[name.casefold()]})"
            taken[name.casefold()] += 1
        names.append(name[:200])
    return tuple(names)
