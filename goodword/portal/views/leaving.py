"""Leaving the program, what we have on somebody, and being deleted: by a fresh link alone; deleting takes a second mail."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods, require_safe

from goodword.erasure.actions import ask_erasure, hand_out, send_erasure_link
from goodword.erasure.queries.evidence import evidence_of
from goodword.erasure.queries.held import held, photos_of
from goodword.erasure.queries.standing import by_receipt, is_done, under_way
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose
from goodword.notifications.queries import language_of, zone_of_reader
from goodword.people.queries import program
from goodword.portal import queries
from goodword.portal.access import TooManyMisses, contact_of, open_link
from goodword.portal.forms import LeaveForm
from goodword.portal.views.edge import NOT_THERE, OK, REFUSED, TOO_MANY, done, quietly
from goodword.portal.views.own import OwnVisit, by_own_link
from goodword.requests import actions


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """Leave the program; a POST does it, and the page says how it is taken back."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done(request, lambda: actions.leave_program(visit.contact, reason=reason, by=visit.by, at=visit.at))
        return visit.back("lately")
    page = queries.own_page(visit.contact, until=visit.link.expires_at, at=visit.at)
    context = {"page": page, "token": visit.token, "form": form}
    return render(request, "portal/own_leave.html", context, status=REFUSED if form.is_bound else OK)


@by_own_link
@require_safe
def on_me(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """Everything that we have on them, to read."""
    parts = held(visit.contact, at=visit.at)
    without = [part.title for part in parts if not part.rows]
    context = {"contact": visit.contact, "token": visit.token, "parts": parts, "without": without}
    return render(request, "portal/own_held.html", context)


@by_own_link
@require_safe
def take_along(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """The same as a file."""
    del request
    parts = held(visit.contact, at=visit.at)
    answer = HttpResponse(hand_out(parts, photos=photos_of(visit.contact), at=visit.at), content_type="application/zip")
    answer["Content-Disposition"] = 'attachment; filename="what-you-have-on-me.zip"'
    return answer


@by_own_link
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, visit: OwnVisit) -> HttpResponse:
    """What goes and what stays; a POST sends the mail whose link alone deletes them."""
    context = {"contact": visit.contact, "token": visit.token, "page": queries.deletion(visit.contact)}
    if request.method != "POST":
        return render(request, "portal/own_delete.html", context)
    sent = send_erasure_link(visit.contact, by=visit.by, at=visit.at)
    return render(request, "portal/own_delete_sent.html", {**context, "sent": sent})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, token: str) -> HttpResponseBase:
    """Where the second mail leads: GET shows once more what goes, POST deletes them. There is no way back."""
    at = clock.now()
    try:
        link = open_link(request, token, Purpose.ERASE, at=at)
        contact = contact_of(link)
    except NotFound as problem:
        return quietly(render(request, "portal/own_gone.html", {}, status=TOO_MANY if isinstance(problem, TooManyMisses) else NOT_THERE))
    begun = under_way(contact.pk)
    if request.method == "POST" and begun is None:
        made = ask_erasure(contact, by=Actor.contact(contact), at=at)
        begun = None if isinstance(made, Refused) else made
    if begun is not None:
        return quietly(redirect("portal:erased", begun.receipt))
    house = program()
    with timezone.override(zone_of_reader(contact, house)), translation.override(language_of(contact, house)):
        context = {"contact": contact, "token": token, "page": queries.deletion(contact), "evidence": evidence_of([contact.pk])}
        return quietly(render(request, "portal/erase.html", context))


@login_not_required
@require_safe
def erased(request: HttpRequest, receipt: UUID) -> HttpResponse:
    """How far it is: it says so to whoever holds the receipt, and nothing of who it was."""
    erasure = by_receipt(receipt)
    if erasure is None:
        raise Http404
    stays = erasure.went.get("evidence", 0)
    context = {"is_done": is_done(erasure), "stays": stays, "was_told": erasure.told_at is not None, "company": program().company_name}
    answer = quietly(render(request, "portal/erased.html", context))
    if not context["is_done"]:
        answer["Refresh"] = "3"
    return answer
