"""The introduction call, and the approval that follows it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.queries import program
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.policy.queries import in_force
from goodword.recruiting import access
from goodword.recruiting.actions.approve import LetterWords, approve
from goodword.recruiting.actions.introduction import IN_TIME, write_introduction
from goodword.recruiting.forms.introduction import IntroductionForm
from goodword.recruiting.forms.steps import ApproveForm
from goodword.recruiting.kinds.introduction import CONSENT_VERSION, CONSENT_WORDS
from goodword.recruiting.models import Nomination
from goodword.recruiting.queries.readiness import differences, introduction_of, steps
from goodword.recruiting.queries.welcome import welcome_letter, why_no_letter
from goodword.recruiting.views.edge import load_nomination, nomination_url
from goodword.ui import pages
from goodword.ui.dates import time_words
from goodword.ui.pieces import Crumb

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def _mine(request: HttpRequest, number: int) -> Nomination:
    row = load_nomination(request, number)
    if not access.runs_nomination(reader(request), row):
        raise PermissionDenied
    return row


def _crumbs(row: Nomination, last: str) -> list[Crumb]:
    first = Crumb(label=_("Recruiting"), url=reverse("recruiting:nominations"))
    return [first, Crumb(label=row.reference, url=nomination_url(row)), Crumb(label=last)]


@get_or_post
def introduction(request: HttpRequest, number: int) -> HttpResponse:
    """Write down the call; finished, it counts."""
    row = _mine(request, number)
    if row.state not in IN_TIME:
        return redirect(nomination_url(row))
    call = introduction_of(row)
    form = IntroductionForm(request.POST or None, account=row.account, call=call)
    if request.method == "POST" and form.is_valid() and _written(request, row, form):
        return redirect(nomination_url(row))
    context = {
        "row": row,
        "form": form,
        "call": call,
        "consent": CONSENT_WORDS[call.consent_version if call is not None and call.consent_version else CONSENT_VERSION],
        "crumbs": _crumbs(row, _("Introduction call")),
    }
    return render(request, "recruiting/introduction.html", context, status=422 if form.errors else 200)


def _written(request: HttpRequest, row: Nomination, form: IntroductionForm) -> bool:
    """Write it down; False with the reason beside what it is about."""
    finish = "finish" in request.POST
    kept = attempt(lambda: write_introduction(row, by=actor(request), at=now(), said=form.said(), finish=finish))
    if isinstance(kept, Refused):
        code = kept.reasons[0].code if kept.reasons else ""
        form.add_error(code if code in form.fields else None, kept.words or _("This has changed in the meantime."))
        return False
    pages.said(request, _("Finished. It goes into the record once they are approved.") if finish else _("Kept."))
    return True


@require_POST
def keep_introduction(request: HttpRequest, number: int) -> HttpResponse:
    """Keep what was typed so far."""
    row = _mine(request, number)
    form = IntroductionForm(request.POST, account=row.account, call=introduction_of(row))
    form.is_valid()
    kept = attempt(lambda: write_introduction(row, by=actor(request), at=now(), said=form.said()))
    if isinstance(kept, Refused):
        return JsonResponse({"error": kept.words}, status=409)
    return JsonResponse({"time": time_words(kept.edited_at)})


@get_or_post
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """The last look: what is still missing, what changes in the record, and the letter."""
    row, at = _mine(request, number), now()
    if not access.may_nomination(reader(request), "approve", row):
        return redirect(nomination_url(row))
    form = _approve_form(request, row)
    if request.method == "POST" and form.is_valid() and _approved(request, row, form, at=at):
        return redirect(nomination_url(row))
    no_letter = why_no_letter(row, at=at) if access.is_of_program(row) else None
    before = steps(row, introduction_of(row), now=in_force(at))
    context = {
        "row": row,
        "form": form,
        "is_ready": all(each.is_done for each in before),
        "steps": before,
        "no_letter": no_letter.words if no_letter is not None else "",
        "for_board": not access.is_of_program(row),
        "crumbs": _crumbs(row, _("Approve")),
    }
    return render(request, "recruiting/approve.html", context, status=422 if form.errors else 200)


def _approved(request: HttpRequest, row: Nomination, form: ApproveForm, *, at: datetime) -> bool:
    """Do it; False with the reason in the form when something is missing, True as well when somebody was faster."""
    data = form.cleaned_data
    letter = LetterWords(data["subject"], data["body"]) if data.get("send") else None
    done = attempt(lambda: approve(row, by=actor(request), at=at, take=data.get("take", ()), letter=letter))
    if isinstance(done, Refused) and done.reasons:
        form.add_error(None, done.words)
        return False
    undo = reverse("recruiting:stop_welcome", args=[row.number]) if letter is not None and program().mail_delay_seconds else ""
    announce(request, done, said=_said(row, has_letter=letter is not None), undo_url=undo)
    return True


def _said(row: Nomination, *, has_letter: bool) -> str:
    if not access.is_of_program(row):
        return _("Approved. Whoever nominated them hears of it.")
    if has_letter and row.champion is not None:
        return _("They are in. The welcome letter to %(name)s leaves in a moment.") % {"name": row.champion.name}
    return _("They are in.")


def _approve_form(request: HttpRequest, row: Nomination) -> ApproveForm:
    has_letter = access.is_of_program(row) and why_no_letter(row, at=now()) is None
    initial = {}
    if has_letter and row.champion is not None:
        letter = welcome_letter(row.champion, reader(request))
        initial = {"send": True, "subject": letter.filled.subject, "body": letter.body}
    found = differences(row) if access.is_of_program(row) else ()
    return ApproveForm(request.POST or None, differences=found, has_letter=has_letter, initial=initial)
