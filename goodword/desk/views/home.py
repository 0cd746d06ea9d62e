"""Home: what waits for me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodword.desk.queries.glance import glance
from goodword.desk.queries.home import home as home_of
from goodword.desk.queries.quiet import quiet
from goodword.kernel import clock
from goodword.people.views.edge import reader


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, most urgent first."""
    me, at = reader(request), clock.now()
    known = glance(me, at=at)
    shown = home_of(me, known, at=at, all_mine=request.GET.get("mine") == "all", all_others=request.GET.get("others") == "all")
    return render(request, "desk/home.html", {"home": shown, "quiet": quiet(me, known, at=at)})
