"""What is asked for and who is there, by industry and region, and by use case and segment.

Confidential requests are in no figure: how many there are of a kind could tell whom they are about to those who must not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db.models import Case, Count, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from goodword.customers.kinds import ActivityType, Standing
from goodword.customers.models import Account, Member
from goodword.policy.queries import InForce, Inquiry, free_pool
from goodword.requests.models import ReferenceRequest
from goodword.requests.states import REQUEST_OPEN, RequestState

PLACE: Final = "place"
CASE: Final = "case"
MAPS: Final = (PLACE, CASE)
# Who is there, and can be asked at one time or another.
PRESENT: Final = (Standing.ACTIVE, Standing.RECRUITED, Standing.CAUTION, Standing.PAUSED)
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Covered:
    """One cell: who is there by standing, how many of them are free for a call today, and what was asked for."""

    standings: Mapping[str, int] = field(default_factory=dict)
    free: int = 0
    open: int = 0
    past: int = 0

    @property
    def members(self) -> int:
        """How many are there."""
        return sum(self.standings.values())

    @property
    def demand(self) -> int:
        """How many requests there are and were."""
        return self.open + self.past

    @property
    def missing(self) -> int:
        """How many more requests than members."""
        return max(self.demand - self.members, 0)


class Unnested(Func):
    """One row for each code of a list."""

    function = "unnest"


def requests_counted(now: InForce) -> QuerySet[Any]:
    """The requests that count as demand: open, or sent lately; neither drafts nor confidential ones. `is_open` says which."""
    since = datetime.combine(now.today - timedelta(days=now.numbers.lead_demand_days), time.min, tzinfo=now.zone)
    rows = ReferenceRequest.objects.filter(circle=None, is_confidential=False).exclude(state=RequestState.DRAFT)
    is_open = Q(state__in=[each.value for each in REQUEST_OPEN])
    found: QuerySet[Any] = rows.filter(is_open | Q(submitted_at__gte=since)).annotate(
        is_open=Case(When(is_open, then=Value(1)), default=Value(0), output_field=IntegerField()),
        where=Coalesce("region__code", "requester__region__code"),
    )
    return found


def members_counted() -> QuerySet[Member]:
    """Those who are there."""
    return Member.objects.filter(standing__in=[each.value for each in PRESENT])


def free_accounts(now: InForce) -> QuerySet[Account]:
    """The members that may be asked for a call today."""
    inquiry = Inquiry(activity_type=ActivityType.SALES_CALL, ask_on=now.today, kind="sales_call")
    return free_pool(Account.objects.filter(member__isnull=False), inquiry, now)


def demand_by(which: str, now: InForce) -> dict[Key, tuple[int, int]]:
    """How many requests are open, and how many others were sent lately, in each cell that a request names both sides of."""
    if which == PLACE:
        rows = requests_counted(now).annotate(row=Unnested("industries"), column=F("where")).exclude(where=None)
    else:
        rows = requests_counted(now).annotate(row=Unnested("use_cases"), column=F("segment")).exclude(segment="")
    counted = rows.order_by().values("row", "column").annotate(n=Count("pk"), running=Count("pk", filter=Q(is_open=1)))
    return {(each["row"], each["column"]): (each["running"], each["n"] - each["running"]) for each in counted}


def members_by(which: str) -> dict[Key, dict[str, int]]:
    """How many members of each standing are in each cell."""
    if which == PLACE:
        rows = members_counted().exclude(account__industry="").exclude(account__region=None)
        rows = rows.annotate(row=F("account__industry"), column=F("account__region__code"))
    else:
        rows = members_counted().exclude(account__segment="")
        rows = rows.annotate(row=Unnested("account__use_cases"), column=F("account__segment"))
    found: dict[Key, dict[str, int]] = {}
    for each in rows.order_by().values("row", "column", "standing").annotate(n=Count("pk")):
        found.setdefault((each["row"], each["column"]), {})[each["standing"]] = each["n"]
    return found


def _free_by(which: str, now: InForce) -> dict[Key, int]:
    rows: QuerySet[Any] = free_accounts(now)
    if which == PLACE:
        rows = rows.exclude(industry="").exclude(region=None).annotate(row=F("industry"), column=F("region__code"))
    else:
        rows = rows.exclude(segment="").annotate(row=Unnested("use_cases"), column=F("segment"))
    return {(each["row"], each["column"]): each["n"] for each in rows.order_by().values("row", "column").annotate(n=Count("pk"))}


def coverage(which: str, now: InForce) -> dict[Key, Covered]:
    """Every cell in which anybody is, or anything is asked for."""
    demand, members, free = demand_by(which, now), members_by(which), _free_by(which, now)
    return {
        key: Covered(members.get(key, {}), free.get(key, 0), *demand.get(key, (0, 0)))
        for key in sorted({*demand, *members}, key=lambda each: (each[0], each[1]))
    }


def unplaced(which: str, now: InForce) -> int:
    """How many requests stand in no cell, because they do not say both."""
    rows = requests_counted(now)
    if which == PLACE:
        return rows.filter(Q(industries=[]) | Q(where=None)).count()
    return rows.filter(Q(use_cases=[]) | Q(segment="")).count()


def gaps(which: str, now: InForce) -> dict[Key, int]:
    """How many more requests than members, where there are more."""
    demand, members = demand_by(which, now), members_by(which)
    found = {key: running + past - sum(members.get(key, {}).values()) for key, (running, past) in demand.items()}
    return {key: missing for key, missing in found.items() if missing > 0}


def in_cell(rows: QuerySet[Any], which: str, key: Key, *, of: str) -> QuerySet[Any]:
    """The rows of one cell: `of` is what they are, requests, members or leads."""
    first, second = key
    if of == "requests":
        found = rows.filter(industries__contains=[first], where=second) if which == PLACE else rows.filter(use_cases__contains=[first])
        return found if which == PLACE else found.filter(segment=second)
    if which == PLACE:
        return rows.filter(account__industry=first, account__region__code=second)
    return rows.filter(account__use_cases__contains=[first], account__segment=second)
