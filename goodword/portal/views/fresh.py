"""A fresh link to somebody's own page, sent to the address that is written down here: from a page by link, or by the public address.

The answer is the same whether a mail leaves or not, so that nobody learns who is known here.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from goodword.customers.actions import send_own_page
from goodword.kernel import clock
from goodword.kernel.errors import NotFound
from goodword.links.actions import Purpose
from goodword.people.queries import manager_for
from goodword.portal import queries
from goodword.portal.access import send_link_later, typed_too_many
from goodword.portal.forms import AddressForm
from goodword.portal.views.edge import OK, REFUSED, TOO_MANY, Visit, by_link, quietly

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@by_link(Purpose.ANSWER_ASK, Purpose.CUSTOMER_OUTCOME)
@get_or_post
def from_ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """From a page by link, which may have been forwarded: the mail goes to the contact's own address, shown masked."""
    contact = visit.link.contact
    if contact is None:
        raise NotFound
    if request.method == "POST":
        send_own_page(contact, at=visit.at)
    page = {"address": queries.masked(contact.email), "keeper": queries.keeper_of(visit.candidate)}
    return render(request, "portal/fresh_sent.html" if request.method == "POST" else "portal/fresh.html", page)


@login_not_required
@get_or_post
def ask(request: HttpRequest) -> HttpResponse:
    """The public address: whoever types a mail address that we know gets the link there."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return quietly(render(request, "portal/me.html", {"form": form}))
    if typed_too_many(request, at=clock.now()):
        return quietly(render(request, "portal/me.html", {"form": form, "too_many": True}, status=TOO_MANY))
    if not form.is_valid():
        return quietly(render(request, "portal/me.html", {"form": form}, status=REFUSED))
    send_link_later(form.cleaned_data["address"])
    return quietly(render(request, "portal/fresh_sent.html", {"keeper": manager_for()}, status=OK))
