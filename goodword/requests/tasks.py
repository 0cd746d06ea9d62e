"""The hourly sweep of what time does, and who is next in line. Thin: every row is its own transaction."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from procrastinate.contrib.django import app

from goodword.approvals import queries as approvals
from goodword.approvals.states import State as ApprovalState
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import GoodwordError
from goodword.people.models import Absence, User
from goodword.people.queries import today as program_day
from goodword.requests import actions
from goodword.requests.actions.locks import DEBTS_PAID, NEXT_IN_LINE
from goodword.requests.actions.statements import WORDS_QUESTION
from goodword.requests.models import Candidate, ExceptionReview, Opinion, ReferenceRequest
from goodword.requests.queries.balls import catch_up, catch_up_portion
from goodword.requests.queries.may import owed
from goodword.requests.queries.owners import OWNER_QUESTION, asked_of_another, opinions_of_another, words_of_another
from goodword.requests.queries.reviewing import REVIEW_QUESTION
from goodword.requests.states import (
    CANDIDATE_LIVE,
    CANDIDATE_ON_HOLD,
    CANDIDATE_WON,
    CandidateState,
    KitState,
    RequestState,
    StatementState,
)

log = logging.getLogger(__name__)
# Twice as long as it takes until the next sweep.
SOON = timedelta(hours=2)


def sweep(at: datetime) -> dict[str, int]:
    """Do everything that is due at a moment; returns how many of each. Safe to run twice, and beside itself."""
    reminded = Candidate.objects.filter(approval__in=approvals.to_remind(at).filter(question=OWNER_QUESTION), state=CandidateState.HELD)
    overdue = Candidate.objects.filter(approval__in=approvals.overdue(at).filter(question=OWNER_QUESTION), state=CandidateState.HELD)
    holds = Candidate.objects.filter(state__in=CANDIDATE_ON_HOLD, held_until__lte=at)
    asks = Candidate.objects.filter(state=CandidateState.ASKED, answer_due_at__lte=at)
    owed = ReferenceRequest.objects.filter(state=RequestState.COMPLETED, outcome_due_at__lte=at)
    idle = (
        ReferenceRequest.objects.filter(state=RequestState.SOURCING, candidates__state=CandidateState.SHORTLISTED)
        .exclude(candidates__state__in=CANDIDATE_LIVE)
        .distinct()
    )
    return {
        "expired_holds": _each(holds, lambda row: actions.expire_hold(row, at=at)),
        "expired_asks": _each(asks, lambda row: actions.expire_ask(row, at=at)),
        "passed_to_deputies": pass_to_deputies(at),
        "followed_owners": follow_owners(at),
        "reminded": _each(reminded, lambda row: actions.remind_owner(row, by=Actor.system(), at=at)),
        "escalated": _each(overdue, lambda row: actions.escalate_owner(row, at=at)),
        **_reviews(at),
        "chased": _each(owed, lambda row: actions.chase_outcome(row, at=at)),
        "allowed": _each(_held_for_outcomes(), lambda row: actions.allow(row, by=Actor.system(), at=at)),
        "reminded_of_kits": _each(_kits_waited_for(), lambda row: actions.remind_of_kit(row, at=at)),
        "reminded_of_opinions": _each(_owed(remind_at__lte=at), lambda it: actions.remind_of_opinions(it.request, asked=it.asked, at=at)),
        **_words(at),
        "told_of_opinions": _each(
            _owed(due_at__lte=at, told_overdue_at=None), lambda it: actions.tell_of_overdue_opinions(it.request, asked=it.asked, at=at)
        ),
        "next_in_line": _each(idle, lambda row: actions.hold_next(row, at=at)),
    }


@dataclass(frozen=True, slots=True)
class OwedBy:
    """What somebody owes on the short list of a request."""

    request: ReferenceRequest
    asked: User

    @property
    def pk(self) -> int:
        """Of which request, as the log names it."""
        return self.request.pk


def _owed(**only: object) -> list[OwedBy]:
    """Requests whose short list somebody owes opinions on, each with who that is."""
    rows = Opinion.objects.filter(owed(), **only).select_related("candidate__reference_request", "asked__region").order_by("pk")
    return list({OwedBy(each.candidate.reference_request, each.asked): None for each in rows})


def _kits_waited_for() -> QuerySet[Candidate]:
    """Customers who speak at an event and have not sent their speaker kit, nor been reminded of it."""
    waits = (KitState.WAITING, KitState.CHANGES)
    return Candidate.objects.filter(state__in=CANDIDATE_WON, preparation__kit_state__in=waits, preparation__kit_reminded_at=None).order_by(
        "pk"
    )


def _words(at: datetime) -> dict[str, int]:
    """What is due about sentences that an owner reads: reminders, and those that nobody answered."""
    asked = {"statement__state": StatementState.OWNER, "statement__approval__question": WORDS_QUESTION}
    rows = Candidate.objects.filter(**asked).order_by("pk")
    return {
        "reminded_of_words": _each(
            rows.filter(statement__approval__in=approvals.to_remind(at)), lambda row: actions.remind_of_words(row, at=at)
        ),
        "words_escalated": _each(
            rows.filter(statement__approval__in=approvals.overdue(at)), lambda row: actions.escalate_words(row, at=at)
        ),
    }


def _reviews(at: datetime) -> dict[str, int]:
    """What is due about exceptions: reminders, those that nobody decided, those that ran out."""
    rows = ExceptionReview.objects.order_by("pk")
    asked = {"approval__question": REVIEW_QUESTION}
    ends = rows.filter(until_on__lt=program_day(at), lapsed_at=None, approval__state=ApprovalState.APPROVED)
    return {
        "reviewers_reminded": _each(
            rows.filter(approval__in=approvals.to_remind(at), **asked), lambda row: actions.remind_reviewer(row, by=Actor.system(), at=at)
        ),
        "reviews_escalated": _each(
            rows.filter(approval__in=approvals.overdue(at), **asked), lambda row: actions.escalate_exception(row, at=at)
        ),
        "lapsed": _each(
            ends.filter(reference_request__state__in=(RequestState.SUBMITTED, RequestState.TRIAGE)),
            lambda row: actions.lapse_exception(row, at=at),
        ),
    }


def pass_to_deputies(at: datetime) -> int:
    """Give what is asked of people who are away to their deputies; returns how many questions that were."""
    day = program_day(at)  # theirs may be the one before or after
    away = Absence.objects.filter(from_on__lte=day + timedelta(days=1), to_on__gte=day, deputy__isnull=False)
    asked = Candidate.objects.filter(approval__approver__in=away.values("user_id"), approval__state=ApprovalState.OPEN)
    rows = asked.filter(approval__question=OWNER_QUESTION, state=CandidateState.HELD).order_by("pk")
    reviews = ExceptionReview.objects.filter(approval__approver__in=away.values("user_id"), approval__state=ApprovalState.OPEN)
    passed = _each(reviews.order_by("pk"), lambda row: actions.pass_exception_to_deputy(row, at=at))
    owed = _owed(asked__in=away.values("user_id"))
    passed += _each(owed, lambda row: actions.pass_opinions_to_deputy(row.request, away=row.asked, at=at))
    words = Candidate.objects.filter(
        statement__approval__approver__in=away.values("user_id"), statement__approval__state=ApprovalState.OPEN
    )
    passed += _each(words.order_by("pk"), lambda row: actions.pass_words_to_deputy(row, at=at))
    return passed + _each(rows, lambda row: actions.pass_to_deputy(row, at=at))


def follow_owners(at: datetime) -> int:
    """Ask whoever owns a customer by now what its owner before was asked and has not answered; returns how many questions that were."""
    lists = ReferenceRequest.objects.filter(pk__in=opinions_of_another().values("candidate__reference_request_id")).order_by("pk")
    moved = _each(asked_of_another().order_by("pk"), lambda row: actions.ask_new_owner(row, at=at))
    moved += _each(words_of_another().order_by("pk"), lambda row: actions.ask_new_owner_of_words(row, at=at))
    return moved + _each(lists, lambda row: actions.ask_new_owners(row, at=at))


def _held_for_outcomes() -> QuerySet[ReferenceRequest]:
    """Requests that wait until their requester owes no more outcomes; those with a reason wait for a manager's word."""
    return ReferenceRequest.objects.filter(state=RequestState.HELD, stage_reason="")


