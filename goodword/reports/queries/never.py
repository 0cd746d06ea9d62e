"""Members that were never asked, and why."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from goodword.customers.access import members_visible_to
from goodword.customers.states import Standing
from goodword.policy.models import PoolMember
from goodword.reports.access import asked
from goodword.reports.queries.asked_for import NONE
from goodword.reports.queries.scope import Scope
from goodword.requests.access import candidates_visible_to

# Why nobody asked, in the order in which the reasons are looked at: the first that holds is said.
STANDING, CLOSED, HEALTH, AGREED, REACH, CONFIDENTIAL, CONSIDERED, FREE = (
    "standing",
    "closed",
    "health",
    "agreed",
    "reach",
    "confidential",
    "considered",
    "free",
)
REASONS: Final = (STANDING, CLOSED, AGREED, REACH, CONFIDENTIAL, HEALTH, CONSIDERED, FREE)


def never_asked(scope: Scope) -> QuerySet[Any]:
    """The members that were never asked for anything of the families that are asked for, each with the first reason that holds."""
    rows = members_visible_to(scope.reader).exclude(standing__in=(Standing.RETIRED, Standing.DECLINED))
    places = asked().filter(account=OuterRef("account"))
    places = places.filter(family__in=scope.families) if scope.families else places
    rows = rows.filter(~Exists(places))
    if scope.regions:
        wanted = Q(account__region__code__in=scope.regions)
        rows = rows.filter(wanted | Q(account__region=None) if NONE in scope.regions else wanted)
    pool = PoolMember.objects.filter(account_id=OuterRef("account"))
    put_forward = candidates_visible_to(scope.reader).filter(account=OuterRef("account"))
    today = scope.today
    whens = {
        STANDING: Q(standing=Standing.RECRUITED) | Q(standing=Standing.PAUSED, paused_until__gt=today),
        CLOSED: Q(account__do_not_contact=True) | Q(account__escalated_on__isnull=False),
        AGREED: Q(agreed_types=[]),
        REACH: Exists(pool.filter(reach=0)),
        CONFIDENTIAL: Q(is_confidential=True),
        HEALTH: Exists(pool.filter(in_poor_health=True)),
        CONSIDERED: Exists(put_forward),
    }
    said = [When(whens[reason], then=Value(reason)) for reason in REASONS if reason in whens]
    found: QuerySet[Any] = rows.annotate(why=Case(*said, default=Value(FREE), output_field=CharField()))
    return found


def by_reason(rows: QuerySet[Any], *, by: str) -> list[tuple[str, str, int]]:
    """How many there are of each group (a region or a segment) and each reason."""
    column = {"region": F("account__region__code"), "segment": F("account__segment")}[by]
    counted = rows.order_by().annotate(group=column).values_list("group", "why").annotate(n=Count("pk"))
    return [(group or NONE, why, n) for group, why, n in counted]
