"""What requests wish for, by the values of the controlled lists."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from django.db.models import F, Func

from goodword.customers.kinds import ListKind
from goodword.requests.models import ReferenceRequest

WISHES: Final[Mapping[str, tuple[str, bool]]] = {
    ListKind.INDUSTRY: ("industries", True),
    ListKind.SEGMENT: ("segment", False),
    ListKind.TIER: ("tier", False),
    ListKind.USE_CASE: ("use_cases", True),
    ListKind.COMPETITOR: ("competitors", True),
    ListKind.PERSONA: ("persona", False),
}


def wishes(kind: str) -> Counter[str]:
    """How many requests wish for each value of a list."""
    column, several = WISHES.get(kind, ("", False))
    if not column:
        return Counter()
    codes = ReferenceRequest.objects.annotate(wished=Func(F(column), function="unnest") if several else F(column))
    return Counter(codes.values_list("wished", flat=True))
