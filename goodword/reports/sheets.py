"""Figures as a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from goodword.reports.kinds.figures import Block, Report
from goodword.ui.exports import Sheet


def sheet_of(report: Report, code: str) -> Sheet:
    """The sheet of one block of a report; of the first when none is named."""
    blocks = [each for each in report.blocks if each.figures is not None or each.sheet_rows is not None]
    block = next((each for each in blocks if each.code == code), blocks[0] if blocks else Block(code="", title=report.title))
    if block.sheet_rows is not None:
        return Sheet(name=block.title, heads=block.sheet_heads, total=block.sheet_total, rows=block.sheet_rows)
    lines = block.figures.lines if block.figures else ()

    def rows() -> Iterable[Sequence[Any]]:
        for line in lines:
            yield [line.label, *(cell.value for cell in line.cells)]

    return Sheet(
        name=f"{report.title} {block.title}", heads=block.figures.heads if block.figures else (report.title,), total=len(lines), rows=rows
    )
