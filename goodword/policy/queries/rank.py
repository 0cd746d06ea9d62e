"""The fit in SQL: the same sum as `fit.py`, term by term, with whole-number weights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from goodword.customers.models import Account, Contact
from goodword.policy.fit import ALIKE, FULL, HALF_ALIKE, THIRDS, Need, RecordDays, asked_for, fresh_start, possible_points
from goodword.policy.queries import places
from goodword.policy.queries.force import InForce
from goodword.policy.queries.inquiry import Inquiry


def rank_pool(accounts: QuerySet[Account], need: Need, inquiry: Inquiry, now: InForce) -> QuerySet[Any]:
    """Annotate accounts with `fit`, from 0 to 100, as `fit.score` computes it."""
    possible = possible_points(need, now.numbers)
    if not possible:
        return accounts.annotate(fit=Value(0))
    points = [*_need_terms(need, inquiry, now), *_record_terms(inquiry.ask_on, now)]
    gained: Combinable = sum(points[1:], start=points[0])
    return accounts.annotate(fit=Value(FULL) * gained / Value(possible))


def _when(condition: Q, points: int) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0), output_field=IntegerField())


def _share(weight: int, part: Combinable, whole: int) -> Combinable:
    return Value(weight) * part / Value(whole)


def _need_terms(need: Need, inquiry: Inquiry, now: InForce) -> list[Combinable]:
    people = Contact.objects.filter(Q(left_on=None) | Q(left_on__gt=inquiry.ask_on))
    same: dict[str, Q] = {
        "industry": Q(industry__in=sorted(need.industries)),
        "competitor": Q(competitors_replaced__overlap=sorted(need.competitors)),
        "region": Q(region__code=need.region),
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


def _record_terms(ask_on: date, now: InForce) -> list[Combinable]:
    days = RecordDays.on(ask_on, now.numbers)
    rested, fresh, acceptance = (now.numbers.weight(code) for code in ("rested", "fresh", "acceptance"))
    return [_rested(days, rested), _fresh(days, fresh), _acceptance(acceptance)]


def _rested(days: RecordDays, weight: int) -> Combinable:
    """Whoever was asked after the nearest of the days has nothing, and so on outwards."""
    nearest_first = list(reversed(days.rested))
    thirds = [0, *(part for _, part in nearest_first)]
    return Case(
        *(
            When(places.asked_since(day), then=Value(weight * part // THIRDS))
            for (day, _), part in zip(nearest_first, thirds, strict=False)
        ),
        default=Value(weight),
        output_field=IntegerField(),
    )


def _fresh(days: RecordDays, weight: int) -> Combinable:
    return Case(
        When(_known_since(days.fresh_since), then=Value(weight)),
        When(_known_since(days.stale_before), then=Value(weight // 2)),
        default=Value(0),
        output_field=IntegerField(),
    )


def _known_since(day: date) -> Q:
    return Q(member__verified_on__gte=day) | Q(member__verified_on=None, member__joined_on__gte=day)


def _acceptance(weight: int) -> Combinable:
    share = Value(weight) * F("ledger_summary__accepted") / F("ledger_summary__answered")
    return Case(
        When(ledger_summary__answered__gt=0, then=share),
        default=Value(fresh_start(weight)),
        output_field=IntegerField(),
    )