def _each(rows: Iterable[Any], do: Callable[..., object]) -> int:
    """Run one verb per row; a row that somebody changed in the meantime is left alone, and one that fails stops no other."""
    done = 0
    for row in list(rows):
        try:
            done += bool(do(row))
        except GoodwordError:
            continue
        except Exception:
            log.exception("the sweep could not finish %s %s", type(row).__name__, getattr(row, "pk", ""))
    return done


@app.periodic(cron="7 * * * *")
@app.task(name="goodword.requests.sweep", queueing_lock="goodword.requests.sweep")
def sweep_hourly(timestamp: int) -> None:
    """Do what is due, and say anew who has the ball before anybody has to wait for that."""
    del timestamp
    at = clock.now()
    sweep(at)
    make_balls_whole()
    catch_up(at=clock.now(), ahead=SOON)


@app.task(name="goodword.requests.make_balls_whole", queueing_lock="goodword.requests.make_balls_whole")
def make_balls_whole() -> None:
    """After a deploy, say of every request anew who has the ball, a portion at a time. Each worker asks for it when it starts."""
    while catch_up_portion(at=clock.now()):
        pass


@app.task(name="goodword.requests.pass_to_deputies")
def somebody_is_away(*, entry_id: int) -> None:
    """An absence was noted or changed: it may have begun."""
    del entry_id
    pass_to_deputies(clock.now())


@app.task(name="goodword.requests.follow_owners")
def somebody_else_may_own_it(*, entry_id: int) -> None:
    """A customer was changed: it may have another owner. Changes in bulk and imports are seen by the sweep."""
    del entry_id
    follow_owners(clock.now())


@app.task(name="goodword.requests.note_standing_moved", retry=5)
def note_standing_moved(*, entry_id: int) -> None:
    """A rule moved a member: say so on confidential requests that have it, to those who may know."""
    actions.note_standing_moved(entry_id, at=clock.now())


@app.task(name=NEXT_IN_LINE)
def next_in_line(*, request_id: int) -> None:
    """Hold whoever is next in line for a request, when nobody is waited for."""
    row = ReferenceRequest.objects.filter(pk=request_id).first()
    if row is not None:
        actions.hold_next(row, at=clock.now())


@app.task(name=DEBTS_PAID)
def debts_paid(*, requester_id: int) -> None:
    """Let the requests of somebody go on that waited for outcomes they owed, if by now they owe few enough."""
    at = clock.now()
    _each(_held_for_outcomes().filter(requester_id=requester_id), lambda row: actions.allow(row, by=Actor.system(), at=at))
