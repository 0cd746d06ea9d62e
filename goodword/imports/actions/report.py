"""The report of a run as CSV: each row that was not taken, and each value kept aside. No cell of it is ever a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from goodword.imports.actions.launch import folder
from goodword.imports.models import ImportRun
from goodword.kernel.text import neutralise


class Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """Give the line back."""
        return text


def report_lines(run: ImportRun) -> Iterator[str]:
    """The report, line by line, the header first."""
    writer = csv.writer(Line())
    header = [_("Line"), _("Name"), _("Column"), _("Value"), _("What is wrong"), _("How to mend it"), _("Row was taken")]
    yield "\ufeff" + writer.writerow(header)
    for each in run.rejections.order_by("line", "pk").iterator(chunk_size=2000):
        taken = _("yes") if each.row_was_taken else _("no")
        cells = [str(each.line or ""), each.subject, each.column, each.value, each.reason, each.remedy, taken]
        yield writer.writerow([neutralise(cell) for cell in cells])


def write_report(run: ImportRun) -> Path:
    """Put the report into the data folder; returns where."""
    path = folder() / f"report-{run.pk}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(report_lines(run))
    return path
