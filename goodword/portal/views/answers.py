"""Pages by link. GET shows, POST answers; then the same address shows what was answered."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from goodword.kernel.references import parse_key
from goodword.links.actions import Purpose, mark_opened
from goodword.notifications.queries import calendar_of_call
from goodword.portal import queries
from goodword.portal.forms import COLLEAGUE, GLADLY, LEAVE_ALONE, AnswerForm, OutcomeForm, OwnerForm, TimesForm, as_typed, typed_in
from goodword.portal.views.edge import OK, REFUSED, Visit, by_link, done
from goodword.requests import actions
from goodword.requests.queries.by_link import Candidate
from goodword.requests.states import CandidateState

NOBODY_WAITS = (CandidateState.RELEASED, CandidateState.NO_ANSWER)  # what is typed then reaches nobody here


@by_link(Purpose.ANSWER_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The customer's page: the question, then how it stands."""
    page = queries.guest_page(visit.candidate, yours_until=visit.link.expires_at, at=visit.at)
    is_open, is_post = page.standing.mode == "ask", request.method == "POST"
    if request.method == "GET":
        mark_opened(visit.link, at=visit.at)  # nothing else: a mail filter opens links too
    form = AnswerForm(request.POST if is_post else None, at=visit.at, today=page.today, timed=page.has_times)
    typed = typed_in(request.POST) if visit.candidate.state in NOBODY_WAITS else ""
    if typed:
        return render(request, "portal/standing.html", {"page": page, "token": visit.token, "typed": typed}, status=REFUSED)
    if is_post and (not is_open or (form.is_valid() and done(request, lambda: _answer(visit, form)))):
        return redirect("portal:answer", visit.token)
    template = "portal/ask.html" if is_open else "portal/standing.html"
    event = queries.event_page(visit.candidate, at=visit.at)
    told = queries.words_page(visit.candidate, yours_until=visit.link.expires_at)
    context = {"page": page, "form": form, "token": visit.token, "times": TimesForm(at=visit.at), "event": event, "words": told}
    return render(request, template, context, status=REFUSED if is_post else OK)


def _answer(visit: Visit, form: AnswerForm) -> object:
    said, words = form.cleaned_data, form.cleaned_data.get("words", "")
    candidate, by, at = visit.candidate, visit.by, visit.at
    if said["answer"] == GLADLY:
        offered = {each.starts_at: each for each in candidate.times.filter(by_customer=False)}
        moments = said.get("chosen", [])
        chosen = next((offered[moment] for moment in moments if moment in offered), None)
        own = [moment for moment in moments if moment not in offered]
        unnamed = bool(said.get("unnamed"))
        return actions.accept(candidate, times=own, offered=chosen, words=words, without_name=unnamed, by=by, at=at)
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
    if form.is_valid() and done(request, lambda: _move(visit, form.cleaned_data["chosen"])):
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
    done(request, lambda: actions.decline(visit.candidate, code="no_time", words=words, by=visit.by, at=visit.at, instead_of_yes=True))
    return redirect("portal:answer", visit.token)


@by_link(Purpose.ANSWER_ASK)
@require_http_methods(["GET", "HEAD", "POST"])
def did(request: HttpRequest, visit: Visit) -> HttpResponse:
    """They have done what they said yes to. Opening it leads back to the page."""
    if request.method == "POST":
        done(request, lambda: actions.complete(visit.candidate, by=visit.by, at=visit.at))
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
    if is_post and (not page.is_open or (form.is_valid() and done(request, lambda: _decide(visit, form)))):
        return redirect("portal:owner", visit.token)
    return render(request, "portal/owner.html", {"page": page, "form": form}, status=REFUSED if is_post else OK)


def _decide(visit: Visit, form: OwnerForm) -> object:
    if form.cleaned_data["decision"] == "yes":
        return actions.owner_approve(visit.candidate, by=visit.by, at=visit.at)
    return actions.owner_decline(visit.candidate, reason=form.cleaned_data["reason"], by=visit.by, at=visit.at)


@by_link(Purpose.OWNER_OPINIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def opinions(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What an owner thinks of each of their customers on a short list: up, or down with the reason."""
    page, is_post = queries.opinions_page(visit.candidate, visit.reader, at=visit.at), request.method == "POST"
    form = OwnerForm(request.POST if is_post else None)
    about = page.candidate(parse_key(request.POST.get("candidate", ""))) if is_post else None
    if is_post and (about is None or (form.is_valid() and done(request, lambda: _give_opinion(visit, about, form)))):
        return redirect("portal:opinions", visit.token)
    context = {"page": page, "form": form, "wrong": about.pk if about is not None else 0}
    return render(request, "portal/opinions.html", context, status=REFUSED if is_post else OK)


def _give_opinion(visit: Visit, about: Candidate, form: OwnerForm) -> object:
    said = form.cleaned_data
    return actions.give_opinion(about, good=said["decision"] == "yes", reason=said["reason"], by=visit.by, at=visit.at)


@by_link(Purpose.REQUESTER_OUTCOME, Purpose.CUSTOMER_OUTCOME)
@require_http_methods(["GET", "HEAD", "POST"])
def outcome(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What came of the call, in one click; saying it again changes the answer."""
    page = queries.outcome_page(visit.candidate, by_customer=visit.link.contact_id is not None, at=visit.at)
    is_post = request.method == "POST"
    form = OutcomeForm(request.POST if is_post else None)
    if is_post and form.is_valid() and done(request, lambda: _report(visit, form)):
        return redirect("portal:outcome", visit.token)
    return render(request, "portal/outcome.html", {"page": page, "form": form, "token": visit.token}, status=REFUSED if is_post else OK)


def _report(visit: Visit, form: OutcomeForm) -> object:
    said = form.cleaned_data
    return actions.report_outcome(visit.candidate, result=said["result"], words=said["words"], by=visit.by, at=visit.at)
