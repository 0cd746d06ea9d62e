"""The page of one request: head, ball, the step that is open, candidates, comments, facts, timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from goodword.comments import queries as comments
from goodword.comments.actions import add as add_comment
from goodword.journal import queries as journal
from goodword.kernel.clock import now
from goodword.kernel.references import parse_key
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.queries import circle_ids
from goodword.policy.queries import InForce, in_force
from goodword.requests import access
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.ball import Step, Turn, proposed, turn_of
from goodword.requests.queries.cards import Card, cards_of
from goodword.requests.queries.choosing import described
from goodword.requests.queries.facts import needed
from goodword.requests.queries.head import head_of
from goodword.requests.queries.lists import with_ball
from goodword.requests.queries.pool import choices
from goodword.requests.queries.timeline import lines
from goodword.requests.queries.words import ball_line, open_words, request_badge, request_url, title_of
from goodword.requests.states import RequestState
from goodword.requests.views.edge import load_request, reader
from goodword.requests.views.verbs import CANDIDATE_VERBS, REQUEST_VERBS, Verb
from goodword.ui import dates, pages
from goodword.ui.pieces import Comment, Crumb, Person, VerdictLine

MOST_LINES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The step that is open on the page: a form of one verb."""

    verb: Verb
    form: forms.Form
    url: str
    title: str
    account: str = ""
    verdict: VerdictLine | None = None


@require_GET
def page(request: HttpRequest, number: int) -> HttpResponse:
    """One request; `?do=verb` opens the form of a verb."""
    row = load_request(request, number)
    if row.state == RequestState.DRAFT and access.can_edit(reader(request), row):
        return redirect(reverse("requests:edit", args=[row.pk]))
    return show(request, row)


