"""What a field of an import is: how its cell is read, where it goes, and the column names it is known by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from goodword.imports.reading.names import plain

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Lazy


class Reads(StrEnum):
    """How the cell of a field is read."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    DAY = "day"
    COUNT = "count"
    MONEY = "money"
    CURRENCY = "currency"
    TRUTH = "truth"
    ADDRESS = "address"
    LINK = "link"
    COUNTRY = "country"
    STATE = "state"
    PLACE = "place"
    REGION = "region"
    ONE_OF = "one_of"
    SOME_OF = "some_of"
    TAGS = "tags"
    PERSON = "person"
    ZONE = "zone"
    LANGUAGES = "languages"
    HEALTH = "health"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a column can be mapped to. `fills` are the staged columns, its own first.

    `known_as` are column names with bars between them.
    """

    name: str
    label: Lazy | str
    reads: Reads
    fills: tuple[str, ...]
    known_as: str = ""
    most: int = 0
    vocabulary: str = ""
    hint: Lazy | str = ""
    keeps_words: bool = False  # a value that is on no list is stored as it is
    one_of: Sequence[tuple[str, Lazy | str]] = ()  # the program's own list, codes and labels: a row with any other value is not taken

    def names(self) -> tuple[str, ...]:
        """The column names it is known by, in plain form, the likeliest first."""
        return tuple(plain(name) for name in self.known_as.split("|")) if self.known_as else ()


@dataclass(frozen=True, slots=True)
class Column:
    """A staged column: its type, and whether it is written to the table of its own name."""

    type: str = "text"
    written: bool = True


TEXT = Column()
REFERENCE = Column(written=False)


@dataclass(frozen=True, slots=True)
class Known:
    """How a row without an ID of its own is recognised: what it is called, and SQL over the staged row `s` and a row `a` that is here."""

    how: str
    condition: str
    takes_first: bool = False  # when several are found, the first is as good as any


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of list that can be brought in."""

    name: str
    one: str  # what the journal calls one of them
    label: Lazy | str
    hint: Lazy | str
    noun: Lazy | str
    are_in: Lazy | str  # with %(n)s of them, in the number of %(many)d
    fields: tuple[Field, ...]
    columns: Mapping[str, Column]
    needs: tuple[tuple[str, ...], ...]  # of each group at least one field must be mapped and filled
    same: str  # SQL: two staged rows without an ID are about the same when this is equal
    known_by: tuple[Known, ...] = ()  # tried in this order; none when a name stands in a country
    needs_account: bool = False  # a row whose account is not here is not taken
    lists_speakers: bool = False  # rows about one thing add up: each names somebody who spoke there
    keeps_unknown: bool = True  # values that are on no list are kept beside the row
    updates: Mapping[str, str] = field(default_factory=dict)  # SQL of a column's new value, over the staged row `s` and the row `a`
    fresh: Mapping[str, str] = field(default_factory=dict)  # SQL of a column's first value, over the staged row `s`
    told: str = "'{}'::jsonb"  # SQL of what the journal says of a new row `t`: ids, codes, numbers and days
    note: str = "null::text"  # SQL of the words beside it, over the staged row `s`
    by_name: Mapping[str, Field] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {each.name: each for each in self.fields})

    @property
    def belongs_to_account(self) -> bool:
        """Whether each row says which account it belongs to."""
        return "account_ref" in self.columns

    @property
    def has_ids(self) -> bool:
        """Whether each row may have an ID of its own in the other system."""
        return self.columns["external_id"].written

    @property
    def is_named_by_account(self) -> bool:
        """Whether a row is called by its account's name, having none of its own."""
        return not self.columns["name"].written

    @property
    def stands_in_country(self) -> bool:
        """Whether names are told apart by their country."""
        return "country" in self.columns and not self.belongs_to_account and not self.known_by

    @property
    def reads_health(self) -> bool:
        """Whether rows say how customers do, in scores or words that each source uses in its own way."""
        return any(each.reads is Reads.HEALTH for each in self.fields)

    @property
    def has_parents(self) -> bool:
        """Whether a row may name the row that it stands under."""
        return "parent_ref" in self.columns

    def known_names(self) -> frozenset[str]:
        """Every column name that some field is known by, in plain form."""
        return frozenset(name for each in self.fields for name in each.names())

    def guess(self, columns: Sequence[str]) -> dict[str, str]:
        """Field name to column name, as far as the names tell. Each column is used once."""
        free = {plain(column): column for column in reversed(columns)}
        found: dict[str, str] = {}
        for each in self.fields:
            for name in each.names():
                column = free.get(name)
                if column is not None and column not in found.values():
                    found[each.name] = column
                    break
        return found

    def filled(self, mapping: Mapping[str, str]) -> frozenset[str]:
        """The staged columns that a mapping can fill."""
        found = {column for each in self.fields if each.name in mapping for column in each.fills if column in self.columns}
        derived = {column for column in self.columns if column.endswith("_derived")}
        return frozenset(found | derived | {"name"})

    def missing(self, mapping: Mapping[str, str]) -> Iterator[Field]:
        """The needed fields that no column is mapped to."""
        for group in self.needs:
            if not any(name in mapping for name in group):
                yield self.by_name[group[0]]
