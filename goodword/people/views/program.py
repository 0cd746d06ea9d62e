"""The program's settings and the routing table."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people import access, actions, queries, tables
from goodword.people.forms import LogoForm, ProgramForm, RuleForm
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import exports, pages
from goodword.ui.tables import files


@administrators_only
def program(request: HttpRequest) -> HttpResponseBase:
    """Company name, colour, zone, language and the fiscal year, with what was changed before, all of it as a file."""
    if exports.wanted(request) and request.method != "POST":
        sheet = tables.program_changes(reader=reader(request))
        if file := exports.answer(request, sheet, at=clock.now()):
            return file
    form = ProgramForm(request.POST or None, instance=queries.program())
    if request.method == "POST" and form.is_valid():
        actions.change_program(**form.facts(), by=reader(request), at=clock.now())
        pages.said(request, _("Saved."))
        return redirect("people:program")
    timeline = queries.program_timeline(reader=reader(request))
    context = {"form": form, "logo_form": LogoForm(), "timeline": timeline, "files": files(request, len(timeline))}
    return render(request, "people/program.html", context, status=422 if form.is_bound else 200)


def routing(request: HttpRequest) -> HttpResponse:
    """Which reference manager gets which request; a new line replaces the one there was."""
    me, at = reader(request), clock.now()
    if not access.can_route(me):
        raise NotAllowed
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        ruled = actions.route(rule_by=data["by"], region=data["region"], manager=data["manager"], by=me, at=at)
        if not isinstance(ruled, Refused):
            pages.said(request, _("Saved."))
            return redirect("people:routing")
        form.add_error("manager", ruled.words)
    context = {
        "form": form,
        "rules": queries.rules(),
        "answers": queries.routed_regions(),
        "timeline": queries.program_timeline(reader=me, verbs=("routing.changed", "routing.removed")),
    }
    return render(request, "people/routing.html", context, status=422 if form.is_bound else 200)


@require_POST
def stop_routing(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Take one line out."""
    actions.stop_routing(rule_id, by=reader(request), at=clock.now())
    pages.said(request, _("The rule is gone. Its requests follow the rules that remain."))
    return redirect("people:routing")
