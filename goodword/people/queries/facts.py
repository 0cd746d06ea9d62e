"""The program's own facts, its day and its regions."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from goodword.kernel import clock
from goodword.people.models import Program, Region, Team, User


def program() -> Program:
    """The program's own facts; an unsaved row of defaults before anything was set up."""
    return Program.objects.filter(pk=1).first() or Program(pk=1)


def program_zone(of: Program | None = None) -> ZoneInfo:
    """The program's time zone, by which policy days are counted."""
    return ZoneInfo((of or program()).time_zone)


def today(at: datetime) -> date:
    """The program's day of a moment."""
    return clock.program_day(at, program_zone())


def zone_of(user: User) -> ZoneInfo:
    """A person's time zone, else the program's."""
    return ZoneInfo(user.time_zone) if user.time_zone else program_zone()


def region_of_country(country: str) -> Region | None:
    """The region that lists a country, if any."""
    return Region.objects.filter(countries__contains=[country]).first() if country else None


def regions() -> QuerySet[Region]:
    """The regions, in the program's order."""
    return Region.objects.all()


def teams() -> QuerySet[Team]:
    """The requesting teams, by name."""
    return Team.objects.select_related("lead")
