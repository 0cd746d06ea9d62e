"""Exceptions: what waits to be decided, one exception with the answer to it, and the ledger that counts them."""

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from goodword.approvals.states import State
from goodword.customers.kinds.places import country_name
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.clock import Quarter
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.people.queries import active_people, day_there
from goodword.people.views.edge import announce, attempt
from goodword.policy.explain import sentence
from goodword.policy.facts import Judgement
from goodword.policy.queries import InForce, in_force
from goodword.policy.rules import EXCEPTION_RULES
from goodword.requests import access, actions
from goodword.requests.access import visible_to
from goodword.requests.forms.exceptions import ExceptionForm, PassOnForm
from goodword.requests.models import ExceptionReview
from goodword.requests.queries import exceptions
from goodword.requests.queries.lists import turn_in, with_ball
from goodword.requests.queries.promises import places_of
from goodword.requests.queries.reviewing import may_review, reviews_visible_to
from goodword.requests.queries.timing import plan_shown
from goodword.requests.queries.words import ball_line, request_url, review_url, title_of
from goodword.ui import exports, pages, tables
from goodword.ui.exports import Sheet
from goodword.ui.pieces import Crumb, Fact, Person

ANSWERS = ("approve", "decline")


def _reader(request: HttpRequest) -> User:
    return cast("User", request.user)


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What waits for the reader, what waits for others, and what was decided lately."""
    user, at = _reader(request), clock.now()
    now, open_now = in_force(at), list(exceptions.waiting(user))
    mine = [each for each in open_now if exceptions.is_mine(each, user, at=at)]
    others = [each for each in open_now if each not in mine]
    page = pages.paged(request, exceptions.decided(user), per_page=20)
    context = {
        "mine": [_line(each, now=now) for each in mine],
        "others": [_line(each, now=now) for each in others],
        "decided": [_line(each, now=now) for each in page.rows],
        "page": page,
    }
    return pages.page_or_fragment(request, "desk/exceptions.html", "lists", context)


def _line(review: ExceptionReview, *, now: InForce) -> dict[str, Any]:
    row, approval = review.reference_request, review.approval
    is_open = approval is not None and approval.state == State.OPEN
    by = approval.decided_by if approval is not None else None
    return {
        "review": review,
        "title": title_of(row),
        "url": review_url(row),
        "number": row.number,
        "asked_by": Person(name=row.requester.name, id=row.requester_id),
        "team": review.team.name if review.team is not None else _("No team"),
        "needed_on": review.needed_on,
        "reasons": exceptions.reasons_of(review.rules),
        "words": exceptions.because_words(review, today=now.today) if is_open else exceptions.outcome_words(review, today=now.today),
        "badge": exceptions.state_badge(review),
        "due": day_there(approval.due_at, region=approval.approver.region) if approval is not None and is_open else None,
        "who": approval.approver if approval is not None and is_open else by,
        "at": approval.state_at if approval is not None else review.opened_at,
    }


def _load(request: HttpRequest, number: int) -> ExceptionReview:
    """The latest exception of a request, if the reader may know of it; else there is none."""
    rows = exceptions.with_people(reviews_visible_to(_reader(request)))
    found = rows.filter(reference_request=number).order_by("-pk").first()
    if found is None:
        raise Http404
    return found


@require_safe
def exception(request: HttpRequest, number: int) -> HttpResponse:
    """One exception: why it is one, what was promised and used, what was decided before, and the answer."""
    review = _load(request, number)
    return _show(request, review)


@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Make an exception, or none; always with a reason."""
    review, at = _load(request, number), clock.now()
    form = ExceptionForm(request.POST, until_on=review.needed_on)
    chosen = request.POST.get("answer", "")
    if not form.is_valid() or chosen not in ANSWERS:
        return _show(request, review, form=form, status=422)
    values, by = form.cleaned_data, Actor.person(_reader(request))
    if chosen == "approve":
        said, do = _("An exception is made. Whoever asked is told."), lambda: actions.approve_exception(review, **values, by=by, at=at)
    else:
        said, do = (
            _("Declined. Whoever asked reads your reason."),
            lambda: actions.decline_exception(review, reason=values["reason"], by=by, at=at),
        )
    return _done(request, review, form, do, said=said)


@require_POST
def pass_on(request: HttpRequest, number: int) -> HttpResponse:
    """Let a colleague decide instead."""
    review, at = _load(request, number), clock.now()
    form = PassOnForm(request.POST, people=_others(review))
    if not form.is_valid():
        return _show(request, review, pass_form=form, status=422)
    by = Actor.person(_reader(request))
    said = _("%(name)s decides now, and is told.") % {"name": form.cleaned_data["to"].name}
    return _done(request, review, form, lambda: actions.delegate_exception(review, **form.cleaned_data, by=by, at=at), said=said)


@require_POST
def remind(request: HttpRequest, number: int) -> HttpResponse:
    """Remind whoever decides."""
    review, at = _load(request, number), clock.now()
    reminded = attempt(lambda: actions.remind_reviewer(review, by=Actor.person(_reader(request)), at=at))
    announce(request, reminded or Refused(()), said=_("Reminded."))
    return redirect(review_url(review.reference_request))


