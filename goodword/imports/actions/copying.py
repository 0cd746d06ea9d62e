"""Staged records as the text that COPY takes: written here by column, several times faster than asking each value for its type."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from goodword.imports.kinds import Kind

NULL = "\\N"
SPECIAL = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})


class Encoder:
    """Lines of COPY for the staged columns that a mapping fills; the others stay null."""

    def __init__(self, kind: Kind, slots: dict[str, int], filled: frozenset[str]) -> None:
        self.names = [name for name in slots if name in filled]
        self.cells = [(slots[name], written(kind.columns[name].type)) for name in self.names]

    def columns(self) -> str:
        """The columns, as COPY names them."""
        return ", ".join(["line", *self.names, "unmapped", "settled"])

    def line(self, number: int, record: Sequence[Any]) -> str:
        """One record, its line number first."""
        parts = [str(number)]
        for slot, write in self.cells:
            value = record[slot]
            parts.append(NULL if value is None else write(value))
        unmapped = record[-2]
        parts.append(text(json.dumps(unmapped, ensure_ascii=False)) if unmapped else "{}")
        parts.append(array(tuple(record[-1])))
        return "\t".join(parts)


def written(sql_type: str) -> Callable[[Any], str]:
    """How values of a type are written."""
    if sql_type == "text":
        return text
    return (lambda values: array(tuple(values))) if sql_type.endswith("[]") else str


def text(value: str) -> str:
    """A text without signs that mean something to COPY."""
    return value.translate(SPECIAL) if "\\" in value or not value.isprintable() else value


@lru_cache(maxsize=10_000)
def array(values: tuple[str, ...]) -> str:
    """Several texts."""
    return text("{" + ",".join('"' + value.translate(QUOTED) + '"' for value in values) + "}")
