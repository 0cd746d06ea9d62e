"""The controlled lists: shipped once, then the program's own."""

from django.db import transaction

from goodword.customers.kinds.lists import SHIPPED
from goodword.customers.models import ListItem
from goodword.kernel.text import fold


@transaction.atomic
def ensure_lists() -> int:
    """Add shipped values that are not there yet; labels and order that somebody changed stay. Returns how many were added."""
    known = set(ListItem.objects.values_list("kind", "code"))
    rows = [
        ListItem(
            kind=kind,
            code=value.code,
            label=value.label,
            aliases=sorted({fold(value.label), value.code, *map(fold, value.aliases)}),
            position=position,
            is_won=value.is_won,
            is_lost=value.is_lost,
        )
        for kind, values in SHIPPED.items()
        for position, value in enumerate(values)
        if (kind, value.code) not in known
    ]
    ListItem.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)
