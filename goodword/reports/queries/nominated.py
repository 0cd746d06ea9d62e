"""Who was nominated, from where and on which track, and what became of it. Drafts are their writers' alone and not counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NOMINATION_OPEN, NominationState
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope, first_of

ALL, OPEN, APPROVED, NOT_APPROVED, WITHDRAWN = "all", "open", "approved", "not_approved", "withdrawn"
FATES: Final = (ALL, OPEN, APPROVED, NOT_APPROVED, WITHDRAWN)
_OF_FATE: Final = {
    OPEN: Q(state__in=NOMINATION_OPEN),
    APPROVED: Q(state=NominationState.APPROVED),
    NOT_APPROVED: Q(state=NominationState.NOT_APPROVED),
    WITHDRAWN: Q(state=NominationState.WITHDRAWN),
}
_COLUMNS: Final = {"month": "month", "source": "source", "track": "track", "purpose": "purpose"}


@dataclass(frozen=True, slots=True)
class Nominated:
    """One group: its code, and how many of it had which fate."""

    code: str
    fates: tuple[int, ...]


def nominations_in(scope: Scope, *, fate: str = ALL, month: str = "", **narrowed: str) -> QuerySet[Any]:
    """What was sent in a period, narrowed; each knows the month in which it was."""
    rows: QuerySet[Any] = Nomination.objects.exclude(submitted_at=None).annotate(month=TruncMonth("submitted_at", tzinfo=scope.now.zone))
    if scope.first_moment is not None:
        rows = rows.filter(submitted_at__gte=scope.first_moment)
    if scope.end_moment is not None:
        rows = rows.filter(submitted_at__lt=scope.end_moment)
    for name in ("source", "track", "purpose"):
        code = narrowed.get(name, "")
        if code:
            rows = rows.filter(**{name: "" if code == NONE else code})
    if month:
        first = first_of(month)
        rows = rows.filter(month__date=first) if first is not None else rows.none()
    return rows.filter(_OF_FATE.get(fate, Q()))


def nominated(scope: Scope, *, by: str) -> list[Nominated]:
    """How many had which fate, by month, source, track or purpose; one statement."""
    column = _COLUMNS[by]
    fates = {f"n_{fate}": Count("pk", filter=_OF_FATE[fate]) if fate in _OF_FATE else Count("pk") for fate in FATES}
    counted = nominations_in(scope).order_by().values(column).annotate(**fates)
    found = [Nominated(_code(each[column], by), tuple(each[f"n_{fate}"] for fate in FATES)) for each in counted]
    return sorted(found, key=lambda each: each.code) if by == "month" else sorted(found, key=lambda each: (-each.fates[0], each.code))


def _code(value: Any, by: str) -> str:
    return f"{value:%Y-%m}" if by == "month" else value or NONE
