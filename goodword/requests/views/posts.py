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
from goodword.policy.queries import in_force
from goodword.requests import access, actions
from goodword.requests.forms import AskForm
from goodword.requests.queries.contacts import may_be_asked
from goodword.requests.queries.judging import judge_one
from goodword.requests.views.edge import actor, announce, attempt, load_candidate, load_request, reader
from goodword.requests.views.page import after, form_for, found_for, show
from goodword.requests.views.verbs import CANDIDATE_VERBS, REQUEST_VERBS


@require_POST
def request_verb(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """One verb of a request."""
    row, spec = load_request(request, number), REQUEST_VERBS[verb]
    form = spec.form(request.POST) if spec.form else None
    if form is not None and not form.is_valid():
        return show(request, row, verb=verb, form=form, status=422)
    values = form.cleaned_data if form is not None else {}
    outcome = attempt(lambda: spec.do(row, values, actor(request), now()))
    if form is not None and isinstance(outcome, Refused) and outcome.reasons:
        form.add_error(None, outcome.words)
        return show(request, row, verb=verb, form=form, status=422)
    announce(request, outcome, said=str(spec.said))
    return after(request, number)


@require_POST
def candidate_verb(request: HttpRequest, number: int, candidate_id: int, verb: str) -> HttpResponse:
    """One verb of a candidate."""
    candidate, spec, at = load_candidate(request, number, candidate_id), CANDIDATE_VERBS[verb], now()
    people = (
        may_be_asked(judge_one(candidate.reference_request, candidate.account, now=in_force(at), own=candidate)) if verb == "ask" else []
    )
    form = form_for(spec, candidate, at=at, people=people, data=request.POST) if spec.form else None
    if form is not None and not form.is_valid():
        return show(request, load_request(request, number), verb=verb, candidate_id=candidate_id, form=form, status=422)
    values = form.cleaned_data if form is not None else {}
    outcome = attempt(lambda: spec.do(candidate, values, actor(request), at))
    if spec.asks and form is not None and isinstance(outcome, Refused) and outcome.reasons:
        form.add_error(None, outcome.words)
        if isinstance(form, AskForm):
            form.ask_for_reason()
        return show(request, load_request(request, number), verb=verb, candidate_id=candidate_id, form=form, status=422)
    undo_url = reverse("requests:take_back", args=[number, candidate_id]) if verb == "ask" and values.get("how") == "mail" else ""
    announce(request, outcome, said=str(spec.said), undo_url=undo_url)
    over = verb == "hold" and isinstance(outcome, Refused) and not values.get("reason") and _may_go_over(request, number, candidate_id)
    return after(request, number, verb="hold", candidate_id=candidate_id) if over else after(request, number)


def _may_go_over(request: HttpRequest, number: int, candidate_id: int) -> bool:
    candidate = load_candidate(request, number, candidate_id)
    return access.may(reader(request), "hold", candidate) and access.can_override(reader(request), candidate)


@require_POST
def suggest(request: HttpRequest, number: int) -> HttpResponse:
    """Put an account forward, and hold it at once when `hold` is pressed."""
    row, at = load_request(request, number), now()
    account = get_object_or_404(accounts_visible_to(reader(request)), pk=parse_key(request.POST.get("account", "")))
    outcome = attempt(lambda: actions.suggest(row, account=account, shortlisted="shortlist" in request.POST, by=actor(request), at=at))
    candidate = outcome
    if "hold" in request.POST and not isinstance(outcome, Refused):
        outcome = attempt(lambda: actions.hold(candidate, by=actor(request), at=at))
    announce(request, outcome, said=str(CANDIDATE_VERBS["hold"].said) if "hold" in request.POST else _("Put forward."))
    over = isinstance(outcome, Refused) and not isinstance(candidate, Refused) and _may_go_over(request, number, candidate.pk)
    return after(request, number, verb="hold", candidate_id=candidate.pk) if over else after(request, number)


@require_GET
def search(request: HttpRequest, number: int) -> HttpResponse:
    """Accounts to choose from, by name, while one types."""
    row = load_request(request, number)
    if not access.can_suggest(reader(request), row):
        raise Http404
    return render(request, "requests/found.html", found_for(request, row, rules=in_force(now())))


@require_POST
def discard(request: HttpRequest, number: int) -> HttpResponse:
    """Throw a draft away."""
    row = load_request(request, number)
    outcome = attempt(lambda: actions.discard_draft(row, by=actor(request), at=now()))
    announce(request, outcome, said=_("The draft is gone."))
    return redirect(reverse("requests:list"))
