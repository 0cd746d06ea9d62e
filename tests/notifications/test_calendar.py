"""Calendar files, read back: one meeting through its life, in zones with summer time, nobody named who must not be."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.notifications import actions
from goodword.notifications.models import Mail
from goodword.people.models import Circle
from goodword.requests.actions import miss, release, schedule
from goodword.requests.models import Candidate
from tests.notifications.world import AT, World, a_world
from tests.requests.world import a_world as a_request_world

pytestmark = pytest.mark.django_db
CALL = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def _invited(
    world: World, verb: str = "candidate.scheduled", message: str = "invitation", starts: datetime = CALL, **data: Any
) -> list[Calendar]:
    entry = world.record(verb, starts=starts.isoformat(), **data)
    found = []
    for mail in actions.write(message, entry_id=entry.pk, at=AT):
        composed = actions.preview(mail, at=AT)
        assert isinstance(composed, actions.Composed)
        assert composed.letter.calendar
        content = composed.letter.calendar.content
        assert all(len(line) <= 75 for line in content.split(b"\r\n"))
        found.append(Calendar.from_ical(content))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "UTC"])
@pytest.mark.parametrize("moment", [CALL, datetime(2027, 7, 6, 13, 0, tzinfo=UTC), datetime(2027, 3, 28, 0, 45, tzinfo=UTC)])
def test_an_invitation_says_when_to_whom_and_in_which_zone(zone: str, moment: datetime) -> None:
    world = a_world(contact="佐藤, 花子; \\Ltd")
    type(world.contact).objects.filter(pk=world.contact.pk).update(time_zone=zone)
    world.move("scheduled", scheduled_at=moment)
    calendar = _invited(world, starts=moment)[0]
    assert calendar["METHOD"] == "REQUEST"
    event = calendar.walk("VEVENT")[0]
    assert event["DTSTART"].dt == moment
    assert event["DTEND"].dt.astimezone(UTC) - moment == timedelta(minutes=world.request.minutes)
    assert event["DTSTAMP"].dt == AT
    assert event["SEQUENCE"] == 0
    assert event["ORGANIZER"] == f"mailto:{world.requester.email}"
    assert {str(each) for each in event["ATTENDEE"]} == {f"mailto:{world.requester.email}", f"mailto:{world.contact.email}"}
    assert "佐藤, 花子; \\Ltd" in {each.params["CN"] for each in event["ATTENDEE"]}
    zones = calendar.walk("VTIMEZONE")
    if zone != "UTC":
        assert [each["TZID"] for each in zones] == [event["DTSTART"].params["TZID"]] == [zone]
        assert event["DTSTART"].dt.utcoffset() == zones[0].to_tz().utcoffset(event["DTSTART"].dt.replace(tzinfo=None))


@pytest.mark.slow
def test_moved_and_called_off_are_the_same_meeting_with_higher_numbers() -> None:
    world = a_world()
    world.move("scheduled", scheduled_at=CALL)
    first = _invited(world)[0].walk("VEVENT")[0]
    world.move("scheduled", scheduled_at=CALL, invitation_sequence=1)
    moved = _invited(world, moved=True)[0].walk("VEVENT")[0]
    Mail.objects.update(state="sent")
    world.move("declined", scheduled_at=None)
    off = _invited(world, verb="candidate.declined", message="taken_back")
    assert {calendar["METHOD"] for calendar in off} == {"CANCEL"}
    gone = off[0].walk("VEVENT")[0]
    assert gone["STATUS"] == "CANCELLED"
    assert [each["SEQUENCE"] for each in (first, moved, gone)] == [0, 1, 2]
    assert len({str(each["UID"]) for each in (first, moved, gone)}) == 1


@pytest.mark.slow
def test_an_invitation_to_an_older_time_is_not_sent() -> None:
    world = a_world()
    world.move("scheduled", scheduled_at=CALL)
    older = actions.write("invitation", entry_id=world.record("candidate.scheduled", starts="2026-11-23T10:00:00+00:00").pk, at=AT)
    assert {actions.send(mail.pk, at=AT) for mail in older} == {"cancelled"}


@pytest.mark.slow
def test_a_confidential_call_names_nobody_in_the_calendar() -> None:
    circle = Circle.objects.create()
    world = a_world(circle=circle, is_confidential=True)
    circle.people.add(world.requester)
    Candidate.objects.update(state="scheduled", scheduled_at=CALL)
    invited = _invited(world)
    assert len(invited) == 2
    for calendar in invited:
        event = calendar.walk("VEVENT")[0]
        assert event["CLASS"] == "PRIVATE"
        assert "Vestara" not in event["SUMMARY"] + event["DESCRIPTION"]
        assert "Halden" not in event["SUMMARY"] + event["DESCRIPTION"]


@pytest.mark.slow
def test_a_call_that_was_missed_and_gets_another_time_stays_one_meeting() -> None:
    world = a_request_world()
    candidate, manager, at = world.accepted(), Actor.person(world.manager), now()
    seen = []

    def invitation(message: str = "invitation", verb: str = "candidate.scheduled") -> None:
        entry = Entry.objects.filter(verb=verb).latest("pk")
        mail = next(each for each in actions.write(message, entry_id=entry.pk, at=at) if each.to_contact_id)
        composed = actions.preview(mail, at=at)
        assert isinstance(composed, actions.Composed)
        assert composed.letter.calendar
        calendar = Calendar.from_ical(composed.letter.calendar.content)
        event = calendar.walk("VEVENT")[0]
        seen.append((str(calendar["METHOD"]), int(event["SEQUENCE"]), str(event["UID"])))
        states = {str(each): str(each.params["PARTSTAT"]) for each in event["ATTENDEE"]}
        assert states[f"mailto:{world.seller.email}"] == "ACCEPTED"
        assert states[f"mailto:{world.contact.email}"] == "NEEDS-ACTION"

    schedule(candidate, starts_at=at + timedelta(hours=1), by=manager, at=at)
    invitation()
    Candidate.objects.update(scheduled_at=at - timedelta(hours=1))
    miss(candidate, who="asker", by=manager, at=at)
    schedule(candidate, starts_at=at + timedelta(days=2), by=manager, at=at)
    invitation()
    Mail.objects.update(state="sent")
    release(candidate, by=manager, at=at)
    invitation("called_off", "candidate.released")
    assert [each[:2] for each in seen] == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    assert len({uid for _method, _number, uid in seen}) == 1
