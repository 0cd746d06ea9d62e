"""Sending a request, and deciding whether it may go on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import manager_for
from goodword.policy.explain import refusal_of
from goodword.policy.facts import Judgement
from goodword.policy.queries import InForce, in_force
from goodword.requests import access
from goodword.requests.actions.deciding import decide_on_request, go_over
from goodword.requests.actions.exceptions import hold_for_review
from goodword.requests.actions.locks import lock_request, note_on, person, require_on_request
from goodword.requests.actions.naming import tell_the_named
from goodword.requests.actions.promises import take_place
from goodword.requests.kinds import KINDS
from goodword.requests.models import Because, ReferenceRequest
from goodword.requests.queries.answering import comes_from
from goodword.requests.queries.judging import judge_sending, mode_of
from goodword.requests.queries.reviewing import blocks_left, earliest_words, exceptional, open_review, why_words
from goodword.requests.states import REQUEST_MOVES

STAGE = "stage_gate"


@transaction.atomic
def submit(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Send a draft to its reference manager.

    A deal that is not far enough needs a reason (`stage_reason`) and waits for the manager's word; so does a request of
    somebody who owes too many outcomes. What is too late or beyond what was promised needs one as well (`exception_reason`) and
    waits for a reviewer of exceptions. Sent twice, it stays sent once. Raises NotAllowed.
    """
    row = lock_request(reference_request.pk)
    user = person(by)
    if row.requester_id == user.pk and row.submitted_at is not None:
        return row
    require_on_request(by, "submit", row)
    missing = unanswered(row)
    if missing is not None:
        return missing
    now = in_force(at)
    if row.needed_on is not None and row.needed_on < now.today:
        return refuse("needed_on", _("This day is over. Choose today or a later day."))
    judgement = judge_sending(row, now=now)
    if judgement.by_rule(STAGE) in judgement.blocks and not row.stage_reason.strip():
        return refusal_of(judgement, today=now.today)
    late = exceptional(judgement)
    if late and not row.exception_reason.strip():
        words = [why_words(late, today=now.today), earliest_words(judgement.free_on, today=now.today), _("Say why it cannot wait.")]
        return refuse("exception_reason", " ".join(each for each in words if each))
    manager = manager_for(account=comes_from(row), requester=row.requester)
    if manager is None:
        return refuse("no_manager", _("Nobody runs the program yet. Ask an administrator to give somebody the role of reference manager."))
    row.manager, row.mode, row.submitted_at = manager, mode_of(row, now=now), at
    if row.circle_id is not None:
        add_to_circle(row.circle_id, manager, by=by, at=at)
    row.save(update_fields=["manager", "mode", "submitted_at"])
    _send(row, user, judgement, now=now, by=by, at=at)
    tell_the_named(row, by=by, at=at)
    return row


def unanswered(row: ReferenceRequest) -> Refused | None:
    """The first question that its kind must have answered and that is not."""
    for question in KINDS[row.kind].questions:
        value = getattr(row, question.field) if question.answer is None else row.details.get(question.field)
        if question.required and (value is None or not str(value).strip()):
            missing = str(KINDS[row.kind].topic_missing) if question.field == "topic" else _("“%(question)s” is still empty.")
            return refuse(question.field, missing % {"question": question.label})
    return None


def _send(row: ReferenceRequest, user: User, judgement: Judgement, *, now: InForce, by: Actor, at: datetime) -> None:
    decision = decide_on_request(row, judgement, now=now, step="submit")
    blocks = judgement.blocks
    runs_it = bool(access.standings(user, row) & {access.Standing.MANAGER})
    if blocks and runs_it and row.stage_reason.strip() and all(each.rule == STAGE for each in blocks):
        blocks = () if go_over(decision, row, reason=row.stage_reason, by=user, at=at) else blocks
    if exceptional(judgement):
        hold_for_review(row, judgement, decision, because=Because.SENT, now=now, by=by, at=at)
        return
    verb = "hold_for_exception" if blocks else "submit"
    move(row, REQUEST_MOVES, verb, at=at)
    note_on(
        "request.held" if blocks else "request.submitted",
        row,
        by=by,
        at=at,
        note=row.stage_reason if blocks else "",
        decision=decision.pk,
        mode=row.mode,
        manager=row.manager_id,
        rules=[each.rule for each in blocks],
    )


def judge_again(row: ReferenceRequest, *, by: Actor, at: datetime) -> None:
    """Judge a locked request that became another one; what breaks a rule now is held for a decision."""
    now = in_force(at)
    judgement = judge_sending(row, now=now)
    decision = decide_on_request(row, judgement, now=now, step="again")
    if exceptional(judgement):
        hold_for_review(row, judgement, decision, because=Because.TURNED, now=now, by=by, at=at)
    elif judgement.blocks:
        move(row, REQUEST_MOVES, "hold_for_exception", at=at)
        rules = [each.rule for each in judgement.blocks]
        note_on("request.held", row, by=by, at=at, decision=decision.pk, mode=row.mode, manager=row.manager_id, rules=rules)


@transaction.atomic
def allow(reference_request: ReferenceRequest, *, reason: str = "", by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Let a request go on that was held for a decision: a manager with a reason, or the system once nothing is owed any more."""
    row = lock_request(reference_request.pk)
    if by.kind is ActorKind.SYSTEM:
        return _allow_settled(row, at=at)
    user = require_on_request(by, "allow", row)
    words = reason.strip()
    if not words:
        return refuse("reason", _("Say why this one may go on; the reason is kept with the request."))
    if open_review(row) is not None:
        return refuse("exception", _("A reviewer of exceptions decides on this one."))
    now = in_force(at)
    judgement = judge_sending(row, now=now)
    decision = decide_on_request(row, judgement, now=now, step="allow")
    if blocks_left(row, judgement, now=now) or (judgement.warnings and not judgement.blocks):
        gone_over = go_over(decision, row, reason=words, by=user, at=at)
        if isinstance(gone_over, Refused):
            return gone_over
    move(row, REQUEST_MOVES, "allow", at=at)
    note_on("request.allowed", row, by=by, at=at, note=words, decision=decision.pk)
    return row


def _allow_settled(row: ReferenceRequest, *, at: datetime) -> ReferenceRequest | Refused:
    now = in_force(at)
    if not can_move(REQUEST_MOVES, "allow", row.state):
        raise WrongState("allow", row.state)
    judgement = judge_sending(row, now=now)
    if open_review(row) is not None or blocks_left(row, judgement, now=now):
        return refusal_of(judgement, today=now.today)
    decision = decide_on_request(row, judgement, now=now, step="allow")
    move(row, REQUEST_MOVES, "allow", at=at)
    note_on("request.allowed", row, by=Actor.system(), at=at, decision=decision.pk)
    return row


@transaction.atomic
def triage(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """A manager takes the request; from now on it is theirs, and uses a promised place. Without one left it is held for a reviewer.

    Raises NotAllowed or WrongState.
    """
    row = lock_request(reference_request.pk)
    user = require_on_request(by, "triage", row)
    held = take_place(row, by=by, at=at)
    if held is not None:
        return held
    move(row, REQUEST_MOVES, "triage", at=at, manager=user)
    note_on("request.triaged", row, by=by, at=at, manager=user.pk)
    return row
