"""A page of the list of customers, also one far down in a million: first its keys, from an index where there is one, then their rows.

What the tally counted says in which part of an order a page lies, so that only that part is read. The keys of a page are part of
the statement that reads its rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL

from goodword.customers.models import Account, Member
from goodword.customers.queries.tally import Counts

Order = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """The rows of a list in their order, to be counted and sliced: all of them, what was counted and chosen, and the fields to show."""

    rows: QuerySet[Account]
    order: Order
    counted: Counts
    chosen: Mapping[str, Sequence[Any]]
    shown: Sequence[str]

    def count(self) -> int:
        """Return how many there are, as counted before."""
        return self.counted.total

    def __getitem__(self, index: slice, /) -> list[Any]:
        """Return some of them."""
        start, stop = index.start or 0, min(index.stop, self.counted.total)
        if start >= stop:
            return []
        found = Account.objects.filter(pk__in=self._keys(start, stop))
        return list(found.order_by(*self.order).values_list(*self.shown, named=True))

    def _keys(self, start: int, stop: int) -> Any:
        match self.order[0].removeprefix("-"):
            case "member__number":
                return self._by_membership(start, stop)
            case "owner__name" if stop * self.counted.everywhere < self.counted.total**2:
                return by_owner(self.rows, start, stop, downwards=self._downwards)
            case "industry" | "segment" as name:
                return self._by_kind(name, start, stop)
        return part(self.rows, self.order, self.counted.total, start, stop)

    @property
    def _downwards(self) -> bool:
        return self.order[0].startswith("-")

    def _counts(self, name: str) -> list[tuple[str, int]]:
        """How many there are of each value, in the order of the list."""
        wanted = self.chosen.get(name)
        counts = [(value, n) for value, n in self.counted.by_filter[name].items() if not wanted or value in wanted]
        return counts[::-1] if self._downwards else counts

    def _by_membership(self, start: int, stop: int) -> Any:
        """Members by their number, and behind them (downwards: before them) customers that are none."""
        members = sum(n for standing, n in self._counts("standing") if standing)
        sign = "-" if self._downwards else ""
        parts = [
            (self.rows.filter(member__isnull=False), (f"{sign}member__number",), members),
            (self.rows.filter(~Exists(Member.objects.filter(account=OuterRef("pk")))), (f"{sign}pk",), self.counted.total - members),
        ]
        keys, before = [], 0
        for rows, order, size in parts[::-1] if self._downwards else parts:
            first, last = max(start - before, 0), min(stop - before, size)
            if first < last:
                keys.append(part(rows, order, size, first, last))
            before += size
        return keys[0] if len(keys) == 1 else keys[0].union(*keys[1:], all=True)

    def _by_kind(self, name: str, start: int, stop: int) -> Any:
        """Of an order by a value that is tallied, only the values that the page shows."""
        values, before, size = [], 0, 0
        for value, n in self._counts(name):
            if before + size + n <= start:
                before += n
            elif before + size < stop:
                values.append(value)
                size += n
        if len(values) == 1:
            return part(self.rows.filter(**{name: values[0]}), self.order[1:], size, start - before, stop - before)
        ends = (values[-1], values[0]) if self._downwards else (values[0], values[-1])
        return part(self.rows.filter(**{f"{name}__range": ends}), self.order, size, start - before, stop - before)


def part(rows: QuerySet[Account], order: Order, size: int, start: int, stop: int) -> Any:
    """The keys of some of `size` rows, counted from the nearer end."""
    if start > size // 2:
        order = tuple(field.removeprefix("-") if field.startswith("-") else f"-{field}" for field in order)
        start, stop = max(size - stop, 0), size - start
    return rows.order_by(*order).values("pk")[start:stop]


_BY_OWNER = """
select found.id from (select id, name from goodword_user union all select null, null order by name {way}) owners
cross join lateral (({theirs}) union all ({nobodys})) found
order by owners.name {way}, found.search_name {way}, found.id {way} limit %s offset %s
"""


def by_owner(rows: QuerySet[Account], start: int, stop: int, *, downwards: bool) -> RawSQL:
    """The keys of some customers in the order of their owners' names: owner after owner, until the page is full."""
    order = ("-search_name", "-pk") if downwards else ("search_name", "pk")
    keys = rows.order_by(*order).values("id", "search_name")
    theirs = keys.filter(owner=RawSQL("owners.id", ()))[:stop]
    nobodys = keys.filter(RawSQL("owners.id is null", (), output_field=BooleanField()), owner=None)[:stop]
    (one, its), (other, others) = theirs.query.sql_with_params(), nobodys.query.sql_with_params()
    sql = _BY_OWNER.format(way="desc" if downwards else "asc", theirs=one, nobodys=other)
    return RawSQL(sql, (*its, *others, stop - start, start))  # noqa: S611 - our own words; every value is a parameter
