"""Asks as figures: who was asked lately, how much each customer gives, and how often they say yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Case, Count, F, Q, QuerySet, Value, When

from goodword.customers.kinds import Family
from goodword.customers.kinds.activities import ACTIVITY_FAMILY
from goodword.ledger.models import Answer, LedgerEntry
from goodword.reports import access
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope

YES, NO, SILENT, WAITING = "accepted", "declined", "no_answer", "waiting"
ANSWERS: Final = (YES, NO, SILENT, WAITING)
BY: Final = ("activity", "region", "owner", "quarter", "account")
FAMILY_OF: Final = {activity.value: family.value for activity, family in ACTIVITY_FAMILY.items()}


def asks_in(scope: Scope, rows: QuerySet[LedgerEntry] | None = None) -> QuerySet[Any]:
    """The asks of a period that the reader may know the answers of; of the regions, families, teams and kinds that are asked for."""
    found: QuerySet[Any] = access.visible_to(scope.reader) if rows is None else rows
    if scope.period.start:
        found = found.filter(asked_on__gte=scope.period.start)
    if scope.period.end:
        found = found.filter(asked_on__lt=scope.period.end)
    if scope.families:
        found = found.filter(family__in=scope.families)
    if scope.regions:
        wanted = Q(account__region__code__in=scope.regions)
        found = found.filter(wanted | Q(account__region=None) if NONE in scope.regions else wanted)
    if scope.teams or scope.kinds:
        # Whose request a place was used for is not to be found out by filtering for it.
        found = found.filter(access.known_to(scope.reader))
    if scope.teams:
        of_team = Q(candidate__reference_request__team__code__in=scope.teams)
        nobodys = Q(candidate__reference_request__team=None)
        found = found.filter(of_team | nobodys if NONE in scope.teams else of_team)
    if scope.kinds:
        found = found.filter(candidate__reference_request__kind__in=scope.kinds)
    return found


def places_in(scope: Scope) -> QuerySet[Any]:
    """Every ask of a period as a place used: of the regions and families that are asked for, also those the reader knows no more of."""
    return asks_in(scope, access.asked())


def with_answer(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Say of each ask what was answered; `waiting` where nothing was yet."""
    found: QuerySet[Any] = rows.annotate(said=Case(When(answer="", then=Value(WAITING)), default=F("answer")))
    return found


@dataclass(frozen=True, slots=True)
class Answered:
    """How the asks of one group were answered."""

    code: str
    counts: dict[str, int]
    label: str = ""

    @property
    def total(self) -> int:
        """How many were asked."""
        return sum(self.counts.values())

    @property
    def settled(self) -> int:
        """How many of them are over: somebody answered, or nobody ever did."""
        return self.total - self.counts.get(WAITING, 0)

    @property
    def yes(self) -> int:
        """How many said yes."""
        return self.counts.get(YES, 0)


_COLUMNS: Final = {
    "activity": ("activity_type", "activity_type"),
    "region": ("account__region__code", "account__region__name"),
    "owner": ("account__owner_id", "account__owner__name"),
    "account": ("account_id", "account__name"),
}


def answered(rows: QuerySet[Any], *, by: str, scope: Scope) -> list[Answered]:
    """Count the answers in each group; by fiscal quarter, activity, region or owner."""
    found: dict[str, tuple[str, dict[str, int]]] = {}
    if by == "quarter":
        for day, said, n in with_answer(rows).order_by().values_list("asked_on", "said").annotate(n=Count("pk")):
            code = scope.quarter_of(day).label
            counts = found.setdefault(code, (code, {}))[1]
            counts[said] = counts.get(said, 0) + n
    else:
        key, name = _COLUMNS[by]
        for code, label, said, n in with_answer(rows).order_by().values_list(key, name, "said").annotate(n=Count("pk")):
            counts = found.setdefault(str(code or NONE), (label or "", {}))[1]
            counts[said] = counts.get(said, 0) + n
    return [Answered(code, counts, label) for code, (label, counts) in found.items()]


def by_account(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The answers of each customer, to be sorted and read page by page."""
    counts = {said: Count("pk", filter=Q(answer=said)) for said in Answer.values}
    grouped = rows.order_by().values("account_id", "account__name", "account__search_name", "account__region__name")
    found: QuerySet[Any] = grouped.annotate(asked=Count("pk"), waiting=Count("pk", filter=Q(answer="")), **counts).annotate(
        settled=F("asked") - F("waiting"),
        rate=Case(When(settled=0, then=Value(-1)), default=F("accepted") * 100 / F("settled")),
    )
    return found


def totals(rows: QuerySet[Any]) -> dict[str, int]:
    """How many asks have each answer."""
    return dict(with_answer(rows).order_by().values_list("said").annotate(n=Count("pk")))


def first_recent_day(scope: Scope, days: int) -> date:
    """The first day that still counts as within so many days: on it the rule of the policy still warns."""
    return scope.today - timedelta(days=days - 1)


def customers_by_family(scope: Scope) -> dict[str, int]:
    """How many customers were asked for something of each family, in the order of families."""
    rows = places_in(scope).order_by().values_list("family")
    found = dict(rows.annotate(n=Count("account", distinct=True)))
    return {family.value: found[family.value] for family in Family if family.value in found}


def customers_in(scope: Scope) -> int:
    """How many customers were asked."""
    n: int = places_in(scope).aggregate(n=Count("account", distinct=True))["n"]
    return n