def _done(
    request: HttpRequest, review: ExceptionReview, form: ExceptionForm | PassOnForm, do: Callable[[], Any], *, said: str
) -> HttpResponse:
    done = attempt(do)
    if isinstance(done, Refused) and done.reasons:
        code = done.reasons[0].code
        form.add_error(code if code in form.fields else None, done.words)
        return _show(request, review, **({"form": form} if isinstance(form, ExceptionForm) else {"pass_form": form}), status=422)
    announce(request, done, said=said)
    may_still_see = reviews_visible_to(_reader(request)).filter(pk=review.pk).exists()
    return redirect(review_url(review.reference_request) if may_still_see else reverse("desk:exceptions"))


def _others(review: ExceptionReview) -> Any:
    approval = review.approval
    return active_people().exclude(pk__in=[review.reference_request.requester_id, approval.approver_id if approval is not None else 0])


def _show(
    request: HttpRequest,
    review: ExceptionReview,
    *,
    form: ExceptionForm | None = None,
    pass_form: PassOnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user, at = _reader(request), clock.now()
    now, approval = in_force(at), review.approval
    row = with_ball(visible_to(user)).filter(pk=review.reference_request_id).first()
    if row is None:
        raise Http404
    is_open = approval is not None and approval.state == State.OPEN
    decides = is_open and may_review(user, review)
    turn = turn_in(row, at=at)
    judgement = Judgement.from_json(review.decision.verdicts) if review.decision is not None else Judgement(())
    context = {
        "review": review,
        "row": row,
        "title": title_of(row),
        "request_url": request_url(row),
        "badge": exceptions.state_badge(review),
        "ball": ball_line(row, turn, user, at=at, asks=now.numbers.ask_attempts) if is_open else None,
        "reasons": [f"{sentence(each, today=now.today)}." for each in judgement.blocks if each.rule in EXCEPTION_RULES],
        "words": exceptions.because_words(review, today=now.today),
        "outcome": exceptions.outcome_words(review, today=now.today),
        "decided_by": approval.decided_by if approval is not None else None,
        "plan": plan_shown(row, row.candidates.all(), now=now),
        "places": places_of(row, now=now),
        "before": [_line(each, now=now) for each in exceptions.of_team_before(review, user)],
        "facts": _facts(review),
        "form": (form or ExceptionForm(until_on=review.needed_on)) if decides else None,
        "pass_form": (pass_form or PassOnForm(people=_others(review))) if decides else None,
        "pass_open": pass_form is not None,
        "may_remind": is_open and not decides and bool(access.standings(user, row)),
        "crumbs": [Crumb(label=_("Exceptions"), url=reverse("desk:exceptions")), Crumb(label=row.number)],
    }
    return render(request, "desk/exception.html", context, status=status)


def _facts(review: ExceptionReview) -> list[Fact]:
    row = review.reference_request
    place = ", ".join(part for part in (row.place_city, row.place_state, country_name(row.place_country)) if part)
    facts = [
        Fact(label=_("Day"), on=review.needed_on),
        Fact(label=_("Place"), value=_("Online") if row.is_online else place),
        Fact(label=_("Team"), value=review.team.name if review.team is not None else ""),
        Fact(label=_("Asked by"), person=Person(name=row.requester.name, id=row.requester_id)),
        Fact(label=_("Topic"), value=row.topic),
    ]
    return [fact for fact in facts if fact.value or fact.on or fact.person]


@require_safe
def ledger(request: HttpRequest) -> HttpResponseBase:
    """Exceptions counted per team, kind and reason, of one quarter or of all."""
    user, at = _reader(request), clock.now()
    now = in_force(at)
    choices = exceptions.quarters_to_choose(now)
    chosen = next((each for each in choices if each.label == request.GET.get("quarter")), None)
    rows = exceptions.in_quarter(reviews_visible_to(user), chosen, now=now)
    columns, lines = _columns(), exceptions.ledger(rows)
    found = [tables.Row(_cells(each)) for each in lines]
    if exports.wanted(request):
        sheet: Sheet = exports.as_shown(_("Exceptions"), columns, total=len(found), rows=lambda: found)
        if file := exports.answer(request, sheet, at=at):
            return file
    table = tables.Table(
        request=request,
        columns=columns,
        rows=found,
        filters=(tables.Filter(key="quarter", label=_("Asked for in"), options=tuple(_option(each) for each in choices)),),
        empty=tables.Empty(
            title=_("No exceptions"),
            text=_("Requests that were too late, or beyond what was promised to a team, are counted here with what became of them."),
            icon="scale",
        ),
        label=_("Exceptions per team, kind and reason"),
        exported=True,
        note=_("%(n)s in all. One with two reasons is counted under each.") % {"n": rows.count()} if found else "",
    )
    crumbs = [Crumb(label=_("Exceptions"), url=reverse("desk:exceptions")), Crumb(label=_("Counted"))]
    return pages.page_or_fragment(request, "desk/exception_ledger.html", "list", {"table": table, "crumbs": crumbs})


def _option(quarter: Quarter) -> tables.Option:
    return tables.Option(quarter.label, quarter.label)


def _columns() -> tuple[tables.Column, ...]:
    return (
        tables.Column(key="team", label=_("Team"), phone="lead"),
        tables.Column(key="kind", label=_("Kind of request")),
        tables.Column(key="reason", label=_("Reason")),
        tables.Column(key="asked", label=_("Asked for"), kind="number"),
        tables.Column(key="made", label=_("Made"), kind="number"),
        tables.Column(key="refused", label=_("Not made"), kind="number"),
        tables.Column(key="waiting", label=_("Waiting"), kind="number"),
    )


def _cells(line: exceptions.Counted) -> tuple[Any, ...]:
    return line.team, line.kind, line.reason, line.asked, line.made, line.refused, line.waiting
