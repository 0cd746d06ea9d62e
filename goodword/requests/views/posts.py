"""The verbs, posted to the noun they are about. Each loads through `visible_to`, binds its form and calls one action."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goodword.customers.access import accounts_visible_to
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.views.edge import actor, announce, attempt, reader
from goodword.policy.queries import in_force
from goodword.requests import access, actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.choosing import found_for
from goodword.requests.queries.words import candidate_url, request_url
from goodword.requests.views.edge import load_candidate, load_request
from goodword.requests.views.page import after, show
from goodword.requests.views.panel import NOTHING_OPENED, Opened
from goodword.requests.views.verb import Verb
from goodword.requests.views.verbs import CANDIDATE_VERBS, REQUEST_VERBS, words_of_hold


@require_POST
def request_verb(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """One verb of a request."""
    return _do(request, number, load_request(request, number), REQUEST_VERBS[verb])


@require_POST
def candidate_verb(request: HttpRequest, number: int, candidate_id: int, verb: str) -> HttpResponse:
    """One verb of a candidate."""
    return _do(request, number, load_candidate(request, number, candidate_id), CANDIDATE_VERBS[verb], candidate_id=candidate_id)


def _do(
    request: HttpRequest, number: int, row: ReferenceRequest | Candidate, verb: Verb, *, candidate_id: int | None = None
) -> HttpResponse:
    """Bind the form of a verb, do it, and show how things stand; what was refused stands beside what was typed."""
    at = now()
    form = verb.form_of(row, at=at, data=request.POST)
    opened, said = Opened(verb.name, candidate_id, form), verb.words_for(row)
    again = verb.form_read_for(row, request.POST, at=at) if verb.is_open_to(reader(request), row) else None
    if again is not None:
        opened, status = Opened(verb.name, candidate_id, again, begins=False), 200 if "read" in request.POST else 422
        return show(request, load_request(request, number), opened=opened, status=status)
    if form is not None and not form.is_valid():
        if not verb.is_open_to(reader(request), row):
            announce(request, Refused(()), said="")
            return after(request, number)
        return show(request, load_request(request, number), opened=opened, status=422)
    values = form.cleaned_data if form is not None else {}
    outcome = attempt(lambda: verb.do(row, values, actor(request), at))
    if verb.asks and form is not None and isinstance(outcome, Refused) and outcome.reasons:
        form.refuse(outcome.words, code=outcome.reasons[0].code)
        return show(request, load_request(request, number), opened=opened, status=422)
    if verb.tells is not None and not isinstance(outcome, Refused):
        said = str(verb.tells(outcome))
    announce(request, outcome, said=said, undo_url=verb.undo(row, values))
    insists = isinstance(outcome, Refused) and verb.insists(reader(request), row, values)
    return after(request, number, opened=Opened(verb.name, candidate_id) if insists else NOTHING_OPENED)


@require_POST
def put_forward(request: HttpRequest, number: int) -> HttpResponse:
    """Put an account forward, and hold it at once when `hold` is pressed."""
    row, holds = load_request(request, number), "hold" in request.POST
    account = get_object_or_404(accounts_visible_to(reader(request)), pk=parse_key(request.POST.get("account", "")))
    in_line = "shortlist" in request.POST
    outcome = attempt(lambda: actions.put_forward(row, account=account, shortlisted=in_line, hold_now=holds, by=actor(request), at=now()))
    refused = outcome.refused if isinstance(outcome, actions.PutForward) else outcome
    said = words_of_hold(outcome) if holds and isinstance(outcome, actions.PutForward) and refused is None else _("Put forward.")
    announce(request, refused, said=said, undo_url="" if holds else _take_out_url(reader(request), outcome))
    if isinstance(outcome, actions.PutForward) and outcome.refused is not None and access.can_override(reader(request), outcome.candidate):
        return after(request, number, opened=Opened("hold", outcome.candidate.pk))
    return after(request, number)


def _take_out_url(user: User, outcome: object) -> str:
    """Where somebody takes out again whom they have just put forward."""
    candidate = outcome.candidate if isinstance(outcome, actions.PutForward) else None
    return candidate_url(candidate, "release") if candidate is not None and access.may(user, "release", candidate) else ""


@require_GET
def search(request: HttpRequest, number: int) -> HttpResponse:
    """Accounts to choose from, by name, while one types."""
    row = load_request(request, number)
    if not access.can_suggest(reader(request), row):
        raise Http404
    found = found_for(row, reader(request), words=request.GET.get("q", ""), now=in_force(now()))
    return render(request, "requests/found.html", {"row": row, "url": request_url(row), **found})


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a draft away."""
    row = load_request(request, number)
    outcome = attempt(lambda: actions.discard_draft(row, by=actor(request)))
    announce(request, outcome, said=_("The draft is gone."))
    return redirect(reverse("requests:list"))
