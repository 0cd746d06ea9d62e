"""The lists whose filters can be saved: where each is, what it is called, and which words of its address narrow or sort it."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVERYTHING: Final = "all"  # in an address: not even the usual filter
LONGEST_NAME: Final = 80
LONGEST_QUERY: Final = 2000
MOST_OF_ONE: Final = 100


@dataclass(frozen=True, slots=True)
class List:
    """A list: the name of its address, its own name, and the parameters it understands."""

    address: str
    label: str | Promise
    parameters: tuple[str, ...]
    for_managers: bool = False
    # The same rows drawn in another way: what narrows the list narrows these.
    also: tuple[str, ...] = ()


LISTS: Final[dict[str, List]] = {
    "customers": List(
        "customers:list",
        _("Customers"),
        ("q", "show", "standing", "industry", "segment", "region", "tag", "health", "sentiment", "why", "import", "sort"),
    ),
    "deals": List("customers:deals", _("Deals"), ("q", "stage", "mine", "import", "sort")),
    "standing": List("desk:standing", _("Standing of members"), ("q", "standing", "why", "mine", "sort")),
    "standing_changes": List("desk:standing_changes", _("Changes by rule"), ("q", "rule", "state", "since", "sort")),
    "campaigns": List("customers:campaigns", _("Campaigns"), ("q", "kind", "year", "region", "sort")),
    "requests": List(
        "requests:list",
        _("Requests"),
        ("view", "q", "who", "state", "kind", "team", "region", "from", "to", "sort"),
        also=("requests:board", "desk:calendar"),
    ),
    "nominations": List(
        "recruiting:nominations", _("Nominations"), ("view", "q", "state", "purpose", "track", "source", "region", "sort")
    ),
    "find": List(
        "desk:find",
        _("Find a reference"),
        (
            "q",
            "activity",
            "industry",
            "region",
            "country",
            "state",
            "segment",
            "use_case",
            "competitor",
            "language",
            "tier",
            "sort",
            "show",
        ),
    ),
    "people": List("people:list", _("People"), ("q", "role", "left", "sort")),
    "outbox": List("notifications:outbox", _("Outbox"), ("q", "state", "sort"), for_managers=True),
    "imports": List("imports:list", _("Imports"), ("q", "kind", "state", "sort"), for_managers=True),
}
BY_ADDRESS: Final = {address: code for code, each in LISTS.items() for address in (each.address, *each.also)}
