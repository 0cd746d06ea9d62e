"""What requests wish for follows the controlled lists."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, CharField, F, Func, Value, When

from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.wishes import WISHES


def wish_for(kind: str, *, old: str, new: str) -> int:
    """Every request that wishes for a value that goes away wishes for another one; part of taking the value away. Returns how many."""
    column, several = WISHES.get(kind, ("", False))
    if not column:
        return 0
    if not several:
        return ReferenceRequest.objects.filter(**{column: old}).update(**{column: new})
    codes = ArrayField(CharField())
    left, right = Value(old, CharField()), Value(new, CharField())
    without = Func(F(column), left, function="array_remove", output_field=codes)
    swapped = Func(F(column), left, right, function="array_replace", output_field=codes)
    wished = Case(When(**{f"{column}__contains": [new]}, then=without), default=swapped)
    return ReferenceRequest.objects.filter(**{f"{column}__contains": [old]}).update(**{column: wished})
