"""A list behind a figure: its rows are a query, drawn page by page or written out as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from goodword.kernel.text import Words
from goodword.ui import exports, pages, tables
from goodword.ui.exports import Sheet


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What a list shows. `lines` draws some rows at once, so that what stands beside them is read for all of them together."""

    title: Words
    lead: Words
    columns: tuple[tables.Column, ...]
    rows: QuerySet[Any]
    lines: Callable[[Sequence[Any]], list[tables.Row]]
    sort: tables.Sort
    filters: tuple[tables.Filter, ...]
    empty: tables.Empty
    note: str = ""
    # Inside a report its files stand beside those of the figures.
    exported: bool = True

    def table(self, request: HttpRequest) -> tables.Table:
        """The list as one page of it is drawn."""
        page = pages.paged(request, self.rows)
        return tables.Table(
            request=request,
            columns=self.columns,
            rows=self.lines(page.rows),
            page=page,
            sort=self.sort,
            filters=self.filters,
            label=str(self.title),
            exported=self.exported,
            note=self.note,
            empty=self.empty,
        )

    def sheet(self) -> Sheet:
        """The whole list as a file."""

        def written() -> Iterator[tables.Row]:
            for some in exports.portions(self.rows):
                yield from self.lines(some)

        return exports.as_shown(self.title, self.columns, total=self.rows.count(), rows=written)
