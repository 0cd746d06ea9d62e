"""The roles that a colleague can hold."""

from goodword.people.kinds.roles import Role

__all__ = ["Role"]
