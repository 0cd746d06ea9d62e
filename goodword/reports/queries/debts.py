"""Outcomes that are due and that nobody said, and whose next request waits because of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from goodword.reports.queries.asked_for import owed, requests_in
from goodword.reports.queries.scope import Scope


@dataclass(frozen=True, slots=True)
class Debt:
    """How many outcomes somebody owes for one kind of request, since when, and whether their next request of it waits."""

    person_id: int
    name: str
    kind: str
    n: int
    since: datetime
    holds: bool


def debts(scope: Scope) -> list[Debt]:
    """Who owes outcomes of the requests of a scope, the most first; what holds a next request is counted over all of theirs."""
    at, numbers = scope.now.at, scope.now.numbers
    rows = owed(requests_in(scope), at=at).order_by()
    lines = list(rows.values_list("requester_id", "requester__name", "kind").annotate(n=Count("pk"), since=Min("outcome_due_at")))
    # The rule looks at every request of somebody, also those outside the scope that the reader may know of.
    every = owed(requests_in(scope.of_everything()), at=at).order_by().filter(requester__in={line[0] for line in lines})
    per_kind: Counter[tuple[int, str]] = Counter()
    for person, kind, n in every.values_list("requester_id", "kind").annotate(n=Count("pk")):
        per_kind[person, kind] += n
        per_kind[person, ""] += n
    alike = numbers.outcome_debt_per == "kind"
    found = [
        Debt(person, name, kind, n, since, per_kind[person, kind if alike else ""] >= numbers.outcome_debt)
        for person, name, kind, n, since in lines
    ]
    return sorted(found, key=lambda each: (-each.n, each.name, each.kind))
