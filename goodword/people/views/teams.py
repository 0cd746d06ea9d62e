"""The requesting teams, as administrators keep them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import actions, queries
from goodword.people.forms import TeamForm
from goodword.people.models import Team
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages
from goodword.ui.pieces import Crumb

TEAM_VERBS = ("team.added", "team.changed", "team.removed")


@administrators_only
@require_http_methods(["GET", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """All teams, and one more."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        team = actions.add_team(name=form.cleaned_data["name"], lead=form.cleaned_data["lead"], by=reader(request), at=clock.now())
        if not isinstance(team, Refused):
            pages.said(request, _("%(team)s is a team now.") % {"team": team.name})
            return redirect("people:teams")
        form.add_error("name", team.words)
    context = {
        "teams": queries.teams_with_people(),
        "form": form,
        "timeline": queries.program_timeline(reader=reader(request), verbs=TEAM_VERBS),
    }
    return render(request, "people/teams.html", context, status=422 if form.is_bound else 200)


def _page(request: HttpRequest, team: Team, form: TeamForm, *, status: int = 200) -> HttpResponse:
    crumbs = [
        Crumb(label=_("Program"), url=reverse("people:program")),
        Crumb(label=_("Teams"), url=reverse("people:teams")),
        Crumb(label=team.name),
    ]
    return render(request, "people/team.html", {"team": team, "form": form, "crumbs": crumbs}, status=status)


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
    return _page(request, row, form, status=422 if form.is_bound else 200)


@administrators_only
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a team away when nobody is in it."""
    row = get_object_or_404(queries.teams_with_people(), pk=pk)
    removed = actions.remove_team(pk, by=reader(request), at=clock.now())
    if isinstance(removed, Refused):
        pages.refused(request, removed)
        return _page(request, row, TeamForm(team=row), status=422)
    pages.said(request, _("%(team)s is no team any more.") % {"team": removed.name})
    return redirect("people:teams")
