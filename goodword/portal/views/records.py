"""Records that an owner is to confirm, by the link in the mail. Opening it changes nothing: each answer is a POST."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from goodword.kernel import clock
from goodword.kernel.errors import NotFound
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose, mark_opened
from goodword.notifications.queries import colleague, language_of, zone_of_reader
from goodword.people.queries import program
from goodword.policy.actions import confirm_record, say_no_reference
from goodword.policy.queries import in_force
from goodword.policy.queries.verifying import to_confirm
from goodword.portal.access import TooManyMisses, open_link, reader_of
from goodword.portal.views.edge import NOT_THERE, OK, REFUSED, TOO_MANY, quietly


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def records(request: HttpRequest, token: str) -> HttpResponse:
    """Still right, with changes, or no longer a reference: one form each."""
    at = clock.now()
    try:
        link = open_link(request, token, Purpose.OWNER_RECORDS, at=at)
        reader_of(link)
        reader = colleague(link.user_id)
    except NotFound as problem:
        status = TOO_MANY if isinstance(problem, TooManyMisses) else NOT_THERE
        return quietly(render(request, "portal/gone.html", {}, status=status))
    if reader is None:
        return quietly(render(request, "portal/gone.html", {}, status=NOT_THERE))
    house = program()
    with timezone.override(zone_of_reader(reader, house)), translation.override(language_of(reader, house)):
        rows = list(to_confirm(reader, in_force(at)))
        context = {"members": rows, "reader": reader.name}
        if request.method != "POST":
            mark_opened(link, at=at)  # nothing else: a mail filter opens links too
            return quietly(render(request, "portal/records.html", context, status=OK))
        member = next((each for each in rows if each.pk == parse_key(request.POST.get("member", ""))), None)
        if member is not None and request.POST.get("answer") == "right":
            confirm_record(member, by=reader, at=at)
        elif member is not None:
            done = say_no_reference(member, by=reader, at=at, reason=request.POST.get("reason", "")[:2000])
            if isinstance(done, Refused):
                wrong = {"wrong": member.pk, "why": done.words}
                return quietly(render(request, "portal/records.html", {**context, **wrong}, status=REFUSED))
        return quietly(redirect("portal:records", token))
