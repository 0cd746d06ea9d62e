"""A colleague leaves: what is open of theirs, and who takes it over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from goodword.desk.actions.hand_over import hand_over as hand_everything_over
from goodword.desk.forms import SuccessorForm
from goodword.desk.queries.leaving import open_of
from goodword.desk.queries.receiving import received
from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import access
from goodword.people.models import User
from goodword.people.queries import today
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages
from goodword.ui.pieces import Crumb


def _page(request: HttpRequest, person: User, form: SuccessorForm, *, status: int = 200) -> HttpResponse:
    crumbs = [Crumb(label=_("People"), url="/people/"), Crumb(label=person.name, url=f"/people/{person.pk}/"), Crumb(label=_("Leaving"))]
    day, administrator = today(clock.now()), reader(request)
    found = open_of(person, reader=administrator, today=day)
    context: dict[str, Any] = {"person": person, "open": found, "form": form, "crumbs": crumbs}
    if form.is_bound and form.is_valid():
        context["to"] = to = form.cleaned_data["to"]
        context["received"] = received(found, person, to=to, reader=administrator, today=day)
    return render(request, "desk/leaving.html", context, status=status)


@require_safe
@administrators_only
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """What is open of a colleague's, before and after their access ends; with `to`, what that colleague would get of it."""
    person = get_object_or_404(access.visible_to(reader(request)), pk=pk)
    form = SuccessorForm(request.GET if "to" in request.GET else None, leaver=person)
    return _page(request, person, form)


@require_POST
@administrators_only
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give all of it to one colleague."""
    person = get_object_or_404(access.visible_to(reader(request)), pk=pk)
    form = SuccessorForm(request.POST, leaver=person)
    if not form.is_valid():
        return _page(request, person, form, status=422)
    to = form.cleaned_data["to"]
    moved = hand_everything_over(person, to=to, by=reader(request), at=clock.now())
    if isinstance(moved, Refused):
        form.add_error("to", moved.words)
        return _page(request, person, form, status=422)
    pages.said(
        request, ngettext("%(n)s thing is with %(name)s now.", "%(n)s things are with %(name)s now.", moved) % {"n": moved, "name": to.name}
    )
    return redirect("desk:leaving", pk=pk)
