"""The first page of a new installation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import actions, queries
from goodword.people.forms import SetUpForm
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages


@administrators_only
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    """Few questions, the rest with defaults; whoever leaves comes back here from home."""
    form = SetUpForm(request.POST or None, request.FILES or None, instance=queries.program())
    if request.method == "POST" and form.is_valid():
        refused = actions.set_up(logo=form.picture(), teams=form.cleaned_data["teams"], **form.facts(), by=reader(request), at=clock.now())
        if not isinstance(refused, Refused):
            pages.said(
                request,
                _("%(company)s is set up. Everything can be changed under Program.") % {"company": form.cleaned_data["company_name"]},
            )
            return redirect("desk:home")
        form.add_error("logo", refused.words)
    context = {"form": form, "regions": queries.regions(), "teams": queries.teams()}
    return render(request, "people/begin.html", context, status=422 if form.is_bound else 200)
