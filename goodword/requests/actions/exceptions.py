"""Exceptions: a request that is too late, or beyond what was promised, waits for a reviewer, who makes an exception or says no.

The request is locked before its review and the approval, as everywhere.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import decide, delegate, escalate, mark_reminded, open_approval
from goodword.approvals.actions import withdraw as withdraw_approval
from goodword.approvals.models import Approval
from goodword.approvals.queries import is_overdue, is_to_be_reminded
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import deputy_of, own_day, working_days_after
from goodword.policy.facts import Judgement
from goodword.policy.models import Decision
from goodword.policy.queries import InForce, in_force
from goodword.requests import access
from goodword.requests.actions.deciding import decide_on_request
from goodword.requests.actions.ending import let_all_go
from goodword.requests.actions.locks import lock_request, note_on, person
from goodword.requests.actions.people import may_change_hands
from goodword.requests.models import Because, ExceptionReview, ReferenceRequest
from goodword.requests.queries.judging import judge_sending
from goodword.requests.queries.reviewing import (
    REVIEW_QUESTION,
    blocks_left,
    exceptional,
    in_force_for,
    may_review,
    open_review,
    other_reviewers,
    reviewer_for,
)
from goodword.requests.states import REQUEST_MOVES, RequestState


def hold_for_review(
    row: ReferenceRequest, judgement: Judgement, decision: Decision, *, because: Because, now: InForce, by: Actor, at: datetime
) -> ExceptionReview:
    """Hold a locked request, and ask whoever decides on exceptions. One that waits already is asked about anew."""
    if row.review is not None:
        withdraw_approval(row.review.approval, at=at)
    found = reviewer_for(row, manager=row.manager, today=now.today)
    if found is None:
        raise WrongState("hold_for_exception", row.state)  # nobody runs the program: it could not be sent either
    if row.state != RequestState.HELD:
        move(row, REQUEST_MOVES, "hold_for_exception", at=at)
    region = found.who.region
    review = ExceptionReview.objects.create(
        reference_request=row,
        decision=decision,
        rules=[each.rule for each in exceptional(judgement)],
        because=because,
        team=row.team,
        kind=row.kind,
        needed_on=row.needed_on,
        earliest_on=judgement.free_on,
        opened_at=at,
    )
    review.approval = open_approval(
        REVIEW_QUESTION,
        about=review,
        approver=found.who,
        deputy_for=found.deputy_for,
        circle_id=row.circle_id,
        at=at,
        remind_at=working_days_after(at, now.numbers.owner_reminder_working_days, region=region),
        due_at=working_days_after(at, now.numbers.owner_escalation_working_days, region=region),
    )
    review.save(update_fields=["approval"])
    row.review = review
    row.save(update_fields=["review"])
    if row.circle_id is not None:
        add_to_circle(row.circle_id, found.who, by=by, at=at)
    note_on(
        "request.held",
        row,
        by=by,
        at=at,
        also=[review],
        note=row.exception_reason,
        decision=decision.pk,
        mode=row.mode,
        manager=row.manager_id,
        rules=[each.rule for each in judgement.blocks],
        because=because.value,
        review=review.pk,
        approval=review.approval.pk,
        to=found.who.pk,
    )
    return review


def _locked(review: ExceptionReview) -> tuple[ReferenceRequest, ExceptionReview, Approval]:
    """A review with its request, both read afresh under the request's lock, while it is the one that is waited for."""
    row = lock_request(review.reference_request_id)
    found = ExceptionReview.objects.select_related("approval__approver__region").filter(pk=review.pk).first()
    if found is None or found.approval is None:
        raise NotFound
    found.reference_request = row
    if row.review_id == found.pk:
        row.review = found
    return row, found, found.approval


def _require(by: Actor, verb: str, row: ReferenceRequest, review: ExceptionReview) -> User:
    user = person(by)
    if not may_review(user, review):
        raise NotAllowed
    if row.state != RequestState.HELD or row.review_id != review.pk or open_review(row) is None:
        raise WrongState(verb, row.state)
    return user


