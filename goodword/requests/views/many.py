"""Many customers of one request in one go."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goodword.kernel.clock import now
from goodword.requests import actions
from goodword.requests.views.edge import actor, attempt, load_request
from goodword.requests.views.page import after
from goodword.ui import exports, pages

MOST_REASONS = 3


@require_POST
def hold_all(request: HttpRequest, number: int) -> HttpResponse:
    """Hold everybody in line and ask their owners."""
    row = load_request(request, number)
    done: actions.Done = attempt(lambda: actions.hold_all(row, by=actor(request), at=now()))
    said = ngettext("%(n)s is held, and the owner is asked.", "%(n)s are held, and their owners are asked.", len(done.done))
    _say(request, done, said % {"n": len(done.done)})
    return after(request, number)


@require_POST
def ask_all(request: HttpRequest, number: int) -> HttpResponse:
    """Ask everybody whose owner agreed, by mail from here."""
    row = load_request(request, number)
    done: actions.Done = attempt(lambda: actions.ask_all(row, by=actor(request), at=now()))
    said = ngettext("%(n)s customer is asked by mail.", "%(n)s customers are asked by mail.", len(done.done))
    _say(request, done, said % {"n": len(done.done)})
    return after(request, number)


@require_POST
def own_mail(request: HttpRequest, number: int) -> HttpResponseBase:
    """Write down that everybody whose owner agreed is asked by a mail of our own; the list has the link of each."""
    row = load_request(request, number)
    made, done = attempt(lambda: actions.ask_by_own_mail(row, by=actor(request), at=now()))
    if not made:
        _say(request, done, _("Nobody may be asked just now."))
        return after(request, number)

    def lines() -> Iterator[tuple[Any, ...]]:
        for each in made:
            contact = each.candidate.contact
            link = request.build_absolute_uri(reverse("portal:answer", args=[each.token]))
            yield each.candidate.account.name, contact.name, contact.email, link

    heads = (_("Customer"), _("Name"), _("Mail address"), _("Link to answer"))
    name = _("%(number)s, to be asked") % {"number": row.number}
    return exports.as_csv(exports.Sheet(name=name, heads=heads, total=len(made), rows=lines))


def _say(request: HttpRequest, done: actions.Done, said: str) -> None:
    if done.done or not done.left:
        pages.said(request, said)
    if done.left:
        names = "; ".join(f"{each.candidate.account.name}: {each.why}" for each in done.left[:MOST_REASONS])
        words = ngettext("%(n)s is left as it was. %(names)s", "%(n)s are left as they were. %(names)s", len(done.left))
        pages.refused(request, words % {"n": len(done.left), "names": names})
