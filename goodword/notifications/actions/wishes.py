"""Choosing how one is told."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.notifications import queries
from goodword.notifications.kinds import ABOUT, Kind, Way
from goodword.notifications.models import Daily, Wish
from goodword.people.access import can_run_people
from goodword.people.models import Program, User
from goodword.people.queries import program


@transaction.atomic
def choose_ways(person: User, *, ways: Mapping[Kind, Way], hour: int, at: datetime) -> list[Kind]:
    """Keep how somebody wants to be told, and from which hour on they get the daily mail; returns the kinds that changed.

    An hour that has passed today begins tomorrow. NotAllowed for a way that a kind does not have.
    """
    row = User.objects.select_for_update().select_related(None).get(pk=person.pk)
    changed = _write(row, ways)
    daily, made = Daily.objects.get_or_create(user=row)
    if made or daily.hour != hour:
        local = at.astimezone(queries.zone_of_user(person, program()))
        began = max(daily.last_on, local.date()) if daily.last_on else local.date()
        daily.hour, daily.last_on = hour, began if local.hour >= hour else daily.last_on
        daily.save(update_fields=["hour", "last_on"])
    if changed:
        record("user.ways_chosen", by=Actor.person(row), at=at, about=[row], kinds=changed)
    return changed


@transaction.atomic
def choose_first_ways(*, ways: Mapping[Kind, Way], by: User, at: datetime) -> list[Kind]:
    """Say how colleagues are told who have not chosen themselves: an administrator's word."""
    if not can_run_people(by):
        raise NotAllowed
    house = Program.objects.select_for_update().get(pk=1)
    changed = _write(None, ways)
    if changed:
        record("program.ways_chosen", by=Actor.person(by), at=at, about=[house], kinds=changed)
    return changed


def _write(user: User | None, ways: Mapping[Kind, Way]) -> list[Kind]:
    """Write what differs from what holds now."""
    before, changed = queries.ways_of(user), []
    for kind, way in ways.items():
        if way not in ABOUT[kind].ways:
            raise NotAllowed
        if before[kind] != way:
            Wish.objects.update_or_create(user=user, kind=kind, defaults={"way": way})
            changed.append(kind)
    return changed
