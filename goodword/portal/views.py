"""Pages by link. GET shows, POST answers; then the same address shows what was answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused
from goodword.links.actions import Link, Purpose, mark_opened
from goodword.notifications.queries import Reader, calendar_of_call, language_of, zone_of_reader
from goodword.people.queries import program
from goodword.portal import queries
from goodword.portal.access import TooManyMisses, dead_link, open_link, reader_of
from goodword.portal.forms import COLLEAGUE, GLADLY, LEAVE_ALONE, AnswerForm, OutcomeForm, OwnerForm, TimesForm, as_typed, typed_in
from goodword.requests import actions
from goodword.requests.queries.by_link import Candidate, candidate_of
from goodword.requests.states import CandidateState
from goodword.ui.pages import refused

Page = Callable[..., HttpResponse]
NOBODY_WAITS = (CandidateState.RELEASED, CandidateState.NO_ANSWER)  # what is typed then reaches nobody here
OK, NOT_THERE, REFUSED, TOO_MANY = 200, 404, 422, 429


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody with a live link: what it is about, who they are, and when."""

    link: Link
    candidate: Candidate
    reader: Reader
    token: str
    at: datetime

    @property
    def by(self) -> Actor:
        """Who answers."""
        return Actor.contact(self.reader) if self.link.contact_id is not None else Actor.person(self.reader)


def by_link(*purposes: Purpose) -> Callable[[Page], Page]:
    """A page for whoever holds a live link for one of these purposes: no sign-in, never kept, never indexed, in the reader's zone."""

    def decorate(view: Page) -> Page:
        @login_not_required
        @wraps(view)
        def page(request: HttpRequest, token: str) -> HttpResponse:
            at = clock.now()
            try:
                link = open_link(request, token, *purposes, at=at)
                candidate, reader = candidate_of(link), reader_of(link)
            except NotFound as problem:
                too_many = isinstance(problem, TooManyMisses)
                return _quietly(
                    _gone(request, None if too_many else dead_link(token, *purposes), status=TOO_MANY if too_many else NOT_THERE)
                )
            house = program()
            with timezone.override(zone_of_reader(reader, house)), translation.override(language_of(reader, house)):
                return _quietly(view(request, Visit(link, candidate, reader, token, at)))

        return page

    return decorate


def _gone(request: HttpRequest, link: Link | None, *, status: int) -> HttpResponse:
    """A link that does not work: who was once given it reads, in their language, whom to write to."""
    told: dict[str, Any] = {"typed": typed_in(request.POST)}
    if link is None:
        return render(request, "portal/gone.html", told, status=status)
    try:
        reader, keeper = reader_of(link), queries.keeper_of(candidate_of(link))
    except NotFound:
        return render(request, "portal/gone.html", told, status=status)
    told |= {"keeper": keeper, "was_withdrawn": link.revoked_at is not None}
    with translation.override(language_of(reader, program())):
        return render(request, "portal/gone.html", told, status=status)


def _quietly(response: HttpResponse) -> HttpResponse:
    """Nothing about a link stays behind: not in caches, not in search engines, not in the logs of other sites.

    `same-origin` tells other sites nothing. `no-referrer` would also take the origin from our own forms, which the
    protection against forged posts needs to see.
    """
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _done(request: HttpRequest, verb: Callable[[], Any]) -> bool:
    """Do it; False with a toast when it was refused, True when it was done or somebody was faster: the page then shows how it stands."""
    try:
        outcome = verb()
    except (WrongState, NotAllowed, Conflict):
        refused(request, _("This has been answered in the meantime. Here is how it stands."))
        return True
    if isinstance(outcome, Refused):
        refused(request, outcome)
        return False
    return True


