"""One row of cells to one staged record: every mapped field read, every fault named, unknown values kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goodword.customers.kinds.zones import sure_zone
from goodword.imports.kinds import Field, Kind, Reads
from goodword.imports.reading.names import plain
from goodword.imports.reading.rows import Row
from goodword.imports.values import blanks, countries, dates, numbers, places, scale, simple
from goodword.imports.values.problem import Problem, Unmatched, Wrong
from goodword.kernel.text import fold

MEMORY = 50_000
MOST_KEPT = 5_000
SEVERAL = re.compile(r"\s*[;|\n]\s*")
SEVERAL_COMMA = re.compile(r"\s*[;|,\n]\s*")
# Read values that need nothing but their column; the others are looked up or fill several.
PLAIN = frozenset(Reads) - {Reads.SOME_OF, Reads.PLACE, Reads.MONEY, Reads.ONE_OF, Reads.PERSON, Reads.REGION, Reads.COUNTRY, Reads.HEALTH}
# What a row can well do without: a value of these that cannot be read is left out and reported, the row is taken.
SPARED = frozenset({Reads.LINK, Reads.ZONE, Reads.LANGUAGES})
SHARED_SIGNS = {"$": "USD", "¥": "JPY"}


@dataclass(frozen=True, slots=True)
class Lookups:
    """What values are looked up in: lists by plain spelling, people by mail, ID and name, regions by name and country; what health is."""

    lists: Mapping[str, Mapping[str, str]]
    people: Mapping[str, int]
    regions: Mapping[str, int]
    region_of: Mapping[str, int]
    health: scale.Scale = field(default_factory=scale.Scale)


@dataclass(slots=True)
class Learned:
    """What the whole of a column decides for each of its cells."""

    dates: dict[str, dates.Order | None] = field(default_factory=dict)
    numbers: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that cannot be taken: the field, its column and the cell."""

    field: Field
    column: str
    value: str
    problem: Problem


@dataclass(slots=True)
class Taken:
    """A row while it is read: the staged record, what is on no list, what is left out, what is settled, parts of the name, faults."""

    out: list[Any]
    unmapped: dict[str, str] = field(default_factory=dict)
    spared: dict[str, str] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class Memo(dict[str, Any]):
    """Remembers what a cell was read as, while the column has few different ones."""

    def __init__(self, read: Callable[[str], Any]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cell: str) -> Any:
        if len(self) > MEMORY:
            self.clear()
        value = self[cell] = self.read(cell)
        return value


