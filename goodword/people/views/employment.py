"""Inviting, roles, place, leaving and coming back: an administrator's verbs."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import access, actions
from goodword.people.forms import InviteForm, PlaceForm, RolesForm
from goodword.people.models import User
from goodword.people.views.edge import administrators_only, reader
from goodword.ui import pages


def _person(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(access.visible_to(reader(request)), pk=pk)


@administrators_only
def invite(request: HttpRequest) -> HttpResponse:
    """The form, and the invitation."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        invited = actions.invite(
            email=data["email"],
            name=data["name"],
            title=data["title"],
            roles=form.chosen(),
            region=data["region"],
            team=data["team"],
            by=reader(request),
            at=clock.now(),
        )
        if isinstance(invited, Refused):
            form.add_error("email", invited.words)
        else:
            pages.said(request, _("%(name)s is invited. The link works for seven days.") % {"name": invited.name})
            return redirect("people:person", pk=invited.pk)
    return render(request, "people/invite.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@administrators_only
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link by mail."""
    person = _person(request, pk)
    refused = actions.invite_again(person, by=reader(request), at=clock.now())
    if refused is not None:
        pages.refused(request, refused.words)
    else:
        pages.said(request, _("A new link is on its way to %(name)s. The old one no longer works.") % {"name": person.name})
    return redirect("people:person", pk=pk)


@require_POST
@never_cache
@administrators_only
def invitation_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The link itself, once, where no mail leaves the house."""
    person = _person(request, pk)
    path = actions.hand_over_invitation(person, by=reader(request), at=clock.now())
    return render(request, "people/invitation_link.html", {"person": person, "link": f"{settings.GOODWORD_BASE_URL}{path}"})


@require_POST
@administrators_only
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Give exactly the roles that are ticked."""
    person = _person(request, pk)
    form = RolesForm(request.POST, person=person)
    if form.is_valid():
        outcome = actions.change_roles(person, roles=form.chosen(), by=reader(request), at=clock.now())
        if isinstance(outcome, Refused):
            pages.refused(request, outcome.words)
        else:
            pages.said(request, _("Roles of %(name)s are saved.") % {"name": person.name})
    return redirect("people:person", pk=pk)


@require_POST
@administrators_only
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Region, team and job title."""
    person = _person(request, pk)
    form = PlaceForm(request.POST, instance=User(pk=person.pk))
    if form.is_valid():
        data = form.cleaned_data
        actions.place(person, region=data["region"], team=data["team"], title=data["title"], by=reader(request), at=clock.now())
        pages.said(request, _("Saved."))
    return redirect("people:person", pk=pk)


@require_POST
@administrators_only
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """End somebody's access and sessions; what is open of theirs is listed for handing over."""
    person = _person(request, pk)
    outcome = actions.deactivate(person, by=reader(request), at=clock.now())
    if isinstance(outcome, Refused):
        pages.refused(request, outcome.words)
    else:
        pages.said(request, _("%(name)s is signed out everywhere and cannot sign in any more.") % {"name": person.name})
    return redirect("people:person", pk=pk)


@require_POST
@administrators_only
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody sign in again."""
    person = _person(request, pk)
    actions.reactivate(person, by=reader(request), at=clock.now())
    pages.said(request, _("%(name)s may sign in again, with the password and roles of before.") % {"name": person.name})
    return redirect("people:person", pk=pk)
