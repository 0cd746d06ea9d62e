"""The picture of the map: rows of cells, coloured by what is missing, and where most is missing in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.recruiting.queries.demand import Covered, Key
from goodword.recruiting.tables.coverage.naming import Names, cell_url, cell_words, leads_url

DRAWN: Final = 20
NAMED: Final = 3
LONGEST_HEAD: Final = 16
WHOLE: Final = 100
GAP: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One cell of the picture: where it stands, how it is coloured, what it says and opens."""

    tone: str
    text: str
    words: str
    url: str
    left: str = ""
    wide: str = ""
    middle: str = ""

    def at(self, place: int, wide: float) -> Drawn:
        """The same in its place among columns of such a width, in per cent."""
        return replace(self, left=_percent(wide * place), wide=_percent(wide - GAP), middle=_percent(wide * (place + 0.5) - GAP / 2))


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the picture."""

    label: str
    cells: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column of the picture."""

    label: str
    short: str
    middle: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A cell in which more is wanted than there is, in words, with the leads that could fill it."""

    words: str
    url: str
    leads_url: str


def most_missing(which: str, cells: Mapping[Key, Covered], names: Names) -> list[Missing]:
    """Where most is missing, the worst first."""
    worst = sorted((key for key in cells if cells[key].missing), key=lambda key: (-cells[key].missing, key))
    return [
        Missing(
            _("%(row)s, %(column)s: %(demand)s for %(members)s")
            % {
                "row": names.row(key[0]),
                "column": names.column(key[1]),
                "demand": ngettext("%(n)s request", "%(n)s requests", cells[key].demand) % {"n": cells[key].demand},
                "members": ngettext("%(n)s member", "%(n)s members", cells[key].members) % {"n": cells[key].members},
            },
            cell_url(which, key),
            leads_url(which, key),
        )
        for key in worst[:NAMED]
    ]


def picture(which: str, cells: Mapping[Key, Covered], names: Names, *, full: int) -> tuple[list[Head], list[Band]]:
    """The heads and the rows of the picture: where most is missing on top, as many as can be taken in."""
    columns = [code for code in names.columns if any(key[1] == code for key in cells)]
    columns += sorted({key[1] for key in cells} - set(columns))
    wide = WHOLE / max(len(columns), 1)
    by_row: dict[str, list[Key]] = {}
    for key in cells:
        by_row.setdefault(key[0], []).append(key)

    def weight(row: str) -> tuple[int, int, str]:
        of_row = [cells[key] for key in by_row[row]]
        return -sum(cell.missing for cell in of_row), -sum(cell.demand for cell in of_row), row

    order = sorted(by_row, key=weight)
    heads = [Head(names.column(code), _short(names.column(code)), _percent(wide * (place + 0.5))) for place, code in enumerate(columns)]
    bands = []
    for row in order[:DRAWN]:
        keys = [(row, code) for code in columns]
        drawn = [_drawn(which, key, cells.get(key, Covered()), names, full=full) for key in keys]
        bands.append(Band(names.row(row), tuple(each.at(place, wide) for place, each in enumerate(drawn))))
    return heads, bands


def _drawn(which: str, key: Key, cell: Covered, names: Names, *, full: int) -> Drawn:
    is_empty = not cell.members and not cell.demand
    tone = "none" if is_empty else "idle" if not cell.demand else "well" if not cell.missing else "less" if cell.missing < full else "lack"
    text = "" if is_empty else f"{cell.members} / {cell.demand}"
    return Drawn(tone=tone, text=text, words=cell_words(key, names, cell), url="" if is_empty else cell_url(which, key))


def _percent(value: float) -> str:
    return f"{value:.2f}%"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_HEAD else f"{text[: LONGEST_HEAD - 1]}…"
