"""Whether columns stand at fixed places, with blanks between them: such a table is told apart, not read as one column."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST_LINES = 3
LOOKED_AT = 60
GUTTER = 2  # blanks side by side, in every line
RULER = re.compile(r"^\s*[-=]{2,}(?: +[-=]{2,})+\s*$")  # --------- -----: what databases print
MOST_LINES = 0.8  # of the lines have text on both sides of a gutter


def is_fixed_width(lines: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether the lines have a gutter of blanks in common, and no separator makes most of them a table. `widths`: cells of each row."""
    if sum(1 for width in widths if width > 1) * 2 > len(widths):
        return False
    filled = [line.expandtabs().rstrip() for line in lines if line.strip()][:LOOKED_AT]
    if len(filled) < FEWEST_LINES:
        return False
    if any(RULER.match(line) for line in filled):
        return True
    ends = max(map(len, filled))
    blank = [all(line[spot : spot + 1] in {"", " "} for line in filled) for spot in range(ends)]
    behind = 0
    for spot in range(ends):
        behind = behind + 1 if blank[spot] else 0
        if behind >= GUTTER and not all(blank[spot + 1 :]):
            both = sum(1 for line in filled if line[:spot].strip() and line[spot:].strip())
            if both >= MOST_LINES * len(filled):
                return True
    return False
