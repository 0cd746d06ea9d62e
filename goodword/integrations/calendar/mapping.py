"""A meeting as an iCalendar file (RFC 5545) with its iTIP method (RFC 5546). Pure: values in, bytes out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

PRODUCT = "-//Goodword//Invitations//EN"


class Method(StrEnum):
    """What the reader's calendar should do."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a name and an address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting. `sequence` grows with each change, so that calendars take the newer version; times are aware."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    zone: ZoneInfo
    summary: str
    description: str
    organizer: Guest
    guests: tuple[Guest, ...]
    stamped_at: datetime
    private: bool = False


def calendar_file(meeting: Meeting, method: Method) -> bytes:
    """The file: start and end in the meeting's zone, with the zone's own rules beside them."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    calendar.add_component(_event(meeting, method))
    if meeting.zone.key != "UTC":
        calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(meeting: Meeting, method: Method) -> Event:
    cancelled = method is Method.CANCEL
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.stamped_at.astimezone(UTC))
    starts = meeting.starts_at.astimezone(UTC if meeting.zone.key == "UTC" else meeting.zone)
    event.add("dtstart", starts)
    event.add("dtend", (meeting.starts_at.astimezone(UTC) + timedelta(minutes=meeting.minutes)).astimezone(starts.tzinfo))
    event.add("summary", meeting.summary)
    event.add("description", meeting.description)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "OPAQUE")
    if meeting.private:
        event.add("class", "PRIVATE")
    event.add("organizer", _address(meeting.organizer))
    for guest in meeting.guests:
        event.add("attendee", _attendee(guest, asks=method is Method.REQUEST, comes=guest.email == meeting.organizer.email), encode=False)
    return event


def _address(guest: Guest) -> vCalAddress:
    address = vCalAddress(f"mailto:{guest.email}")
    address.params["cn"] = vText(guest.name)
    return address


def _attendee(guest: Guest, *, asks: bool, comes: bool) -> vCalAddress:
    """Whoever is asked to come; who invites comes, and is not asked."""
    address = _address(guest)
    address.params["cutype"] = vText("INDIVIDUAL")
    address.params["role"] = vText("REQ-PARTICIPANT")
    address.params["partstat"] = vText("ACCEPTED" if comes else "NEEDS-ACTION")
    address.params["rsvp"] = vText("TRUE" if asks and not comes else "FALSE")
    return address


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeDay:
    """Something that is on a day, or from one day to another, without a time of its own."""

    uid: str
    on: date
    last: date | None
    summary: str
    url: str


def days_file(name: str, days: Iterable[WholeDay], *, stamped_at: datetime) -> bytes:
    """A calendar of whole days, to be looked at: nobody is invited."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", Method.PUBLISH.value)
    calendar.add("x-wr-calname", name)
    for day in days:
        event = Event()
        event.add("uid", day.uid)
        event.add("dtstamp", stamped_at.astimezone(UTC))
        event.add("dtstart", day.on)
        event.add("dtend", (day.last or day.on) + timedelta(days=1))
        event.add("summary", day.summary)
        event.add("url", day.url)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
