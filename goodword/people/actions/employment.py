"""Leaving and coming back; roles, region and team. One administrator always remains."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.people import access, queries
from goodword.people.kinds import Role
from goodword.people.models import Program, Region, RoleAssignment, Team, User


def _lock(person: User, *, by: User) -> User:
    """Take the program's row (so that two administrators cannot remove each other at once), then the person's."""
    if not access.can_run_people(by):
        raise NotAllowed
    Program.objects.select_for_update().get(pk=1)
    if not User.objects.filter(pk=by.pk, is_active=True, role_set__role=Role.ADMINISTRATOR).exists():
        raise NotAllowed
    return User.objects.select_for_update().get(pk=person.pk)


def _last_administrator() -> Refused:
    return refuse("last_administrator", _("They are the last administrator. Make somebody else an administrator first."))


def end_sessions(person: User) -> int:
    """Sign somebody out everywhere, now; returns how many devices that were."""
    ended = 0
    for session in UserSession.objects.filter(user_id=person.pk):
        session.end()
        ended += 1
    return ended


@transaction.atomic
def end_device(session_id: int, *, person: User, at: datetime) -> None:
    """Sign one of one's own devices out. NotFound when it is somebody else's, or gone."""
    session = UserSession.objects.filter(pk=session_id, user=person).first()
    if session is None:
        raise NotFound
    session.end()
    record("user.device_ended", by=Actor.person(person), at=at, about=[person])


@transaction.atomic
def deactivate(person: User, *, by: User, at: datetime) -> User | Refused:
    """End somebody's access and sessions at once. Refuses the last administrator and oneself."""
    row = _lock(person, by=by)
    if not row.is_active:
        raise WrongState("deactivate", "deactivated")
    if row.pk == by.pk:
        return refuse("oneself", _("Ask another administrator to do this for you."))
    if row.is_administrator and not queries.other_active_administrators(row).exists():
        return _last_administrator()
    row.is_active, row.deactivated_at = False, at
    row.save(update_fields=["is_active", "deactivated_at"])
    sessions = end_sessions(row)
    record("user.deactivated", by=Actor.person(by), at=at, about=[row], sessions=sessions)
    return row


@transaction.atomic
def reactivate(person: User, *, by: User, at: datetime) -> User:
    """Let somebody sign in again, with the password and roles they had."""
    row = _lock(person, by=by)
    if row.is_active:
        raise WrongState("reactivate", "active")
    row.is_active, row.deactivated_at = True, None
    row.save(update_fields=["is_active", "deactivated_at"])
    record("user.reactivated", by=Actor.person(by), at=at, about=[row])
    return row


@transaction.atomic
def change_roles(person: User, *, roles: Iterable[tuple[str, Region | None]], by: User, at: datetime) -> User | Refused:
    """Give somebody exactly these roles; refuses to take the last administrator's away."""
    row = _lock(person, by=by)
    wanted = {(role, where.pk if where else None) for role, where in roles}
    held = set(row.role_set.values_list("role", "region_id"))
    keeps = any(role == Role.ADMINISTRATOR for role, _region in wanted)
    if row.is_active and row.is_administrator and not keeps and not queries.other_active_administrators(row).exists():
        return _last_administrator()
    added, removed = sorted(wanted - held, key=str), sorted(held - wanted, key=str)
    if not added and not removed:
        return row
    for role, region_id in removed:
        row.role_set.filter(role=role, region_id=region_id).delete()
    RoleAssignment.objects.bulk_create(RoleAssignment(user=row, role=role, region_id=region_id) for role, region_id in added)
    record("user.roles_changed", by=Actor.person(by), at=at, about=[row], added=added, removed=removed)
    return User.objects.get(pk=row.pk)


@transaction.atomic
def place(person: User, *, region: Region | None, team: Team | None, title: str, by: User, at: datetime) -> User:
    """Say where somebody belongs: region, team, job title."""
    row = _lock(person, by=by)
    before = (row.region_id, row.team_id, row.title)
    row.region, row.team, row.title = region, team, title
    if before == (row.region_id, row.team_id, row.title):
        return row
    row.save(update_fields=["region", "team", "title"])
    record("user.placed", by=Actor.person(by), at=at, about=[row], region=row.region_id, team=row.team_id)
    return row
