"""How deals ended: those that a request was made for, and all others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, QuerySet, Sum

from goodword.customers.access import opportunities_visible_to
from goodword.customers.models import Opportunity
from goodword.reports.queries.asked_for import LOST, OPEN, WON, deal_result, with_result
from goodword.reports.queries.scope import Scope
from goodword.requests.access import visible_to


@dataclass
class Ended:
    """Deals of one group by how they stand: how many, and worth how much in each currency."""

    counts: dict[str, int] = field(default_factory=lambda: {WON: 0, LOST: 0, OPEN: 0})
    worth: dict[str, dict[str, Decimal]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def decided(self) -> int:
        """How many are won or lost."""
        return self.counts[WON] + self.counts[LOST]

    @property
    def won(self) -> int:
        """How many are won."""
        return self.counts[WON]


def of_requests(rows: QuerySet[Any]) -> Ended:
    """The deals that some requests were made for; a deal with several requests counts once."""
    return _ended(Opportunity.objects.filter(pk__in=rows.exclude(opportunity=None).order_by().values("opportunity_id")))


def with_reference(scope: Scope) -> QuerySet[Opportunity]:
    """The deals for which a customer spoke, whenever that was: a request came to its end, whatever came of it."""
    heard = with_result(visible_to(scope.reader).exclude(opportunity=None)).exclude(result="")
    return Opportunity.objects.filter(pk__in=heard.order_by().values("opportunity_id"))


def compared(scope: Scope) -> tuple[Ended, Ended]:
    """Deals that close in the period, with a reference and without: of all deals that the reader sees."""
    every = closing_in(opportunities_visible_to(scope.reader), scope)
    heard = with_reference(scope).order_by().values("pk")
    return _ended(every.filter(pk__in=heard)), _ended(every.exclude(pk__in=heard))


def closing_in(deals: QuerySet[Opportunity], scope: Scope) -> QuerySet[Opportunity]:
    """Those of some deals whose closing day lies in the period."""
    if scope.period.start:
        deals = deals.filter(close_on__gte=scope.period.start)
    return deals.filter(close_on__lt=scope.period.end) if scope.period.end else deals


def _ended(deals: QuerySet[Opportunity]) -> Ended:
    found = Ended()
    rows = deals.order_by().annotate(end=deal_result()).values_list("end", "currency")
    for end, currency, n, worth in rows.annotate(n=Count("pk"), worth=Sum("amount")):
        found.counts[end] += n
        if worth is not None:
            found.worth[end][currency] = worth
    return found
