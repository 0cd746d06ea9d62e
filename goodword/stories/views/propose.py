"""Proposing a story: find the customer, say what it is to be."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.customers.access import accounts_visible_to, contacts_visible_to
from goodword.customers.models import Account, Contact
from goodword.customers.queries import by_name
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, attempt, reader
from goodword.stories import access, actions
from goodword.stories.forms import ProposeForm
from goodword.stories.queries.lists import of_account
from goodword.stories.views.edge import story_url
from goodword.ui import pages
from goodword.ui.pieces import Crumb

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 8


def _about(request: HttpRequest, data: QueryDict) -> tuple[Account | None, Contact | None]:
    """The customer, and the person there, whose page somebody came from."""
    user = reader(request)
    contact = contacts_visible_to(user).select_related("account__region").filter(pk=parse_key(data.get("contact", "")) or 0).first()
    if contact is not None:
        return contact.account, contact
    return accounts_visible_to(user).select_related("region").filter(pk=parse_key(data.get("account", "")) or 0).first(), None


@get_or_post
def propose(request: HttpRequest) -> HttpResponse:
    """A search while no customer is chosen and none is left out; then the form."""
    data = request.POST if request.method == "POST" else request.GET
    account, contact = _about(request, data)
    if account is None and "nobody" not in data:
        return _search(request)
    among = access.visible_to(reader(request))
    stories = of_account(account.pk, among=among) if account is not None else among.none()
    initial = {"contact": contact, "kind": data.get("kind", "")}
    form = ProposeForm(request.POST if request.method == "POST" else None, account=account, stories=stories, initial=initial)
    if request.method == "POST" and form.is_valid() and (done := _send(request, form, account)) is not None:
        return done
    crumbs = [Crumb(label=_("Stories"), url=reverse("stories:list")), Crumb(label=_("New"))]
    context = {"account": account, "form": form, "stories": stories[:SHOWN], "crumbs": crumbs}
    return render(request, "stories/propose.html", context, status=422 if form.is_bound else 200)


def _send(request: HttpRequest, form: ProposeForm, account: Account | None) -> HttpResponse | None:
    data: dict[str, Any] = {name: value for name, value in form.cleaned_data.items() if value is not None}
    wanted = actions.Proposal(account=account, **{**data, "drivers": tuple(data.get("drivers", ()))})
    made = attempt(lambda: actions.propose(wanted, by=actor(request), at=now()))
    if isinstance(made, Refused):
        field = made.reasons[0].code if made.reasons else ""
        form.add_error(field if field in form.fields else None, made.words or _("This has changed in the meantime."))
        return None
    pages.said(request, _("Proposed. %(name)s leads it.") % {"name": made.manager.name} if made.manager else _("Proposed."))
    return redirect(story_url(made))


def _search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:200]
    found = by_name(accounts_visible_to(reader(request)), words)[:SHOWN] if words else []
    crumbs = [Crumb(label=_("Stories"), url=reverse("stories:list")), Crumb(label=_("New"))]
    context = {"q": words, "found": found, "crumbs": crumbs}
    return pages.page_or_fragment(request, "stories/choose.html", "found", context)
