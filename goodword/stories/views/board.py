"""The board of stories, by stage."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel.clock import now
from goodword.people.queries import today
from goodword.people.views.edge import reader
from goodword.stories import access
from goodword.stories.queries.board import board_of
from goodword.stories.queries.lists import EVERYTHING, MINE, in_view
from goodword.ui.pieces import Crumb


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What is worked on, or only what one has a part in: `?view=mine`."""
    user, visible = reader(request), access.visible_to(reader(request))
    view = MINE if request.GET.get("view") == MINE else EVERYTHING
    columns = board_of(in_view(visible, view, reader=user), reader=user, day=today(now()))
    here = reverse("stories:board")
    context = {
        "columns": columns,
        "is_empty": not any(each.cards for each in columns),
        "views": [(_("All"), here, view == EVERYTHING), (_("Mine"), f"{here}?view={MINE}", view == MINE)],
        "crumbs": [Crumb(label=_("Stories"), url=reverse("stories:list")), Crumb(label=_("Board"))],
    }
    return render(request, "stories/board.html", context)
