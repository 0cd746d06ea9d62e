"""What a run changes or would change, as CSV: a line for each field of a changed row with the old and the new, a line for each new row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from goodword.imports.actions.launch import folder
from goodword.imports.actions.preview import Words, changed_rows
from goodword.imports.actions.staging import TABLE, fetch
from goodword.imports.kinds import Kind
from goodword.imports.models import ImportRun
from goodword.kernel.text import neutralise

AT_ONCE = 2_000

Line = tuple[str, ...]


def path_of_changes(run: ImportRun) -> Path:
    """Where they stand; swept with the uploads, because they hold what was before."""
    return folder() / f"changes-{run.pk}.csv"


def begin(run: ImportRun, *, anew: bool) -> None:
    """Begin with nothing, unless an earlier attempt of the run changed something that stays."""
    path = path_of_changes(run)
    if anew or not path.exists():
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerow([_("Line"), _("Name"), _("What"), _("Field"), _("Before"), _("After")])


def append(run: ImportRun, lines: Iterable[Line]) -> None:
    """Add lines; no cell of them is ever a formula."""
    with path_of_changes(run).open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([cell and neutralise(cell) for cell in line] for line in lines)


def lines_of(kind: Kind, words: Words, *, source: str, first: int, last: int) -> Iterator[Line]:
    """The lines for judged rows between two lines of the file, a few thousand in memory at a time."""
    begins = first
    while found := changed_rows(kind, words, source=source, first=begins, last=last, most=AT_ONCE):
        for row in found:
            for change in row["changes"]:
                yield (str(row["line"]), row["name"], _("Changed"), change["field"], change["old"], change["new"])
        begins = found[-1]["line"] + 1
    begins, is_new = first, _("New")
    new = f"select line, name from {TABLE} where outcome = 'created' and line between %(first)s and %(last)s order by line limit {AT_ONCE}"
    while rows := fetch(new, {"first": begins, "last": last}):
        for line, name in rows:
            yield (str(line), name, is_new, "", "", "")
        begins = rows[-1][0] + 1
