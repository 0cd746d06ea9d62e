"""The pool: members by standing, segment, region and use case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Count, F, Func, Q, QuerySet

from goodword.customers.access import members_visible_to
from goodword.customers.queries import counts
from goodword.customers.states import Standing
from goodword.people.models import Region, User
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope

# Who left or never joined is no part of the pool.
HERE: Final = (Standing.RECRUITED, Standing.ACTIVE, Standing.CAUTION, Standing.PAUSED)
BY: Final = ("standing", "segment", "region", "use_case")


def counted(reader: User, regions: Mapping[int, str]) -> dict[str, dict[str, int]]:
    """How many members there are of each standing, and of those who are here of each segment, region and use case.

    All but use cases come from the tallies that the database keeps.
    """
    here = counts({"standing": [str(each) for each in HERE]})
    standings = {code: here.by_filter["standing"].get(code, 0) for code in Standing.values}
    segments = {code or NONE: n for code, n in here.by_filter["segment"].items()}
    in_regions = {regions.get(int(pk), NONE) if pk else NONE: n for pk, n in here.by_filter["region"].items()}
    rows = members_visible_to(reader).filter(standing__in=HERE).order_by()
    used: QuerySet[Any, Any] = rows.annotate(code=Func(F("account__use_cases"), function="unnest")).values_list("code")
    cases = dict(used.annotate(n=Count("pk")))
    return {"standing": standings, "segment": segments, "region": in_regions, "use_case": cases}


def region_codes() -> dict[int, str]:
    """The code of each region by its key."""
    return dict(Region.objects.values_list("pk", "code"))


def members(scope: Scope) -> QuerySet[Any]:
    """The members that an address asks for, by standing, segment, region and use case; those who are here unless it says otherwise."""
    get = scope.get
    rows: QuerySet[Any] = members_visible_to(scope.reader)
    standings = [code for code in get.getlist("standing") if code in Standing.values]
    rows = rows.filter(standing__in=standings or HERE)
    if segments := [code for code in get.getlist("segment") if code]:
        rows = rows.filter(account__segment__in=["" if code == NONE else code for code in segments])
    if scope.regions:
        wanted = Q(account__region__code__in=scope.regions)
        rows = rows.filter(wanted | Q(account__region=None) if NONE in scope.regions else wanted)
    if cases := [code for code in get.getlist("use_case") if code]:
        rows = rows.filter(account__use_cases__overlap=cases)
    return rows
