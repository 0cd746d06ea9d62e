"""How one is told: each kind of notice at once, in the daily mail, or not by mail; and what the daily mail would say now."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed
from goodword.notifications import actions, queries
from goodword.notifications.forms import FirstWaysForm, WaysForm
from goodword.notifications.messages.letter import Stale
from goodword.people.access import can_run_people
from goodword.people.models import User
from goodword.ui import pages
from goodword.ui.pieces import Crumb


def _own() -> Crumb:
    return Crumb(label=_("Your settings"), url=reverse("people:settings"))


def wishes(request: HttpRequest) -> HttpResponse:
    """One's own choice."""
    me = cast("User", request.user)
    form = WaysForm(request.POST or None, ways=queries.ways_of(me), hour=queries.daily_of(me).hour)
    if request.method == "POST" and form.is_valid():
        actions.choose_ways(me, ways=form.ways(), hour=form.cleaned_data["hour"], at=clock.now())
        pages.said(request, _("Saved."))
        return redirect("notifications:wishes")
    context = {"form": form, "crumbs": [_own(), Crumb(label=_("How you are told"))], "may_run": can_run_people(me)}
    return render(request, "notifications/wishes.html", context, status=422 if form.is_bound else 200)


def first_wishes(request: HttpRequest) -> HttpResponse:
    """What holds for colleagues who have not chosen: an administrator's."""
    me = cast("User", request.user)
    if not can_run_people(me):
        raise NotAllowed
    form = FirstWaysForm(request.POST or None, ways=queries.ways_of(None))
    if request.method == "POST" and form.is_valid():
        actions.choose_first_ways(ways=form.ways(), by=me, at=clock.now())
        pages.said(request, _("Saved."))
        return redirect("notifications:first_wishes")
    return render(request, "notifications/first_wishes.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The daily mail as it would be now; looking at it changes nothing."""
    composed = actions.todays(cast("User", request.user), at=clock.now())
    crumbs = [_own(), Crumb(label=_("How you are told"), url=reverse("notifications:wishes")), Crumb(label=_("Today's mail"))]
    context = {"composed": None if isinstance(composed, Stale) else composed, "crumbs": crumbs}
    return render(request, "notifications/today.html", context)
