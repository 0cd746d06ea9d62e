"""Working days of a region, with its public holidays."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from goodword.kernel import clock
from goodword.people.models import Absence, Region, User
from goodword.people.queries.facts import program_zone


@lru_cache(maxsize=64)
def _calendar(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def is_holiday(region: Region | None) -> Callable[[date], bool]:
    """The question "is this day a public holiday there?", for `kernel.clock.add_working_days`."""
    return is_holiday_in(region.holiday_country if region else "")


def is_holiday_in(country: str) -> Callable[[date], bool]:
    """The same question for a country by its code; a country that nobody knows has no holidays."""
    if country not in holiday_countries():
        return lambda _day: False
    return lambda day: day in _calendar(country)


def weekend_in(country: str) -> frozenset[int]:
    """The days of the week on which a country does not work (0 is Monday)."""
    return frozenset(_calendar(country).weekend) if country in holiday_countries() else clock.SATURDAY_AND_SUNDAY


@lru_cache(maxsize=1)
def holiday_countries() -> frozenset[str]:
    """Codes of the countries whose public holidays the library knows."""
    return frozenset(holidays.list_supported_countries())


def works_on(user: User, day: date) -> bool:
    """Is this a working day of somebody: no weekend or holiday of their region, and they are not away."""
    country = user.region.holiday_country if user.region else ""
    if not clock.is_working_day(day, is_holiday_in(country), weekend=weekend_in(country)):
        return False
    return not Absence.objects.filter(user=user, from_on__lte=day, to_on__gt=day).exists()


def working_days_after(at: datetime, count: int, *, region: Region | None, home: ZoneInfo | None = None) -> datetime:
    """The same time of day some working days of a region later, there; without a region in `home`, or else the program's zone."""
    zone = home if home is not None and region is None else _zone_of(region)
    return _same_time_on(clock.add_working_days(at.astimezone(zone).date(), count, is_holiday(region)), at, zone)


def days_after(at: datetime, count: int, *, zone: tzinfo) -> datetime:
    """The same time of day some days later there: a night in which the clocks change is one day like any other."""
    return _same_time_on(at.astimezone(zone).date() + timedelta(days=count), at, zone)


def _same_time_on(day: date, at: datetime, zone: tzinfo) -> datetime:
    return datetime.combine(day, at.astimezone(zone).time(), tzinfo=zone).astimezone(at.tzinfo)


def working_day_after(at: datetime, count: int, *, region: Region | None) -> date:
    """The day that lies some working days of a region after a moment, by the region's calendar and clock."""
    return clock.add_working_days(day_there(at, region=region), count, is_holiday(region))


def day_there(at: datetime, *, region: Region | None) -> date:
    """The day of a moment by a region's clock: a due day is the same day for everybody who reads it."""
    return at.astimezone(_zone_of(region)).date()


def _zone_of(region: Region | None) -> tzinfo:
    return ZoneInfo(region.time_zone) if region else program_zone()
