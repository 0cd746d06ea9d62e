"""Colleagues."""

from itertools import count
from typing import Any

from goodword.people.kinds import Role
from goodword.people.models import Region, RoleAssignment, User

_next = count(1)


def a_person(*roles: str, name: str = "", **fields: Any) -> User:
    """Make an active colleague with some roles (for all regions)."""
    number = next(_next)
    user = User.objects.create_user(f"person{number}@acme.example", name=name or f"Person {number}", **fields)
    RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=role) for role in roles)
    return user


def a_manager(**fields: Any) -> User:
    """Make a reference manager."""
    return a_person(Role.REFERENCE_MANAGER, **fields)


def a_region(code: str = "north", **fields: Any) -> Region:
    """Make a region, or return the one of that code."""
    return Region.objects.get_or_create(code=code, defaults={"name": code.title(), **fields})[0]
