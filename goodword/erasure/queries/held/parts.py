"""What a part of what we have on somebody is: its columns, and how its rows are found."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goodword.customers.models import Contact
from goodword.kernel.text import Words

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part: what it is, its columns by code and in words, and the rows."""

    code: str
    title: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]

    @property
    def lines(self) -> list[list[tuple[str, Any]]]:
        """Each row as pairs of what and the value, without what is empty."""
        return [[(label, row[code]) for code, label in self.columns.items() if row.get(code) not in ("", None)] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what we have: its name, its columns, and who finds its rows."""

    title: Words
    columns: Mapping[str, Words]
    rows: Callable[[Contact, datetime], Iterable[Row]]
