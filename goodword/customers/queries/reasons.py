"""Members by the reason for which they stand where they stand."""

from collections.abc import Collection
from typing import Final

from django.db.models import Q

from goodword.customers.kinds import Standing, StandingRule

BY_HAND: Final = "by_hand"
NOBODY: Final = "-"  # no rule is called so; an empty list would be no statement at all


def stands_because(reasons: Collection[str], *, member: str = "") -> Q:
    """The condition on members (or on rows whose `member` it is): moved by one of these rules, or by hand and not active."""
    rules = [each for each in reasons if each in StandingRule.values]
    found = Q(**{f"{member}standing_rule__in": rules or [NOBODY]})
    if BY_HAND in reasons:
        found |= Q(**{f"{member}standing_rule": ""}) & ~Q(**{f"{member}standing": Standing.ACTIVE})
    return found
