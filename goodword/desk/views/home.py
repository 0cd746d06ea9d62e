"""Home: what waits for me."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodword.desk.queries.home import home as home_of
from goodword.desk.queries.quiet import quiet
from goodword.kernel import clock
from goodword.people.views.edge import reader


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, most urgent first."""
    me, now = reader(request), clock.now()
    return render(
        request, "desk/home.html", {"home": home_of(me, at=now, all_others=request.GET.get("others") == "all"), "quiet": quiet(me, at=now)}
    )