@transaction.atomic
def approve_exception(
    review: ExceptionReview, *, reason: str, until_on: date | None = None, conditions: str = "", by: Actor, at: datetime
) -> ReferenceRequest | Refused:
    """Make an exception: it may run to the end of a day, by default that of the request. Raises NotAllowed or WrongState.

    What else says no (outcomes that are owed) still holds the request.
    """
    row, review, approval = _locked(review)
    user = _require(by, "approve_exception", row, review)
    now, words = in_force(at), reason.strip()
    if not words:
        return refuse("reason", _("Say why an exception is right; the reason is kept and counted with the others."))
    last = until_on or row.needed_on
    if last is not None and last < now.today:
        return refuse("until_on", _("This day is over. Choose today or a later day."))
    review.approval = decide(approval, approved=True, by=user, reason=words, at=at)
    review.until_on, review.conditions = last, conditions.strip()
    review.save(update_fields=["until_on", "conditions"])
    judgement = judge_sending(row, now=now)
    decision = decide_on_request(row, judgement, now=now, step="exception")
    left = blocks_left(row, judgement, now=now)
    note_on(
        "exception.approved",
        row,
        by=by,
        at=at,
        also=[review],
        note=words,
        review=review.pk,
        decision=decision.pk,
        until=last.isoformat() if last else None,
        left=[each.rule for each in left],
    )
    if not left:
        move(row, REQUEST_MOVES, "allow", at=at)
    return row


