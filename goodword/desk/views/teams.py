"""One requesting team, as administrators keep it: with what the policy promises it, when it goes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.desk.actions.teams import promised_to, remove_team
from goodword.desk.forms import PromiseForm
from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import actions, queries
from goodword.people.forms import TeamForm
from goodword.people.models import Team
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages
from goodword.ui.pieces import Crumb


@administrators_only
@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """One team: its name, its lead, and the way to take it away."""
    row = get_object_or_404(queries.teams_with_people(), pk=pk)
    form = TeamForm(request.POST or None, team=row)
    if request.method == "POST" and form.is_valid():
        saved = actions.change_team(pk, **form.changes(), by=reader(request), at=clock.now())
        if not isinstance(saved, Refused):
            pages.said(request, _("Saved."))
            return redirect("people:teams")
        form.add_error("name", saved.words)
    return _page(request, row, form, PromiseForm(team=row), status=422 if form.is_bound else 200)


@administrators_only
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a team away when nobody is in it, and say where its promise goes."""
    row, at = get_object_or_404(queries.teams_with_people(), pk=pk), clock.now()
    promise = PromiseForm(request.POST, team=row)
    if promised_to(row, at=at) and not promise.is_valid():
        return _page(request, row, TeamForm(team=row), promise, status=422)
    removed = remove_team(row, **promise.values(), by=reader(request), at=at)
    if isinstance(removed, Refused):
        pages.refused(request, removed)
        return _page(request, row, TeamForm(team=row), promise, status=422)
    pages.said(request, _("%(team)s is no team any more.") % {"team": removed.name})
    return redirect("people:teams")


def _page(request: HttpRequest, team: Team, form: TeamForm, promise: PromiseForm, *, status: int = 200) -> HttpResponse:
    crumbs = [
        Crumb(label=_("Program"), url=reverse("people:program")),
        Crumb(label=_("Teams"), url=reverse("people:teams")),
        Crumb(label=team.name),
    ]
    context = {"team": team, "form": form, "promise": promise, "promised": promised_to(team, at=clock.now()), "crumbs": crumbs}
    return render(request, "desk/team.html", context, status=status)
