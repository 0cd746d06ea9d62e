"""What was decided and overridden, and the versions of the policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.policy.models import Override, PolicyVersion


def version_before(version: PolicyVersion) -> PolicyVersion | None:
    """Return the version that this one replaces on its first day."""
    earlier = Q(effective_from__lt=version.effective_from) | Q(effective_from=version.effective_from, number__lt=version.number)
    return PolicyVersion.objects.filter(earlier).order_by("-effective_from", "-number").first()


@dataclass(frozen=True, slots=True)
class VersionPeriod:
    """A version with the last day on which it held, if another one follows; None as well when it never held."""

    version: PolicyVersion
    last_on: date | None
    never: bool = False


def periods(versions: QuerySet[PolicyVersion]) -> list[VersionPeriod]:
    """Return versions with the days they hold for, the latest to begin first."""
    found: list[VersionPeriod] = []
    next_from: date | None = None
    for version in versions.select_related("published_by").order_by("-effective_from", "-number"):
        never = next_from == version.effective_from
        found.append(VersionPeriod(version, None if never or next_from is None else next_from - timedelta(days=1), never))
        next_from = version.effective_from
    return found


def overrides_for(user: User) -> QuerySet[Override]:
    """Overrides that somebody may see, latest first: none of a confidential request to people outside it."""
    seen = Q(decision__circle=None) | Q(decision__circle__in=circles_of(user))
    return Override.objects.filter(seen).select_related("by", "decision__account", "decision__version").order_by("-at", "-pk")
