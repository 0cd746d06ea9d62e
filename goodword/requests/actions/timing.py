"""Moving the day of a request, which is then judged again, and saying whether the customer has to travel."""

from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import withdraw as withdraw_approval
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.kernel.turns import take_turns
from goodword.policy.facts import Judgement
from goodword.policy.queries import InForce, in_force
from goodword.requests import access
from goodword.requests.actions.deciding import decide_on_request
from goodword.requests.actions.exceptions import hold_for_review
from goodword.requests.actions.locks import lock_request, note_on, person
from goodword.requests.actions.promises import TURNS
from goodword.requests.models import Because, Payer, ReferenceRequest, Travel
from goodword.requests.queries.judging import judge_sending
from goodword.requests.queries.reviewing import blocks_left, earliest_words, exceptional, open_review, why_words
from goodword.requests.queries.travel import WHO, asks_about_travel
from goodword.requests.states import CANDIDATE_WON, REQUEST_MOVES, REQUEST_OPEN, CandidateState, RequestState

LOOKED_FOR: Final = (RequestState.SOURCING, RequestState.CONFIRMED)


def _require(row: ReferenceRequest, verb: str, *, by: Actor) -> None:
    if not access.standings(person(by), row) & WHO:
        raise NotAllowed
    if row.state not in REQUEST_OPEN:
        raise WrongState(verb, row.state)


@transaction.atomic
def move_day(
    reference_request: ReferenceRequest,
    *,
    needed_on: date,
    reason: str = "",
    exception_reason: str = "",
    by: Actor,
    at: datetime,
) -> ReferenceRequest | Refused:
    """Move the day; the last day of an event moves along. What needs an exception by that is held, and needs a reason.

    While a customer is looked for it goes on, and whoever leads it is told. Raises NotAllowed or WrongState.
    """
    row = lock_request(reference_request.pk)
    _require(row, "move_day", by=by)
    now, before = in_force(at), row.needed_on
    if needed_on < now.today:
        return refuse("needed_on", _("This day is over. Choose today or a later day."))
    if needed_on == before:
        return refuse("needed_on", _("It is on this day already."))
    take_turns(TURNS)  # the place of another quarter is counted while nobody else takes it
    if row.ends_on is not None and before is not None:
        row.ends_on += needed_on - before
    if before is None or needed_on < before:
        row.day_said_at = at
    row.needed_on = needed_on
    judgement = judge_sending(row, now=now)
    late = tuple(each for each in blocks_left(row, judgement, now=now) if each in exceptional(judgement))
    row.exception_reason = exception_reason.strip() or row.exception_reason
    if late and row.state not in LOOKED_FOR and not row.exception_reason.strip():
        words = [why_words(late, today=now.today), earliest_words(judgement.free_on, today=now.today), _("Say why it cannot wait.")]
        return refuse("exception_reason", " ".join(each for each in words if each))
    row.save(update_fields=["needed_on", "ends_on", "day_said_at", "exception_reason"])
    told = row.candidates.filter(state__in=(CandidateState.ASKED, *CANDIDATE_WON)).count()
    note_on(
        "request.moved",
        row,
        by=by,
        at=at,
        note=reason.strip(),
        before=before.isoformat() if before else None,
        to_on=needed_on.isoformat(),
        rules=[each.rule for each in late],
        told=told,
    )
    _go_on(row, judgement, late=bool(late), now=now, by=by, at=at)
    return row


def _go_on(row: ReferenceRequest, judgement: Judgement, *, late: bool, now: InForce, by: Actor, at: datetime) -> None:
    """Hold it for a reviewer, or let it go on that waited for one and needs none any more."""
    if row.state in LOOKED_FOR:
        return
    decision = decide_on_request(row, judgement, now=now, step="moved")
    if late:
        hold_for_review(row, judgement, decision, because=Because.MOVED, now=now, by=by, at=at)
        return
    review = open_review(row)
    if review is None:
        return
    withdraw_approval(review.approval, at=at)
    if not blocks_left(row, judgement, now=now):
        move(row, REQUEST_MOVES, "allow", at=at)
        note_on("request.allowed", row, by=by, at=at, decision=decision.pk)


@transaction.atomic
def say_travel(
    reference_request: ReferenceRequest, *, travel: str, travel_paid_by: str = "", by: Actor, at: datetime
) -> ReferenceRequest | Refused:
    """Say whether the customer has to travel, and who pays; else it is as the policy says. Raises NotAllowed or WrongState."""
    row = lock_request(reference_request.pk)
    _require(row, "say_travel", by=by)
    if not asks_about_travel(row) or travel not in (Travel.NONE, Travel.NEEDED):
        return refuse("travel", _("Say whether the customer has to travel."))
    row.travel = travel
    row.travel_paid_by = travel_paid_by if travel == Travel.NEEDED and travel_paid_by in Payer.values else ""
    row.save(update_fields=["travel", "travel_paid_by"])
    note_on("request.travel_said", row, by=by, at=at, travel=row.travel, paid_by=row.travel_paid_by)
    return row
