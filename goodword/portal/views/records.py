"""Records that an owner is to confirm, by the link in the mail. Opening it changes nothing: each answer is a POST."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from goodword.kernel.errors import NotFound
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.links.actions import Link, Purpose
from goodword.notifications.queries import colleague
from goodword.policy.actions import confirm_record, say_no_reference
from goodword.policy.queries import in_force
from goodword.policy.queries.verifying import to_confirm
from goodword.portal.views.edge import OK, REFUSED, Called, for_holder

LONGEST = 2000


def _owner_of(link: Link) -> Any:
    owner = colleague(link.user_id)
    if owner is None:
        raise NotFound
    return owner


@for_holder(Purpose.OWNER_RECORDS, _owner_of)
def records(request: HttpRequest, called: Called[Any]) -> HttpResponse:
    """Still right, with changes, or no longer a reference: one form each."""
    owner, rows = called.about, list(to_confirm(called.about, in_force(called.at)))
    called.seen(request)
    context = {"members": rows, "reader": owner.name}
    if request.method != "POST":
        return render(request, "portal/records.html", context, status=OK)
    member = next((each for each in rows if each.pk == parse_key(request.POST.get("member", ""))), None)
    refused = _answered(request, member, called) if member is not None else None
    if member is None or refused is None:
        return redirect("portal:records", called.token)
    return render(request, "portal/records.html", {**context, "wrong": member.pk, "why": refused.words}, status=REFUSED)


def _answered(request: HttpRequest, member: Any, called: Called[Any]) -> Refused | None:
    if request.POST.get("answer") == "right":
        confirm_record(member, by=called.about, at=called.at)
        return None
    reason = request.POST.get("reason", "")[:LONGEST]
    said = say_no_reference(member, by=called.about, at=called.at, reason=reason)
    return said if isinstance(said, Refused) else None
