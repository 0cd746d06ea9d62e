"""One's own settings, and being away."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people import access, actions, queries
from goodword.people.forms import AbsenceForm, OwnForm
from goodword.people.models import Absence, User
from goodword.people.views.edge import reader
from goodword.ui import pages
from goodword.ui.pieces import Crumb


def _back_to(person: User, me: User) -> HttpResponse:
    return redirect("people:settings") if person.pk == me.pk else redirect("people:person", pk=person.pk)


def own_settings(request: HttpRequest) -> HttpResponse:
    """Name, zone, language; absence; devices; second factor."""
    me, at = reader(request), clock.now()
    form = OwnForm(
        request.POST or None, instance=User(pk=me.pk, name=me.name, time_zone=me.time_zone, language=me.language), program=queries.program()
    )
    if request.method == "POST" and form.is_valid():
        actions.change_own_details(me, **{name: form.cleaned_data[name] for name in OwnForm.Meta.fields}, at=at)
        pages.said(request, _("Saved."))
        return redirect("people:settings")
    today = queries.today(at)
    context = {
        "form": form,
        "absence_form": AbsenceForm(person=me, today=today),
        "absences": queries.absence_lines(queries.absences_from(me, today), today=today),
        "devices": queries.devices(me, session_key=request.session.session_key or ""),
        "has_second_factor": is_mfa_enabled(me),
        "assignments": queries.assignments(me),
        "stands_in_for": queries.stands_in_for(me, today),
    }
    return render(request, "people/settings.html", context, status=422 if form.is_bound else 200)


@require_POST
def absence(request: HttpRequest, pk: int) -> HttpResponse:
    """Note an absence, one's own or (administrators) a colleague's."""
    me, at = reader(request), clock.now()
    person = get_object_or_404(access.visible_to(me), pk=pk)
    if not access.can_set_absence(me, whose=person):
        raise NotAllowed
    form = AbsenceForm(request.POST, person=person, today=queries.today(at))
    if form.is_valid():
        data = form.cleaned_data
        noted = actions.set_absence(person, from_on=data["first_day"], to_on=form.to_on, deputy=data["deputy"], by=me, at=at)
        if not isinstance(noted, Refused):
            pages.said(request, _("Noted. It can be taken back."))
            return _back_to(person, me)
        form.add_error(None, noted.words)
    return _absence_page(request, person, form)


def _absence_page(request: HttpRequest, person: User, form: AbsenceForm, absence: Absence | None = None) -> HttpResponse:
    is_me = person.pk == reader(request).pk
    back_url = reverse("people:settings") if is_me else reverse("people:person", args=[person.pk])
    crumbs = [Crumb(label=_("Your settings") if is_me else person.name, url=back_url), Crumb(label=_("Away"))]
    context = {"person": person, "form": form, "is_me": is_me, "absence": absence, "crumbs": crumbs, "back_url": back_url}
    return render(request, "people/absence.html", context, status=422 if form.is_bound else 200)


def change_absence(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Other days, or another deputy."""
    me, at = reader(request), clock.now()
    absence = get_object_or_404(queries.absences(), pk=absence_id)
    if not access.can_set_absence(me, whose=absence.user):
        raise NotAllowed
    form = AbsenceForm(request.POST or None, person=absence.user, today=queries.today(at), absence=absence)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        changed = actions.change_absence(absence_id, from_on=data["first_day"], to_on=form.to_on, deputy=data["deputy"], by=me, at=at)
        if not isinstance(changed, Refused):
            pages.said(request, _("Saved."))
            return _back_to(absence.user, me)
        form.add_error(None, changed.words)
    return _absence_page(request, absence.user, form, absence)


@require_POST
def end_absence(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Take an absence back."""
    me = reader(request)
    person = actions.end_absence(absence_id, by=me, at=clock.now())
    pages.said(request, _("The absence is taken back."))
    return _back_to(person, me)


@require_POST
def end_device(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one's own other device out."""
    actions.end_device(pk, person=reader(request), at=clock.now())
    pages.said(request, _("That device is signed out."))
    return redirect("people:settings")
