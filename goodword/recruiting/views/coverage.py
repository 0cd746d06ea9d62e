"""The map of what is covered, and what is behind each of its cells."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from goodword.kernel import clock
from goodword.people.views.edge import reader
from goodword.policy.queries import in_force
from goodword.recruiting.queries import demand
from goodword.recruiting.tables import coverage as drawn
from goodword.ui import exports, pages
from goodword.ui.exports import as_shown, portions
from goodword.ui.pieces import Crumb

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
    heads, bands = drawn.picture(which, cells, names, full=now.numbers.lead_gap)
    missing = drawn.most_missing(which, cells, names)
    context = {
        "which": which,
        "tabs": _tabs(which),
        "heads": heads,
        "bands": bands,
        "missing": missing,
        "lead": _lead(sum(bool(each.missing) for each in cells.values()), has_any=bool(cells)),
        "days": now.numbers.lead_demand_days,
        "unplaced": demand.unplaced(which, now),
        "row_head": names.row_head,
        "rows_left": max(len({key[0] for key in cells}) - len(bands), 0),
        "table": drawn.table(request, which, cells, names),
    }
    return pages.page_or_fragment(request, "recruiting/coverage.html", "list", context)


@require_safe
def cell(request: HttpRequest, which: str) -> HttpResponseBase:
    """Who is there, and what was asked for, in one cell."""
    key = (request.GET.get("row", ""), request.GET.get("column", ""))
    if which not in demand.MAPS or not all(key):
        raise Http404
    now, names = in_force(clock.now()), drawn.names_of(which)
    shown = REQUESTS if request.GET.get("show") == REQUESTS else MEMBERS
    rows, counted = _behind(request, which, key, shown, now)
    lines = drawn.request_rows if shown == REQUESTS else drawn.member_rows
    columns = drawn.request_columns() if shown == REQUESTS else drawn.member_columns()
    label = _("Requests") if shown == REQUESTS else _("Members")
    if exports.wanted(request):
        sheet = as_shown(label, columns, total=rows.count(), rows=lambda: (line for some in portions(rows) for line in lines(some)))
        if file := exports.answer(request, sheet, at=now.at):
            return file
    page = pages.paged(request, rows)
    found = demand.coverage_of(which, key, now)
    context = {
        "title": _("%(row)s, %(column)s") % {"row": names.row(key[0]), "column": names.column(key[1])},
        "words": drawn.cell_words(key, names, found),
        "tabs": [(each, drawn.cell_url(which, key, show=code), code == shown) for code, each in _shown(found).items()],
        "table": drawn.plain_table(request, columns, page, list(lines(page.rows)), label),
        "leads_url": drawn.leads_url(which, key),
        "unseen": max(counted - page.total, 0) if shown == REQUESTS else 0,
        "crumbs": [Crumb(label=_("Coverage"), url=_url(which)), Crumb(label=names.row(key[0]))],
    }
    return pages.page_or_fragment(request, "recruiting/cell.html", "list", context)


def _behind(request: HttpRequest, which: str, key: demand.Key, shown: str, now: Any) -> tuple[Any, int]:
    """The rows that the reader may see, and how many were counted."""
    if shown == REQUESTS:
        seen, counted = demand.requests_in(which, key, now, reader=reader(request))
        return seen, counted
    members = demand.members_in(which, key, now, reader=reader(request))
    return members, 0


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
