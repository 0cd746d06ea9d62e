"""Pages by link. GET shows, POST answers; then the same address shows what was answered."""

from collections.abc import Callable
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
from goodword.links.actions import Link, Purpose
from goodword.notifications.queries import calendar_of_call, language_of, zone_of_contact, zone_of_user
from goodword.people.queries import program
from goodword.portal import queries
from goodword.portal.access import TooManyMisses, open_link
from goodword.portal.forms import COLLEAGUE, GLADLY, LEAVE_ALONE, AnswerForm, OutcomeForm, OwnerForm, TimesForm
from goodword.requests import actions
from goodword.requests.queries.by_link import Candidate, candidate_of
from goodword.ui.pages import refused

Page = Callable[..., HttpResponse]
TOO_MANY, NOT_THERE = 429, 404


def by_link(*purposes: Purpose) -> Callable[[Page], Page]:
    """A page for whoever holds a live link for one of these purposes: no sign-in, never kept, never indexed, in the reader's zone."""

    def decorate(view: Page) -> Page:
        @login_not_required
        @wraps(view)
        def page(request: HttpRequest, token: str) -> HttpResponse:
            at = clock.now()
            try:
                link = open_link(request, token, *purposes, at=at)
                candidate = candidate_of(link)
            except NotFound as problem:
                status = TOO_MANY if isinstance(problem, TooManyMisses) else NOT_THERE
                return _quietly(render(request, "portal/gone.html", {}, status=status))
            reader, house = link.contact or link.user, program()
            zone = zone_of_contact(link.contact, house) if link.contact else zone_of_user(link.user, house)
            with timezone.override(zone), translation.override(language_of(reader, house)):
                return _quietly(view(request, link, candidate, token=token, at=at))

        return page

    return decorate


def _quietly(response: HttpResponse) -> HttpResponse:
    """Nothing about a link stays behind: not in caches, not in search engines, not in the logs of other sites.

    `same-origin` tells other sites nothing. `no-referrer` would also take the origin from our own forms, which the
    protection against forged posts needs to see.
    """
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _actor(link: Link) -> Actor:
    return Actor.contact(link.contact) if link.contact is not None else Actor.person(link.user)


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
def answer(request: HttpRequest, link: Link, candidate: Candidate, *, token: str, at: datetime) -> HttpResponse:
    """The customer's page: the question, then how it stands."""
    page = queries.guest_page(candidate, yours_until=link.expires_at, at=at)
    form = AnswerForm(request.POST if request.method == "POST" else None, at=at, today=page.today)
    if request.method == "POST" and page.standing.mode != "ask":
        return redirect("portal:answer", token)  # sent twice, or somebody was faster
    if request.method == "POST" and form.is_valid() and _done(request, lambda: _answer(candidate, form, by=_actor(link), at=at)):
        return redirect("portal:answer", token)
    template = "portal/ask.html" if page.standing.mode == "ask" else "portal/standing.html"
    status = 422 if request.method == "POST" else 200
    return render(request, template, {"page": page, "form": form, "token": token, "times": TimesForm(at=at)}, status=status)


def _answer(candidate: Candidate, form: AnswerForm, *, by: Actor, at: datetime) -> object:
    said, words = form.cleaned_data, form.cleaned_data.get("words", "")
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
@require_http_methods(["POST"])
def times(request: HttpRequest, link: Link, candidate: Candidate, *, token: str, at: datetime) -> HttpResponse:
    """Other times for a call that was agreed: one that the asker offered is booked, others are proposed."""
    form = TimesForm(request.POST, at=at)
    if form.is_valid() and _done(request, lambda: _move(candidate, form.cleaned_data["chosen"], by=_actor(link), at=at)):
        return redirect("portal:answer", token)
    page = queries.guest_page(candidate, yours_until=link.expires_at, at=at)
    return render(request, "portal/standing.html", {"page": page, "token": token, "times": form}, status=422)


def _move(candidate: Candidate, chosen: list[datetime], *, by: Actor, at: datetime) -> object:
    offered = candidate.times.filter(by_customer=False, chosen=False, starts_at__in=chosen).first()
    if offered is not None:
        return actions.schedule(candidate, starts_at=offered.starts_at, by=by, at=at)
    return actions.propose_times(candidate, times=chosen, by=by, at=at)


@by_link(Purpose.ANSWER_ASK)
@require_http_methods(["POST"])
def decline(request: HttpRequest, link: Link, candidate: Candidate, *, token: str, at: datetime) -> HttpResponse:
    """A yes taken back."""
    words = request.POST.get("words", "")[:1000]
    _done(request, lambda: actions.decline(candidate, code="no_time", words=words, by=_actor(link), at=at, instead_of_yes=True))
    return redirect("portal:answer", token)


@by_link(Purpose.ANSWER_ASK)
@require_safe
def calendar(request: HttpRequest, link: Link, candidate: Candidate, *, token: str, at: datetime) -> HttpResponse:
    """The agreed time as a calendar file."""
    content = calendar_of_call(candidate, at=at) if queries.standing_of(candidate, at=at).mode == "fixed" else None
    if content is None:
        return redirect("portal:answer", token)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": 'attachment; filename="call.ics"'})


@by_link(Purpose.OWNER_ANSWER)
@require_http_methods(["GET", "HEAD", "POST"])
def owner(request: HttpRequest, link: Link, candidate: Candidate, *, token: str, at: datetime) -> HttpResponse:
    """The account owner's page: what a yes would mean, and yes or no."""
    page = queries.owner_page(candidate, link.user, at=at)
    form = OwnerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not page.is_open:
        return redirect("portal:owner", token)
    if request.method == "POST" and form.is_valid() and _done(request, lambda: _decide(candidate, form, by=_actor(link), at=at)):
        return redirect("portal:owner", token)
    return render(request, "portal/owner.html", {"page": page, "form": form}, status=422 if request.method == "POST" else 200)


def _decide(candidate: Candidate, form: OwnerForm, *, by: Actor, at: datetime) -> object:
    if form.cleaned_data["decision"] == "yes":
        return actions.owner_approve(candidate, by=by, at=at)
    return actions.owner_decline(candidate, reason=form.cleaned_data["reason"], by=by, at=at)


@by_link(Purpose.REQUESTER_OUTCOME, Purpose.CUSTOMER_OUTCOME)
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, link: Link, candidate: Candidate, *, token: str, at: datetime) -> HttpResponse:
    """What came of the call, in one click; saying it again changes the answer."""
    page = queries.outcome_page(candidate, by_customer=link.contact is not None, at=at)
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if _done(request, lambda: actions.report_outcome(candidate, result=said["result"], words=said["words"], by=_actor(link), at=at)):
            return redirect("portal:outcome", token)
    return render(request, "portal/outcome.html", {"page": page, "form": form}, status=422 if request.method == "POST" else 200)
