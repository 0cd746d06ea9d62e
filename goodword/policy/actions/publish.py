"""Publish a version of the policy, and bring it into force on its day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.ledger.models import LimitInForce
from goodword.people.models import Program, User
from goodword.people.queries import today
from goodword.policy import access
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import STANDARD, Numbers
from goodword.policy.periods import PERIODS, UsageLimit
from goodword.policy.queries.force import version_in_force

FIRST_DAY: Final = date(2000, 1, 1)


@transaction.atomic
def publish(*, numbers: Numbers, effective_from: date, name: str, by: User, at: datetime, note: str = "") -> PolicyVersion | Refused:
    """Publish a version that holds from a day on; a version that begins today is in force at once.

    Raises NotAllowed for people who do not run the program. Versions are never changed: the next one replaces it.
    """
    if not access.can_publish(by):
        raise NotAllowed
    if effective_from < today(at):
        return refuse("policy.past", _("A policy begins today or later: what was decided before keeps its own."))
    take_turn()
    latest = PolicyVersion.objects.aggregate(latest=Max("number"))["latest"] or 0
    version = PolicyVersion.objects.create(
        number=latest + 1,
        name=name,
        effective_from=effective_from,
        numbers=numbers.to_json(),
        note=note,
        published_at=at,
        published_by=by,
    )
    actor = Actor.person(by)
    record("policy.published", by=actor, at=at, about=[version], number=version.number, from_on=effective_from.isoformat())
    bring_into_force(by=actor, at=at)
    return version


@transaction.atomic
def bring_into_force(*, by: Actor, at: datetime) -> tuple[str, ...]:
    """Let the database keep the limits of the version in force; returns the families whose limit changed.

    Safe to run again. A lowered limit breaks nothing that exists and stops only the next ask.
    """
    take_turn()
    version = version_in_force(today(at))
    changed = _keep_limits(Numbers.from_json(version.numbers))
    if changed:
        first, families = not _was_brought(version), list(changed)
        record("policy.brought_into_force", by=by, at=at, about=[version], number=version.number, families=families, first=first)
    return changed


def _was_brought(version: PolicyVersion) -> bool:
    """Did this version come into force before: a later one may have been called off."""
    return Entry.objects.filter(verb="policy.brought_into_force", data__number=version.number).exists()


def ensure_first_version() -> None:
    """Publish the standard numbers as version 1, once; safe to run after every migration."""
    tables = connection.introspection.table_names()
    if PolicyVersion._meta.db_table not in tables or LimitInForce._meta.db_table not in tables:
        return
    with transaction.atomic():
        _version, is_new = PolicyVersion.objects.get_or_create(
            number=1,
            defaults={
                "name": "Standard",
                "effective_from": FIRST_DAY,
                "numbers": STANDARD.to_json(),
                "published_at": Now(),
            },
        )
        if is_new:
            _keep_limits(STANDARD)


def take_turn() -> None:
    """One publisher at a time: the program's row is the lock. Whoever compares with what is published takes it first."""
    list(Program.objects.select_for_update().filter(pk=1).values_list("pk"))


def _keep_limits(numbers: Numbers) -> tuple[str, ...]:
    standing = {limit.family: limit for limit in LimitInForce.objects.select_for_update().filter(holder=None)}
    changed = []
    for family, limit in numbers.limits.items():
        row = standing.get(family)
        if limit is None:
            if row is not None:
                row.delete()
                changed.append(family)
        elif row is None or any(getattr(row, name) != value for name, value in _columns(limit, numbers).items()):
            LimitInForce.objects.update_or_create(family=family, holder=None, defaults=_columns(limit, numbers))
            changed.append(family)
    return tuple(changed)


def _columns(limit: UsageLimit, numbers: Numbers) -> dict[str, Any]:
    return {"most": limit.times, "period": PERIODS[limit.period.kind], "every": limit.period.count, "counts": numbers.counts}