class Plan:
    """Reads rows of one file into staged records of one kind."""

    def __init__(
        self,
        kind: Kind,
        columns: Sequence[str],
        mapping: Mapping[str, str],
        *,
        lookups: Lookups,
        learned: Learned,
        default_order: dates.Order | None = None,
    ) -> None:
        self.kind = kind
        self.lookups = lookups
        self.names = [*kind.columns, "unmapped", "settled"]
        self.slots = {name: index for index, name in enumerate(self.names)}
        self.kept: dict[tuple[str, str], list[int]] = {}
        self.spared: dict[tuple[str, str], list[int]] = {}
        spots = {column: index for index, column in enumerate(columns)}
        mapped = [(each, spots[mapping[each.name]], mapping[each.name]) for each in kind.fields if mapping.get(each.name) in spots]
        self.steps = [
            (index, self.reader(each, learned, default_order), self.slots.get(each.fills[0], -1), each, column)
            for each, index, column in sorted(
                mapped, key=lambda step: step[0].reads in {Reads.PLACE, Reads.MONEY} or step[0].name == "sector"
            )
        ]
        self.groups = [(group, [self.by_needed(name) for name in group]) for group in kind.needs]
        self.mapping = mapping

    def by_needed(self, name: str) -> int:
        """The staged column that a needed field fills; names in two parts end up in the name."""
        first = self.kind.by_name[name].fills[0]
        return self.slots[first if first in self.slots else "name"]

    def reader(self, of: Field, learned: Learned, default_order: dates.Order | None) -> Callable[[str], Any]:
        """How the cells of a field are read. None is a blank."""
        order = learned.dates.get(of.name) or default_order
        sign = learned.numbers.get(of.name)
        health = scale.reader(self.lookups.health)
        makers: dict[Reads, Callable[[str], Any]] = {
            Reads.LINE: lambda text: text,
            Reads.DAY: lambda text: None if text.startswith("0000") else dates.day(text, order),
            Reads.COUNT: lambda text: numbers.whole(text, sign),
            Reads.MONEY: lambda text: numbers.money(text, sign),
            Reads.CURRENCY: lambda text: SHARED_SIGNS.get(found := numbers.named_currency(text), found) or Problem(Wrong.WHICH_CURRENCY),
            Reads.TRUTH: simple.truth,
            Reads.ADDRESS: simple.address,
            Reads.LINK: simple.link,
            Reads.COUNTRY: lambda text: countries.country(text) or Unmatched(text),
            Reads.STATE: lambda text: text,
            Reads.PLACE: lambda text: places.place(text) or Unmatched(text),
            Reads.REGION: lambda text: self.lookups.regions.get(plain(text)) or Unmatched(text),
            Reads.ONE_OF: lambda text: self.listed(of.vocabulary, text) or unlisted(of, text),
            Reads.SOME_OF: lambda text: self.several(of.vocabulary, text),
            Reads.TAGS: lambda text: tags(text, of.most),
            Reads.PERSON: lambda text: self.lookups.people.get(fold(text)) or Unmatched(text),
            Reads.ZONE: simple.zone,
            Reads.LANGUAGES: spoken,
            Reads.SCORE: lambda text: numbers.score(text, sign),
            Reads.HEALTH: lambda text: health(text) or Unmatched(text),
        }
        if of.reads is Reads.PARAGRAPH:
            return lambda cell: shortened(blanks.paragraph(cell), of.most)
        read = makers[of.reads]
        words = blanks.PLACE_NOTHING if of.reads in {Reads.COUNTRY, Reads.REGION} else blanks.NOTHING

        def whole(cell: str) -> Any:
            text = blanks.one_line(cell)
            if len(text) <= blanks.LONGEST and blanks.is_nothing(text, words):
                return None
            return Problem(Wrong.TOO_LONG, str(of.most)) if of.most and len(text) > of.most and of.reads is not Reads.TAGS else read(text)

        return whole if of.reads is Reads.LINE and of.name != "city" else Memo(whole).__getitem__

    def take(self, row: Row) -> tuple[list[Any], list[Fault]]:
        """The staged record of a row, and what is wrong with it."""
        taken = Taken([None] * len(self.names))
        cells = row.cells
        for index, read, slot, each, column in self.steps:
            cell = cells[index]
            if not cell or (value := read(cell)) is None:
                continue
            if isinstance(value, Problem) and each.reads in SPARED:
                taken.spared[each.name] = blanks.one_line(cell)[:500]
            elif isinstance(value, Problem):
                taken.faults.append(Fault(each, column, blanks.one_line(cell)[:500], value))
            elif isinstance(value, Unmatched):
                taken.unmapped.setdefault("industry" if each.name == "sector" else each.name, value.text)
                if each.keeps_words:
                    taken.out[slot] = value.text
            elif each.reads in PLAIN:
                if slot < 0:
                    taken.parts[each.name] = value
                else:
                    taken.out[slot] = value
            else:
                self.place(taken, each, slot, value)
        self.finish(taken)
        self.need(taken)
        if not taken.faults:
            self.keep(taken.unmapped, row.line)
            for name, value in taken.spared.items():
                count(self.spared, (name, value), row.line)
        taken.out[-2], taken.out[-1] = taken.unmapped, taken.settled
        return taken.out, taken.faults

    def place(self, taken: Taken, each: Field, slot: int, value: Any) -> None:
        """Put a value where it belongs that fills several columns, or that was looked up."""
        if slot < 0 and each.reads is Reads.COUNTRY:
            taken.parts[each.name] = value
        elif each.reads is Reads.SOME_OF:
            taken.out[slot] = value[0] or None
            if value[1]:
                taken.unmapped[each.name] = value[1]
            else:
                taken.settled.append(each.name)
        elif each.reads in {Reads.PLACE, Reads.MONEY}:
            self.spread(taken.out, each, value)
        elif each.name != "sector":
            taken.out[slot] = value
            taken.settled.append(each.name)
        elif taken.out[slot] is None:  # the sector speaks where the industry was silent
            taken.out[slot] = value
            taken.unmapped.pop("industry", None)
            taken.settled.append("industry")

    def need(self, taken: Taken) -> None:
        """Say so when nothing was read for a field that every row needs."""
        for names, slots in self.groups:
            if all(taken.out[slot] is None for slot in slots) and not any(fault.field.name in names for fault in taken.faults):
                lacking = self.kind.by_name[names[0]]
                taken.faults.append(Fault(lacking, self.mapping.get(lacking.name, ""), "", Problem(Wrong.MISSING)))

    def spread(self, out: list[Any], each: Field, value: Any) -> None:
        """Fill the columns of a value that has several parts, where no column of their own has filled them."""
        if each.reads is Reads.PLACE:
            for name, part in (("city", value.city), ("state", value.state), ("country", value.country)):
                if part and out[self.slots[name]] is None:
                    out[self.slots[name]] = part
            return
        amount, currency = value
        out[self.slots["amount"]] = amount
        if out[self.slots["currency"]] is None and currency != "kr":
            out[self.slots["currency"]] = SHARED_SIGNS.get(currency, currency) or None

    def finish(self, taken: Taken) -> None:
        """What follows from several cells of a row."""
        out, parts = taken.out, taken.parts
        if parts and out[self.slots["name"]] is None:
            name = " ".join(part for part in (parts.get("first_name"), parts.get("last_name")) if part)
            out[self.slots["name"]] = name[:200] or None
        if "zone_derived" in self.slots:
            self.tell_zone(out, parts)
        if "region_derived" not in self.slots:
            return
        of, state = out[self.slots["country"]], out[self.slots["state"]] if "state" in self.slots else None
        if of and state:
            out[self.slots["state"]] = places.state(state, of)
        if of:
            out[self.slots["region_derived"]] = self.lookups.region_of.get(of)
            taken.settled += ["country", "headquarters"]

    def tell_zone(self, out: list[Any], parts: Mapping[str, str]) -> None:
        """The time zone of a contact that has none of its own, from its place, when sure."""
        if out[self.slots["time_zone"]] is None and (of := parts.get("country")):
            state = places.state(parts.get("state", ""), of)
            out[self.slots["zone_derived"]] = sure_zone(of, state, parts.get("city", "")) or None

    def keep(self, unmapped: Mapping[str, str], line: int) -> None:
        """Count values that are on no list, each once, with the first line they stand on."""
        for name, text in unmapped.items():
            for value in text.split("; ") if self.kind.by_name[name].reads is Reads.SOME_OF else (text,):
                count(self.kept, (name, value), line)

    def listed(self, vocabulary: str, text: str) -> str | None:
        """The code of a value on a controlled list."""
        return self.lookups.lists.get(vocabulary, {}).get(plain(text))

    def several(self, vocabulary: str, text: str) -> tuple[list[str], str]:
        """Codes of several values, and those that are on no list. Commas separate too, unless the whole is one value."""
        if whole := self.listed(vocabulary, text):
            return [whole], ""
        found: dict[str, str | None] = {part: self.listed(vocabulary, part) for part in SEVERAL.split(text) if part}
        if len(found) == 1:
            found = {part: self.listed(vocabulary, part) for part in SEVERAL_COMMA.split(text) if part}
        codes = sorted({code for code in found.values() if code})
        return codes, "; ".join(part for part, code in found.items() if not code)


