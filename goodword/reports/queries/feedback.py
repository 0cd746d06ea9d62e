"""What customers said to the one question they are asked afterwards."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from goodword.reports.queries.asked_for import requests_in
from goodword.reports.queries.scope import Scope
from goodword.requests.models import Outcome


def said_by_customers(scope: Scope) -> QuerySet[Outcome]:
    """The customers' answers about the requests of a scope, the latest first."""
    rows = Outcome.objects.filter(by_customer=True, candidate__reference_request__in=requests_in(scope))
    return rows.order_by("-at", "-pk")


def counted(rows: QuerySet[Outcome]) -> dict[str, int]:
    """How many gave each answer."""
    return dict(rows.order_by().values_list("result").annotate(n=Count("pk")))


def with_who(rows: QuerySet[Outcome]) -> QuerySet[Outcome]:
    """Load whose answers they are."""
    return rows.select_related("candidate__account", "candidate__contact", "candidate__reference_request__opportunity__account")
