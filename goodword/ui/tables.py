"""The one list of staff pages: columns, sorting, filters in the address, "n of N", an empty state, stacked on phones.

A view builds it in three steps:

    sort = tables.chosen_sort(request, COLUMNS, default="-due")
    page = pages.paged(request, queryset.order_by(*sort.order_by))
    table = tables.Table(request=request, columns=COLUMNS, rows=[row_of(r) for r in page.rows], page=page, sort=sort, ...)

and the template is `<c-table :table="table" />` inside `{% partialdef list inline %}`, answered by
`pages.page_or_fragment(request, "requests/list.html", "list", {"table": table})`.
A cell is a value and its column's `kind` says how it is drawn:

| kind | value |
| --- | --- |
| `text` | text; names in Japanese carry their language |
| `link` | `Link(text, url, note)` |
| `day` `moment` `due` `ago` | date or datetime, or nothing |
| `number` | int or Decimal |
| `money` | `(amount, currency)` |
| `badge` | `Badge` · `person` `Person` · `verdict` `VerdictLine` · `strip` `YearStrip` · `action` `Action`, each or nothing |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _

from goodword.kernel.text import Words
from goodword.ui import pages
from goodword.ui.pieces import Action

# A workbook is written whole before it is sent; this many rows take some ten seconds.
MOST_IN_WORKBOOK = 100_000
Kind = Literal["text", "link", "day", "moment", "due", "ago", "number", "money", "badge", "person", "verdict", "strip", "action"]
# How a list is sorted by a column, as browsers are told; nothing where it is sorted by another.
Direction = Literal["", "ascending", "descending"]
# On phones a row is a small card: the lead is its headline, the side stands at the right of it, `off` is left out.
OnPhone = Literal["", "lead", "side", "off"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its key in the address, its head, how its cells are drawn, and the fields that sort it, if it sorts."""

    key: str
    label: Words
    kind: Kind = "text"
    order_by: tuple[str, ...] = ()
    phone: OnPhone = ""
    descending_first: bool = False
    # What the second line of a `link` is, for files: it has a column of its own there.
    note_label: Words = ""
    # Its second line stands below the first, not beside it: for notes that are long, or in narrow columns.
    is_note_below: bool = False
    # A word or two, which stay on one line where there is room.
    is_short: bool = False
    # A sentence, which gets the room that the others leave.
    is_wide: bool = False

    @property
    def css(self) -> str:
        """The classes of its cells."""
        classes = [
            "num" if self.kind in {"number", "money"} else "",
            self.phone,
            "nowrap" if self.kind in {"day", "moment", "ago"} else "",
            "short" if self.is_short else "",
            "wide" if self.is_wide else "",
            "below" if self.is_note_below else "",
        ]
        return " ".join(c for c in classes if c)


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere, with a quiet second line."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells in the order of the columns."""

    cells: tuple[Any, ...]
    chosen: bool = False
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with how many rows it would leave, if that is known."""

    value: str
    label: Words
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter of the list: `?key=value`, several when `many`.

    Neighbours of one `menu` open together; each of their options says what it is about.
    """

    key: str
    label: Words
    options: tuple[Option, ...]
    many: bool = False
    menu: Words = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """What can be done with ticked rows (`id`, by their keys) or with all (`scope`): where to, what there is, where it is listed.

    The buttons say "Change the ticked ones" and "Change all", or in the words given; without `all_of_them` all cannot be done at once,
    and `note` says why.
    """

    url: str
    options: tuple[Option, ...]
    made_url: str = ""
    ticked: str = ""
    all_of_them: str = ""
    what_label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Empty:
    """What an empty list says: what this is, why it is empty, the one step."""

    title: str
    text: str = ""
    icon: str = "inbox"
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Sort:
    """What a list is sorted by: the key as it stands in the address, and the fields for the database."""

    key: str
    order_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column as it is drawn."""

    label: Words
    css: str
    url: str = ""
    direction: Direction = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a filter as it is drawn: chosen or not, and the address that turns it over."""

    label: Words
    url: str
    chosen: bool
    count: int | None = None
    begins: bool = False  # another filter of the same menu


