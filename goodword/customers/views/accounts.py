"""Accounts by hand, health and escalation."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goodword.customers import access, actions, tables
from goodword.customers.forms.accounts import AccountForm, HealthForm, ReasonForm
from goodword.customers.views.edge import account_url, actor, load_account, reader, settle, small_form
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.access import visible_to as people_visible_to
from goodword.people.queries import region_of_country, regions, today
from goodword.ui import exports, pages
from goodword.ui.pieces import Crumb

get_or_post = require_http_methods(["GET", "POST"])


def _form(request: HttpRequest, **kwargs: object) -> AccountForm:
    user = reader(request)
    return AccountForm(
        request.POST or None,
        people=people_visible_to(user).filter(is_active=True),
        regions=regions(),
        accounts=access.accounts_visible_to(user),
        **kwargs,
    )


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What changed in the fields of a company, its people and its deals, and who changed it."""
    account, at = load_account(request, pk), now()
    if exports.wanted(request) and (file := exports.answer(request, tables.changes_sheet(account, today=today(at)), at=at)):
        return file
    table = tables.changes(request, account, today=today(at))
    crumbs = [
        Crumb(label=_("Customers"), url=reverse("customers:list")),
        Crumb(label=account.name, url=reverse("desk:account", args=[pk])),
        Crumb(label=_("What changed")),
    ]
    return pages.page_or_fragment(request, "customers/changes.html", "list", {"account": account, "table": table, "crumbs": crumbs})


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """Write down a company by hand."""
    user = reader(request)
    if not access.can_create_account(user):
        raise PermissionDenied
    form = _form(request, initial={"owner": user.pk, "name": request.GET.get("name", "")})
    if request.method == "POST" and form.is_valid():
        values = form.values()
        values["region"] = values["region"] or region_of_country(values["country"])
        made = actions.create_account(by=actor(request), at=now(), **values)
        if not isinstance(made, Refused):
            pages.said(request, _("%(name)s is here now.") % {"name": made.name})
            return redirect(account_url(made.pk))
        form.add_error("name", made.words)
    return small_form(request, form, title=_("New customer"), submit=_("Add the customer"), back=reverse("customers:list"))


@get_or_post
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is known about a company."""
    account = load_account(request, pk)
    back = account_url(pk)
    form = _form(request, instance=account)

    def draw() -> HttpResponse:
        return small_form(request, form, title=_("Facts of %(name)s") % {"name": account.name}, submit=_("Save"), back=back)

    if request.method == "GET":
        return draw()
    return settle(
        request,
        form,
        lambda: actions.edit_account(load_account(request, pk), by=actor(request), at=now(), **form.values()),
        said=_("Saved."),
        draw=draw,
        back=back,
    )


@get_or_post
def health(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how the relation is doing."""
    account = load_account(request, pk)
    back = account_url(pk)
    form = HealthForm(request.POST or None, initial={"health": account.health})

    def draw() -> HttpResponse:
        return small_form(request, form, title=_("Health of %(name)s") % {"name": account.name}, submit=_("Save"), back=back)

    if request.method == "GET":
        return draw()
    return settle(
        request,
        form,
        lambda: actions.check_health(account, by=actor(request), at=now(), **form.cleaned_data),
        said=_("Noted."),
        draw=draw,
        back=back,
    )


@get_or_post
def escalate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an escalation."""
    account = load_account(request, pk)
    back = account_url(pk)
    form = ReasonForm(request.POST or None)

    def draw() -> HttpResponse:
        return small_form(
            request,
            form,
            title=_("Open an escalation for %(name)s") % {"name": account.name},
            submit=_("Open it"),
            back=back,
            lead=_("Until it is closed nobody can ask them for anything."),
        )

    if request.method == "GET":
        return draw()
    return settle(
        request,
        form,
        lambda: actions.open_escalation(account, by=actor(request), at=now(), reason=form.cleaned_data["reason"]),
        said=_("The escalation is open. Nobody asks them until it is closed."),
        draw=draw,
        back=back,
    )


@require_POST
def calm(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the escalation."""
    actions.close_escalation(load_account(request, pk), by=actor(request), at=now())
    pages.said(request, _("The escalation is closed."))
    return redirect(account_url(pk))


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody of the company is contacted any more, or again (`wanted=no`)."""
    wanted = request.POST.get("wanted") != "no"
    actions.set_account_do_not_contact(load_account(request, pk), by=actor(request), at=now(), wanted=wanted)
    pages.said(request, _("Nobody writes to them any more.") if wanted else _("They may be written to again."))
    return redirect(account_url(pk))
