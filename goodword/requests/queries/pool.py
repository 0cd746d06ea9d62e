"""Who could be asked: the members that fit and are free, best first, for the panel beside the form and for choosing."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from goodword.customers.models import Account
from goodword.customers.queries import by_name, nearest_first
from goodword.people.queries import working_day_after
from goodword.policy.facts import Outcome
from goodword.policy.fit import asked_for
from goodword.policy.queries import InForce, free_pool, judge_pool, rank_pool
from goodword.policy.rules.notice import days_of
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.judging import Judged, inquiry_of, judge_many, need_of

TOP = 3
NOT_FREE = 1
# Half of the points that a perfect customer would get: below that we would not say that somebody fits.
FITS = 50
CHOICES = 7
# Working days until a call, when everybody answers at once.
SOONEST_DAYS = 2


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the form finds while somebody types: how many fit and are free, how many are free at all, the best, the earliest call."""

    free: int
    spare: int
    top: tuple[Judged, ...]
    earliest: date


def members() -> QuerySet[Account]:
    """The accounts that joined the program."""
    return Account.objects.filter(member__isnull=False)


def pool_of(row: ReferenceRequest, *, now: InForce, accounts: QuerySet[Account] | None = None) -> QuerySet[Account]:
    """Members with `availability` and `fit`, the free ones first, best first."""
    inquiry = inquiry_of(row, ask_on=now.today)
    judged = judge_pool(members() if accounts is None else accounts, inquiry, now)
    worst_last = Case(When(availability=Outcome.BLOCK.value, then=Value(NOT_FREE)), default=Value(0), output_field=IntegerField())
    ranked: QuerySet[Any] = rank_pool(judged, need_of(row), inquiry, now).annotate(turn=worst_last)
    return ranked.order_by("turn", "-fit", "availability", "search_name", "pk")


def glimpse(row: ReferenceRequest, *, now: InForce) -> Glimpse:
    """How many fit and are free, the top three, and the earliest day for a call as a rule."""
    free = free_pool(members(), inquiry_of(row, ask_on=now.today), now)
    ranked: QuerySet[Any] = pool_of(row, now=now, accounts=free)
    fitting = ranked.filter(fit__gte=FITS) if asked_for(need_of(row)) else free
    best = list(ranked.select_related("owner", "region")[:TOP])
    judged = judge_many(row, best, now=now)
    soonest = working_day_after(now.at, SOONEST_DAYS, region=row.requester.region)
    notice = days_of(now.numbers.kind_of(row.kind), with_plan=row.needs_plan_approval)
    earliest = max(soonest, now.today + timedelta(days=notice))
    return Glimpse(free=fitting.count(), spare=free.count(), top=tuple(judged[each.pk] for each in best), earliest=earliest)


def choices(row: ReferenceRequest, *, now: InForce, words: str = "", most: int = CHOICES, clean_first: bool = False) -> list[Judged]:
    """Accounts to choose from, without those considered already: the best, or those whose name matches.

    `clean_first` is for whoever may hold only what passes cleanly: what must be weighed by the manager comes after it.

    Whose owner has said no here is found by name alone: somebody who means them may put them forward again.
    """
    open_again = ("released", "owner_declined") if words else ("released",)
    taken = row.candidates.exclude(state__in=open_again).values("account_id")
    accounts = members().exclude(pk__in=taken)
    pool = pool_of(row, now=now, accounts=by_name(accounts, words))
    if clean_first:
        pool = pool.order_by(Case(When(availability=Outcome.PASS.value, then=Value(0)), default=Value(1)), *pool.query.order_by)
    if words:
        pool = nearest_first(pool, words).order_by("named", "-alike", "turn", "-fit", "availability", "search_name", "pk")
    found = list(pool.select_related("owner", "region").prefetch_related("contacts")[:most])
    judged = judge_many(row, found, now=now)
    return [judged[each.pk] for each in found]
