"""Regions and teams: where people and customers belong."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.text import fold, free_code
from goodword.kernel.turns import take_turns
from goodword.people import access
from goodword.people.models import Program, Region, Team, User

LONGEST_REGION_CODE: Final = 16
LONGEST_TEAM_CODE: Final = 26


def lock_regions() -> dict[int, Region]:
    """All regions in their order, while nobody else changes one: a country belongs to one of them."""
    take_turns("goodword regions")
    return {region.pk: region for region in Region.objects.all()}


@transaction.atomic
def add_region(
    *, name: str, time_zone: str, holiday_country: str, countries: Collection[str] = (), by: User, at: datetime
) -> Region | Refused:
    """A new region, after the others; its countries leave the regions they were in. Refuses a name that is there."""
    if not access.can_run_people(by):
        raise NotAllowed
    rows = lock_regions()
    if any(fold(row.name) == fold(name) for row in rows.values()):
        return refuse("known", _("There is a region of this name already."))
    region = Region.objects.create(
        code=free_code(name, taken={row.code for row in rows.values()}, longest=LONGEST_REGION_CODE),
        name=name,
        time_zone=time_zone,
        holiday_country=holiday_country,
        countries=sorted(countries),
        position=(Region.objects.aggregate(last=Max("position"))["last"] or 0) + 1,
    )
    left = _leave_others(region, set(countries), rows, by=by, at=at)
    record("region.added", by=Actor.person(by), at=at, about=[region, Program(pk=1)], region=region.pk, countries=len(countries), left=left)
    return region


@transaction.atomic
def change_region(
    pk: int, *, by: User, at: datetime, added: Collection[str] = (), removed: Collection[str] = (), **fields: str
) -> Region | Refused:
    """Change a region's name, clock, holidays; countries come to it from wherever they were, or leave it. Due dates follow.

    Only what is named changes, so that two who change different things at once both get them.
    """
    if not access.can_run_people(by):
        raise NotAllowed
    rows = lock_regions()
    region = rows.pop(pk, None)
    if region is None:
        raise NotFound
    if "name" in fields and any(fold(row.name) == fold(fields["name"]) for row in rows.values()):
        return refuse("known", _("There is a region of this name already."))
    changed: list[str] = [
        name for name in ("name", "time_zone", "holiday_country") if name in fields and getattr(region, name) != fields[name]
    ]
    for name in changed:
        setattr(region, name, fields[name])
    countries = sorted({*region.countries, *added} - set(removed))
    if countries != sorted(region.countries):
        changed.append("countries")
        region.countries = countries
        _leave_others(region, set(added), rows, by=by, at=at)
    if changed:
        region.save(update_fields=changed)
        record("region.changed", by=Actor.person(by), at=at, about=[region, Program(pk=1)], region=region.pk, fields=changed)
    return region


def _leave_others(region: Region, countries: set[str], rows: dict[int, Region], *, by: User, at: datetime) -> list[int]:
    """Take countries out of the regions they were in; returns those regions."""
    left = [row for row in rows.values() if countries & set(row.countries)]
    for row in left:
        row.countries = [code for code in row.countries if code not in countries]
        row.save(update_fields=["countries"])
        record("region.changed", by=Actor.person(by), at=at, about=[row], region=row.pk, fields=["countries"], to=region.pk)
    return [row.pk for row in left]


@transaction.atomic
def add_team(*, name: str, lead: User | None, by: User, at: datetime) -> Team | Refused:
    """A new requesting team; refuses a name that is there."""
    if not access.can_run_people(by):
        raise NotAllowed
    rows = _lock_teams()
    if any(fold(row.name) == fold(name) for row in rows.values()):
        return refuse("known", _("There is a team of this name already."))
    code = free_code(name, taken={row.code for row in rows.values()}, longest=LONGEST_TEAM_CODE)
    team = Team.objects.create(code=code, name=name, lead=lead)
    record("team.added", by=Actor.person(by), at=at, about=[team, Program(pk=1)], team=team.pk)
    return team


@transaction.atomic
def change_team(pk: int, *, by: User, at: datetime, **fields: str | User | None) -> Team | Refused:
    """Rename a team or give it another lead; only what is named changes."""
    if not access.can_run_people(by):
        raise NotAllowed
    rows = _lock_teams()
    team = rows.pop(pk, None)
    if team is None:
        raise NotFound
    name = fields.get("name")
    if isinstance(name, str) and any(fold(row.name) == fold(name) for row in rows.values()):
        return refuse("known", _("There is a team of this name already."))
    changed = [name for name in ("name", "lead") if name in fields and getattr(team, name) != fields[name]]
    for name in changed:
        setattr(team, name, fields[name])
    if changed:
        team.save(update_fields=changed)
        lead = team.lead_id if "lead" in changed else None
        record("team.changed", by=Actor.person(by), at=at, about=[team, Program(pk=1)], team=team.pk, fields=changed, lead=lead)
    return team


@transaction.atomic
def remove_team(pk: int, *, by: User, at: datetime) -> Team | Refused:
    """Take a team away; refused while somebody is in it."""
    if not access.can_run_people(by):
        raise NotAllowed
    team = _lock_teams().get(pk)
    if team is None:
        raise NotFound
    people = User.objects.filter(team=team).count()
    if people:
        words = ngettext("%(n)s person is in this team.", "%(n)s people are in this team.", people) % {"n": people}
        return refuse("used", _("%(people)s Give them another team first.") % {"people": words})
    record("team.removed", by=Actor.person(by), at=at, about=[team, Program(pk=1)], team=team.pk)
    team.delete()
    return team


def _lock_teams() -> dict[int, Team]:
    take_turns("goodword teams")
    return {team.pk: team for team in Team.objects.select_related("lead").select_for_update(of=("self",))}
