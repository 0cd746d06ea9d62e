"""What one row is called that an address narrows a list to."""

from __future__ import annotations

from goodword.customers.access import accounts_visible_to
from goodword.people.models import User


def account_name(pk: int, *, reader: User) -> str:
    """The name of a customer; nothing when there is none."""
    return accounts_visible_to(reader).filter(pk=pk).values_list("name", flat=True).first() or ""


def person_name(pk: int) -> str:
    """The name of a colleague; nothing when there is none."""
    return User.objects.filter(pk=pk).values_list("name", flat=True).first() or ""