def show(
    request: HttpRequest,
    row: ReferenceRequest,
    *,
    verb: str = "",
    candidate_id: int | None = None,
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page, with the form of a verb when one is open."""
    at, user = now(), reader(request)
    candidates = list(row.candidates.all())
    for each in candidates:
        each.reference_request = row
    rules = in_force(at)
    turn = turn_of(row, candidates, at=at)
    cards = cards_of(row, candidates, user, now=rules)
    panel = _panel(request, row, cards, turn, verb=verb, candidate_id=candidate_id, form=form, at=at)
    choosing = _choosing(request, row, user, turn, rules=rules)
    head = head_of(row, turn, cards, user, best=next(iter(choosing["free"]), None))
    context = {
        "row": row,
        "title": title_of(row),
        "badge": request_badge(row, turn),
        "ball": ball_line(row, turn, user, at=at),
        "cards": cards,
        "head": head,
        "panel": panel,
        "crumbs": [Crumb(label=_("Requests"), url=reverse("requests:list")), Crumb(label=row.number)],
        "can_suggest": access.can_suggest(user, row),
        "facts": needed(row),
        "url": request_url(row),
        **_conversation(row, user),
        **_history(row, user, turn, at=at),
        **choosing,
        "fragment": pages.wants_fragment(request),
    }
    return pages.page_or_fragment(request, "requests/page.html", "whole", context, status=status)


def after(request: HttpRequest, number: int, *, verb: str = "", candidate_id: int | None = None) -> HttpResponse:
    """Show how things stand after a verb: the page in place, or by going back to it; the list for whoever may not see it any more."""
    row = with_ball(access.visible_to(reader(request))).filter(pk=number).first()
    address = request_url(row) if row is not None else reverse("requests:list")
    if row is not None and pages.wants_fragment(request):
        response = show(request, row, verb=verb, candidate_id=candidate_id)
        response.headers["HX-Replace-Url"] = address
        return response
    if pages.wants_fragment(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(f"{address}?do={verb}&candidate={candidate_id}" if verb else address)


def _choosing(request: HttpRequest, row: ReferenceRequest, user: User, turn: Turn, *, rules: InForce) -> dict[str, Any]:
    due = turn.step in (Step.CHOOSE, Step.PICK) and access.can_pick(user, row)
    wanted = due or "choose" in request.GET or "q" in request.GET
    if not wanted or not access.can_suggest(user, row):
        return {"free": [], "blocked": [], "chooses": False}
    return {**found_for(request, row, rules=rules), "chooses": True}


def found_for(request: HttpRequest, row: ReferenceRequest, *, rules: InForce) -> dict[str, Any]:
    """Accounts to choose from, as the page lists them, those who are not available apart."""
    user = reader(request)
    words = request.GET.get("q", "")
    found = described(choices(row, now=rules, words=words), rules=rules, row=row, weighs=access.runs(user, row))
    free, blocked = [each for each in found if not each.is_blocked], [each for each in found if each.is_blocked]
    return {"free": free, "blocked": blocked, "q": words, "row": row, "url": request_url(row), "may_hold": access.can_pick(user, row)}


def _conversation(row: ReferenceRequest, user: User) -> dict[str, Any]:
    said = [
        Comment(author=Person(name=each.author.name, id=each.author_id), at=each.created_at, text=each.text, id=each.pk)
        for each in comments.about("referencerequest", row.pk, circle_ids=circle_ids(user))
    ]
    return {"comments": said, "me": Person(name=user.name, id=user.pk), "can_comment": access.can_comment(user, row)}


def _history(row: ReferenceRequest, user: User, turn: Turn, *, at: datetime) -> dict[str, Any]:
    entries = journal.about("referencerequest", row.pk, circle_ids=circle_ids(user)).exclude(verb="comment.added")
    # Two entries say these better: who was named, until when.
    entries = entries.exclude(verb="candidate.declined", data__code__in=("colleague", "leave_alone"))
    said = lines(entries[:MOST_LINES], open_step=open_words(row, turn), due=turn.due, today=dates.local_day(at))
    return {"timeline": said}


def _panel(
    request: HttpRequest,
    row: ReferenceRequest,
    cards: Sequence[Card],
    turn: Turn,
    *,
    verb: str,
    candidate_id: int | None,
    form: forms.Form | None,
    at: datetime,
) -> Panel | None:
    user = reader(request)
    wanted = verb or request.GET.get("do", "") or _opens_itself(turn, user)
    about = _about(request, cards, turn, candidate_id)
    if wanted in REQUEST_VERBS and REQUEST_VERBS[wanted].form and access.may(user, wanted.removesuffix("_request"), row):
        found = REQUEST_VERBS[wanted]
        made = form or found.form()  # type: ignore[misc]  # asked for above
        return Panel(verb=found, form=made, url=reverse(f"requests:{wanted}", args=[row.pk]), title=str(found.title))
    if wanted in CANDIDATE_VERBS and CANDIDATE_VERBS[wanted].form and about is not None and can_do(user, wanted, about.candidate):
        found = CANDIDATE_VERBS[wanted]
        url = reverse(f"requests:{wanted}", args=[row.pk, about.candidate.pk])
        made = form or form_for(found, about.candidate, people=about.people, at=at)
        return Panel(
            verb=found,
            form=made,
            url=url,
            title=str(found.title),
            account=about.candidate.account.name,
            verdict=about.verdict if wanted == "hold" else None,
        )
    return None


def _opens_itself(turn: Turn, user: User) -> str:
    """What is asked of the reader in one click stands open."""
    mine = turn.who is not None and turn.who.pk == user.pk
    return "report_outcome" if mine and turn.step is Step.OUTCOME else ""


def _about(request: HttpRequest, cards: Sequence[Card], turn: Turn, candidate_id: int | None) -> Card | None:
    wanted = candidate_id or parse_key(request.GET.get("candidate", "")) or (turn.candidate.pk if turn.candidate else None)
    return next((card for card in cards if card.candidate.pk == wanted), None)


def can_do(user: User, verb: str, candidate: Candidate) -> bool:
    """May the reader open the form of this verb."""
    special = {
        "propose_times": access.can_propose_times,
        "report_outcome": access.can_report_outcome,
        "remind_customer": access.can_remind_customer,
        "remind_owner": access.can_remind_owner,
    }
    return special[verb](user, candidate) if verb in special else access.may(user, verb, candidate)


def form_for(verb: Verb, candidate: Candidate, *, at: datetime, people: Sequence[Any] = (), data: Any = None) -> forms.Form:
    """The form of a verb, with what it offers."""
    assert verb.form is not None  # noqa: S101 - callers look first
    extra: dict[str, Any] = {}
    if verb.name == "ask":
        extra = {"people": people, "initial": {"contact": candidate.contact_id, "how": "mail"}}
    if verb.name == "schedule":
        extra = {"times": proposed(candidate, at=at)}
    return verb.form(data, **extra)


@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Say something about a request; it stays within its circle."""
    row = load_request(request, number)
    user = reader(request)
    if access.can_comment(user, row):
        said = add_comment(row, author=user, text=request.POST.get("text", ""), at=now(), circle_id=row.circle_id)
        if isinstance(said, Refused):
            pages.refused(request, said)
    if pages.wants_fragment(request):
        return render(request, "requests/comments.html", {"row": row, **_conversation(row, user)})
    return redirect(f"{request_url(row)}#comments")
