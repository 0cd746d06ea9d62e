"""Merging two companies or two people, and taking a merge apart: the preview, and the one button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.customers import access
from goodword.customers.models import Account, Contact, Merge
from goodword.customers.queries.crumbs import crumbs_below
from goodword.customers.queries.differences import BOTH, GONE, KEPT
from goodword.customers.queries.merges import who_stays
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.kernel.errors import NotFound
from goodword.kernel.refusal import Refused
from goodword.merges.actions.accounts import merge_accounts
from goodword.merges.actions.people import merge_contacts
from goodword.merges.actions.split import split as take_apart
from goodword.merges.queries import hindrances, parting, sides
from goodword.people.models import User
from goodword.people.queries import today
from goodword.people.views.edge import reader
from goodword.ui import pages
from goodword.ui.dates import day_words

get_or_post = require_http_methods(["GET", "POST"])
PICK = "pick_"


def _picks(request: HttpRequest) -> dict[str, str]:
    sent = request.POST.items()
    return {name.removeprefix(PICK): str(value) for name, value in sent if name.startswith(PICK) and value in (KEPT, GONE, BOTH)}


@get_or_post
def merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two companies side by side: which values stay, what moves, what overlaps; `pk` is the one that stays."""
    me, at, picks = reader(request), now(), _picks(request)
    found = access.accounts_visible_to(me).select_related("member", "parent").in_bulk({pk, other})
    if {pk, other} - found.keys():
        return _to_who_stays(request, Merge.ACCOUNT, (pk, other))
    kept, gone = found[pk], found[other]
    _check(request, kept)
    why = hindrances.between_companies(kept, gone, reader=me)
    if request.method == "POST" and why is None:
        done = merge_accounts(kept_id=pk, gone_id=other, picks=picks, by=Actor.person(me), at=at)
        if isinstance(done, Merge):
            return _done(request, done, reverse("desk:account", args=[pk]), into=kept.name)
        why = done
    return _side_by_side(request, _companies(kept, gone, picks, why, reader=me, day=today(at)))


def _companies(kept: Account, gone: Account, picks: Mapping[str, str], why: Refused | None, *, reader: User, day: date) -> dict[str, Any]:
    return {
        "kept": sides.account_side(kept, reader=reader),
        "gone": sides.account_side(gone, reader=reader),
        "choices": sides.account_choices(kept, gone, picks, today=day) if kept.pk != gone.pk else [],
        "overlaps": sides.overlaps(kept, gone, today=day) if why is None else [],
        "same_people": sides.likely_same_people(kept, gone),
        "swap_url": reverse("merges:merge", args=[gone.pk, kept.pk]) if access.can_edit_account(reader, gone) else "",
        "back": reverse("merges:merge_with", args=[kept.pk]),
        "crumbs": crumbs_below(kept, _("Merge")),
        "people": False,
        "picks": picks,
        "why": _words(why),
    }


@get_or_post
def merge_person(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Two people of one customer side by side; `pk` is the one that stays."""
    me, at, picks = reader(request), now(), _picks(request)
    found = access.contacts_visible_to(me).select_related("account").in_bulk({pk, other})
    if {pk, other} - found.keys():
        return _to_who_stays(request, Merge.CONTACT, (pk, other))
    kept, gone = found[pk], found[other]
    _check(request, kept.account)
    why = hindrances.between_people(kept, gone)
    if request.method == "POST" and why is None:
        done = merge_contacts(kept_id=pk, gone_id=other, picks=picks, by=Actor.person(me), at=at)
        if isinstance(done, Merge):
            return _done(request, done, f"{reverse('desk:account', args=[kept.account_id])}#people", into=kept.name)
        why = done
    return _side_by_side(request, _people(kept, gone, picks, why, reader=me, day=today(at)))


def _people(kept: Contact, gone: Contact, picks: Mapping[str, str], why: Refused | None, *, reader: User, day: date) -> dict[str, Any]:
    return {
        "kept": sides.contact_side(kept, reader=reader),
        "gone": sides.contact_side(gone, reader=reader),
        "choices": sides.contact_choices(kept, gone, picks, today=day) if kept.pk != gone.pk else [],
        "swap_url": reverse("merges:merge_person", args=[gone.pk, kept.pk]),
        "back": reverse("merges:merge_person_with", args=[kept.pk]),
        "crumbs": crumbs_below(kept.account, _("Merge two people")),
        "people": True,
        "picks": picks,
        "why": _words(why),
    }


def _side_by_side(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "merges/merge.html", context, status=422 if request.method == "POST" else 200)


@get_or_post
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking a merge apart would do, and the button."""
    row = get_object_or_404(access.merges_visible_to(reader(request)), pk=pk)
    account = parting.account_of(row)
    if account is None:
        raise NotFound
    _check(request, account)
    at, url = now(), reverse("desk:account", args=[account.pk])
    why = parting.why_not_split(row, at=at)
    if request.method == "POST":
        done = take_apart(pk, by=Actor.person(reader(request)), at=at)
        if isinstance(done, Refused):
            pages.refused(request, done)
            return redirect(url)
        pages.said(request, _("%(name)s stands by itself again.") % {"name": done.name})
        return redirect(reverse("desk:account", args=[done.gone_id]) if done.kind == Merge.ACCOUNT else f"{url}#people")
    context = {
        "merge": row,
        "kept": parting.name_of_kept(row) or account.name,
        "until": day_words(row.until, today=today(at)),
        "parting": parting.parting(row, reader=reader(request), at=at) if why is None else None,
        "why": _words(why),
        "back": url,
        "crumbs": crumbs_below(account, _("Take apart")),
    }
    return render(request, "merges/split.html", context)


def _check(request: HttpRequest, account: Account) -> None:
    if not access.can_edit_account(reader(request), account):
        raise PermissionDenied


def _words(refused: Refused | None) -> str:
    return refused.words if refused is not None else ""


def _done(request: HttpRequest, done: Merge, url: str, *, into: str) -> HttpResponse:
    words = _("%(name)s and %(into)s are one now. You can take them apart until %(day)s.")
    day = day_words(done.until, today=today(done.merged_at))
    pages.said(request, words % {"name": done.name, "into": into, "day": day}, undo_url=reverse("merges:split", args=[done.pk]))
    return redirect(url)


def _to_who_stays(request: HttpRequest, kind: str, keys: tuple[int, ...]) -> HttpResponse:
    """Somebody merged one of the two a moment ago: say so, on the page of who stays."""
    account = next((found for found in (who_stays(kind, key) for key in keys) if found is not None), None)
    if account is None:
        raise NotFound
    pages.refused(request, _("Somebody was faster: this is part of %(name)s already. Nothing was done twice.") % {"name": account.name})
    return redirect("desk:account", account.pk)
