"""How much the program asks of each customer, beside what the customer is comfortable with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, TruncMonth

from goodword.kernel.clock import add_months
from goodword.reports.access import asked
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope

MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """A month or a fiscal quarter of the strip, `[start, end)`."""

    start: date
    end: date


def months_of(scope: Scope) -> list[Slot]:
    """The twelve months that end with the running one."""
    first = scope.today.replace(day=1)
    return [Slot(add_months(first, -back), add_months(first, 1 - back)) for back in range(MONTHS - 1, -1, -1)]


def quarters_of(scope: Scope) -> list[Slot]:
    """The four fiscal quarters that end with the running one."""
    return [Slot(quarter.start, quarter.end) for quarter in reversed(scope.lately(4))]


def loads(scope: Scope, slots: Sequence[Slot]) -> QuerySet[Any]:
    """The customers that were asked in these months: how often, with what effort, and how much they are comfortable with in a year.

    A confidential ask counts as the place that it used.
    """
    rows = asked().filter(asked_on__gte=slots[0].start, asked_on__lt=slots[-1].end)
    rows = rows.filter(family__in=scope.families) if scope.families else rows
    if scope.regions:
        wanted = Q(account__region__code__in=scope.regions)
        rows = rows.filter(wanted | Q(account__region=None) if NONE in scope.regions else wanted)
    own = F("account__member__comfort_effort")
    usual = Value(scope.now.numbers.effort_comfort)
    by_account = rows.order_by().values(
        "account_id",
        *(f"account__{name}" for name in ("name", "search_name", "region__name", "segment", "owner_id", "owner__name")),
        *(f"account__member__{name}" for name in ("number", "comfort_effort", "comfort_days")),
    )
    found: QuerySet[Any] = by_account.annotate(
        asks=Count("pk"), effort=Sum("effort"), most=Coalesce(own, usual, output_field=IntegerField())
    ).annotate(over=F("effort") - F("most"))
    return found


def by_slot(account_ids: Iterable[int], scope: Scope, slots: Sequence[Slot]) -> dict[int, list[tuple[int, int]]]:
    """Asks and effort of some customers in each month or quarter: one statement however many there are."""
    ids = list(account_ids)
    rows = asked().filter(account_id__in=ids, asked_on__gte=slots[0].start, asked_on__lt=slots[-1].end)
    rows = rows.filter(family__in=scope.families) if scope.families else rows
    found = {pk: [(0, 0)] * len(slots) for pk in ids}
    monthly = rows.order_by().annotate(month=TruncMonth("asked_on")).values_list("account_id", "month")
    for account, month, asks, effort in monthly.annotate(asks=Count("pk"), effort=Sum("effort")):
        place = next(index for index, slot in enumerate(slots) if slot.start <= month < slot.end)
        before = found[account][place]
        found[account][place] = (before[0] + asks, before[1] + effort)
    return found


def closest(account_ids: Iterable[int], scope: Scope, slots: Sequence[Slot]) -> dict[int, int]:
    """The fewest days between two asks of some customers in these months: what a wish for so many days of rest is held against."""
    rows = asked().filter(account_id__in=list(account_ids), asked_on__gte=slots[0].start, asked_on__lt=slots[-1].end)
    rows = rows.filter(family__in=scope.families) if scope.families else rows
    found: dict[int, int] = {}
    before: tuple[int, date] | None = None
    days: QuerySet[Any, Any] = rows.order_by("account_id", "asked_on", "pk").values_list("account_id", "asked_on")
    for account, day in days:
        if before is not None and before[0] == account:
            gap = (day - before[1]).days
            found[account] = min(gap, found.get(account, gap))
        before = (account, day)
    return found


def last_day(slot: Slot) -> date:
    """The last day of a month or quarter."""
    return slot.end - timedelta(days=1)
