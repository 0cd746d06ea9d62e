"""Circles: who is in the know about something confidential. The slice that owns the thing checks access and records it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.people.models import Circle, CircleMember, User


@transaction.atomic
def open_circle(people: Iterable[User]) -> Circle:
    """Make a circle of these people; the opener's own journal entry says when."""
    circle = Circle.objects.create()
    CircleMember.objects.bulk_create(CircleMember(circle=circle, user_id=pk) for pk in sorted({person.pk for person in people}))
    return circle


@transaction.atomic
def add_to_circle(circle_id: int, person: User, *, by: Actor, at: datetime) -> bool:
    """Let one more person know; False when they knew already."""
    _member, added = CircleMember.objects.get_or_create(circle_id=circle_id, user=person)
    if added:
        record("circle.joined", by=by, at=at, about=[person], circle_id=circle_id)
    return added


@transaction.atomic
def remove_from_circle(circle_id: int, person: User, *, by: Actor, at: datetime) -> bool:
    """Take somebody out; False when they were not in."""
    removed, _details = CircleMember.objects.filter(circle_id=circle_id, user=person).delete()
    if removed:
        record("circle.left", by=by, at=at, about=[person], circle_id=circle_id)
    return removed > 0
