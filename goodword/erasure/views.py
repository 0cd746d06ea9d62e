"""Erasing a person for them, who were erased, and allowing one to come back: reference managers and administrators."""

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.customers.access import contacts_visible_to
from goodword.customers.actions import allow_again
from goodword.customers.queries.crumbs import crumbs_below
from goodword.erasure import access
from goodword.erasure.actions import ask_erasure
from goodword.erasure.forms import AllowForm, EraseForm
from goodword.erasure.queries.evidence import evidence_of
from goodword.erasure.queries.held import held
from goodword.erasure.queries.standing import latest
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.views.edge import reader
from goodword.ui import pages
from goodword.ui.pieces import Crumb

get_or_post = require_http_methods(["GET", "POST"])
WRONG = 422


def _reader(request: HttpRequest) -> User:
    me = reader(request)
    if not access.can_erase(me):
        raise PermissionDenied
    return me


def _add(form: Form, why: Refused) -> None:
    """A refusal stands beside the field that it is about."""
    for each in why.reasons:
        form.add_error(each.code if each.code in form.fields else next(iter(form.fields)), str(each.words))


@get_or_post
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """What will go, why, and the name typed; then it is done in the background."""
    me, at = _reader(request), now()
    contact = get_object_or_404(contacts_visible_to(me).select_related("account__parent"), pk=pk)
    form = EraseForm(request.POST or None, name=contact.name)
    if request.method == "POST" and form.is_valid():
        made = ask_erasure(contact, by=Actor.person(me), at=at, **form.cleaned_data)
        if not isinstance(made, Refused):
            pages.said(request, _("This person is being deleted. It takes a minute."))
            return redirect("erasure:erased")
        _add(form, made)
    parts = [part for part in held(contact, at=at) if part.rows]
    context = {
        "contact": contact,
        "form": form,
        "parts": parts,
        "stays": evidence_of([contact.pk]),
        "back": reverse("desk:account", args=[contact.account_id]),
        "crumbs": crumbs_below(contact.account, _("Delete a person")),
    }
    return render(request, "erasure/erase.html", context, status=WRONG if form.is_bound else 200)


@get_or_post
def erased(request: HttpRequest) -> HttpResponse:
    """Who was deleted, without a word of who it was; and somebody who comes back by themselves."""
    me, at = _reader(request), now()
    form = AllowForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = allow_again(form.cleaned_data["email"], reason=form.cleaned_data["reason"], by=Actor.person(me), at=at)
        if not isinstance(made, Refused):
            pages.said(request, _("They may be written down again."))
            return redirect("erasure:erased")
        _add(form, made)
    crumbs = [Crumb(label=_("Customers"), url=reverse("customers:list")), Crumb(label=_("People who were deleted"))]
    context = {"erasures": latest(me), "form": form, "crumbs": crumbs}
    return render(request, "erasure/erased.html", context, status=WRONG if form.is_bound else 200)
