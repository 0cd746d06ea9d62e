"""The list of nominations: its columns, its filters, and one nomination as a row or a line of a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.people.models import User
from goodword.people.queries import regions
from goodword.recruiting.kinds import TRACK_LABELS, Purpose, Source
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.nominations import EVERYTHING, LATE, MINE, TO_DECIDE, Asked
from goodword.recruiting.states import NOMINATION_OPEN, NominationState
from goodword.ui import exports, pages, tables
from goodword.ui.dates import local_day
from goodword.ui.pieces import Action, Badge, BadgeTone, Person

TONES: Final[dict[str, BadgeTone]] = {
    NominationState.DRAFT: "",
    NominationState.SUBMITTED: "waiting",
    NominationState.IN_REVIEW: "moving",
    NominationState.NEEDS_INFORMATION: "held",
    NominationState.APPROVED: "done",
    NominationState.NOT_APPROVED: "ended",
    NominationState.WITHDRAWN: "ended",
}
COLUMNS: Final = (
    tables.Column(
        key="account",
        label=gettext_lazy("Customer"),
        kind="link",
        order_by=("account__search_name",),
        phone="lead",
        note_label=gettext_lazy("Number"),
    ),
    tables.Column(key="state", label=gettext_lazy("State"), kind="badge", phone="side"),
    tables.Column(key="purpose", label=gettext_lazy("For"), phone="off", is_short=True),
    tables.Column(key="nominator", label=gettext_lazy("Nominated by"), kind="person", order_by=("nominator__name",)),
    tables.Column(key="manager", label=gettext_lazy("Decides"), kind="person", order_by=("manager__name",), phone="off"),
    tables.Column(key="due", label=gettext_lazy("Due"), kind="due", order_by=("due_at",)),
    tables.Column(key="begun", label=gettext_lazy("Begun"), kind="day", order_by=("created_at",), phone="off", descending_first=True),
)
# The field that each filter of the address narrows.
FIELDS: Final = {
    "state": "state",
    "purpose": "purpose",
    "track": "track",
    "source": "source",
    "region": "account__region__code",
}
_SHORT: Final = {Purpose.PROGRAM: gettext_lazy("Program"), Purpose.ADVISORY_BOARD: gettext_lazy("Advisory board")}


def asked_in(request: HttpRequest) -> Asked:
    """What the address narrows the list to."""
    chosen = {of: [each for each in request.GET.getlist(key) if each] for key, of in FIELDS.items()}
    return Asked(request.GET.get("q", "").strip()[:200], chosen)


def filters() -> tuple[tables.Filter, ...]:
    """The menus of the filter bar."""

    def menu(key: str, label: str, pairs: Iterable[tuple[str, object]]) -> tables.Filter:
        return tables.Filter(key=key, label=label, options=tuple(tables.Option(code, str(word)) for code, word in pairs), many=True)

    return (
        menu("state", _("State"), NominationState.choices),
        menu("purpose", _("For"), _SHORT.items()),
        menu("track", _("Track"), TRACK_LABELS.items()),
        menu("source", _("Came from"), Source.choices),
        menu("region", _("Region"), ((each.code, each.name) for each in regions())),
    )


def badge_of(row: Nomination) -> Badge:
    """The state in plain words."""
    return Badge(word=row.get_state_display(), tone=TONES[row.state])


def _due(value: datetime, *, today: date) -> datetime | date:
    """The day; on the day itself the hour counts."""
    day = local_day(value)
    return value if day == today else day


def row_of(row: Nomination, *, today: date) -> tables.Row:
    """One line of the list."""
    is_open = row.state in NOMINATION_OPEN
    return tables.Row(
        (
            tables.Link(row.account.name, reverse("recruiting:nomination", args=[row.number]), row.reference),
            badge_of(row),
            str(_SHORT[Purpose(row.purpose)]),
            Person(name=row.nominator.name, id=row.nominator_id),
            Person(name=row.manager.name, id=row.manager.pk) if row.manager is not None else None,
            _due(row.due_at, today=today) if is_open and row.due_at is not None else None,
            local_day(row.created_at),
        )
    )


def nominations(
    request: HttpRequest, page: pages.Page, *, at: datetime, sort: tables.Sort, is_narrowed: bool, may_nominate: bool
) -> tables.Table:
    """The list of one page."""
    nominate = Action(label=_("Nominate a customer"), url=reverse("recruiting:nominate"), style="primary")
    empty = tables.Empty(
        title=_("No nomination is like this") if is_narrowed else _("Nobody is nominated yet"),
        text=_("Take a filter away, or search for something else.")
        if is_narrowed
        else _("Whoever knows a customer that is glad to speak nominates it: on its page, or here by a search."),
        icon="user-plus",
        action=nominate if may_nominate and not is_narrowed else None,
    )
    return tables.Table(
        request=request,
        columns=COLUMNS,
        rows=[row_of(row, today=local_day(at)) for row in page.rows],
        page=page,
        sort=sort,
        filters=filters(),
        search=_("Number, customer, champion or nominator"),
        label=_("Nominations"),
        exported=True,
        empty=empty,
    )


def views(request: HttpRequest, view: str, counts: dict[str, int], *, reader: User) -> list[tuple[str, str, bool, int]]:
    """The chips above the list: label, address, whether it is chosen, how many."""
    words = {TO_DECIDE: _("To decide"), MINE: _("Nominated by me"), LATE: _("Late"), EVERYTHING: _("All")}
    decides = reader.is_manager or bool(counts[TO_DECIDE])
    shown = [key for key in words if key != TO_DECIDE or decides]
    return [(words[key], pages.link(request, view=key, page=None), key == view, counts[key]) for key in shown]


def sheet(rows: QuerySet[Nomination], *, at: datetime) -> exports.Sheet:
    """Every nomination of a list as a file."""

    def lines() -> Iterable[tuple[object, ...]]:
        for row in rows.iterator(chunk_size=exports.LINES_AT_ONCE):
            late = row.state in NOMINATION_OPEN and row.due_at is not None and row.due_at < at
            yield (
                row.reference,
                row.account.name,
                row.get_state_display(),
                row.get_purpose_display(),
                str(TRACK_LABELS.get(row.track, "")),
                row.get_source_display(),
                row.champion.name if row.champion else "",
                row.nominator.name,
                row.manager.name if row.manager else "",
                row.account.region.name if row.account.region else "",
                row.created_at,
                row.submitted_at,
                row.due_at,
                _("yes") if late else _("no"),
            )

    heads = [_("Number"), _("Customer"), _("State"), _("For"), _("Track"), _("Came from"), _("Champion"), _("Nominated by"), _("Decides")]
    heads += [_("Region"), _("Begun"), _("Sent"), _("Due"), _("Late")]
    return exports.Sheet(name=_("Nominations"), heads=heads, total=rows.count(), rows=lines)
