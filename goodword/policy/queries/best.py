"""The best of all members that no rule blocks, read from one narrow row of each (`PoolMember`).

It says the same as `free_pool` and `rank_pool` say of accounts, a third of the work or less: what does not depend on the day is kept
ready, and an account is read only once it is known to be among the best. A property test compares both.
"""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account
from goodword.policy.facts import Outcome
from goodword.policy.fit import Need
from goodword.policy.models import PoolMember
from goodword.policy.queries import places
from goodword.policy.queries.force import InForce
from goodword.policy.queries.inquiry import Inquiry, blocks_prospect, is_prospect
from goodword.policy.queries.pool import reachable_that_day
from goodword.policy.queries.rank import in_region, rank_pool

_BITS: Final = {kind.value: 1 << place for place, kind in enumerate(ActivityType)}


def bit(activity_type: str) -> int:
    """Return the bit that stands for a kind of help; the function `goodword_type_bits` of the database says the same."""
    return _BITS[activity_type]


def free_members(inquiry: Inquiry, now: InForce, *, among: QuerySet[Account] | None = None) -> QuerySet[PoolMember]:
    """Return the members that no rule blocks: all of them, or those among some accounts."""
    rows = _with_bits(PoolMember.objects.all(), inquiry).filter(_never_blocked(inquiry, now), _not_blocked(inquiry, now))
    return rows if among is None else rows.filter(pk__in=among.order_by().values("pk"))


def count_free(rows: QuerySet[PoolMember], inquiry: Inquiry, now: InForce) -> tuple[int, int]:
    """Return how many of some members no rule blocks, and how many they are, in one look at them."""
    unblocked = Count("pk", filter=_never_blocked(inquiry, now) & _not_blocked(inquiry, now))
    found = _with_bits(rows, inquiry).aggregate(free=unblocked, whole=Count("pk"))
    return found["free"], found["whole"]


def _with_bits(rows: QuerySet[PoolMember], inquiry: Inquiry) -> QuerySet[PoolMember]:
    mask = bit(inquiry.activity_type)
    return rows.alias(agreed_to=F("agreed").bitand(mask), reached=F("reach").bitand(mask))


def blocked_members(inquiry: Inquiry, now: InForce, *, among: QuerySet[Account] | None = None) -> QuerySet[PoolMember]:
    """Return the members that some rule blocks: all others."""
    rows = PoolMember.objects.exclude(pk__in=free_members(inquiry, now).values("pk"))
    return rows if among is None else rows.filter(pk__in=among.order_by().values("pk"))


def best_members(
    need: Need, inquiry: Inquiry, now: InForce, *, among: QuerySet[Account] | None = None, blocked: bool = False
) -> QuerySet[Any]:
    """Return the members that no rule blocks (or those that one does) with their `fit`, the best first."""
    rows = (blocked_members if blocked else free_members)(inquiry, now, among=among)
    return rank_pool(rows, need, inquiry, now).order_by("-fit", "search_name", "pk")


def _never_blocked(inquiry: Inquiry, now: InForce) -> Q:
    """What the row itself says, the cheapest first."""
    free = ~Q(agreed_to=0) & Q(is_closed=False)
    free &= Q(paused_until=None) | Q(paused_until__lte=inquiry.ask_on)
    if not inquiry.is_confidential:
        free &= Q(is_confidential=False)
    if now.numbers.poor_health == Outcome.BLOCK:
        free &= Q(in_poor_health=False)
    if inquiry.region:
        here = Q(territories__contains=[inquiry.region])
        unnamed = Q(territories=[])
        if now.numbers.other_region == Outcome.BLOCK:
            unnamed &= Q(region_id=None) | in_region(inquiry.region)
        free &= here | unnamed
    return free


def _not_blocked(inquiry: Inquiry, now: InForce) -> Q:
    """What other tables say."""
    taken = places.full_for_family(inquiry, now) | places.full_by_own_limit(inquiry, now)
    free = ~taken & (~Q(reached=0) | Q(pk__in=reachable_that_day(inquiry)))
    if inquiry.prospect is not None:
        guards = Account.objects.filter(blocks_prospect(inquiry), pk=OuterRef("pk"))
        free &= ~Q(pk__in=Account.objects.filter(is_prospect(inquiry)).order_by().values("pk"))
        free &= Q(is_guarded=False) | Q(~Exists(guards))
    return free
