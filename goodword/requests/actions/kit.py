"""The speaker kit: kept as a draft over several visits, sent by the customer or for them, approved by the manager or sent back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.refusal import Reason, Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.queries import today as program_day
from goodword.requests.actions.locks import note_on
from goodword.requests.actions.preparing import LONGEST, lock_preparation, require_part
from goodword.requests.kinds.kit import FIELDS, MOST_PHOTO_MEGABYTES, MUST, PARTS, PHOTO_SIDE
from goodword.requests.kinds.ways import ANSWER_WAYS
from goodword.requests.models import Candidate, Preparation, SpeakerKit
from goodword.requests.queries.parts import days_for
from goodword.requests.states import KIT_MOVES, KitState
from goodword.ui.pictures import read_photo

REMIND_DAYS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How and on which day the customer gave it, where one of us writes it down."""

    how: str
    on: date


@transaction.atomic
def save_kit(
    candidate: Candidate,
    *,
    values: Mapping[str, str],
    photo: bytes | None = None,
    takes_photo_away: bool = False,
    sends: bool = False,
    seen: int | None = None,
    given: Source | None = None,
    by: Actor,
    at: datetime,
) -> SpeakerKit | Refused:
    """Keep what was typed, and with `sends` give it to the manager. What was sent already is looked at anew with each change.

    `seen` is the version that the writer saw: what somebody else wrote since is not written over. Raises NotAllowed or WrongState.
    """
    row, prepared = lock_preparation(candidate.pk)
    user = require_part(by, "kit_send", row)
    kit = SpeakerKit.objects.select_for_update(no_key=True).get(preparation=prepared)
    typed = {name: values[name].replace("\r\n", "\n").strip() for name in FIELDS if name in values}
    changed: dict[str, Any] = {name: text for name, text in typed.items() if getattr(kit, name) != text}
    problem = _why_not(kit, typed, changed, seen=seen)
    if problem is None and user is not None:
        problem = _why_not_given(given, at=at)
    if problem is not None:
        return problem
    if photo is not None:
        picture = read_photo(photo, most_megabytes=MOST_PHOTO_MEGABYTES, side=PHOTO_SIDE)
        if isinstance(picture, Refused):
            return Refused(tuple(Reason("photo", reason.words) for reason in picture.reasons))
        changed |= {"photo": picture.content, "photo_type": picture.content_type}
    elif takes_photo_away and kit.photo is not None:
        changed |= {"photo": None, "photo_type": ""}
    was_sent = prepared.kit_state in (KitState.SENT, KitState.APPROVED)
    if sends or was_sent:
        missing = [part for part in PARTS if part.field in MUST and not changed.get(part.field, getattr(kit, part.field))]
        if missing:
            return Refused(tuple(Reason(part.field, _("This is still empty.")) for part in missing))
    if changed:
        _write(kit, changed, by=by, given=given, at=at)
    if (sends and not was_sent) or (was_sent and changed):
        _send(row, prepared, given=given, by=by, at=at)
    elif changed and user is not None:
        note_on("kit.filled_in", row, by=by, at=at, contact=row.contact_id, **_noted(given))
    return kit


def _why_not(kit: SpeakerKit, typed: Mapping[str, str], changed: Mapping[str, Any], *, seen: int | None) -> Refused | None:
    too_long = [
        Reason(part.field, _("Too long: %(n)s letters, and there is room for %(most)s.") % {"n": len(typed[part.field]), "most": part.most})
        for part in PARTS
        if len(typed.get(part.field, "")) > part.most
    ]
    if too_long:
        return Refused(tuple(too_long))
    if changed and seen is not None and seen != kit.version:
        return refuse(
            "version", _("Somebody else changed the kit in the meantime. What you typed is still here: save it again to keep yours.")
        )
    return None


def _why_not_given(given: Source | None, *, at: datetime) -> Refused | None:
    if given is None or given.how not in ANSWER_WAYS:
        return refuse("how", _("Choose how they gave it to us."))
    if given.on > program_day(at):
        return refuse("on", _("This day lies ahead."))
    return None


def _write(kit: SpeakerKit, changed: Mapping[str, Any], *, by: Actor, given: Source | None, at: datetime) -> None:
    for name, value in changed.items():
        setattr(kit, name, value)
    kit.version += 1
    kit.changed_at = at
    kit.written_by_id = None if by.kind is ActorKind.CONTACT else by.person_id
    kit.written_how, kit.written_on = (given.how, given.on) if given is not None else ("", None)
    kit.save()


def _noted(given: Source | None) -> dict[str, Any]:
    return {"heard": given.how, "on": given.on.isoformat()} if given is not None else {}


def _send(row: Candidate, prepared: Preparation, *, given: Source | None, by: Actor, at: datetime) -> None:
    before = move(prepared, KIT_MOVES, "send", at=at, field="kit_state", kit_words="")
    note_on("kit.sent", row, by=by, at=at, contact=row.contact_id, before=before, **_noted(given))


@transaction.atomic
def approve_kit(candidate: Candidate, *, version: int | None = None, by: Actor, at: datetime) -> Candidate | Refused:
    """The manager approves the content as it is: from now on the dry run can be booked. Raises NotAllowed or WrongState."""
    row, prepared = lock_preparation(candidate.pk)
    require_part(by, "kit_approve", row)
    if version is not None and SpeakerKit.objects.get(preparation=prepared).version != version:
        return refuse("version", _("The kit was changed since you opened it. Please look at it once more."))
    move(prepared, KIT_MOVES, "approve", at=at, field="kit_state", kit_words="")
    note_on("kit.approved", row, by=by, at=at, contact=row.contact_id)
    return row


@transaction.atomic
def return_kit(candidate: Candidate, *, words: str, by: Actor, at: datetime) -> Candidate | Refused:
    """The manager asks for changes, in words that the customer reads. Raises NotAllowed or WrongState."""
    row, prepared = lock_preparation(candidate.pk)
    require_part(by, "kit_return", row)
    said = words.strip()
    if not said:
        return refuse("words", _("Say what should change; the customer reads it."))
    move(prepared, KIT_MOVES, "return", at=at, field="kit_state", kit_words=said[:LONGEST], kit_reminded_at=None)
    note_on("kit.returned", row, by=by, at=at, note=said[:LONGEST], contact=row.contact_id)
    return row


@transaction.atomic
def remind_of_kit(candidate: Candidate, *, at: datetime) -> bool:
    """One reminder, some days before the kit is due; says whether it was time for it."""
    row, prepared = lock_preparation(candidate.pk)
    days = days_for(row.reference_request, prepared)
    waits = prepared.kit_state in (KitState.WAITING, KitState.CHANGES) and prepared.kit_reminded_at is None
    # Whoever has just been asked is not reminded at once.
    long_enough = at - prepared.kit_state_at >= timedelta(days=2)
    if not waits or days is None or not long_enough or program_day(at) < days.kit - timedelta(days=REMIND_DAYS):
        return False
    prepared.kit_reminded_at = at
    prepared.save(update_fields=["kit_reminded_at"])
    note_on("kit.reminded", row, by=Actor.system(), at=at, contact=row.contact_id)
    return True
