"""The way out that a mail carries: one click of the mail program, or a page. Opening it changes nothing."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from goodword.customers.queries.own_word import closed_by_link
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound
from goodword.links.actions import Purpose
from goodword.notifications.queries import language_of
from goodword.people.queries import manager_for, program
from goodword.portal.access import TooManyMisses, open_link
from goodword.portal.queries.names import first_name
from goodword.portal.views.edge import NOT_THERE, OK, TOO_MANY, quietly
from goodword.requests.actions import stop_writing, write_again

# What a mail program sends for a person who pressed its own button (RFC 8058, section 3.2).
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@login_not_required
@csrf_exempt  # the secret in the address is what counts: mail programs press this button, and bring no cookie
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """GET shows how it stands; POST ends mail to this person, or takes back what this very link ended."""
    at = clock.now()
    try:
        link = open_link(request, token, Purpose.STOP_MAIL, at=at)
    except NotFound as problem:
        return quietly(render(request, "portal/gone.html", status=TOO_MANY if isinstance(problem, TooManyMisses) else NOT_THERE))
    contact = link.contact
    if contact is None:
        return quietly(render(request, "portal/gone.html", status=NOT_THERE))
    if request.method == "POST":
        by = Actor.contact(contact)
        if contact.left_on is None and "undo" in request.POST:
            write_again(contact, link_id=link.pk, by=by, at=at)
        elif contact.left_on is None and not contact.do_not_contact:
            stop_writing(contact, link_id=link.pk, by=by, at=at)
        is_click = request.POST.get(ONE_CLICK[0]) == ONE_CLICK[1]
        return quietly(HttpResponse(status=OK) if is_click else redirect("portal:stop_mail", token))
    house = program()
    with translation.override(language_of(contact, house)):
        page = {
            "contact": contact,
            "may_undo": contact.left_on is None and closed_by_link(contact, link.pk),
            "reader": first_name(contact.name),
            "company": house.company_name,
            "keeper": manager_for(account=contact.account),
        }
        return quietly(render(request, "portal/stop_mail.html", page))
