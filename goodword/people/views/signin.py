"""The way in for people without a password yet, and in the demo the one-click entry."""

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goodword.kernel import clock
from goodword.kernel.errors import NotFound
from goodword.people import actions, queries
from goodword.people.forms import AcceptForm
from goodword.people.models import User


def enter(request: HttpRequest, person: User) -> HttpResponse:
    """Sign somebody in with a fresh session, second factor included; whoever was signed in here before is out."""
    if request.user.is_authenticated:
        logout(request)
    answer: HttpResponse = perform_login(request, person, redirect_url="/")
    return answer


@never_cache
@login_not_required
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Follow an invitation: choose a password and be in. Opening the page changes nothing."""
    at = clock.now()
    try:
        invitation = actions.open_invitation(token, at=at)
    except NotFound:
        return render(request, "people/invitation_gone.html", status=410)
    form = AcceptForm(request.POST or None, person=invitation.user, initial={"name": invitation.user.name})
    if request.method == "POST" and form.is_valid():
        person = actions.accept_invitation(token, name=form.cleaned_data["name"], password=form.cleaned_data["password"], at=at)
        return enter(request, person)
    return render(request, "people/accept.html", {"form": form, "invitation": invitation}, status=422 if form.is_bound else 200)


@require_POST
@never_cache
@login_not_required
def demo_entry(request: HttpRequest) -> HttpResponse:
    """Enter the demo world as one of its people; anywhere else there is no such page."""
    offered = {str(entry.person.pk): entry.person for entry in queries.demo_entries()}
    person = offered.get(request.POST.get("person", ""))
    if person is None:
        raise Http404
    return enter(request, person)


@login_not_required
def no_such_page(_request: HttpRequest) -> HttpResponse:
    """Close a page that the sign-in library brings and this house does not want."""
    raise Http404
