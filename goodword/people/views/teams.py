"""The requesting teams, as administrators keep them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import actions, queries
from goodword.people.forms import TeamForm
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages

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
