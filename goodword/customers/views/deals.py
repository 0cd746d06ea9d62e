"""Deals: the list and the form. The page of a deal is drawn by the desk."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.customers import access, actions, sheets, tables
from goodword.customers.forms.deals import OpportunityForm
from goodword.customers.views.edge import actor, reader, settle, small_form
from goodword.kernel.clock import now
from goodword.people.access import visible_to as people_visible_to
from goodword.ui import exports, pages

get_or_post = require_http_methods(["GET", "POST"])


@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """All deals, searched, filtered and sorted."""
    found = tables.find_deals(request, access.opportunities_visible_to(request.user), reader=reader(request))
    if exports.wanted(request) and (file := exports.answer(request, sheets.deals(found.rows, found.total), at=now())):
        return file
    table = tables.deals(request, found)
    context = {"table": table, "may_create": access.can_create_account(request.user)}
    return pages.page_or_fragment(request, "customers/deals.html", "list", context)


def _form(request: HttpRequest, **kwargs: object) -> OpportunityForm:
    user = reader(request)
    people = people_visible_to(user).filter(is_active=True)
    return OpportunityForm(request.POST or None, people=people, accounts=access.accounts_visible_to(user), **kwargs)


@get_or_post
def new(request: HttpRequest) -> HttpResponse:
    """Write down a deal."""
    user = reader(request)
    if not access.can_create_account(user):
        raise PermissionDenied
    form = _form(request, initial={"owner": user.pk, "account_name": request.GET.get("account_name", "")})
    if request.method == "POST" and form.is_valid():
        deal = actions.create_opportunity(by=actor(request), at=now(), **form.values())
        pages.said(request, _("The deal is here now."))
        return redirect("desk:deal", deal.pk)
    return small_form(request, form, title=_("New deal"), submit=_("Add the deal"), back=reverse("customers:deals"))


@get_or_post
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a deal."""
    visible = access.opportunities_visible_to(request.user).select_related("account", "owner")
    deal = get_object_or_404(visible, pk=pk)
    if not access.can_edit_opportunity(request.user, deal):
        raise PermissionDenied
    back = reverse("desk:deal", args=[pk])
    form = _form(request, instance=deal)

    def draw() -> HttpResponse:
        return small_form(request, form, title=deal.name, submit=_("Save"), back=back)

    def act() -> object:
        return actions.edit_opportunity(get_object_or_404(visible, pk=pk), by=actor(request), at=now(), **form.values())

    return draw() if request.method == "GET" else settle(request, form, act, said=_("Saved."), draw=draw, back=back)
