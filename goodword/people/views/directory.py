"""Who is here: the list and a person's page."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.kernel import clock
from goodword.people import access, queries, tables
from goodword.people.forms import AbsenceForm, PlaceForm, RolesForm
from goodword.people.views.edge import reader
from goodword.ui import exports, pages
from goodword.ui.pieces import Crumb


@require_safe
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody, by name; leavers on demand."""
    me, at = reader(request), clock.now()
    visible, today = access.visible_to(me), queries.today(at)
    if exports.wanted(request):
        sheet = tables.sheet(tables.find_people(request, visible), today=today)
        if file := exports.answer(request, sheet, at=at):
            return file
    context = {
        "table": tables.people(request, visible, today=today),
        "may_run": access.can_run_people(me),
        "may_route": access.can_route(me),
    }
    return pages.page_or_fragment(request, "people/list.html", "list", context)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One colleague: what they do, when they are away, and for administrators everything that can be changed."""
    me, at = reader(request), clock.now()
    shown = get_object_or_404(access.visible_to(me).select_related("team", "region", "invitation"), pk=pk)
    today = queries.today(at)
    context = {
        "person": shown,
        "crumbs": [Crumb(label=_("People"), url=reverse("people:list")), Crumb(label=shown.name)],
        "line": queries.lines([shown], on_day=today)[0],
        "assignments": queries.assignments(shown),
        "absences": queries.absence_lines(queries.absences_from(shown, today), today=today),
        "stands_in_for": queries.stands_in_for(shown, today),
        "may_run": access.can_run_people(me),
        "may_set_absence": access.can_set_absence(me, whose=shown),
        "is_me": me.pk == shown.pk,
        "timeline": queries.timeline(shown, reader=me) if access.can_see_history(me, whose=shown) else [],
        "invitation": queries.open_invitation_of(shown),
    }
    if context["may_run"]:
        context["may_be_invited"] = queries.waits_for_invitation(shown)
        context |= {"roles_form": RolesForm(person=shown), "place_form": PlaceForm(instance=shown)}
    if context["may_set_absence"]:
        context["absence_form"] = AbsenceForm(person=shown, today=today)
    return render(request, "people/person.html", context)