@transaction.atomic
def decline_exception(review: ExceptionReview, *, reason: str, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Make no exception: the request is declined, and whoever asked reads the reason. Raises NotAllowed or WrongState."""
    row, review, approval = _locked(review)
    user = _require(by, "decline_exception", row, review)
    words = reason.strip()
    if not words:
        return refuse("reason", _("Say why; whoever asked for it reads the reason."))
    decide(approval, approved=False, by=user, reason=words, at=at)
    move(row, REQUEST_MOVES, "decline", at=at, end_reason=words)
    let_all_go(row, because=RequestState.DECLINED.value, by=by, at=at)
    note_on("request.declined", row, by=by, at=at, also=[review], note=words, review=review.pk)
    return row


@transaction.atomic
def delegate_exception(review: ExceptionReview, *, to: User, note: str = "", by: Actor, at: datetime) -> ExceptionReview | Refused:
    """Let a colleague decide instead, who is then in the know; whoever was asked may still answer. Raises NotAllowed or WrongState."""
    row, review, approval = _locked(review)
    _require(by, "delegate_exception", row, review)
    if not to.is_active or to.pk == approval.approver_id:
        return refuse("to", _("Choose another colleague who can sign in."))
    if to.pk == row.requester_id:
        return refuse("to", _("Nobody decides on an exception of their own."))
    _pass_on(row, review, to=to, note=note.strip(), by=by, at=at)
    return review


def _pass_on(
    row: ReferenceRequest, review: ExceptionReview, *, to: User, note: str = "", together: bool = False, by: Actor, at: datetime
) -> None:
    """Give the open question to a colleague, with as much time as the first one had; `together` with other things they hear of it once."""
    numbers = in_force(at).numbers
    due_at = working_days_after(at, numbers.owner_escalation_working_days, region=to.region)
    if review.approval is None:
        return
    review.approval = delegate(review.approval, to=to, due_at=due_at, by=by, at=at, together=True)
    if row.circle_id is not None:
        add_to_circle(row.circle_id, to, by=by, at=at)
    said = {"review": review.pk, "approval": review.approval.pk, "to": to.pk, "together": together}
    note_on("exception.delegated", row, by=by, at=at, also=[review], note=note, **said)


@transaction.atomic
def pass_exception_on(review: ExceptionReview, *, leaver: User, to: User, by: Actor, at: datetime) -> bool:
    """Give a leaver's open question to a colleague; False when it is answered, not theirs, confidential, or the colleague's own request.

    Raises NotAllowed.
    """
    row, review, approval = _locked(review)
    if open_review(row) is None or approval.approver_id != leaver.pk or to.pk == row.requester_id:
        return False
    if not may_change_hands(row, to=to, by=by):
        return False
    _pass_on(row, review, to=to, together=True, by=by, at=at)
    return True


@transaction.atomic
def pass_own_exception_on(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> bool:
    """Whoever is asked to decide has become the one who asks: somebody else decides. False when nobody else could, or nothing is open."""
    row = lock_request(reference_request.pk)
    review = open_review(row)
    if review is None or review.approval is None or review.approval.approver_id != row.requester_id:
        return False
    to = next(iter(other_reviewers(row, review.approval, today=in_force(at).today)), None)
    if to is None:
        return False
    _pass_on(row, review, to=to, by=by, at=at)
    return True


@transaction.atomic
def remind_reviewer(review: ExceptionReview, *, by: Actor, at: datetime) -> bool:
    """Remind whoever decides; the system does it once when the time has come. False when nobody is waited for."""
    row, review, approval = _locked(review)
    if by.kind is not ActorKind.SYSTEM and not access.standings(person(by), row):
        raise NotAllowed
    if open_review(row) is None or (by.kind is ActorKind.SYSTEM and not is_to_be_reminded(approval, at)):
        return False
    if not mark_reminded(approval, by=by, at=at):
        return False
    note_on("exception.reminded", row, by=by, at=at, also=[review], review=review.pk, approval=approval.pk)
    return True


@transaction.atomic
def escalate_exception(review: ExceptionReview, *, at: datetime) -> bool:
    """Nobody decided in time: it goes to the deputy, another reviewer or the reference manager, once. False when it cannot go on."""
    row, review, approval = _locked(review)
    if open_review(row) is None or not is_overdue(approval, at):
        return False
    now = in_force(at)
    to = next(iter(other_reviewers(row, approval, today=now.today)), None)
    if to is None:
        return False
    due_at = working_days_after(at, now.numbers.owner_escalation_working_days, region=to.region)
    review.approval = escalate(approval, to=to, due_at=due_at, at=at)
    if row.circle_id is not None:
        add_to_circle(row.circle_id, to, by=Actor.system(), at=at)
    note_on("exception.escalated", row, by=Actor.system(), at=at, also=[review], review=review.pk, approval=approval.pk, to=to.pk)
    return True


@transaction.atomic
def pass_exception_to_deputy(review: ExceptionReview, *, at: datetime) -> bool:
    """Whoever decides is away today: their deputy is asked. False when nobody stands in, or it is decided."""
    row, review, approval = _locked(review)
    if open_review(row) is None:
        return False
    deputy = deputy_of(approval.approver, own_day(approval.approver, at))
    if deputy is None or deputy.pk == row.requester_id:
        return False
    _pass_on(row, review, to=deputy, by=Actor.system(), at=at)
    return True


@transaction.atomic
def lapse_exception(review: ExceptionReview, *, at: datetime) -> bool:
    """The day to which an exception held is over: if no customer is looked for yet, the request waits for a decision again.

    Once somebody looks for a customer the exception has done its work. False when there is nothing to do.
    """
    row, review, _approval = _locked(review)
    now, system = in_force(at), Actor.system()
    is_over = review.until_on is not None and review.until_on < now.today and review.lapsed_at is None
    if not is_over or row.review_id != review.pk or row.state not in (RequestState.SUBMITTED, RequestState.TRIAGE):
        return False
    review.lapsed_at = at
    review.save(update_fields=["lapsed_at"])
    judgement = judge_sending(row, now=now)
    if not exceptional(judgement) or in_force_for(row, today=now.today) is not None:
        return False
    decision = decide_on_request(row, judgement, now=now, step="lapse")
    hold_for_review(row, judgement, decision, because=Because.LAPSED, now=now, by=system, at=at)
    return True
