"""The map of what is covered: a picture whose cells open what is behind them, and the same figures as a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.customers.kinds import ListKind, Standing
from goodword.customers.queries.rows import label_of, labels_and_regions
from goodword.customers.tables import standing_badge
from goodword.recruiting.queries.demand import CASE, PLACE, Covered, Key
from goodword.requests.kinds import KINDS
from goodword.requests.queries.words import request_url
from goodword.requests.states import REQUEST_OPEN, RequestState
from goodword.ui import pages, tables
from goodword.ui.exports import Sheet, as_shown
from goodword.ui.pieces import Badge, BadgeTone

DRAWN: Final = 20
NAMED: Final = 3
LONGEST_HEAD: Final = 16
WHOLE: Final = 100
GAP: Final = 0.6


@dataclass(frozen=True, slots=True)
class Names:
    """What the rows and columns of a map are called here, the columns in their order."""

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    row_head: str
    column_head: str

    def row(self, code: str) -> str:
        """What a row is called."""
        return self.rows.get(code) or label_of({}, ListKind.INDUSTRY, code)

    def column(self, code: str) -> str:
        """What a column is called."""
        return self.columns.get(code) or label_of({}, ListKind.SEGMENT, code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One cell of the picture: where it stands, how it is coloured, what it says and opens."""

    tone: str
    text: str
    words: str
    url: str
    left: str = ""
    wide: str = ""
    middle: str = ""

    def at(self, place: int, wide: float) -> Drawn:
        """The same in its place among columns of such a width, in per cent."""
        return replace(self, left=_percent(wide * place), wide=_percent(wide - GAP), middle=_percent(wide * (place + 0.5) - GAP / 2))


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the picture."""

    label: str
    cells: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of the picture."""

    label: str
    short: str
    middle: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell in which more is wanted than there is, in words, with the leads that could fill it."""

    words: str
    url: str
    leads_url: str


def names_of(which: str) -> Names:
    """How this company calls industries and regions, or use cases and segments."""
    known, places = labels_and_regions()
    if which == PLACE:
        return Names(known.get(ListKind.INDUSTRY, {}), {each.code: each.name for each in places}, _("Industry"), _("Region"))
    return Names(known.get(ListKind.USE_CASE, {}), known.get(ListKind.SEGMENT, {}), _("Use case"), _("Segment"))


def cell_url(which: str, key: Key, **more: str) -> str:
    """The page of one cell."""
    return f"{reverse('recruiting:cell', args=[which])}?{urlencode({'row': key[0], 'column': key[1], **more})}"


def leads_url(which: str, key: Key) -> str:
    """The reference leads that would fill a cell."""
    first, second = ("industry", "region") if which == PLACE else ("use_case", "segment")
    return f"{reverse('recruiting:leads')}?{urlencode({first: key[0], second: key[1]})}"


def cell_words(key: Key, names: Names, cell: Covered) -> str:
    """One cell said aloud."""
    said = [
        ngettext("%(n)s member", "%(n)s members", cell.members) % {"n": cell.members},
        _("%(n)s free for a call today") % {"n": cell.free} if cell.members else "",
        ngettext("%(n)s request", "%(n)s requests", cell.demand) % {"n": cell.demand},
        _("%(n)s more than members") % {"n": cell.missing} if cell.missing else "",
    ]
    return _("%(row)s, %(column)s: %(what)s") % {
        "row": names.row(key[0]),
        "column": names.column(key[1]),
        "what": ", ".join(filter(None, said)),
    }


def most_missing(which: str, cells: Mapping[Key, Covered], names: Names) -> list[Missing]:
    """Where most is missing, the worst first."""
    worst = sorted((key for key in cells if cells[key].missing), key=lambda key: (-cells[key].missing, key))
    return [
        Missing(
            _("%(row)s, %(column)s: %(demand)s for %(members)s")
            % {
                "row": names.row(key[0]),
                "column": names.column(key[1]),
                "demand": ngettext("%(n)s request", "%(n)s requests", cells[key].demand) % {"n": cells[key].demand},
                "members": ngettext("%(n)s member", "%(n)s members", cells[key].members) % {"n": cells[key].members},
            },
            cell_url(which, key),
            leads_url(which, key),
        )
        for key in worst[:NAMED]
    ]


def picture(which: str, cells: Mapping[Key, Covered], names: Names, *, full: int) -> tuple[list[Head], list[Band]]:
    """The heads and the rows of the picture: where most is missing on top, as many as can be taken in."""
    columns = [code for code in names.columns if any(key[1] == code for key in cells)]
    columns += sorted({key[1] for key in cells} - set(columns))
    wide = WHOLE / max(len(columns), 1)
    by_row: dict[str, list[Key]] = {}
    for key in cells:
        by_row.setdefault(key[0], []).append(key)

    def weight(row: str) -> tuple[int, int, str]:
        of_row = [cells[key] for key in by_row[row]]
        return -sum(cell.missing for cell in of_row), -sum(cell.demand for cell in of_row), row

    order = sorted(by_row, key=weight)
    heads = [Head(names.column(code), _short(names.column(code)), _percent(wide * (place + 0.5))) for place, code in enumerate(columns)]
    bands = []
    for row in order[:DRAWN]:
        keys = [(row, code) for code in columns]
        drawn = [_drawn(which, key, cells.get(key, Covered()), names, full=full) for key in keys]
        bands.append(Band(names.row(row), tuple(each.at(place, wide) for place, each in enumerate(drawn))))
    return heads, bands


def _drawn(which: str, key: Key, cell: Covered, names: Names, *, full: int) -> Drawn:
    is_empty = not cell.members and not cell.demand
    tone = "none" if is_empty else "idle" if not cell.demand else "well" if not cell.missing else "less" if cell.missing < full else "lack"
    text = "" if is_empty else f"{cell.members} / {cell.demand}"
    return Drawn(tone=tone, text=text, words=cell_words(key, names, cell), url="" if is_empty else cell_url(which, key))


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_HEAD else f"{text[: LONGEST_HEAD - 1]}…"


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


def rows(which: str, cells: Mapping[Key, Covered], names: Names) -> list[tables.Row]:
    """One line for each cell, where most is missing first."""
    order = sorted(cells, key=lambda key: (-cells[key].missing, -cells[key].demand, -cells[key].members, key))
    return [_row(which, key, cells[key], names) for key in order]


def _row(which: str, key: Key, cell: Covered, names: Names) -> tables.Row:
    tone: BadgeTone = "ended" if cell.missing else "done"
    return tables.Row(
        (
            tables.Link(names.row(key[0]), cell_url(which, key), names.column(key[1])),
            cell.members,
            ", ".join(f"{Standing(code).label}: {n}" for code, n in sorted(cell.standings.items())),
            cell.free,
            cell.open,
            cell.past,
            Badge(word=str(cell.missing), tone=tone) if cell.missing else None,
        )
    )


def table(request: HttpRequest, which: str, cells: Mapping[Key, Covered], names: Names) -> tables.Table:
    """The figures as a list."""
    page = pages.paged(request, _Listed(rows(which, cells, names)))
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


def member_columns() -> tuple[tables.Column, ...]:
    """The columns of the members of a cell."""
    return (
        tables.Column(key="name", label=_("Customer"), kind="link", phone="lead", note_label=_("Reference ID")),
        tables.Column(key="standing", label=_("Standing"), kind="badge", phone="side"),
        tables.Column(key="free", label=_("Free for a call today")),
        tables.Column(key="since", label=_("Member since"), kind="day"),
    )


def member_rows(members: Iterable[Any]) -> Iterator[tables.Row]:
    """The members of a cell; `is_free` says of each whether it may be asked today."""
    for each in members:
        link = tables.Link(each.account.name, reverse("desk:account", args=[each.account_id]), each.reference_id)
        yield tables.Row((link, standing_badge(each), _("yes") if each.is_free else _("no"), each.joined_on))


def request_columns() -> tuple[tables.Column, ...]:
    """The columns of the requests of a cell."""
    return (
        tables.Column(key="request", label=_("Request"), kind="link", phone="lead", note_label=_("Kind")),
        tables.Column(key="state", label=_("State"), kind="badge", phone="side"),
        tables.Column(key="asker", label=_("Asked by")),
        tables.Column(key="sent", label=_("Sent"), kind="day"),
    )


def request_rows(found: Iterable[Any]) -> Iterator[tables.Row]:
    """The requests of a cell."""
    for each in found:
        kind = KINDS.get(each.kind)
        link = tables.Link(each.number, request_url(each), str(kind.label) if kind else "")
        yield tables.Row((link, _badge(each.state), each.requester.name, each.submitted_at))


def _badge(state: str) -> Badge:
    return Badge(word=str(RequestState(state).label), tone="moving" if state in REQUEST_OPEN else "ended")


def plain_table(
    request: HttpRequest, shown: Sequence[tables.Column], page: pages.Page, lines: list[tables.Row], label: str
) -> tables.Table:
    """A list without filters of its own: the cell is the filter."""
    empty = tables.Empty(title=_("Nobody here"), icon="columns")
    return tables.Table(request=request, columns=tuple(shown), rows=lines, page=page, label=label, exported=True, empty=empty)


__all__ = [
    "CASE",
    "PLACE",
    "Names",
    "cell_url",
    "cell_words",
    "leads_url",
    "member_columns",
    "member_rows",
    "most_missing",
    "names_of",
    "picture",
    "plain_table",
    "request_columns",
    "request_rows",
    "sheet",
    "table",
]
