"""Correcting the briefing of a nomination that was sent, and choosing another champion."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from goodword.customers.access import can_edit_account
from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, attempt, reader
from goodword.policy.queries import in_force
from goodword.recruiting import access
from goodword.recruiting.actions.correct import correct_briefing
from goodword.recruiting.forms.briefing import BriefingForm
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.tracks import questions_shown, required_of, track_now
from goodword.recruiting.views.edge import load_nomination, nomination_url
from goodword.ui import pages
from goodword.ui.pieces import Crumb


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, number: int) -> HttpResponse:
    """The briefing as it was sent, to be put right; what cannot be read is said beside it, and nothing typed is lost."""
    row = load_nomination(request, number)
    if not access.can_correct(reader(request), row):
        if access.stands_to(reader(request), row):
            pages.refused(request, _("It cannot be corrected as it stands now. Here is where it is."))
            return redirect(nomination_url(row))
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, row, _form(row))
    form = _form(row, request.POST)
    begun_from = _moment(request.POST.get("begun_from", "")) or row.created_at
    if not form.is_valid():
        return _page(request, row, form, status=422)
    champion, by = form.cleaned_data.get("champion"), actor(request)
    done = attempt(lambda: correct_briefing(row, by=by, at=now(), briefing=form.said(), champion=champion, begun_from=begun_from))
    if isinstance(done, Refused):
        row.refresh_from_db(fields=["edited_at"])  # whoever saves again does so knowingly
        code = done.reasons[0].code if done.reasons else ""
        form.add_error(code if code in form.fields else None, done.words or _("This has changed in the meantime."))
        return _page(request, row, form, status=422)
    pages.said(request, _("Saved."))
    return redirect(f"{nomination_url(row)}#briefing")


def _moment(text: str) -> datetime | None:
    try:
        return parse_datetime(text[:40].replace(" ", "+"))
    except ValueError:  # the 30th of February
        return None


def _form(row: Nomination, data: object = None) -> BriefingForm:
    numbers = in_force(now()).numbers
    track = track_now(row, numbers)
    asked, required = questions_shown(row, numbers, told=True), required_of(track, numbers)
    return BriefingForm(
        data, account=row.account, questions=asked, required=required, strict=True, champion=row.champion, briefing=row.briefing
    )


def _page(request: HttpRequest, row: Nomination, form: BriefingForm, *, status: int = 200) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "may_add": can_edit_account(reader(request), row.account),
        "crumbs": [
            Crumb(label=_("Recruiting"), url=reverse("recruiting:nominations")),
            Crumb(label=row.reference, url=nomination_url(row)),
            Crumb(label=_("Correct the briefing")),
        ],
    }
    return render(request, "recruiting/correct.html", context, status=status)
