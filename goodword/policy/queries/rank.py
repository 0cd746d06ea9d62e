"""The fit in SQL: the same sum as `fit.py`, term by term, with whole-number weights; of accounts, or of the narrow rows kept of members."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable

from goodword.customers.models import Account, Contact
from goodword.kernel.globe import Spot, nearness_within
from goodword.people.models import Region
from goodword.policy.fit import (
    ALIKE,
    FULL,
    HALF_ALIKE,
    NEAR_STEPS,
    QUARTERS,
    THIRDS,
    Need,
    RecordDays,
    asked_for,
    fresh_start,
    possible_points,
)
from goodword.policy.queries.force import InForce
from goodword.policy.queries.inquiry import Inquiry
from goodword.policy.queries.near import nearness_to


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the facts of a member, and of what it was asked, stand beside the row that is ranked."""

    member: str
    summary: str


OF_ACCOUNT = Columns(member="member__", summary="ledger_summary__")
OF_POOL = Columns(member="", summary="")


def rank_pool(rows: QuerySet[Any], need: Need, inquiry: Inquiry, now: InForce) -> QuerySet[Any]:
    """Annotate accounts, or pool members, with `fit`, from 0 to 100, as `fit.score` computes it."""
    possible = possible_points(need, now.numbers)
    if not possible:
        unranked: QuerySet[Any] = rows.annotate(fit=Value(0))
        return unranked
    at = OF_ACCOUNT if rows.model is Account else OF_POOL
    if need.is_somewhere:
        rows = rows.alias(nearness=nearness_to(inquiry.near or Spot(), rows.model))
    points = [*_need_terms(need, inquiry, now), *_record_terms(inquiry.ask_on, now, at)]
    gained: Combinable = sum(points[1:], start=points[0])
    ranked: QuerySet[Any] = rows.annotate(fit=Value(FULL) * gained / Value(possible))
    return ranked


def _when(condition: Q, points: int) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())


def _share(weight: int, part: Combinable, whole: int) -> Combinable:
    return Value(weight) * part / Value(whole)


def _need_terms(need: Need, inquiry: Inquiry, now: InForce) -> list[Combinable]:
    people = Contact.objects.filter(Q(left_on=None) | Q(left_on__gt=inquiry.ask_on))
    same: dict[str, Q] = {
        "industry": Q(industry__in=sorted(need.industries)),
        "competitor": Q(competitors_replaced__overlap=sorted(need.competitors)),
        "region": in_region(need.region),
        "country": Q(country=need.country),
        "segment": Q(segment=need.segment),
        "tier": Q(tier=need.tier),
        "language": Q(pk__in=people.filter(languages__overlap=sorted(need.languages)).values("account_id")),
        "persona": Q(pk__in=people.filter(persona=need.persona).values("account_id")),
    }
    terms: list[Combinable] = []
    for code in asked_for(need):
        weight = now.numbers.weight(code)
        if code == "use_case":
            held = (Q(use_cases__contains=[case]) for case in sorted(need.use_cases))
            terms.append(_share(weight, _count(held), len(need.use_cases)))
        elif code == "topic":
            held = (Q(tech_stack__contains=[topic]) | Q(stages_used__contains=[topic]) for topic in sorted(need.topics))
            terms.append(_share(weight, _count(held), len(need.topics)))
        elif code == "size":
            terms.append(_likeness(need.seats or 0, weight))
        elif code == "distance":
            terms.append(_nearness(weight))
        else:
            terms.append(_when(same[code], weight))
    return terms


def _count(conditions: Iterable[Q]) -> Combinable:
    counted = [_when(condition, 1) for condition in conditions]
    total: Combinable = sum(counted[1:], start=counted[0])
    return total


def _likeness(wanted: int, weight: int) -> Combinable:
    def within(factor: int) -> Q:
        return Q(seats__gte=-(-wanted // factor), seats__lte=wanted * factor)

    half = weight // 2
    return Case(
        When(within(ALIKE), then=Value(weight)),
        When(within(HALF_ALIKE), then=Value(half)),
        default=Value(0),
        output_field=IntegerField(),
    )


def _nearness(weight: int) -> Combinable:
    return Case(
        *(When(nearness__gte=nearness_within(km), then=Value(weight * part // QUARTERS)) for km, part in NEAR_STEPS),
        default=Value(0),
        output_field=IntegerField(),
    )


def in_region(code: str) -> Q:
    """Return the condition on rows with a `region_id`: they are in the region of a code."""
    return Q(region_id=Subquery(Region.objects.filter(code=code).values("pk")[:1]))


def _record_terms(ask_on: date, now: InForce, at: Columns) -> list[Combinable]:
    days = RecordDays.on(ask_on, now.numbers)
    rested, fresh, acceptance = (now.numbers.weight(code) for code in ("rested", "fresh", "acceptance"))
    return [_rested(days, rested, at), _fresh(days, fresh, at), _acceptance(acceptance, at)]


def _rested(days: RecordDays, weight: int, at: Columns) -> Combinable:
    """Whoever was asked after the nearest of the days has nothing, and so on outwards."""
    nearest_first = list(reversed(days.rested))
    thirds = [0, *(part for _, part in nearest_first)]
    return Case(
        *(
            When(Q(**{f"{at.summary}last_asked_on__gt": day}), then=Value(weight * part // THIRDS))
            for (day, _), part in zip(nearest_first, thirds, strict=False)
        ),
        default=Value(weight),
        output_field=IntegerField(),
    )


def _fresh(days: RecordDays, weight: int, at: Columns) -> Combinable:
    return Case(
        When(_known_since(days.fresh_since, at), then=Value(weight)),
        When(_known_since(days.stale_before, at), then=Value(weight // 2)),
        default=Value(0),
        output_field=IntegerField(),
    )


def _known_since(day: date, at: Columns) -> Q:
    verified, joined = f"{at.member}verified_on", f"{at.member}joined_on__gte"
    return Q(**{f"{verified}__gte": day}) | Q(**{verified: None, joined: day})


def _acceptance(weight: int, at: Columns) -> Combinable:
    share = Value(weight) * F(f"{at.summary}accepted") / F(f"{at.summary}answered")
    return Case(
        When(Q(**{f"{at.summary}answered__gt": 0}), then=share),
        default=Value(fresh_start(weight)),
        output_field=IntegerField(),
    )
