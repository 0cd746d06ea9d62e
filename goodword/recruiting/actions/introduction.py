"""The introduction call: planned, written down over as many sittings as it takes, finished."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.people.queries import today
from goodword.recruiting import access
from goodword.recruiting.actions.locks import lock_nomination, person
from goodword.recruiting.kinds.introduction import CONSENT_VERSION
from goodword.recruiting.models import Introduction, Nomination
from goodword.recruiting.states import NominationState

WRITTEN: Final = (
    "planned_at",
    "held_on",
    "answers",
    "is_described",
    "agreed_types",
    "refused_types",
    "comfort",
    "comfort_days",
    "comfort_effort",
    "preferences",
    "limits",
    "consent_on",
    "consent_way",
    "consent_by",
)
IN_TIME: Final = (NominationState.SUBMITTED, NominationState.IN_REVIEW, NominationState.NEEDS_INFORMATION)


@transaction.atomic
def write_introduction(
    row: Nomination, *, by: Actor, at: datetime, said: Mapping[str, Any], finish: bool = False
) -> Introduction | Refused:
    """Keep what was said in the call so far; finished, it is what the membership is made of. Raises NotAllowed and WrongState."""
    locked, user = lock_nomination(row), person(by)
    if not access.runs_nomination(user, locked):
        raise NotAllowed
    if locked.state not in IN_TIME:
        raise WrongState("introduce", locked.state)
    call = Introduction.objects.select_for_update().filter(nomination=locked).first() or Introduction(nomination=locked)
    before = call.planned_at
    for name in WRITTEN:
        if name in said:
            setattr(call, name, said[name])
    call.consent_version = (call.consent_version or CONSENT_VERSION) if call.consent_on else None
    call.written_by, call.edited_at = user, at
    missing = _why_not(call, at=at)
    refused = missing if finish else None
    is_new_end = finish and refused is None and call.finished_at is None
    if missing is not None:
        call.finished_at = None  # a yes that was crossed out again is none
    if is_new_end:
        call.finished_at = at
    call.save()
    if call.planned_at and not _same_minute(call.planned_at, before):
        record("nomination.call_planned", by=by, at=at, about=[locked], starts_on=call.planned_at.date().isoformat())
    if is_new_end:
        record("nomination.introduced", by=by, at=at, about=[locked], consent=call.consent_version)
    return call if refused is None else refused


def _same_minute(one: datetime, other: datetime | None) -> bool:
    """Forms know no seconds."""
    return other is not None and one.replace(second=0, microsecond=0) == other.replace(second=0, microsecond=0)


def _why_not(call: Introduction, *, at: datetime) -> Refused | None:
    if call.held_on is None:
        return refuse("held_on", _("Say on which day you talked."))
    if call.held_on > today(at):
        return refuse("held_on", _("This day is still to come. Finish it once you have talked."))
    if not call.is_described:
        return refuse("is_described", _("Describe the program to them first: they say yes to that."))
    if call.consent_on is None or not call.consent_way or call.consent_by_id is None:
        return refuse("consent_on", _("Their yes is still missing: who said it, when and how."))
    if call.consent_on > today(at):
        return refuse("consent_on", _("This day is still to come. Finish it once they have said yes."))
    return None