@by_link(Purpose.ANSWER_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The customer's page: the question, then how it stands."""
    page = queries.guest_page(visit.candidate, yours_until=visit.link.expires_at, at=visit.at)
    is_open, is_post = page.standing.mode == "ask", request.method == "POST"
    if request.method == "GET":
        mark_opened(visit.link, at=visit.at)  # nothing else: a mail filter opens links too
    form = AnswerForm(request.POST if is_post else None, at=visit.at, today=page.today)
    typed = typed_in(request.POST) if visit.candidate.state in NOBODY_WAITS else ""
    if typed:
        return render(request, "portal/standing.html", {"page": page, "token": visit.token, "typed": typed}, status=REFUSED)
    if is_post and (not is_open or (form.is_valid() and _done(request, lambda: _answer(visit, form)))):
        return redirect("portal:answer", visit.token)
    template = "portal/ask.html" if is_open else "portal/standing.html"
    context = {"page": page, "form": form, "token": visit.token, "times": TimesForm(at=visit.at)}
    return render(request, template, context, status=REFUSED if is_post else OK)


def _answer(visit: Visit, form: AnswerForm) -> object:
    said, words = form.cleaned_data, form.cleaned_data.get("words", "")
    candidate, by, at = visit.candidate, visit.by, visit.at
    if said["answer"] == GLADLY:
        offered = {each.starts_at: each for each in candidate.times.filter(by_customer=False)}
        chosen = next((offered[moment] for moment in said["chosen"] if moment in offered), None)
        own = [moment for moment in said["chosen"] if moment not in offered]
        return actions.accept(candidate, times=own, offered=chosen, words=words, by=by, at=at)
    if said["answer"] == COLLEAGUE:
        return actions.name_colleague(candidate, colleague=form.colleague(), words=words, by=by, at=at)
    if said["answer"] == LEAVE_ALONE:
        return actions.leave_alone(candidate, until=said["until"], words=words, by=by, at=at)
    return actions.decline(candidate, code=said.get("code") or "other", words=words, by=by, at=at)


@by_link(Purpose.ANSWER_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def times(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Other times for a call that was agreed: one that the asker offered is booked, others are proposed. Opening it leads back."""
    if request.method != "POST":
        return redirect("portal:answer", visit.token)
    form = TimesForm(request.POST, at=visit.at)
    if form.is_valid() and _done(request, lambda: _move(visit, form.cleaned_data["chosen"])):
        return redirect("portal:answer", visit.token)
    page = queries.guest_page(visit.candidate, yours_until=visit.link.expires_at, at=visit.at)
    if page.standing.mode not in ("agreed", "fixed"):
        return redirect("portal:answer", visit.token)
    return render(request, "portal/standing.html", {"page": page, "token": visit.token, "times": form}, status=REFUSED)


def _move(visit: Visit, chosen: list[datetime]) -> object:
    offered = visit.candidate.times.filter(by_customer=False, chosen=False, starts_at__in=chosen).first()
    if offered is not None:
        return actions.schedule(visit.candidate, starts_at=offered.starts_at, by=visit.by, at=visit.at)
    return actions.propose_times(visit.candidate, times=chosen, by=visit.by, at=visit.at)


@by_link(Purpose.ANSWER_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A yes taken back. Opening it leads back to the page."""
    if request.method != "POST":
        return redirect("portal:answer", visit.token)
    words = as_typed(request.POST.get("words", ""))[:1000]
    _done(request, lambda: actions.decline(visit.candidate, code="no_time", words=words, by=visit.by, at=visit.at, instead_of_yes=True))
    return redirect("portal:answer", visit.token)


@by_link(Purpose.ANSWER_ASK)
@require_safe
def calendar(_request: HttpRequest, visit: Visit) -> HttpResponse:
    """The agreed time as a calendar file."""
    is_fixed = queries.standing_of(visit.candidate, at=visit.at).mode == "fixed"
    content = calendar_of_call(visit.candidate, at=visit.at) if is_fixed else None
    if content is None:
        return redirect("portal:answer", visit.token)
    return HttpResponse(
        content, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="call.ics"'}
    )


@by_link(Purpose.OWNER_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The account owner's page: what a yes would mean, and yes or no."""
    page, is_post = queries.owner_page(visit.candidate, visit.reader, at=visit.at), request.method == "POST"
    form = OwnerForm(request.POST if is_post else None)
    if is_post and (not page.is_open or (form.is_valid() and _done(request, lambda: _decide(visit, form)))):
        return redirect("portal:owner", visit.token)
    return render(request, "portal/owner.html", {"page": page, "form": form}, status=REFUSED if is_post else OK)


def _decide(visit: Visit, form: OwnerForm) -> object:
    if form.cleaned_data["decision"] == "yes":
        return actions.owner_approve(visit.candidate, by=visit.by, at=visit.at)
    return actions.owner_decline(visit.candidate, reason=form.cleaned_data["reason"], by=visit.by, at=visit.at)


@by_link(Purpose.REQUESTER_OUTCOME, Purpose.CUSTOMER_OUTCOME)
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What came of the call, in one click; saying it again changes the answer."""
    page = queries.outcome_page(visit.candidate, by_customer=visit.link.contact_id is not None, at=visit.at)
    is_post = request.method == "POST"
    form = OutcomeForm(request.POST if is_post else None)
    if is_post and form.is_valid() and _done(request, lambda: _report(visit, form)):
        return redirect("portal:outcome", visit.token)
    return render(request, "portal/outcome.html", {"page": page, "form": form}, status=REFUSED if is_post else OK)


def _report(visit: Visit, form: OutcomeForm) -> object:
    said = form.cleaned_data
    return actions.report_outcome(visit.candidate, result=said["result"], words=said["words"], by=visit.by, at=visit.at)
