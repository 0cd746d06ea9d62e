"""Who registered on the public page, and how far each came: confirmed, accepted, a member. What was not meant seriously is not counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from goodword.recruiting.models import Registration
from goodword.recruiting.states import NominationState, RegistrationState
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope, first_of

ALL, CONFIRMED, ACCEPTED, MEMBERS = "all", "confirmed", "accepted", "members"
STEPS: Final = (ALL, CONFIRMED, ACCEPTED, MEMBERS)
# The same person sent another one that counts, or it was not meant seriously.
_NOT_COUNTED: Final = (RegistrationState.REPLACED, RegistrationState.DISCARDED)
_COLUMNS: Final = {"source": "came_from", "program": "program", "month": "month"}


@dataclass(frozen=True, slots=True)
class Came:
    """One group: its code, and how many came so far."""

    code: str
    steps: tuple[int, ...]


def registrations_in(scope: Scope, *, program: str = "", source: str | None = None, month: str = "", step: str = ALL) -> QuerySet[Any]:
    """What was sent in a period, narrowed; each knows the month in which it came."""
    rows: QuerySet[Any] = Registration.objects.exclude(state__in=_NOT_COUNTED).annotate(
        month=TruncMonth("created_at", tzinfo=scope.now.zone)
    )
    if scope.first_moment is not None:
        rows = rows.filter(created_at__gte=scope.first_moment)
    if scope.end_moment is not None:
        rows = rows.filter(created_at__lt=scope.end_moment)
    if program:
        rows = rows.filter(program=program)
    if source is not None:
        rows = rows.filter(came_from="" if source == NONE else source)
    if month:
        first = first_of(month)
        rows = rows.filter(month__date=first) if first is not None else rows.none()
    return rows.filter(_step(step))


def _step(step: str) -> Q:
    return {
        CONFIRMED: Q(confirmed_at__isnull=False),
        ACCEPTED: Q(state=RegistrationState.ACCEPTED),
        MEMBERS: Q(state=RegistrationState.ACCEPTED, nomination__state=NominationState.APPROVED),
    }.get(step, Q())


def came(scope: Scope, *, by: str) -> list[Came]:
    """How many came how far, by source, program or month; one statement."""
    column = _COLUMNS[by]
    counted = (
        registrations_in(scope)
        .order_by()
        .values(column)
        .annotate(**{step: Count("pk", filter=_step(step)) if step != ALL else Count("pk") for step in STEPS})
    )
    found = [Came(_code(each[column], by), tuple(each[step] for step in STEPS)) for each in counted]
    return sorted(found, key=lambda each: each.code) if by == "month" else sorted(found, key=lambda each: (-each.steps[0], each.code))


def _code(value: Any, by: str) -> str:
    return f"{value:%Y-%m}" if by == "month" else value or NONE
