"""The map of what is covered, and what is behind each of its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from goodword.kernel import clock
from goodword.people.views.edge import reader
from goodword.policy.queries import InForce, in_force
from goodword.recruiting.queries import demand
from goodword.recruiting.tables import coverage as drawn
from goodword.ui import exports, pages
from goodword.ui.exports import Sheet, as_shown, portions
from goodword.ui.pieces import Crumb
from goodword.ui.tables import Column, Row

MEMBERS, REQUESTS = "members", "requests"


@require_safe
def coverage(request: HttpRequest, which: str = demand.PLACE) -> HttpResponseBase:
    """Members against demand: industry and region, or use case and segment."""
    if which not in demand.MAPS:
        raise Http404
    now = in_force(clock.now())
    cells, names = demand.coverage(which, now), drawn.names_of(which)
    if exports.wanted(request) and (file := exports.answer(request, drawn.sheet(which, cells, names), at=now.at)):
        return file
    context = {
        **_drawn(which, cells, names, full=now.numbers.lead_gap),
        "which": which,
        "tabs": _tabs(which),
        "lead": _lead(sum(bool(each.missing) for each in cells.values()), has_any=bool(cells)),
        "days": now.numbers.lead_demand_days,
        "unplaced": demand.unplaced(which, now),
        "table": drawn.table(request, which, cells, names),
    }
    return pages.page_or_fragment(request, "recruiting/coverage.html", "list", context)


def _drawn(which: str, cells: Mapping[demand.Key, demand.Covered], names: drawn.Names, *, full: int) -> dict[str, Any]:
    """The picture with its words."""
    heads, bands = drawn.picture(which, cells, names, full=full)
    rows_left = max(len({key[0] for key in cells}) - len(bands), 0)
    return {"heads": heads, "bands": bands, "rows_left": rows_left, "missing": drawn.most_missing(which, cells, names)}


@require_safe
def cell(request: HttpRequest, which: str) -> HttpResponseBase:
    """Who is there, and what was asked for, in one cell."""
    key = (request.GET.get("row", ""), request.GET.get("column", ""))
    if which not in demand.MAPS or not all(key):
        raise Http404
    now, names = in_force(clock.now()), drawn.names_of(which)
    behind = _behind(request, which, key, now)
    if exports.wanted(request) and (file := exports.answer(request, behind.sheet(), at=now.at)):
        return file
    page, found = pages.paged(request, behind.rows), demand.coverage_of(which, key, now)
    context = {
        "title": _("%(row)s, %(column)s") % {"row": names.row(key[0]), "column": names.column(key[1])},
        "words": drawn.cell_words(key, names, found),
        "tabs": [(each, drawn.cell_url(which, key, show=code), code == behind.show) for code, each in _shown(found).items()],
        "table": drawn.plain_table(request, behind.columns, page, list(behind.lines(page.rows)), behind.label),
        "leads_url": drawn.leads_url(which, key),
        "unseen": max(behind.counted - page.total, 0),
        "crumbs": [Crumb(label=_("Coverage"), url=_url(which)), Crumb(label=names.row(key[0]))],
    }
    return pages.page_or_fragment(request, "recruiting/cell.html", "list", context)


@dataclass(frozen=True, slots=True)
class Behind:
    """What one cell opens: the rows that the reader may see, how many were counted, and how they are drawn."""

    show: str
    label: str
    columns: tuple[Column, ...]
    lines: Callable[[Iterable[Any]], Iterator[Row]]
    rows: QuerySet[Any]
    counted: int

    def sheet(self) -> Sheet:
        """The same as a file."""

        def written() -> Iterator[Row]:
            return (line for some in portions(self.rows) for line in self.lines(some))

        return as_shown(self.label, self.columns, total=self.rows.count(), rows=written)


def _behind(request: HttpRequest, which: str, key: demand.Key, now: InForce) -> Behind:
    me = reader(request)
    if request.GET.get("show") == REQUESTS:
        seen, counted = demand.requests_in(which, key, now, reader=me)
        return Behind(REQUESTS, _("Requests"), drawn.request_columns(), drawn.request_rows, seen, counted)
    members = demand.members_in(which, key, now, reader=me)
    return Behind(MEMBERS, _("Members"), drawn.member_columns(), drawn.member_rows, members, 0)


def _shown(found: demand.Covered) -> dict[str, str]:
    return {
        MEMBERS: ngettext("%(n)s member", "%(n)s members", found.members) % {"n": found.members},
        REQUESTS: ngettext("%(n)s request", "%(n)s requests", found.demand) % {"n": found.demand},
    }


def _tabs(which: str) -> list[tuple[str, str, bool]]:
    labels = {demand.PLACE: _("Industry and region"), demand.CASE: _("Use case and segment")}
    return [(label, _url(code), code == which) for code, label in labels.items()]


def _url(which: str) -> str:
    return reverse("recruiting:coverage") if which == demand.PLACE else reverse("recruiting:coverage_of", args=[which])


def _lead(lacking: int, *, has_any: bool) -> str:
    if not has_any:
        return _("Members against what is asked for. Nobody has joined yet, and nothing was asked for.")
    if not lacking:
        return _("Nowhere is more asked for than there are members.")
    words = ngettext(
        "In %(n)s place more is asked for than there are members.",
        "In %(n)s places more is asked for than there are members.",
        lacking,
    )
    return words % {"n": lacking}
