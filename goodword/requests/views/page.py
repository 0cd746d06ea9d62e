"""The page of one request: head, ball, the step that is open, candidates, comments, facts, timeline."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goodword.comments.forms import Unsaid, unsaid
from goodword.comments.queries import shown_of
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.queries import active_people
from goodword.people.views.edge import actor, attempt, reader
from goodword.requests import access, actions
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.opening import may_open
from goodword.requests.queries.page import seen_by
from goodword.requests.queries.words import request_url
from goodword.requests.states import RequestState
from goodword.requests.views.edge import load_request
from goodword.requests.views.panel import NOTHING_OPENED, Opened, panel_of
from goodword.ui import pages
from goodword.ui.pieces import Crumb

NOBODY_LEFT: Final[Mapping[int, str]] = MappingProxyType({})


@require_GET
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One request; `?do=verb` opens the form of a verb."""
    row = load_request(request, number)
    if row.state == RequestState.DRAFT and access.can_edit(reader(request), row):
        return redirect(reverse("requests:edit", args=[row.pk]))
    return show(request, row, opened=Opened.by_address(request.GET))


def show(
    request: HttpRequest,
    row: ReferenceRequest,
    *,
    opened: Opened = NOTHING_OPENED,
    unsaid: Unsaid | None = None,
    unsaid_beside: dict[str, object] | None = None,
    why_left: Mapping[int, str] = NOBODY_LEFT,
    status: int = 200,
) -> HttpResponse:
    """Draw the page, with the form of a verb when one is open, or a comment that could not be written.

    `why_left` says of candidates why something that was to be done with many was not done with them.
    """
    at, user = now(), reader(request)
    looks_for = request.GET.get("q", "") if {"choose", "q"} & request.GET.keys() else None
    seen = seen_by(user, row, at=at, looks_for=looks_for, said=shown_of(request.GET.get("said", "")))
    context = {
        **seen.context,
        "cards": [replace(card, left=why_left.get(card.candidate.pk, "")) for card in seen.cards] if why_left else seen.cards,
        "panel": panel_of(opened, row, seen.cards, seen.turn, user, at=at),
        "crumbs": [Crumb(label=_("Requests"), url=reverse("requests:list")), Crumb(label=row.number)],
        "fragment": pages.wants_fragment(request),
        "unsaid": unsaid,
        "unsaid_beside": unsaid_beside,
    }
    return pages.page_or_fragment(request, "requests/page.html", "whole", context, status=status)


def after(request: HttpRequest, number: int, *, opened: Opened = NOTHING_OPENED) -> HttpResponse:
    """Show how things stand after a verb: the page in place, or by going back to it; the list for whoever may not see it any more."""
    may_see = may_open(reader(request), number)
    address = reverse("requests:request", args=[number]) if may_see else reverse("requests:list")
    if may_see and pages.wants_fragment(request):
        response = show(request, load_request(request, number), opened=opened)
        response.headers["HX-Replace-Url"] = address
        return response
    if pages.wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": address})
    query = urlencode({"do": opened.verb, "candidate": opened.candidate_id}) if opened.verb else ""
    return redirect(f"{address}?{query}" if query else address)


@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Say something about a request; it stays within its circle."""
    row, text = load_request(request, number), request.POST.get("text", "")
    keys = [key for key in map(parse_key, request.POST.getlist("let_in")) if key is not None]
    said = attempt(
        lambda: actions.comment(
            row,
            by=actor(request),
            at=now(),
            text=text,
            uploads=request.FILES.getlist("files"),
            let_in=active_people().filter(pk__in=keys),
        )
    )
    if isinstance(said, Refused):
        return show(
            request, load_request(request, number), unsaid=unsaid(text, said, may_let_in=access.can_share(reader(request), row)), status=422
        )
    if pages.wants_fragment(request):
        return show(request, load_request(request, number))
    return redirect(f"{request_url(row)}#comment-{said.pk}")
