"""The discovery call of open source and education: planned, moved, and what came of it."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.policy.queries import in_force
from goodword.recruiting.actions.registration_locks import lock_registration, reviewer
from goodword.recruiting.models import Registration
from goodword.recruiting.states import REGISTRATION_MOVES, RegistrationState

LONGEST, MOST_NOTES = 480, 10_000


@transaction.atomic
def plan_call(
    registration: Registration, *, call_at: datetime, minutes: int = 30, place: str = "", by: Actor, at: datetime
) -> Registration | Refused:
    """Say when the discovery call is, or move it; both sides get it for their calendars. Raises NotAllowed or WrongState."""
    row = lock_registration(registration.pk)
    reviewer(by, row)
    if row.state != RegistrationState.DISCOVERY and not can_move(REGISTRATION_MOVES, "arrange_call", row.state):
        raise WrongState("plan_call", row.state)
    if call_at <= at:
        return refuse("call_at", _("Choose a time that is still to come."))
    is_moved, minutes = row.call_at is not None, min(max(minutes, 1), LONGEST)
    said: dict[str, Any] = {"call_at": call_at, "call_minutes": minutes, "call_place": place.strip()}
    if all(getattr(row, name) == value for name, value in said.items()):
        return row  # pressed twice
    changes = row.call_changes + 1
    if row.state == RegistrationState.DISCOVERY:
        Registration.objects.filter(pk=row.pk).update(**said, call_changes=changes)
        row.refresh_from_db()
    else:
        move(row, REGISTRATION_MOVES, "arrange_call", at=at, **said, call_changes=changes)
    record("registration.call_planned", by=by, at=at, about=[row], call_at=call_at.isoformat(), moved=is_moved, change=changes)
    return row


@transaction.atomic
def hold_call(
    registration: Registration, *, held_on: date, agreed: bool, notes: str = "", by: Actor, at: datetime
) -> Registration | Refused:
    """Write down what came of the discovery call; it can be corrected until it is decided. Raises NotAllowed or WrongState."""
    row = lock_registration(registration.pk)
    reviewer(by, row)
    if row.state != RegistrationState.DISCOVERY:
        if not can_move(REGISTRATION_MOVES, "arrange_call", row.state):
            raise WrongState("hold_call", row.state)
        move(row, REGISTRATION_MOVES, "arrange_call", at=at)  # it took place without being planned here
    if held_on > in_force(at).today:
        return refuse("held_on", _("Choose the day on which it took place."))
    row.call_held_on, row.has_agreed, row.call_notes = held_on, agreed, notes.strip()[:MOST_NOTES]
    row.save(update_fields=["call_held_on", "has_agreed", "call_notes"])
    record("registration.call_held", by=by, at=at, about=[row], on=held_on.isoformat(), agreed=agreed)
    return row
