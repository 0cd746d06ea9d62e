"""The page of one nomination."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from goodword.kernel.clock import now
from goodword.people.views.edge import reader
from goodword.recruiting import access
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.page import page_of
from goodword.recruiting.tables.nominations import badge_of
from goodword.recruiting.views.edge import load_nomination
from goodword.ui import pages


@require_safe
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One nomination; a draft is gone on with."""
    row = load_nomination(request, number)
    if access.is_draft_of(reader(request), row):
        return redirect("recruiting:briefing", row.number)
    return show(request, row)


def show(request: HttpRequest, row: Nomination, *, status: int = 200) -> HttpResponse:
    """Draw it."""
    context = {**page_of(row, reader=reader(request), at=now()), "badge": badge_of(row)}
    return pages.page_or_fragment(request, "recruiting/nomination.html", "whole", context, status=status)
