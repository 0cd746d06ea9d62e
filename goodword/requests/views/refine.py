"""Refining the short list from the page: owners are asked and answer, some are taken off, the requester agrees, people comment."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from goodword.kernel.clock import now
from goodword.kernel.refusal import Refused
from goodword.people.views.edge import actor, announce, attempt
from goodword.requests import actions
from goodword.requests.models import Candidate
from goodword.requests.views.edge import load_candidate, load_request
from goodword.requests.views.page import after, show


@require_POST
def ask_owners(request: HttpRequest, number: int) -> HttpResponse:
    """Ask everybody who owns a customer on the short list, and was not asked yet."""
    row = load_request(request, number)
    outcome = attempt(lambda: actions.ask_owners(row, by=actor(request), at=now()))
    count = 0 if isinstance(outcome, Refused) else outcome
    said = ngettext("Asked about %(n)s customer.", "Asked about %(n)s customers, in one mail to each owner.", count) % {"n": count}
    announce(request, outcome, said=said)
    return after(request, number)


@require_POST
def opinion(request: HttpRequest, number: int, candidate_id: int) -> HttpResponse:
    """An owner's thumb: up, or down with a reason."""
    row, good = load_candidate(request, number, candidate_id), request.POST.get("answer") == "good"
    reason = request.POST.get("reason", "")[:2000]
    outcome = attempt(lambda: actions.give_opinion(row, good=good, reason=reason, by=actor(request), at=now()))
    if isinstance(outcome, Refused) and "reason" in {each.code for each in outcome.reasons}:
        return _unsaid(request, number, row, form="opinion", text=reason, refused=outcome)
    announce(request, outcome, said=_("Thank you. The manager sees it."))
    return after(request, number)


@require_POST
def take_off(request: HttpRequest, number: int, candidate_id: int) -> HttpResponse:
    """Take a customer off the short list, with a reason."""
    row, reason = load_candidate(request, number, candidate_id), request.POST.get("reason", "")[:2000]
    outcome = attempt(lambda: actions.take_off(row, reason=reason, by=actor(request), at=now()))
    if isinstance(outcome, Refused) and "reason" in {each.code for each in outcome.reasons}:
        return _unsaid(request, number, row, form="take_off", text=reason, refused=outcome)
    announce(request, outcome, said=_("Taken off the list."))
    return after(request, number)


@require_POST
def agree_list(request: HttpRequest, number: int) -> HttpResponse:
    """Whoever asked agrees to the short list."""
    row = load_request(request, number)
    announce(request, attempt(lambda: actions.agree_list(row, by=actor(request), at=now())), said=_("Agreed. The manager sees it."))
    return after(request, number)


@require_POST
def comment_beside(request: HttpRequest, number: int, candidate_id: int) -> HttpResponse:
    """Say something about one customer of the list."""
    row, text = load_candidate(request, number, candidate_id), request.POST.get("text", "")
    outcome = attempt(lambda: actions.comment_beside(row, by=actor(request), at=now(), text=text))
    if isinstance(outcome, Refused):
        return _unsaid(request, number, row, form="comment", text=text, refused=outcome)
    return after(request, number)


def _unsaid(request: HttpRequest, number: int, row: Candidate, *, form: str, text: str, refused: Refused) -> HttpResponse:
    """The page with what was typed beside a customer, and why it was not taken."""
    unsaid = {"candidate": row.pk, "form": form, "text": text, "why": refused.words}
    return show(request, load_request(request, number), unsaid_beside=unsaid, status=422)
