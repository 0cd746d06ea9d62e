"""Groups of figures in the order in which people look for them, and shares said honestly."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Final, Protocol, TypeVar

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from goodword.reports.queries.asked_for import NONE
from goodword.reports.tables.bar import Names
from goodword.requests.kinds import KINDS

# Of fewer than this many a share says little, and the page says so.
FEW: Final = 20
_Z: Final = 1.96


class Coded(Protocol):
    """Anything that stands for a code."""

    @property
    def code(self) -> str:
        """The code."""
        ...


Grouped = TypeVar("Grouped", bound=Coded)


def in_order(groups: Sequence[Grouped], by: str, names: Names) -> list[Grouped]:
    """Quarters as they follow each other, kinds as they are offered, everything else by name; what has no group comes last."""
    if by == "quarter":
        return sorted(groups, key=lambda group: group.code)
    if by == "kind":
        places = {code: place for place, code in enumerate(KINDS)}
        return sorted(groups, key=lambda group: places.get(group.code, len(places)))
    return sorted(groups, key=lambda group: (group.code == NONE, names.group(by, group.code).casefold()))


def count(n: int) -> str:
    """A number of things."""
    return number_format(n, force_grouping=True)


def percent(part: int, whole: int) -> str:
    """A share of a whole in words; nothing of nothing."""
    return _("%(n)s %%") % {"n": round(100 * part / whole)} if whole else ""


def likely(part: int, whole: int) -> tuple[int, int]:
    """Between which percentages the true share lies with 95 % confidence (Wilson's interval)."""
    if not whole:
        return 0, 100
    share, spread = part / whole, _Z * _Z / whole
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z * sqrt(share * (1 - share) / whole + spread / (4 * whole)) / (1 + spread)
    return round(100 * max(0.0, middle - reach)), round(100 * min(1.0, middle + reach))
