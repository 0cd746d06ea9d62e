"""What somebody who registered hears: accepted or introduced, invited to the discovery call, not now, no."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.integrations.calendar.mapping import Guest, Meeting, Method, calendar_file
from goodword.kernel.text import Words
from goodword.notifications.messages.letter import Attachment, Letter, Message, Reader, Stale
from goodword.notifications.messages.phrases import company, moment
from goodword.notifications.messages.registration_confirm import is_name
from goodword.notifications.messages.review_due import introduced
from goodword.notifications.queries import Scene
from goodword.people.models import User
from goodword.people.queries import zone_called
from goodword.recruiting.kinds.declining import BECAUSE_WORDS
from goodword.recruiting.models import Registration
from goodword.recruiting.states import RegistrationState
from goodword.requests.queries.letters import called
from goodword.texts.kinds import fill
from goodword.texts.queries import text_in_force


def _letter(
    scene: Scene, reader: Reader, kind: str, *, holds: bool, facts: Mapping[str, str], calendar: Attachment | None = None
) -> Letter | Stale:
    """The words of a kind for whoever registered, unless something has changed meanwhile."""
    if not isinstance(reader, Registration):
        return Stale("gone")
    if (not holds or _closed(reader)) and not scene.reading:
        return Stale()
    sender = scene.actor or reader.responsible
    text = text_in_force(kind, [reader.language])
    known = {
        "name": called(reader.name) if is_name(reader.name) else "",
        "full_name": reader.name if is_name(reader.name) else "",
        "asker": called(sender.name) if sender is not None else company(scene),
        "asker_name": sender.name if sender is not None else company(scene),
        "company": company(scene),
    }
    filled = fill(text.words, {**known, **facts})
    return Letter(
        subject=filled.subject,
        greeting=filled.greeting if known["name"] or not filled.greeting else _("Hello,"),
        paragraphs=tuple(each for each in filled.paragraphs if each),
        closing=filled.closing,
        text=text,
        sender=sender,
        calendar=calendar,
    )


def _closed(row: Registration) -> bool:
    return row.contact is not None and (row.contact.do_not_contact or row.contact.account.do_not_contact)


def _accepted(scene: Scene, reader: Reader) -> Letter | Stale:
    manager, holds = introduced(scene), isinstance(reader, Registration) and reader.state == RegistrationState.ACCEPTED
    if manager is None:
        return _letter(scene, reader, "join_accepted", holds=holds, facts={})
    return _letter(scene, reader, "join_introduced", holds=holds, facts={"manager_name": manager.name, "manager_address": manager.email})


def _declined(scene: Scene, reader: Reader) -> Letter | Stale:
    holds = isinstance(reader, Registration) and reader.state == RegistrationState.DECLINED and reader.state_at == scene.entry.at
    because = str(BECAUSE_WORDS.get(str(scene.data.get("because")), ""))
    return _letter(scene, reader, "join_declined", holds=holds, facts={"because": because})


def _later(scene: Scene, reader: Reader) -> Letter | Stale:
    until = str(scene.data.get("until") or "")
    holds = isinstance(reader, Registration) and reader.later_on is not None and reader.later_on.isoformat() == until
    day = formats.date_format(date.fromisoformat(until), "F Y") if until else ""
    return _letter(scene, reader, "join_later", holds=holds, facts={"day_later": day})


def _call(scene: Scene, reader: Reader) -> Letter | Stale:
    row = scene.registration
    if row is None:
        return Stale("gone")
    holds = row.state == RegistrationState.DISCOVERY and row.call_changes == scene.data.get("change")
    call_at = datetime.fromisoformat(str(scene.data["call_at"]))
    facts = {"moment": moment(call_at, scene), "minutes": str(row.call_minutes), "place": " ".join(row.call_place.split())}
    organizer = scene.actor or row.responsible
    calendar = Attachment(invitation(row, call_at, organizer, scene), Method.REQUEST.value) if organizer is not None else None
    return _letter(scene, reader, "join_call", holds=holds, facts=facts, calendar=calendar)


def invitation(row: Registration, call_at: datetime, organizer: User, scene: Scene) -> bytes:
    """The discovery call as a calendar file; a later version takes the place of an earlier one."""
    host = settings.GOODWORD_BASE_URL.rpartition("/")[2].partition(":")[0] or "goodword"
    organizer_guest = Guest(organizer.name, organizer.email)
    meeting = Meeting(
        uid=f"registration-{row.pk}@{host}",
        sequence=row.call_changes,
        starts_at=call_at,
        minutes=row.call_minutes,
        zone=zone_called(timezone.get_current_timezone_name(), "UTC"),
        summary=f"{company(scene)}: {row.name}",
        description=row.call_place,
        organizer=organizer_guest,
        guests=(organizer_guest, Guest(row.name, row.email)),
        stamped_at=scene.at,
    )
    return calendar_file(meeting, Method.REQUEST)


def _is_told(scene: Scene) -> list[Reader | None]:
    return [scene.registration] if scene.data.get("told", True) else []


def _message(code: str, label: Words, letter: Callable[[Scene, Reader], Letter | Stale]) -> Message:
    return Message(code=code, kind=None, label=label, readers=_is_told, letter=letter, delayed=True)


ACCEPTED = _message("registration_accepted", gettext_lazy("Registration: accepted"), _accepted)
DECLINED = _message("registration_declined", gettext_lazy("Registration: not this time"), _declined)
LATER = _message("registration_later", gettext_lazy("Registration: not now"), _later)
CALL = _message("registration_call", gettext_lazy("Registration: discovery call"), _call)