@dataclass(frozen=True, slots=True)
class FilterMenu:
    """A filter as it is drawn."""

    label: Words
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """What is chosen now."""
        return tuple(c for c in self.choices if c.chosen)

    @property
    def has_more(self) -> bool:
        """Whether there is anything left to choose."""
        return len(self.chosen) < len(self.choices)


@dataclass(frozen=True, kw_only=True)
class Table:
    """The list with everything it needs to be drawn."""

    request: HttpRequest
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    page: pages.Page | None = None
    sort: Sort | None = None
    filters: tuple[Filter, ...] = ()
    search: str = ""
    empty: Empty | None = None
    label: str = ""
    id: str = "list"
    note: str = ""
    exported: bool = False
    bulk: Bulk | None = None

    @property
    def heads(self) -> Iterator[Head]:
        """The heads of the columns, with the addresses that sort them."""
        now = self.sort.key if self.sort else ""
        for column in self.columns:
            if not column.order_by:
                yield Head(column.label, column.css)
                continue
            down, up = f"-{column.key}", column.key
            direction: Direction = "ascending" if now == up else "descending" if now == down else ""
            target = down if now == up or (now != down and column.descending_first) else up
            yield Head(column.label, column.css, pages.link(self.request, sort=target), direction)

    @cached_property
    def menus(self) -> list[FilterMenu]:
        """The filters with what is chosen in them."""
        together = groupby(self.filters, key=lambda each: each.menu or each.key)
        found = [list(some) for _menu, some in together]
        return [FilterMenu(some[0].menu or some[0].label, tuple(c for each in some for c in self._choices(each))) for some in found]

    @property
    def gone(self) -> list[tuple[str, str]]:
        """What the address filters for and no filter knows (any more), each with the address without it."""
        found = []
        for each in self.filters:
            chosen, known = self.request.GET.getlist(each.key), {option.value for option in each.options}
            for value in dict.fromkeys(chosen):
                if value and value not in known:
                    rest = [other for other in chosen if other != value]
                    found.append((value[:80].replace("_", " "), pages.link(self.request, **{each.key: rest})))
        return found

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is searched or filtered for."""
        return bool(self.query) or any(menu.chosen for menu in self.menus) or bool(self.gone)

    @property
    def query(self) -> str:
        """What is searched for."""
        return self.request.GET.get("q", "").strip() if self.search else ""

    @property
    def address(self) -> str:
        """The address of the list without anything searched or filtered for."""
        return self.request.path

    @property
    def files(self) -> list[tuple[str, str]]:
        """The forms in which the whole list can be had as a file, each with its address."""
        return files(self.request, self.page.total if self.page else 0) if self.exported and self.rows else []

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the search form must carry along: every other part of the query."""
        return [(key, value) for key, values in self.request.GET.lists() if key not in {"q", "page"} for value in values]

    def _choices(self, of: Filter) -> Iterator[Choice]:
        now, address = self.request.GET.getlist(of.key), pages.links_by(self.request, of.key)
        for place, option in enumerate(of.options):
            chosen = option.value in now
            kept = [v for v in now if v != option.value] if chosen or of.many else []
            then = kept if chosen else [*kept, option.value]
            yield Choice(option.label, address(then), chosen, option.count, begins=bool(of.menu) and place == 0)


def chosen_sort(request: HttpRequest, columns: Sequence[Column], *, default: str) -> Sort:
    """Read `?sort=` and return what to order by; an unknown key means the default. Every order ends with the row's key."""
    known = {c.key: c for c in columns if c.order_by}
    wanted = request.GET.get("sort", "")
    key = wanted if wanted.removeprefix("-") in known else default
    column = known[key.removeprefix("-")]
    fields = [*column.order_by, "pk"]
    if key.startswith("-"):
        fields = [f.removeprefix("-") if f.startswith("-") else f"-{f}" for f in fields]
    return Sort(key, tuple(fields))


def files(request: HttpRequest, total: int) -> list[tuple[str, str]]:
    """The forms in which a list of so many rows can be had as a file, each with its address; nothing for an empty one."""
    words = {"csv": _("As CSV")} | ({"xlsx": _("As a workbook (Excel)")} if total <= MOST_IN_WORKBOOK else {})
    return [(label, pages.link(request, export=code)) for code, label in words.items()] if total else []
