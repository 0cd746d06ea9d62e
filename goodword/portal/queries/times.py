"""Times to offer: working hours of the customer, without weekends and holidays; moments are passed in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from goodword.kernel.clock import city_of, is_working_day
from goodword.people.queries import is_holiday_in, weekend_in

DAYS_AHEAD: Final = 21
MOST_SLOTS: Final = 6
MOST_PER_DAY: Final = 1
# In the order in which people like them.
HOURS: Final = (time(10), time(14), time(11), time(15), time(13), time(9), time(16), time(8), time(17), time(18))
FIRST_HOUR: Final = time(8)
LAST_HOUR: Final = time(19)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that may suit both: the moment, its end, and whether the asker offered it."""

    starts_at: datetime
    ends_at: datetime
    is_offered: bool = False

    @property
    def value(self) -> str:
        """The moment as the form sends it."""
        return self.starts_at.astimezone(ZoneInfo("UTC")).strftime("%Y-%m-%dT%H:%MZ")


def slots(
    *,
    at: datetime,
    minutes: int,
    country: str,
    theirs: tzinfo,
    ours: tzinfo,
    offered: tuple[datetime, ...] = (),
    until: date | None = None,
    booked: datetime | None = None,
) -> list[Slot]:
    """Times to choose from: those that the asker offered, else one on each of the next working days; never the time that is booked.

    Working hours of the customer, neither on a weekend nor on a holiday of their country, and where it can be within the asker's day too.
    """
    ahead = [moment for moment in offered if moment > at and moment != booked]
    if ahead:
        return [slot_of(moment, minutes, is_offered=True) for moment in ahead[:MOST_SLOTS]]
    found: list[Slot] = []
    for index, day in enumerate(_days(at.astimezone(theirs).date(), country)):
        if len(found) >= MOST_SLOTS or (until is not None and day > until and found):
            break
        found += [slot_of(moment, minutes) for moment in _times_of(day, theirs, ours, turn=index) if moment != booked]
    return found


def _days(today: date, country: str) -> Iterator[date]:
    """Working days from the day after tomorrow on: nobody is surprised."""
    is_holiday, weekend = is_holiday_in(country), weekend_in(country)
    for step in range(2, DAYS_AHEAD):
        day = today + timedelta(days=step)
        if is_working_day(day, is_holiday, weekend=weekend):
            yield day


def _times_of(day: date, theirs: tzinfo, ours: tzinfo, *, turn: int) -> list[datetime]:
    """The best time of a day, mornings and afternoons by turns; times outside the asker's day only when there is no other."""
    liked = HOURS[turn % 2 :] + HOURS[: turn % 2]
    moments = [datetime.combine(day, hour, tzinfo=theirs) for hour in liked]
    both = [moment for moment in moments if FIRST_HOUR <= moment.astimezone(ours).time() <= LAST_HOUR]
    return (both or moments)[:MOST_PER_DAY]


def slot_of(moment: datetime, minutes: int, *, is_offered: bool = False) -> Slot:
    """A time with its end."""
    return Slot(moment, moment + timedelta(minutes=minutes), is_offered)


def zone_words(zone: tzinfo, at: datetime) -> str:
    """A time zone as a place and its distance from Greenwich: "Oslo time (UTC+01:00)"."""
    name = getattr(zone, "key", "")
    offset = at.astimezone(zone).strftime("%z")
    distance = f"UTC{offset[:3]}:{offset[3:5]}"
    if "/" not in name:
        return name or distance
    return _("%(city)s time (%(distance)s)") % {"city": city_of(name), "distance": distance}
