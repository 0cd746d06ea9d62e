"""The list of stories."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from goodword.kernel.clock import now
from goodword.people.views.edge import reader
from goodword.stories import access
from goodword.stories import tables as of_stories
from goodword.stories.queries.lists import OPEN, VIEWS, in_view, narrowed, view_counts
from goodword.ui import exports, pages, tables


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """One's own, what is in the making, everything; narrowed, sorted, as a file."""
    user, at = reader(request), now()
    visible = access.visible_to(user)
    view = next((each for each in VIEWS if each == request.GET.get("view", "")), OPEN)
    asked = of_stories.asked_in(request)
    sort = tables.chosen_sort(request, of_stories.COLUMNS, default="-begun")
    found = narrowed(in_view(visible, view, reader=user), asked)
    rows = found.select_related("account__region", "manager").order_by(*sort.order_by)
    if exports.wanted(request) and (file := exports.answer(request, of_stories.sheet(rows, at=at), at=at)):
        return file
    is_narrowed = bool(asked.words) or any(asked.chosen.values()) or view != OPEN
    table = of_stories.stories(request, pages.paged(request, rows), sort=sort, is_narrowed=is_narrowed)
    chips = of_stories.views(request, view, view_counts(visible, reader=user))
    return pages.page_or_fragment(request, "stories/stories.html", "list", {"table": table, "views": chips})
