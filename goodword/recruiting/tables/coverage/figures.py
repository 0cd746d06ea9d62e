"""The same as figures: one line for each cell, on the page and as a file."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _

from goodword.customers.kinds import Standing
from goodword.recruiting.queries.demand import PLACE, Covered, Key
from goodword.recruiting.tables.coverage.naming import Names, cell_url
from goodword.ui import pages, tables
from goodword.ui.exports import Sheet, as_shown
from goodword.ui.pieces import Badge, BadgeTone


def columns(names: Names) -> tuple[tables.Column, ...]:
    """The columns of the same as figures."""
    return (
        tables.Column(key="cell", label=names.row_head, kind="link", phone="lead", note_label=names.column_head),
        tables.Column(key="members", label=_("Members"), kind="number"),
        tables.Column(key="standing", label=_("How they stand"), phone="off"),
        tables.Column(key="free", label=_("Free for a call today"), kind="number"),
        tables.Column(key="open", label=_("Open requests"), kind="number"),
        tables.Column(key="past", label=_("Sent before"), kind="number"),
        tables.Column(key="missing", label=_("Missing"), kind="badge", phone="side"),
    )


def rows(which: str, cells: Mapping[Key, Covered], names: Names, *, on_page: bool = False) -> list[tables.Row]:
    """One line for each cell, where most is missing first."""
    order = sorted(cells, key=lambda key: (-cells[key].missing, -cells[key].demand, -cells[key].members, key))
    return [_row(which, key, cells[key], names, on_page=on_page) for key in order]


def _row(which: str, key: Key, cell: Covered, names: Names, *, on_page: bool) -> tables.Row:
    # On a phone the head of the column is not there; a file wants the figure alone.
    missing = _("%(n)s missing") % {"n": cell.missing} if on_page else str(cell.missing)
    tone: BadgeTone = "ended" if cell.missing else "done"
    return tables.Row(
        (
            tables.Link(names.row(key[0]), cell_url(which, key), names.column(key[1])),
            cell.members,
            ", ".join(f"{Standing(code).label}: {n}" for code, n in sorted(cell.standings.items())),
            cell.free,
            cell.open,
            cell.past,
            Badge(word=missing, tone=tone) if cell.missing else None,
        )
    )


def table(request: HttpRequest, which: str, cells: Mapping[Key, Covered], names: Names) -> tables.Table:
    """The figures as a list."""
    page = pages.paged(request, _Listed(rows(which, cells, names, on_page=True)))
    return tables.Table(
        request=request,
        columns=columns(names),
        rows=list(page.rows),
        page=page,
        label=_("The same in figures"),
        exported=True,
        empty=tables.Empty(
            title=_("Nothing to compare yet"),
            text=_("As soon as there are members or requests that name both, they are counted here."),
            icon="columns",
        ),
    )


def sheet(which: str, cells: Mapping[Key, Covered], names: Names) -> Sheet:
    """The figures as a file."""
    written = rows(which, cells, names)
    title = _("Coverage by industry and region") if which == PLACE else _("Coverage by use case and segment")
    return as_shown(title, columns(names), total=len(written), rows=lambda: written)


class _Listed(list[tables.Row]):
    """Rows that can be counted as a queryset can."""

    def count(self) -> int:  # type: ignore[override]  # how many there are, as of a queryset
        """How many there are."""
        return len(self)
