"""The program's own facts, its day and its regions."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import JSONObject

from goodword.kernel import clock
from goodword.kernel.kept import Kept
from goodword.people.models import Logo, Program, Region, Team


class _ThisRequest:
    """The program as it was read for one request; nothing before it is asked for."""

    program: Program | None = None


_PROGRAM = Kept(lambda: Program.objects.filter(pk=1))
_of_this_request: ContextVar[_ThisRequest | None] = ContextVar("program", default=None)


def program() -> Program:
    """The program's own facts, read once per web request; an unsaved row of defaults before anything was set up."""
    kept = _of_this_request.get()
    if kept is None:
        return _read()
    if kept.program is None:
        kept.program = _read()
    return kept.program


def _read() -> Program:
    return _PROGRAM.first() or Program(pk=1)


@contextmanager
def program_kept() -> Iterator[None]:
    """Read the program at most once for everything inside; a change inside must call `forget_program`."""
    token = _of_this_request.set(_ThisRequest())
    try:
        yield
    finally:
        _of_this_request.reset(token)


def beside_a_user() -> Subquery:
    """The program as one column of somebody's row: who is signed in and where are read together."""
    whole = JSONObject(**{field.attname: field.attname for field in Program._meta.concrete_fields})
    return Subquery(Program.objects.filter(pk=1).values(whole=whole))


def know_program(read: Mapping[str, Any] | None) -> None:
    """Keep for this request what `beside_a_user` read."""
    kept = _of_this_request.get()
    if kept is not None and read is not None:
        values = {field.attname: field.to_python(read[field.attname]) for field in Program._meta.concrete_fields}
        kept.program = Program.from_db(DEFAULT_DB_ALIAS, [*values], [*values.values()])


def forget_program() -> None:
    """Read the program anew from here on: it was changed."""
    _of_this_request.set(None)


def program_zone(of: Program | None = None) -> ZoneInfo:
    """The program's time zone, by which policy days are counted."""
    return ZoneInfo((of or program()).time_zone)


def zone_called(*names: str) -> ZoneInfo:
    """The first of these time zones that exists, else the program's."""
    found = next((name for name in names if name in _known_zones()), "")
    return ZoneInfo(found) if found else program_zone()


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())  # reads the disk, so once is enough


def today(at: datetime) -> date:
    """The program's day of a moment."""
    return clock.program_day(at, program_zone())


def logo(name: str) -> Logo | None:
    """The logo of this name, while it is the one that is shown."""
    return Logo.objects.filter(name=name).first()


def region_of_country(country: str) -> Region | None:
    """The region that lists a country, if any."""
    return Region.objects.filter(countries__contains=[country]).first() if country else None


def regions() -> QuerySet[Region]:
    """The regions, in the program's order."""
    return Region.objects.all()


def teams_with_people() -> QuerySet[Team]:
    """The requesting teams with how many are in each, by name: a query that counts forgets the order of its model."""
    return teams().annotate(people_count=Count("people")).order_by("name")


def countries_nowhere(countries: Iterable[str]) -> list[str]:
    """Those of these countries that no region lists."""
    listed = {code for region in Region.objects.all() for code in region.countries}
    return [code for code in countries if code not in listed]


def teams() -> QuerySet[Team]:
    """The requesting teams, by name."""
    return Team.objects.select_related("lead")
