"""Figures as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goodword.reports.kinds.figures import Block, Figures, Report
from goodword.ui.exports import Sheet


def sheet_of(report: Report, code: str) -> Sheet:
    """The sheet of one block of a report; of the first when none is named."""
    blocks = [each for each in report.blocks if each.is_written]
    block = next((each for each in blocks if each.code == code), blocks[0] if blocks else Block(code="", title=report.title))
    if block.sheet is not None:
        made: Sheet = block.sheet()
        return made
    figures = block.figures or Figures(heads=(report.title,), lines=())

    def rows() -> Iterable[Sequence[Any]]:
        for line in figures.lines:
            yield [line.label, *(cell.value for cell in line.cells)]

    return Sheet(name=f"{report.title} {block.title}", heads=figures.heads, total=len(figures.lines), rows=rows)
