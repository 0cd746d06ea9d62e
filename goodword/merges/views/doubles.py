"""Who may be here twice: the list of likely doubles, and choosing whom to merge one with."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from goodword.customers import access
from goodword.customers.queries.crumbs import crumbs_below
from goodword.kernel.clock import now
from goodword.merges import tables
from goodword.merges.queries import doubles as queries
from goodword.merges.queries.sides import same_as
from goodword.people.views.edge import reader
from goodword.ui import exports
from goodword.ui.pieces import Crumb
from goodword.ui.tables import files


@require_safe
def doubles(request: HttpRequest) -> HttpResponseBase:
    """Companies that are probably here twice; for those who may change customers."""
    me = reader(request)
    if not access.can_create_account(me):
        raise PermissionDenied
    pairs = queries.pairs(me)
    if exports.wanted(request) and (file := exports.answer(request, tables.doubles_sheet(pairs), at=now())):
        return file
    crumb = [Crumb(label=_("Customers"), url=reverse("customers:list")), Crumb(label=_("Possible doubles"))]
    context = {"pairs": pairs, "crumbs": crumb, "most": queries.MOST, "files": files(request, len(pairs))}
    return render(request, "merges/doubles.html", context)


@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom to merge a company with: those that look like it, or by name."""
    me = reader(request)
    account = get_object_or_404(access.accounts_visible_to(me).select_related("parent"), pk=pk)
    if not access.can_edit_account(me, account):
        raise PermissionDenied
    typed = request.GET.get("q", "").strip()[:120]
    url = reverse("desk:account", args=[pk])
    context = {
        "account": account,
        "typed": typed,
        "found": list(queries.found_by(typed, account, me) if typed else queries.alike(account, me)),
        "back": url,
        "crumbs": crumbs_below(account, _("Merge")),
    }
    return render(request, "merges/merge_with.html", context)


@require_safe
def choose_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Which colleague of theirs is the same person."""
    me = reader(request)
    contact = get_object_or_404(access.contacts_visible_to(me).select_related("account__parent"), pk=pk)
    if not access.can_edit_account(me, contact.account):
        raise PermissionDenied
    url = reverse("desk:account", args=[contact.account_id])
    context = {
        "contact": contact,
        "people": list(same_as(contact)),
        "back": f"{url}#people",
        "crumbs": crumbs_below(contact.account, _("Merge two people")),
    }
    return render(request, "merges/merge_person_with.html", context)
