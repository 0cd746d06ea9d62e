"""How near members are to a place, in SQL: from the narrow rows of the pool, as `kernel.globe` says it in Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F, FloatField, Model, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable

from goodword.kernel.globe import Spot, km_of, nearness_within, reach_of
from goodword.policy.models import PoolMember


def nearness_to(spot: Spot, model: type[Model] = PoolMember) -> Combinable:
    """The nearness of a pool member, or of an account by its pool member; null when the city of one is not known."""
    x, y, z = (Value(each, output_field=FloatField()) for each in spot.point or (None, None, None))
    products = F("x") * x + F("y") * y + F("z") * z
    if model is PoolMember:
        return products
    own = PoolMember.objects.filter(pk=OuterRef("pk")).annotate(nearness=products)
    return Subquery(own.values("nearness")[:1], output_field=FloatField())


def distances(account_ids: Iterable[int], spot: Spot) -> dict[int, int]:
    """Kilometres to some members, by account; those whose city is not known are left out."""
    rows = PoolMember.objects.filter(pk__in=list(account_ids), x__isnull=False).annotate(nearness=nearness_to(spot))
    return {pk: km_of(near) for pk, near in rows.values_list("pk", "nearness")} if spot.point else {}


def within(rows: QuerySet[Any], spot: Spot, km: int) -> QuerySet[Any]:
    """Members so many kilometres from a place, or nearer; of a city that nobody knows, those of its state.

    A member whose city is not known is taken to be near where it is of the same state.
    """
    same_area = Q(area=spot.area) if spot.area else Q(pk__in=[])
    point = spot.point
    if point is None:
        return rows.filter(same_area)
    aside = reach_of(km)
    (x, y, z) = point
    box = Q(z__range=(z - aside, z + aside), x__range=(x - aside, x + aside), y__range=(y - aside, y + aside))
    near = box & Q(nearness__gte=nearness_within(km))
    found: QuerySet[Any] = rows.alias(nearness=nearness_to(spot)).filter(near | (Q(x=None) & same_area))
    return found


def in_area(rows: QuerySet[Any], spot: Spot) -> QuerySet[Any]:
    """Members of the same state or province."""
    return rows.filter(area=spot.area) if spot.area else rows.none()