def unlisted(of: Field, text: str) -> Problem | Unmatched:
    """What a value is that is on no list: a fault where the list is the program's own, else a value to be kept."""
    return Problem(Wrong.ON_NO_LIST, ", ".join(str(label) for _code, label in of.one_of)) if of.one_of else Unmatched(text)


def count(seen: dict[tuple[str, str], list[int]], what: tuple[str, str], line: int) -> None:
    """Count a value of a field, with the first line it stands on."""
    if counted := seen.get(what):
        counted[1] += 1
    elif len(seen) < MOST_KEPT:
        seen[what] = [line, 1]


def tags(text: str, most: int) -> list[str] | None:
    """Free words, separated by semicolons, bars or commas; each once, in the order they stand."""
    return list(dict.fromkeys(part[:most] for part in SEVERAL_COMMA.split(text) if part)) or None


def spoken(text: str) -> list[str] | Problem:
    """Codes of one or several languages."""
    found = [simple.language(part) for part in SEVERAL_COMMA.split(text) if part]
    wrong = next((each for each in found if isinstance(each, Problem)), None)
    return wrong or list(dict.fromkeys(each for each in found if isinstance(each, str)))


def shortened(text: str, most: int) -> str | None:
    """A long text, cut at a word when it is too long; None when it is blank."""
    if blanks.is_nothing(text):
        return None
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def learn(kind: Kind, columns: Sequence[str], mapping: Mapping[str, str], rows: Iterable[object]) -> Learned:
    """Go through the rows once for what only whole columns can tell: day or month first, comma or point."""
    spots = {column: index for index, column in enumerate(columns)}
    mapped = [(each, spots[mapping[each.name]]) for each in kind.fields if mapping.get(each.name) in spots]
    days = {each.name: (index, dates.Evidence()) for each, index in mapped if each.reads is Reads.DAY}
    counts = {each.name: (index, numbers.Evidence()) for each, index in mapped if each.reads in {Reads.MONEY, Reads.COUNT, Reads.SCORE}}
    watched: list[tuple[int, dates.Evidence | numbers.Evidence]] = [*days.values(), *counts.values()]
    if not watched:
        return Learned()
    for row in rows:
        if isinstance(row, Row):
            for index, evidence in watched:
                if row.cells[index]:
                    evidence.look(row.cells[index])
    return Learned(
        {name: evidence.order() for name, (_, evidence) in days.items()},
        {name: evidence.decimal_sign() for name, (_, evidence) in counts.items()},
    )
