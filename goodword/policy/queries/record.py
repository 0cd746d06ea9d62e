"""What was decided and overridden, and the versions of the policy."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from goodword.people.models import User
from goodword.people.queries import circle_ids
from goodword.policy.models import Decision, Override, PolicyVersion


def versions() -> QuerySet[PolicyVersion]:
    """All versions, the latest to begin first."""
    return PolicyVersion.objects.select_related("published_by").order_by("-effective_from", "-number")


def decisions_about(user: User, *, candidate_id: int | None = None, request_id: int | None = None) -> QuerySet[Decision]:
    """Decisions about a candidate or a request that somebody may see, latest first."""
    decisions = Decision.objects.filter(Q(circle=None) | Q(circle__in=circle_ids(user))).select_related("version", "override")
    if candidate_id is not None:
        decisions = decisions.filter(candidate_id=candidate_id)
    if request_id is not None:
        decisions = decisions.filter(reference_request_id=request_id)
    return decisions.order_by("-at", "-pk")


def overrides_for(user: User) -> QuerySet[Override]:
    """Overrides that somebody may see, latest first: none of a confidential request to people outside it."""
    seen = Q(decision__circle=None) | Q(decision__circle__in=circle_ids(user))
    return Override.objects.filter(seen).select_related("by", "decision__account", "decision__version").order_by("-at", "-pk")
