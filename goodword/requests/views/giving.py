"""Several requests given to a manager in one go, from the list; and taken back."""

from http import HTTPStatus
from typing import Any, Final

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.queries import named
from goodword.people.views.edge import actor, attempt, reader
from goodword.requests import actions
from goodword.requests.access import visible_to
from goodword.requests.queries.know import who_could_lead
from goodword.requests.queries.queue import View, leads_a_team, queue_of, queued, views_of
from goodword.requests.queries.words import request_url, title_of
from goodword.requests.tables import asked_in
from goodword.ui import pages
from goodword.ui.pieces import Crumb

SALT: Final = "goodword.requests.given"
UNDO_WITHIN: Final = 3600


@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give the ticked requests, or all that the address asks for."""
    user, at = reader(request), now()
    back = f"{reverse('requests:list')}?{request.GET.urlencode()}"
    to = who_could_lead().filter(pk=parse_key(request.POST.get("what", "")) or 0).first()
    if not user.is_manager:
        raise PermissionDenied
    if to is None:
        pages.refused(request, _("Choose a reference manager who can sign in."))
        return redirect(back)
    done = attempt(lambda: actions.give(_keys(request, user), to=to, by=actor(request), at=at))
    if isinstance(done, Refused):
        pages.refused(request, done)
        return redirect(back)
    said = ngettext("%(n)s request is with %(name)s now.", "%(n)s requests are with %(name)s now.", len(done.given))
    said = said % {"n": len(done.given), "name": to.name}
    undo = f"{reverse('requests:give_undo')}?given={_token(user, to, done)}" if done.given else ""
    if not done.left:
        pages.said(request, said, undo_url=undo)
        return redirect(back)
    return _some_left(request, done, said=said if done.given else _("None of them changed hands."), undo=undo, back=back)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Give them back to whoever led them before."""
    back = reverse("requests:list")
    try:
        who, to_pk, given = signing.loads(request.GET.get("given", ""), salt=SALT, max_age=UNDO_WITHIN)
    except signing.BadSignature:
        pages.refused(request, _("That can no longer be undone from here. Give them back from the list."))
        return redirect(back)
    to = named([to_pk]).get(to_pk)
    if who != reader(request).pk or to is None:
        raise PermissionDenied
    done = attempt(lambda: actions.take_given_back([(key, before) for key, before in given], to=to, by=actor(request), at=now()))
    said = ngettext("Taken back: %(n)s request is as it was.", "Taken back: %(n)s requests are as they were.", len(done.given))
    said = said % {"n": len(done.given)}
    if not done.left:
        pages.said(request, said)
        return redirect(back)
    return _some_left(request, done, said=said if done.given else _("None of them changed hands."), undo="", back=back)


def _some_left(request: HttpRequest, done: actions.Given, *, said: str, undo: str, back: str) -> HttpResponse:
    known = visible_to(reader(request)).select_related("opportunity__account").in_bulk([row.pk for row, _why in done.left])
    left: list[dict[str, Any]] = [
        {"title": title_of(known[row.pk]), "number": row.number, "url": request_url(row), "why": why}
        for row, why in done.left
        if row.pk in known
    ]
    crumbs = [Crumb(label=_("Requests"), url=reverse("requests:list")), Crumb(label=_("Giving requests away"))]
    context = {"said": said, "left": left, "undo": undo, "back": back, "crumbs": crumbs}
    return render(request, "requests/given.html", context, status=HTTPStatus.OK)


def _keys(request: HttpRequest, user: User) -> list[int]:
    """The ticked ones, or all of the list: one more than may be given, so that too many are noticed."""
    if request.POST.get("scope") != "all":
        ticked = {key for text in request.POST.getlist("id") if (key := parse_key(text)) is not None}
        return list(visible_to(user).filter(pk__in=ticked).values_list("pk", flat=True))
    views = views_of(user, leads=leads_a_team(user))
    view = next((each for each in views if each == request.GET.get("view", "")), View.ALL)
    rows = queued(queue_of(user, at=now()), view=view, asked=asked_in(request)).order_by("pk")
    return list(rows.values_list("pk", flat=True)[: actions.MOST_AT_ONCE + 1])


def _token(user: User, to: User, done: actions.Given) -> str:
    return signing.dumps((user.pk, to.pk, done.given), salt=SALT, compress=True)
