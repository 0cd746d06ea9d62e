"""One's own settings, and being away."""

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people import access, actions, queries
from goodword.people.forms import AbsenceForm, OwnForm
from goodword.people.models import User
from goodword.people.views.edge import reader
from goodword.ui import pages


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
        "absences": queries.absences_from(me, today),
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
    return render(request, "people/absence.html", {"person": person, "form": form, "is_me": me.pk == person.pk}, status=422)


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
