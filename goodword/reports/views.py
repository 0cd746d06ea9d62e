"""The pages of Insight: each report, and the lists behind its figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel import clock
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.reports import access
from goodword.reports.kinds.figures import Block, Report
from goodword.reports.queries.scope import EVER, LAST_FOUR, Scope, scope_of
from goodword.reports.sheets import sheet_of
from goodword.reports.tables import (
    acceptance,
    asks,
    exceptions,
    lately,
    lists,
    load,
    moves,
    never,
    nominated,
    outcomes,
    overview,
    pool,
    registered,
    requests,
    speed,
    standing,
    unfinished,
)
from goodword.reports.tables.bar import Names, bar_of
from goodword.reports.tables.listing import Listing
from goodword.ui import exports, pages
from goodword.ui.pieces import Crumb

View = Callable[[HttpRequest], HttpResponseBase]
Reported = Callable[[HttpRequest, Scope, Names], Report]
Listed = Callable[[HttpRequest, Scope, Names], Listing]


def _scope(request: HttpRequest, usual: str = LAST_FOUR) -> Scope:
    reader = cast("User", request.user)
    if not access.can_see(reader):
        raise PermissionDenied
    return scope_of(request.GET, reader=reader, now=in_force(clock.now()), usual=usual)


def _page(made: Reported, *, usual: str = LAST_FOUR, is_first: bool = False) -> View:
    """The view of one report; the first page has other clothes."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponseBase:
        scope, names = _scope(request, usual), Names()
        report = made(request, scope, names)
        sheet = sheet_of(report, request.GET.get("block", "")) if exports.wanted(request) else None
        if sheet is not None and (file := exports.answer(request, sheet, at=scope.now.at)):
            return file
        context = {
            "report": report,
            "bar": bar_of(request, scope, names, report.filters),
            "blocks": [(block, block.listing.table(request) if block.listing else None, _files(request, block)) for block in report.blocks],
            "crumbs": [] if is_first else [Crumb(label=_("Insight"), url=reverse("reports:index")), Crumb(label=str(report.title))],
        }
        return pages.page_or_fragment(request, "reports/index.html" if is_first else "reports/report.html", "report", context)

    return view


def _files(request: HttpRequest, block: Block) -> list[tuple[str, str]]:
    """The forms in which a block can be had as a file."""
    if not block.is_written:
        return []
    words = {"csv": _("As CSV"), "xlsx": _("As a workbook (Excel)")}
    return [(label, pages.link(request, export=code, block=block.code)) for code, label in words.items()]


def _list(made: Listed, *, usual: str = LAST_FOUR) -> View:
    """The view of a list behind figures."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponseBase:
        scope, names = _scope(request, usual), Names()
        listing = made(request, scope, names)
        if exports.wanted(request) and (file := exports.answer(request, listing.sheet(), at=scope.now.at)):
            return file
        context = {
            "listing": listing,
            "table": listing.table(request),
            "crumbs": [Crumb(label=_("Insight"), url=reverse("reports:index")), Crumb(label=str(listing.title))],
            "problems": scope.problems,
            "period": "" if request.GET.get("period") else scope.period.label,
        }
        return pages.page_or_fragment(request, "reports/list.html", "list", context)

    return view


index = _page(overview.report, is_first=True)
outcomes_page = _page(outcomes.report)
lately_page = _page(lately.report)
load_page = _page(load.report)
never_page = _page(never.report)
never_list = _list(never.listing)
acceptance_page = _page(acceptance.report)
speed_page = _page(speed.report)
exceptions_page = _page(exceptions.report)
overrides_list = _list(exceptions.overrides_listing)
registered_page = _page(registered.report)
registrations_list = _list(registered.listing)
nominated_page = _page(nominated.report)
nominations_list = _list(nominated.listing)
moves_page = _page(moves.report)
moves_list = _list(moves.listing)
members_list = _list(pool.listing)
unfinished_page = _page(unfinished.report)
standing_page = _page(standing.report, usual=EVER)
requests_list = _list(requests.listing)
feedback_list = _list(lists.said)
deals_list = _list(lists.deal_rows)
asks_list = _list(asks.listing)
