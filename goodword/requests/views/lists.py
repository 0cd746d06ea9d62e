"""The queue: my turn, unassigned, mine, late, all; narrowed, sorted, by page, as a file."""

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel.clock import now
from goodword.people.views.edge import reader
from goodword.policy.queries import in_force
from goodword.requests import tables as queue_table
from goodword.requests.queries.know import who_could_lead
from goodword.requests.queries.lists import turn_in, with_ball
from goodword.requests.queries.queue import NOTHING_ASKED, View, by_priority, counted, holders_in, leads_a_team, queue_of, queued, views_of
from goodword.ui import exports, pages, tables
from goodword.ui.dates import local_day

NEW_ONES: Final = (View.UNASSIGNED, View.TRIAGE)
URGENT_FIRST: Final = (View.TURN, View.WAITING, View.OVERDUE)


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """The list."""
    user, at, columns = reader(request), now(), queue_table.columns()
    views = views_of(user, leads=leads_a_team(user))
    view = next((each for each in views if each == request.GET.get("view", "")), View.ALL if user.is_manager else View.MINE)
    asked, queue = queue_table.asked_in(request), queue_of(user, at=at)
    sort = tables.chosen_sort(request, columns, default="due" if view in URGENT_FIRST else "-request")
    rows = with_ball(queued(queue, view=view, asked=asked)).order_by(*sort.order_by)
    by_team = view in NEW_ONES and "sort" not in request.GET
    rows = by_priority(rows, in_force(at).numbers.priority) if by_team else rows
    if exports.wanted(request) and (file := exports.answer(request, queue_table.sheet(rows, user, at=at), at=at)):
        return file
    counts = counted(queue, views)
    page = pages.paged(request, rows, total=counts[view] if asked == NOTHING_ASKED else None)
    table = tables.Table(
        request=request,
        columns=columns,
        rows=[queue_table.row_of(row, turn_in(row, at=at), user) for row in page.rows],
        page=page,
        sort=None if by_team else sort,
        note=_("Teams stand in the order of the policy, and of each what is due first.") if by_team and page.total else "",
        filters=queue_table.filters(holders_in(queue)),
        search=_("Number, customer, deal or topic"),
        empty=queue_table.empty(view, is_narrowed=asked != NOTHING_ASKED),
        label=_("Requests"),
        exported=True,
        bulk=queue_table.bulk(request, list(who_could_lead()), total=page.total) if user.is_manager else None,
    )
    context = {
        "table": table,
        "views": queue_table.chips(request, view, counts),
        "view": view,
        "layouts": queue_table.layouts(request, "list"),
        "needed": queue_table.needed_between(request, asked, today=local_day(at)),
    }
    return pages.page_or_fragment(request, "requests/list.html", "list", context)
