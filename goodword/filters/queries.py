"""Reading saved filters: the menu of a list, and what of an address is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Lower
from django.http import QueryDict
from django.urls import reverse

from goodword.filters.access import can_open, known_to
from goodword.filters.kinds import EVERYTHING, LISTS, LONGEST_QUERY
from goodword.filters.models import SavedFilter, UsualFilter
from goodword.kernel.kept import Given, Kept
from goodword.people.models import User
from goodword.ui.per_request import PerRequest


def cleaned(code: str, query: QueryDict) -> str:
    """What of an address narrows or sorts the list, each once, in one order; nothing for what is too long to keep."""
    pairs = [
        (key, value) for key in LISTS[code].parameters for value in dict.fromkeys(query.getlist(key)) if value.strip() and "\0" not in value
    ]
    kept = urlencode(pairs)
    return kept if len(kept) <= LONGEST_QUERY else ""


def address_of(code: str, query: str, *, name: str = "") -> str:
    """Where a list stands, narrowed; by the `name` of an address that draws the same rows in another way, there."""
    address = reverse(name or LISTS[code].address)
    return f"{address}?{query}" if query else address


# The filters of the list that a request shows.
KEPT: Final = PerRequest[list[SavedFilter]]("kept_filters")


def _of_list() -> QuerySet[SavedFilter, Any]:
    usual = UsualFilter.objects.filter(user=Given("reader"), filter=OuterRef("pk"))
    return (
        known_to(Given("reader"))
        .filter(list=Given("list", TextField()))
        .annotate(is_usual=Exists(usual))
        .order_by("is_shared", Lower("name"))
    )


_OF_LIST: Final = Kept(_of_list)


def of_list(user: User, code: str) -> list[Any]:
    """The filters of a list that somebody sees, own ones first; `is_usual` says which one the list begins with."""
    return _OF_LIST.rows(reader=user.pk, list=code) if user.is_active and can_open(user, code) else []


@dataclass(frozen=True, slots=True)
class Entry:
    """One filter in the menu."""

    name: str
    url: str
    is_shared: bool
    is_usual: bool
    is_on: bool


@dataclass(frozen=True, slots=True)
class Menu:
    """The saved filters of a list, which one is on, and where to save what is chosen now."""

    own: tuple[Entry, ...]
    shared: tuple[Entry, ...]
    save_url: str
    all_url: str
    everything_url: str

    @property
    def on(self) -> Entry | None:
        """The one that is on."""
        return next((each for each in (*self.own, *self.shared) if each.is_on), None)


def menu(code: str, rows: list[Any], query: QueryDict, *, name: str = "") -> Menu:
    """The menu of a list that is asked for so, on the page with this name of its address."""
    now = cleaned(code, query)
    entries = [Entry(row.name, address_of(code, row.query, name=name), row.is_shared, row.is_usual, row.query == now) for row in rows]
    address = address_of(code, "", name=name)
    return Menu(
        own=tuple(each for each in entries if not each.is_shared),
        shared=tuple(each for each in entries if each.is_shared),
        save_url=f"{reverse('filters:save', args=[code])}?{now}" if now else "",
        all_url=reverse("filters:of", args=[code]),
        everything_url=f"{address}?{EVERYTHING}=1" if any(each.is_usual for each in entries) else address,
    )
