"""The list of runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.imports import queries
from goodword.imports.kinds import KINDS
from goodword.imports.models import ImportRun
from goodword.imports.states import State
from goodword.ui import exports, pages, tables
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Badge, BadgeTone

TONES: Final[Mapping[State, BadgeTone]] = {
    State.UPLOADED: "",
    State.TRIED: "waiting",
    State.QUEUED: "waiting",
    State.RUNNING: "moving",
    State.DONE: "done",
    State.STOPPED: "ended",
    State.UNDOING: "moving",
    State.UNDONE: "ended",
    State.FAILED: "ended",
}


def badge(run: ImportRun) -> Badge:
    """The state in plain words."""
    return Badge(word=str(State(run.state).label), tone=TONES[State(run.state)])


def columns() -> tuple[tables.Column, ...]:
    """The columns, in the reader's language."""
    return (
        tables.Column(key="file", label=_("File"), kind="link", phone="lead", note_label=_("What, and where from")),
        tables.Column(key="state", label=_("State"), kind="badge", phone="side"),
        tables.Column(key="rows", label=_("Rows"), kind="number"),
        tables.Column(key="new", label=_("New"), kind="number"),
        tables.Column(key="changed", label=_("Changed"), kind="number"),
        tables.Column(key="rejected", label=_("Not taken"), kind="number"),
        tables.Column(key="who", label=_("Who"), phone="off"),
        tables.Column(key="when", label=_("When"), kind="moment"),
    )


def row(run: ImportRun) -> tables.Row:
    """One run."""
    counted = run.state not in {State.UPLOADED, State.FAILED}
    note = f"{KINDS[run.kind].label}, {run.source}"
    return tables.Row(
        (
            tables.Link(run.file_name, reverse("imports:run", args=[run.pk]), note),
            badge(run),
            run.rows if counted else None,
            run.created if counted else None,
            run.updated if counted else None,
            run.rejected if counted else None,
            run.started_by.name if run.started_by else _("Command line"),
            run.created_at,
        )
    )


def runs_table(request: HttpRequest) -> tables.Table:
    """All runs, newest first."""
    shown = columns()
    page = pages.paged(request, _asked(request))
    empty = tables.Empty(
        title=_("No list was brought in yet"),
        icon="database-import",
        text=_(
            "Companies, people and deals come from your sales database as CSV files. "
            "Each is tried first, and nothing changes until you say so."
        ),
    )
    rows = [row(run) for run in page.rows]
    return tables.Table(
        request=request,
        columns=shown,
        rows=rows,
        page=page,
        filters=_filters() if rows or request.GET else (),
        label=_("Imports"),
        empty=empty,
        exported=True,
    )


def _asked(request: HttpRequest) -> QuerySet[ImportRun]:
    """The runs that the address asks for: of some kinds, in some states."""
    runs = queries.runs()
    for key in ("kind", "state"):
        if chosen := request.GET.getlist(key):
            runs = runs.filter(**{f"{key}__in": chosen})
    return runs


def _filters() -> tuple[tables.Filter, ...]:
    kinds = tuple(tables.Option(code, kind.label) for code, kind in KINDS.items())
    states = tuple(tables.Option(state.value, state.label) for state in State)
    return (
        tables.Filter(key="kind", label=_("What"), options=kinds, many=True),
        tables.Filter(key="state", label=_("State"), options=states, many=True),
    )


def sheet(request: HttpRequest) -> Sheet:
    """Every run that the address asks for."""
    runs = _asked(request)
    return exports.as_shown(
        _("Imports"), columns(), total=runs.count(), rows=lambda: map(row, runs.iterator(chunk_size=exports.LINES_AT_ONCE))
    )
