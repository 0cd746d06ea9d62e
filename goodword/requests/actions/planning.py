"""Calls in which an event is prepared with the customer, the dry run among them: few, so that nobody's time is wasted."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.queries import today as program_day
from goodword.policy.queries import in_force
from goodword.requests.actions.locks import note_on, person
from goodword.requests.actions.preparing import LONGEST, lock_preparation
from goodword.requests.kinds.kit import DRY_RUN, PLANNING_MINUTES, PLANNING_WORDS
from goodword.requests.models import Candidate, PlanningCall, Preparation
from goodword.requests.queries import hands
from goodword.requests.queries.letters import called
from goodword.requests.states import PLANNING_MOVES, KitState, PlanningState


@transaction.atomic
def book_call(
    candidate: Candidate, *, kind: str, starts_at: datetime, minutes: int = 30, about: str = "", by: Actor, at: datetime
) -> PlanningCall | Refused:
    """Book a planning call or the dry run; both sides get an invitation. Raises NotAllowed or WrongState."""
    row, prepared = _locked(candidate, by=by)
    booked = list(PlanningCall.objects.filter(candidate=row, state=PlanningState.BOOKED).order_by("place"))
    refused = _why_not_another(booked, in_force(at).numbers.planning_calls)
    if refused is None:
        refused = _why_no_dry_run(row, prepared, kind)
    if refused is None:
        refused = _why_not_then(row, starts_at, minutes, at=at)
    if refused is not None:
        return refused
    taken = {call.place for call in booked}
    place = next(each for each in range(1, len(taken) + 2) if each not in taken)
    try:
        with transaction.atomic():
            call = PlanningCall.objects.create(
                candidate=row,
                kind=kind,
                place=place,
                state_at=at,
                starts_at=starts_at,
                minutes=minutes,
                about=about.strip()[:LONGEST],
            )
    except IntegrityError:
        return refuse("faster", _("Somebody has just booked a call with them. Look at it, then book yours if it is still needed."))
    if kind == DRY_RUN:
        prepared.dry_run = call
        prepared.save(update_fields=["dry_run"])
    note_on("planning.booked", row, by=by, at=at, contact=row.contact_id, call=call.pk, kind_of_call=kind, starts=starts_at.isoformat())
    return call


@transaction.atomic
def move_call(
    candidate: Candidate, *, call_id: int, starts_at: datetime, minutes: int | None = None, by: Actor, at: datetime
) -> PlanningCall | Refused:
    """Another time for a call that is booked; the new invitation replaces the old one. Raises NotAllowed, NotFound or WrongState."""
    row, prepared = _locked(candidate, by=by)
    call = _call(row, call_id, at=at)
    takes = minutes or call.minutes
    refused = _why_not_then(row, starts_at, takes, at=at)
    if refused is None and call.kind == DRY_RUN and prepared.kit_state != KitState.APPROVED:
        refused = _why_no_content(row)
    if refused is not None:
        return refused
    if (call.starts_at, call.minutes) == (starts_at, takes):
        return call
    move(call, PLANNING_MOVES, "move", at=at, starts_at=starts_at, minutes=takes, sequence=call.sequence + 1)
    note_on("planning.moved", row, by=by, at=at, contact=row.contact_id, call=call.pk, kind_of_call=call.kind, starts=starts_at.isoformat())
    return call


@transaction.atomic
def cancel_call(candidate: Candidate, *, call_id: int, by: Actor, at: datetime) -> PlanningCall:
    """Call it off: it leaves both calendars, and gives its place back. Raises NotAllowed, NotFound or WrongState."""
    row, prepared = _locked(candidate, by=by)
    call = _call(row, call_id, at=at)
    move(call, PLANNING_MOVES, "cancel", at=at, sequence=call.sequence + 1)
    if prepared.dry_run_id == call.pk:
        prepared.dry_run = None
        prepared.save(update_fields=["dry_run"])
    note_on("planning.cancelled", row, by=by, at=at, contact=row.contact_id, call=call.pk, kind_of_call=call.kind)
    return call


def _locked(candidate: Candidate, *, by: Actor) -> tuple[Candidate, Preparation]:
    row, prepared = lock_preparation(candidate.pk)
    user = person(by)
    if not hands.can_plan_calls(user, row):
        if hands.hands_of(user, row):
            raise WrongState("plan_call", row.state)
        raise NotAllowed
    return row, prepared


def _call(row: Candidate, call_id: int, *, at: datetime) -> PlanningCall:
    call = PlanningCall.objects.filter(pk=call_id, candidate=row).first()
    if call is None:
        raise NotFound
    if call.starts_at <= at:  # it took place: the customer's time was taken
        raise WrongState("plan_call", "over")
    return call


def _why_not_then(row: Candidate, starts_at: datetime, minutes: int, *, at: datetime) -> Refused | None:
    last = row.reference_request.ends_on or row.reference_request.needed_on
    if starts_at <= at:
        return refuse("starts_at", _("This time lies in the past. Choose one ahead."))
    if last is not None and program_day(starts_at) > last:
        return refuse("starts_at", _("The event is over by then. Choose a time before it."))
    if minutes not in PLANNING_MINUTES:
        return refuse("minutes", _("Choose how long it takes."))
    return None


def _why_no_dry_run(row: Candidate, prepared: Preparation, kind: str) -> Refused | None:
    if kind not in PLANNING_WORDS:
        return refuse("kind", _("Choose what kind of call it is."))
    if kind != DRY_RUN:
        return None
    if prepared.dry_run_id is not None:
        return refuse("kind", _("The dry run is booked already. Move it, or call it off first."))
    return None if prepared.kit_state == KitState.APPROVED else _why_no_content(row)


def _why_no_content(row: Candidate) -> Refused:
    manager = row.reference_request.manager
    who = called(manager.name) if manager is not None else _("the reference manager")
    return refuse("kind", _("The dry run waits until %(who)s has approved the content, which is the speaker kit.") % {"who": who})


def _why_not_another(booked: list[PlanningCall], most: int) -> Refused | None:
    if len(booked) < most:
        return None
    words = ngettext(
        "A customer is asked for %(n)s planning call at most, the dry run included, and it is booked. Move it, or call it off first.",
        "A customer is asked for %(n)s planning calls at most, the dry run included, and they are booked. Move one, or call one off first.",
        most,
    )
    return refuse("planning_calls", words % {"n": most})
