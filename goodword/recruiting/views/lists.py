"""The list of nominations."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from goodword.kernel.clock import now
from goodword.people.views.edge import reader
from goodword.recruiting import access
from goodword.recruiting.queries.nominations import EVERYTHING, MINE, VIEWS, in_view, narrowed, view_counts
from goodword.recruiting.tables import nominations as of_nominations
from goodword.ui import exports, pages, tables


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """What waits for a decision, what one nominated, everything; narrowed, sorted, as a file."""
    user, at = reader(request), now()
    visible = access.nominations_visible_to(user)
    usual = EVERYTHING if user.is_manager else MINE
    view = next((each for each in VIEWS if each == request.GET.get("view", "")), usual)
    asked = of_nominations.asked_in(request)
    found = narrowed(in_view(visible, view, reader=user, at=at), asked)
    sort = tables.chosen_sort(request, of_nominations.COLUMNS, default="-begun")
    rows = found.select_related("account__region", "nominator", "manager", "champion").order_by(*sort.order_by)
    if exports.wanted(request) and (file := exports.answer(request, of_nominations.sheet(rows, at=at), at=at)):
        return file
    is_narrowed = bool(asked.words) or any(asked.chosen.values()) or view != usual
    table = of_nominations.nominations(
        request, pages.paged(request, rows), at=at, sort=sort, is_narrowed=is_narrowed, may_nominate=access.can_nominate(user)
    )
    counts = view_counts(visible, reader=user, at=at)
    chips = of_nominations.views(request, view, counts, reader=user)
    return pages.page_or_fragment(request, "recruiting/nominations.html", "list", {"table": table, "views": chips, "tab": "nominations"})
