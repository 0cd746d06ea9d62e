"""What the views of this slice share: who reads, loading through access, and the small form page."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise

from goodword.customers import access
from goodword.customers.models import Account, Contact, Member
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.ui import pages
from goodword.ui.forms import begin_in

Words = str | Promise
# The field beside which a refusal of an action belongs, when the form has it.
FIELD_OF = {
    "day_needed": "until",
    "same_address": "email",
    "same_person": "name",
    "reason_needed": "reason",
    "reason_of_ours": "note",
    "days": "days",
    "family": "contact",
}


def reader(request: HttpRequest) -> User:
    """The colleague who reads; the sign-in middleware has let nobody else through."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def actor(request: HttpRequest) -> Actor:
    """The colleague who acts."""
    return Actor.person(reader(request))


def load_account(request: HttpRequest, pk: int) -> Account:
    """An account that the reader may change."""
    account = get_object_or_404(access.accounts_visible_to(request.user).select_related("parent", "owner", "csm", "region"), pk=pk)
    if not access.can_edit_account(request.user, account):
        raise PermissionDenied
    return account


def load_member(request: HttpRequest, pk: int) -> Member:
    """The membership of an account that the reader may change."""
    account = load_account(request, pk)
    return get_object_or_404(access.members_visible_to(request.user).select_related("account"), account=account)


def load_contact(request: HttpRequest, pk: int) -> Contact:
    """A contact whose account the reader may change."""
    contact = get_object_or_404(access.contacts_visible_to(request.user).select_related("account"), pk=pk)
    if not access.can_edit_account(request.user, contact.account):
        raise PermissionDenied
    return contact


def account_url(pk: int) -> str:
    """The address of the account page, which the desk draws."""
    return reverse("desk:account", args=[pk])


def small_form(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    title: Words,
    submit: Words,
    back: str,
    lead: Words = "",
) -> HttpResponse:
    """Draw one form, as a small page or in place of what it changes; one that was sent and is wrong answers 422."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound and not form.is_valid() else HTTPStatus.OK
    if pages.wants_fragment(request) or form.is_bound:
        begin_in(form)
    context = {"form": form, "title": title, "submit": submit, "back": back, "lead": lead, "in_place": pages.wants_fragment(request)}
    answer = pages.page_or_fragment(request, "customers/form.html", "form", context, status=status)
    if status == HTTPStatus.UNPROCESSABLE_ENTITY:  # the form stays where it stands, whatever it was to change
        answer["HX-Retarget"], answer["HX-Reswap"] = "#edit-form", "outerMorph"
    return answer


def settle(
    request: HttpRequest,
    form: forms.BaseForm,
    act: Callable[[], Any],
    *,
    said: Words,
    draw: Callable[[], HttpResponse],
    back: str,
) -> HttpResponse:
    """Call one action for a valid form: go back and say so, or show the refusal on the form with everything that was typed."""
    if not form.is_valid():
        return draw()
    outcome = act()
    if isinstance(outcome, Refused):
        field = FIELD_OF.get(outcome.reasons[0].code) if outcome.reasons else None
        form.add_error(field if field in form.fields else None, outcome.words)
        return draw()
    pages.said(request, str(said))
    return redirect(back)
