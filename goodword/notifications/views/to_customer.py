"""The mails to a customer about one request: for whoever sees it, as they were read, and stopped while they wait."""

from datetime import datetime
from typing import cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.notifications import access, actions, queries, tables
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
    """The mails to the customer about one candidacy, for whoever sees the request: what they said, and what became of them."""
    candidate, at, user = _candidate(request, candidate_id), clock.now(), cast("User", request.user)
    mails = [_as_letter(row, candidate, user, at=at) for row in queries.mails_about(candidate)]
    title = _("Mails to %(customer)s") % {"customer": candidate.account.name}
    home = Crumb(label=candidate.reference_request.number, url=request_url(candidate.reference_request))
    return render(request, "notifications/to_customer.html", {"mails": mails, "title": title, "crumbs": [home, Crumb(label=title)]})


def _as_letter(row: Mail, candidate: Candidate, user: User, *, at: datetime) -> dict[str, object]:
    composed = actions.read(row, at=at)
    waits = row.state == State.QUEUED and not row.attempts
    return {
        "mail": row,
        "label": tables.message_words(row.message),
        "badge": tables.badge_of(row),
        "composed": None if isinstance(composed, Stale) else composed,
        "why": reason_words(row.error) if row.error else "",
        "may_stop": waits and access.can_stop(user, row, candidate),
    }


@require_POST
def stop(request: HttpRequest, mail_id: int) -> HttpResponse:
    """Stop a mail to a customer that waits to leave."""
    row = get_object_or_404(queries.mails_to_customers(), pk=mail_id)
    candidate = _candidate(request, queries.candidate_id(row.context["entry"]) or 0)
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
