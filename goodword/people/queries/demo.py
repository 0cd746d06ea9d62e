"""Who can be entered with one click, in the demo world and only there."""

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries.facts import program

ENTRIES: Final = (
    Role.REFERENCE_MANAGER,
    Role.REQUESTER,
    Role.ACCOUNT_OWNER,
    Role.CSM,
    Role.TEAM_LEAD,
    Role.EXCEPTION_REVIEWER,
    Role.ADMINISTRATOR,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One role to enter as, and the person who plays it."""

    role: str
    person: User


def demo_entries() -> list[Entry]:
    """One person per role, without repeating anybody; empty outside the demo world or when the operator forbids it.

    Somebody who has a password or was invited is real, and is never offered.
    """
    if not settings.GOODWORD_DEMO_ENTRY or not program().is_demo:
        return []
    holders: dict[str, list[User]] = {}
    invented = User.objects.filter(is_active=True, is_superuser=False, invitation=None, password__startswith=UNUSABLE_PASSWORD_PREFIX)
    for person in invented.filter(role_set__role__in=ENTRIES).distinct().prefetch_related("role_set").order_by("pk"):
        for assignment in person.role_set.all():
            holders.setdefault(assignment.role, []).append(person)
    taken: set[int] = set()
    entries = []
    for role in ENTRIES:
        free = [person for person in holders.get(role, []) if person.pk not in taken]
        if free:
            taken.add(free[0].pk)
            entries.append(Entry(str(role.label), free[0]))
    return entries
