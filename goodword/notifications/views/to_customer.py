"""The mails to a customer about one request: for whoever sees it, as they were read, and stopped while they wait."""

from collections.abc import Callable
from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.notifications import access, actions, queries, tables
from goodword.notifications.forms import WordsForm
from goodword.notifications.messages.letter import Stale
from goodword.notifications.messages.reasons import reason_words
from goodword.notifications.models import Mail
from goodword.notifications.states import State
from goodword.people.models import User
from goodword.requests.access import candidates_visible_to
from goodword.requests.models import Candidate
from goodword.requests.queries.words import request_url
from goodword.ui import pages
from goodword.ui.pieces import Crumb


def _candidate(request: HttpRequest, candidate_id: int) -> Candidate:
    rows = candidates_visible_to(cast("User", request.user)).select_related("account", "reference_request__requester")
    return get_object_or_404(rows, pk=candidate_id)


@never_cache
@require_safe
def to_customer(request: HttpRequest, candidate_id: int) -> HttpResponse:
    """The mails to the customer about one candidacy, for whoever sees the request: what they said, and what became of them.

    `?change=7` opens the words of one that waits.
    """
    return _page(request, _candidate(request, candidate_id), opened=parse_key(request.GET.get("change", "")))


def _page(
    request: HttpRequest, candidate: Candidate, *, opened: int | None = None, form: WordsForm | None = None, status: int = 200
) -> HttpResponse:
    at, user = clock.now(), cast("User", request.user)
    mails = [_as_letter(row, candidate, user, at=at, form=form, opens=row.pk == opened) for row in queries.mails_about(candidate)]
    title = _("Mails to %(customer)s") % {"customer": candidate.account.name}
    home = Crumb(label=candidate.reference_request.number, url=request_url(candidate.reference_request))
    context = {"mails": mails, "title": title, "crumbs": [home, Crumb(label=title)]}
    return render(request, "notifications/to_customer.html", context, status=status)


def _as_letter(row: Mail, candidate: Candidate, user: User, *, at: datetime, form: WordsForm | None, opens: bool) -> dict[str, object]:
    composed = actions.read(row, at=at)
    waits = row.state == State.QUEUED and not row.attempts
    letter = None if isinstance(composed, Stale) else composed
    may_stop = waits and access.can_stop(user, row, candidate)
    words = WordsForm(initial={"subject": letter.letter.subject, "text": letter.letter.body}) if letter else None
    return {
        "mail": row,
        "label": tables.message_words(row.message),
        "badge": tables.badge_of(row),
        "composed": letter,
        "why": reason_words(row.error) if row.error else "",
        "may_stop": may_stop,
        "form": (form or words) if opens and may_stop and letter else None,
    }


def _mail_to_customer(request: HttpRequest, mail_id: int) -> tuple[Mail, Candidate]:
    row = get_object_or_404(queries.mails_to_customers(), pk=mail_id)
    return row, _candidate(request, queries.candidate_id(row.context["entry"]) or 0)


@require_POST
def change(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Hold a mail back for whoever changes its words, and open them."""
    row, candidate = _mail_to_customer(request, mail_id)
    held = _allowed(lambda: actions.hold_back(row, by=cast("User", request.user), at=clock.now()))
    address = reverse("notifications:to_customer", args=[candidate.pk])
    if isinstance(held, Refused):
        pages.refused(request, held)
        return redirect(address)
    return redirect(f"{address}?change={row.pk}#mail-{row.pk}")


@require_POST
def reword(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Keep the words of one mail and let it leave; or let it leave as it stood."""
    (row, candidate), user, at = _mail_to_customer(request, mail_id), cast("User", request.user), clock.now()
    form = WordsForm(request.POST)
    if "never_mind" in request.POST:
        done = _allowed(lambda: actions.let_go(row, by=user, at=at))
    elif form.is_valid():
        done = _allowed(lambda: actions.reword(row, subject=form.cleaned_data["subject"], body=form.cleaned_data["text"], by=user, at=at))
    else:
        return _page(request, candidate, opened=row.pk, form=form, status=422)
    if isinstance(done, Refused):
        pages.refused(request, done)
    elif "never_mind" in request.POST:
        pages.said(request, _("It leaves as it stands."))
    else:
        pages.said(request, _("Changed. It leaves in these words."))
    return redirect("notifications:to_customer", candidate.pk)


def _allowed(do: Callable[[], Mail | Refused]) -> Mail | Refused:
    try:
        return do()
    except NotAllowed as problem:
        raise PermissionDenied from problem


@require_POST
def stop(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Stop a mail to a customer that waits to leave."""
    row, candidate = _mail_to_customer(request, mail_id)
    _stop(request, row)
    return redirect("notifications:to_customer", candidate.pk)


@require_POST
def stop_last(request: HttpRequest, candidate_id: int, message: str) -> HttpResponse:
    """Stop the mail of one kind that was sent off last: what "undo" does in a toast."""
    candidate = _candidate(request, candidate_id)
    row = queries.mails_about(candidate).filter(message=message).first()
    if row is None:
        pages.refused(request, _("The mail is just being written. Try again in a moment."))
    else:
        _stop(request, row)
    return redirect(request_url(candidate.reference_request))


def _stop(request: HttpRequest, row: Mail) -> None:
    try:
        stopped = actions.stop(row, by=cast("User", request.user), at=clock.now())
    except NotAllowed as problem:
        raise PermissionDenied from problem
    except WrongState:
        pages.refused(request, _("The request has moved on. Look at how it stands."))
        return
    if isinstance(stopped, Refused):
        pages.refused(request, stopped)
    else:
        pages.said(request, _("Stopped. Nothing was sent."))
