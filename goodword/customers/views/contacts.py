"""People at a customer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.customers import actions
from goodword.customers.forms.contacts import ContactForm, PersonAgreementForm, QuietForm
from goodword.customers.views.edge import account_url, actor, load_account, load_contact, settle, small_form
from goodword.kernel.clock import now
from goodword.ui import pages

get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a person at a customer."""
    account = load_account(request, pk)
    back = account_url(pk)
    form = ContactForm(request.POST or None)

    def draw() -> HttpResponse:
        return small_form(request, form, title=_("A person at %(name)s") % {"name": account.name}, submit=_("Add"), back=back)

    def act() -> object:
        return actions.add_contact(account, by=actor(request), at=now(), **form.values())

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Added."), draw=draw, back=back)


@get_or_post
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known about a person."""
    contact = load_contact(request, pk)
    back = account_url(contact.account_id)
    form = ContactForm(request.POST or None, instance=contact)

    def draw() -> HttpResponse:
        return small_form(request, form, title=contact.name, submit=_("Save"), back=back)

    def act() -> object:
        return actions.edit_contact(load_contact(request, pk), by=actor(request), at=now(), **form.values())

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Saved."), draw=draw, back=back)


@get_or_post
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what one person agreed to."""
    contact = load_contact(request, pk)
    back = account_url(contact.account_id)
    form = PersonAgreementForm(request.POST or None, contact=contact)

    def draw() -> HttpResponse:
        return small_form(request, form, title=_("What %(name)s agreed to") % {"name": contact.name}, submit=_("Save"), back=back)

    def act() -> object:
        return actions.agree_contact(contact, by=actor(request), at=now(), agreed_types=form.types(), note=form.cleaned_data["note"])

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Saved."), draw=draw, back=back)


@get_or_post
def quiet(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a person alone until a day."""
    contact = load_contact(request, pk)
    back = account_url(contact.account_id)
    form = QuietForm(request.POST or None, initial={"until": contact.quiet_until})

    def draw() -> HttpResponse:
        return small_form(request, form, title=_("Peace for %(name)s") % {"name": contact.name}, submit=_("Save"), back=back)

    def act() -> object:
        return actions.be_quiet_until(contact, by=actor(request), at=now(), **form.cleaned_data)

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Saved."), draw=draw, back=back)


@require_POST
def left(request: HttpRequest, pk: int) -> HttpResponse:
    """The person left the company."""
    contact = load_contact(request, pk)
    actions.mark_left(contact, by=actor(request), at=now())
    pages.said(request, _("Nobody asks %(name)s any more.") % {"name": contact.name}, undo_url=_returned_url(contact.pk))
    return redirect(account_url(contact.account_id))


@require_POST
def returned(request: HttpRequest, pk: int) -> HttpResponse:
    """The person works there after all."""
    contact = load_contact(request, pk)
    actions.mark_returned(contact, by=actor(request), at=now())
    pages.said(request, _("%(name)s is back on the list.") % {"name": contact.name})
    return redirect(account_url(contact.account_id))


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not contact this person, or do again (`wanted=no`)."""
    contact = load_contact(request, pk)
    wanted = request.POST.get("wanted") != "no"
    actions.set_do_not_contact(contact, by=actor(request), at=now(), wanted=wanted)
    name = {"name": contact.name}
    pages.said(request, _("Nobody contacts %(name)s any more.") % name if wanted else _("%(name)s may be contacted again.") % name)
    return redirect(account_url(contact.account_id))


def _returned_url(pk: int) -> str:
    return reverse("customers:contact_returned", args=[pk])
