"""Many customers of one request in one go."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, announce, attempt
from goodword.requests import actions
from goodword.requests.views.edge import load_request
from goodword.requests.views.page import after, show
from goodword.ui import exports, pages

MOST_REASONS = 3
OK, REFUSED = 200, 422


@require_POST
def hold_all(request: HttpRequest, number: int) -> HttpResponse:
    """Hold everybody in line and ask their owners."""
    row = load_request(request, number)
    done = attempt(lambda: actions.hold_all(row, by=actor(request), at=now()))
    return _told(
        request,
        number,
        done,
        lambda n: ngettext("%(n)s is held, and the owner is asked.", "%(n)s are held, and their owners are asked.", n),
    )


@require_POST
def ask_all(request: HttpRequest, number: int) -> HttpResponse:
    """Ask everybody whose owner agreed, by mail from here."""
    row = load_request(request, number)
    done = attempt(lambda: actions.ask_all(row, by=actor(request), at=now()))
    return _told(request, number, done, lambda n: ngettext("%(n)s customer is asked by mail.", "%(n)s customers are asked by mail.", n))


@require_POST
def own_mail(request: HttpRequest, number: int) -> HttpResponseBase:
    """Write down that everybody whose owner agreed is asked by a mail of our own; the list has the link of each."""
    row = load_request(request, number)
    asked = attempt(lambda: actions.ask_by_own_mail(row, by=actor(request), at=now()))
    made, done = ([], asked) if isinstance(asked, Refused) else asked
    if not made:
        return _told(request, number, done, lambda _n: _("Nobody may be asked just now."))
    if done.left:  # a file has no place for it: the next page says it
        names = "; ".join(f"{each.candidate.account.name}: {each.why}" for each in done.left[:MOST_REASONS])
        pages.refused(request, f"{_left(done)} {names}")

    def lines() -> Iterator[tuple[Any, ...]]:
        for each in made:
            contact = each.candidate.contact
            link = request.build_absolute_uri(reverse("portal:answer", args=[each.token]))
            yield each.candidate.account.name, contact.name, contact.email, link

    heads = (_("Customer"), _("Name"), _("Mail address"), _("Link to answer"))
    name = _("%(number)s, to be asked") % {"number": row.number}
    return exports.as_csv(exports.Sheet(name=name, heads=heads, total=len(made), rows=lines))


def _told(request: HttpRequest, number: int, done: actions.Done | Refused, words: Callable[[int], str]) -> HttpResponse:
    """How many it was done for; why not for the others stands beside each."""
    if isinstance(done, Refused):
        announce(request, done, said="")
        return after(request, number)
    if done.done or not done.left:
        pages.said(request, words(len(done.done)) % {"n": len(done.done)})
    if not done.left:
        return after(request, number)
    pages.refused(request, _("%(left)s Why stands beside each.") % {"left": _left(done)})
    why_left = {each.candidate.pk: each.why for each in done.left}
    return show(request, load_request(request, number), why_left=why_left, status=OK if done.done else REFUSED)


def _left(done: actions.Done) -> str:
    return ngettext("%(n)s is left as it was.", "%(n)s are left as they were.", len(done.left)) % {"n": len(done.left)}
