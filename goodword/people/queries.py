"""Reading people: who is who, who stands in, who runs what, who is in the know, which days are holidays."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Protocol
from zoneinfo import ZoneInfo

import holidays
from django.db.models import Q, QuerySet

from goodword.kernel import clock
from goodword.people.kinds import Role
from goodword.people.models import Absence, CircleMember, Program, Region, RoutingRule, User


class HasRegion(Protocol):
    """Anything that lies in a region: an account, a colleague."""

    region_id: int | None


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


# Roles and routing


def holders(*roles: str, region_id: int | None = None) -> QuerySet[User]:
    """Active people who hold one of these roles, for this region or for all when one is given."""
    held = Q(role_set__role__in=roles)
    if region_id is not None:
        held &= Q(role_set__region_id=region_id) | Q(role_set__region=None)
    return User.objects.filter(held, is_active=True).distinct().order_by("pk")


def manager_for(*, account: HasRegion | None = None, requester: HasRegion | None = None, at: datetime) -> User | None:
    """The reference manager who gets a request: by the routing table, else one of the region, else any, else an administrator.

    None only while nobody active runs the program. Somebody away still gets it: approvals and tasks go to the deputy.
    """
    del at  # routing has no dates yet; callers hand the moment in so that it can have them
    regions = {"account": account.region_id if account else None, "requester": requester.region_id if requester else None}
    rules = list(RoutingRule.objects.filter(manager__is_active=True).select_related("manager"))
    for rule in rules:
        if rule.region_id is not None and regions.get(rule.by) == rule.region_id:
            return rule.manager
    for rule in rules:
        if rule.region_id is None:
            return rule.manager
    for region_id in (regions["account"], regions["requester"]):
        if region_id is not None and (found := holders(Role.REFERENCE_MANAGER, region_id=region_id).first()):
            return found
    return holders(Role.REFERENCE_MANAGER).first() or holders(Role.ADMINISTRATOR).first()


def other_active_administrators(than: User) -> QuerySet[User]:
    """Administrators who remain when one person goes."""
    return holders(Role.ADMINISTRATOR).exclude(pk=than.pk)


# Absence and deputies


def absence_of(user: User, on_day: date) -> Absence | None:
    """The absence that covers a day, if any."""
    return Absence.objects.filter(user=user, from_on__lte=on_day, to_on__gt=on_day).select_related("deputy").order_by("from_on").first()


def deputy_of(user: User, on_day: date) -> User | None:
    """Who stands in for somebody on a day: an active deputy who is there, following at most five hops; None when nobody is needed or named."""
    seen = {user.pk}
    current: User | None = user
    for _hop in range(5):
        absence = absence_of(current, on_day) if current else None
        if absence is None:
            return current if current is not None and current.pk != user.pk else None
        current = absence.deputy
        if current is None or not current.is_active or current.pk in seen:
            return None
        seen.add(current.pk)
    return None


def stands_in_for(user: User, on_day: date) -> QuerySet[User]:
    """The colleagues who are away on a day and named this person as deputy."""
    away = Absence.objects.filter(deputy=user, from_on__lte=on_day, to_on__gt=on_day)
    return User.objects.filter(pk__in=away.values("user_id"), is_active=True).order_by("name")


def absences_from(user: User, on_day: date) -> QuerySet[Absence]:
    """Absences that run or lie ahead, soonest first."""
    return Absence.objects.filter(user=user, to_on__gt=on_day).select_related("deputy").order_by("from_on")


# Circles


def circle_ids(user: User) -> frozenset[int]:
    """The circles somebody is in."""
    return frozenset(CircleMember.objects.filter(user=user).values_list("circle_id", flat=True))


def people_of(circle_id: int) -> QuerySet[User]:
    """Who is in the know."""
    return User.objects.filter(circles=circle_id).order_by("name")


# Working days


@lru_cache(maxsize=64)
def _calendar(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country)


def is_holiday(region: Region | None) -> Callable[[date], bool]:
    """The question "is this day a public holiday there?", for `kernel.clock.add_working_days`."""
    country = region.holiday_country if region else ""
    if country not in holiday_countries():
        return lambda _day: False
    return lambda day: day in _calendar(country)


@lru_cache(maxsize=1)
def holiday_countries() -> frozenset[str]:
    """Codes of the countries whose public holidays the library knows."""
    return frozenset(holidays.list_supported_countries())


def working_days_after(at: datetime, count: int, *, region: Region | None) -> datetime:
    """The same time of day some working days of a region later, in the region's time zone."""
    zone = ZoneInfo(region.time_zone) if region else program_zone()
    local = at.astimezone(zone)
    day = clock.add_working_days(local.date(), count, is_holiday(region))
    return datetime.combine(day, local.timetz().replace(tzinfo=None), tzinfo=zone).astimezone(at.tzinfo)


def named(ids: Iterable[int]) -> dict[int, User]:
    """People by id, in one query."""
    return User.objects.in_bulk(set(ids))
