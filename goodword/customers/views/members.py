"""Joining the program, standing, agreement, own limits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.customers import access, actions
from goodword.customers.forms.members import AgreementForm, JoinForm, LimitForm, LimitGoneForm, StandingForm
from goodword.customers.views.edge import account_url, actor, load_account, load_member, settle, small_form
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.ui import pages

get_or_post = require_http_methods(["GET", "POST"])


@get_or_post
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a member of an account."""
    account = load_account(request, pk)
    back = account_url(pk)
    form = JoinForm(request.POST or None, account=account)

    def draw() -> HttpResponse:
        return small_form(
            request,
            form,
            title=_("Make %(name)s a member") % {"name": account.name},
            submit=_("Make it a member"),
            back=back,
            lead=_("It gets a reference ID and can be found. What it agreed to may be filled in now or later."),
        )

    def act() -> object:
        return actions.make_member(account, by=actor(request), at=now(), **form.cleaned_data)

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Welcome to the program."), draw=draw, back=back)


@get_or_post
def standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a member."""
    member = load_member(request, pk)
    back = account_url(pk)
    form = StandingForm(request.POST or None, member=member)

    def draw() -> HttpResponse:
        return small_form(
            request,
            form,
            title=_("Standing of %(name)s") % {"name": member.account.name},
            submit=_("Change it"),
            back=back,
            lead=_("Now: %(standing)s.") % {"standing": member.get_standing_display()},
        )

    def act() -> object:
        return actions.change_standing(member, by=actor(request), at=now(), **form.cleaned_data)

    return draw() if request.method == "GET" else settle(request, form, act, said=_("The standing is changed."), draw=draw, back=back)


@get_or_post
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a member agreed to."""
    member = load_member(request, pk)
    back = account_url(pk)
    form = AgreementForm(request.POST or None, account=member.account, member=member)

    def draw() -> HttpResponse:
        return small_form(request, form, title=_("What %(name)s agreed to") % {"name": member.account.name}, submit=_("Save"), back=back)

    def act() -> object:
        return actions.agree(member, by=actor(request), at=now(), **form.cleaned_data)

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Saved, and checked today."), draw=draw, back=back)


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the record is right."""
    actions.verify(load_member(request, pk), by=actor(request), at=now())
    pages.said(request, _("Noted as checked today."))
    return redirect(account_url(pk))


@get_or_post
def limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a limit that the customer set."""
    member = load_member(request, pk)
    back = account_url(pk)
    form = LimitForm(request.POST or None, account=member.account)

    def draw() -> HttpResponse:
        return small_form(
            request,
            form,
            title=_("A limit that %(name)s set") % {"name": member.account.name},
            submit=_("Set it"),
            back=back,
            lead=_("It is kept beside the program's own limits: the stricter one counts."),
        )

    def act() -> object:
        return actions.set_self_limit(member, by=actor(request), at=now(), **form.cleaned_data)

    return draw() if request.method == "GET" else settle(request, form, act, said=_("The limit counts from now on."), draw=draw, back=back)


@get_or_post
def clear_limit(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a limit that the customer set; where the person set it itself, a reason is asked for."""
    member = load_member(request, pk)
    said = request.POST if request.method == "POST" else request.GET
    people = access.contacts_visible_to(request.user).filter(account_id=pk)
    # A person who is not there is not the company: whose limit it is has to be clear.
    contact = get_object_or_404(people, pk=parse_key(said["contact"])) if said.get("contact") else None
    form = LimitGoneForm(request.POST or None, initial=said.dict())

    def draw() -> HttpResponse:
        return small_form(request, form, title=_("Take away a limit that they set"), submit=_("Take it away"), back=account_url(pk))

    def act() -> object:
        return actions.clear_self_limit(
            member, by=actor(request), at=now(), family=said.get("family", ""), contact=contact, note=form.cleaned_data["note"]
        )

    return draw() if request.method == "GET" else settle(request, form, act, said=_("The limit is gone."), draw=draw, back=account_url(pk))
