"""How long a customer rests after a place was taken: under the limit that holds now, not the one it was taken under."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import DateField, F, Func, Q, QuerySet, Value

from goodword.ledger.models import LedgerEntry
from goodword.policy.periods import PERIODS, PeriodKind, Span, earliest_reaching, usage_period
from goodword.policy.queries.force import InForce
from goodword.policy.queries.gather import REFUSED, keeps_place


class _End(Func):
    """The day after the days of a place: `_End(planned day, kind of period, how many, first month of the year)`."""

    template = "upper(goodword_usage_period(%(expressions)s))"
    output_field = DateField()


def rest_of(entry: LedgerEntry, now: InForce) -> Span:
    """Return the days that an entry occupies: its own day alone, where it keeps no place or nothing limits its family."""
    limit = now.numbers.limit_of(entry.family) if keeps_place(entry, now.numbers.counts) else None
    return usage_period(limit, entry.planned_on, now.fiscal)


def resting(family: str, now: InForce) -> QuerySet[Any]:
    """Return the entries of a family whose days today is one of, each with the day on which they end, `ends_on`."""
    limit = now.numbers.limit_of(family)
    if limit is None:
        return LedgerEntry.objects.none()
    is_quarters = limit.period.kind is PeriodKind.FISCAL_QUARTERS
    before = now.fiscal.quarter_of(now.today).end if is_quarters else now.today + timedelta(days=1)
    rows = LedgerEntry.objects.filter(
        family=family, released_at=None, planned_on__gte=earliest_reaching(limit, now.today, now.fiscal), planned_on__lt=before
    )
    if now.numbers.counts != "asked":
        rows = rows.filter(Q(kind=LedgerEntry.HOLD) | ~Q(answer__in=REFUSED))
    if now.numbers.counts == "done":
        rows = rows.filter(missed=False)
    kind, count, first = Value(PERIODS[limit.period.kind]), Value(limit.period.count), Value(now.fiscal.first_month)
    return rows.annotate(ends_on=_End(F("planned_on"), kind, count, first))
