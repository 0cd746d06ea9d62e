"""What is asked for and who is there, by industry and region, and by use case and segment.

Confidential requests are in no figure: how many there are of a kind could tell whom they are about to those who must not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, Count, Exists, F, Func, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from goodword.customers.access import members_visible_to
from goodword.customers.kinds import ActivityType, Standing
from goodword.customers.models import Account, Member
from goodword.people.models import User
from goodword.policy.queries import InForce, Inquiry, free_pool
from goodword.requests.access import visible_to as requests_visible_to
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


class ListOf(Func):
    """A list of one code; an empty list of none."""

    template = "array_remove(array[nullif(%(expressions)s, '')], null)::varchar[]"
    output_field = ArrayField(CharField(max_length=60))


class Unnested(Func):
    """One row for each code of a list."""

    function = "unnest"


def requests_counted(now: InForce) -> QuerySet[Any]:
    """The requests that count as demand: open, or sent lately; neither drafts nor confidential ones.

    `is_open` says which; `industries_wanted`, `cases_wanted`, `segment_wanted` and `where` what is wanted: where a request does not say
    it, what is known of its deal.
    """
    since = datetime.combine(now.today - timedelta(days=now.numbers.lead_demand_days), time.min, tzinfo=now.zone)
    rows = ReferenceRequest.objects.filter(circle=None, is_confidential=False).exclude(state=RequestState.DRAFT)
    is_open = Q(state__in=[each.value for each in REQUEST_OPEN])
    found: QuerySet[Any] = rows.filter(is_open | Q(submitted_at__gte=since)).annotate(
        is_open=Case(When(is_open, then=Value(1)), default=Value(0), output_field=IntegerField()),
        where=Coalesce("region__code", "requester__region__code"),
        industries_wanted=Case(When(industries=[], then=ListOf("opportunity__account__industry")), default=F("industries")),
        cases_wanted=Case(When(use_cases=[], then=Coalesce("opportunity__use_cases", "use_cases")), default=F("use_cases")),
        segment_wanted=Case(When(segment="", then=Coalesce("opportunity__account__segment", "segment")), default=F("segment")),
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
        rows = requests_counted(now).annotate(row=Unnested("industries_wanted"), column=F("where")).exclude(where=None)
    else:
        rows = requests_counted(now).annotate(row=Unnested("cases_wanted"), column=F("segment_wanted")).exclude(segment_wanted="")
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
    """How many requests stand in no cell, because neither they nor their deals say both."""
    rows = requests_counted(now)
    if which == PLACE:
        return rows.filter(Q(industries_wanted=[]) | Q(where=None)).count()
    return rows.filter(Q(cases_wanted=[]) | Q(segment_wanted="")).count()


def gaps(which: str, now: InForce) -> dict[Key, int]:
    """How many more requests than members, where there are more."""
    demand, members = demand_by(which, now), members_by(which)
    found = {key: running + past - sum(members.get(key, {}).values()) for key, (running, past) in demand.items()}
    return {key: missing for key, missing in found.items() if missing > 0}


def coverage_of(which: str, key: Key, now: InForce) -> Covered:
    """One cell, counted as the map counts it."""
    rows = _requests_of(which, key, requests_counted(now))
    members = dict(_members_of(which, key, members_counted()).order_by().values_list("standing").annotate(n=Count("pk")))
    free = _members_of(which, key, Member.objects.filter(account__in=free_accounts(now).values("pk"))).count()
    counted = rows.order_by().aggregate(n=Count("pk"), running=Count("pk", filter=Q(is_open=1)))
    return Covered(members, free, counted["running"], counted["n"] - counted["running"])


def members_in(which: str, key: Key, now: InForce, *, reader: User) -> QuerySet[Any]:
    """The members of a cell that somebody may see, by name; `is_free` says who may be asked for a call today."""
    rows = _members_of(which, key, members_visible_to(reader).filter(pk__in=members_counted().values("pk")))
    free = Exists(free_accounts(now).filter(pk=OuterRef("account_id")))
    found: QuerySet[Any] = rows.annotate(is_free=free).select_related("account").order_by("account__search_name", "pk")
    return found


def requests_in(which: str, key: Key, now: InForce, *, reader: User) -> tuple[QuerySet[Any], int]:
    """The requests of a cell that somebody may open, the latest first, and how many were counted in all."""
    rows = _requests_of(which, key, requests_counted(now))
    seen = rows.filter(pk__in=requests_visible_to(reader).values("pk")).select_related("requester", "opportunity__account")
    return seen.order_by("-submitted_at", "-pk"), rows.count()


def _requests_of(which: str, key: Key, rows: QuerySet[Any]) -> QuerySet[Any]:
    if which == PLACE:
        return rows.filter(industries_wanted__contains=[key[0]], where=key[1])
    return rows.filter(cases_wanted__contains=[key[0]], segment_wanted=key[1])


def _members_of(which: str, key: Key, rows: QuerySet[Member]) -> QuerySet[Member]:
    if which == PLACE:
        return rows.filter(account__industry=key[0], account__region__code=key[1])
    return rows.filter(account__use_cases__contains=[key[0]], account__segment=key[1])
