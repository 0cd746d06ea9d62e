"""A list as a file: every row of it, with the same filters and order, as CSV or as a workbook. No cell of it is ever a formula.

A view builds a `Sheet` beside its table and asks `exports.wanted(request)` first. Rows are read and written as they come, in
one reading of the database, so that a long list costs no more memory than a short one.
"""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from itertools import islice
from typing import Any, Final, TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from goodword.kernel.text import Words, neutralise
from goodword.ui import pages, tables

Row = TypeVar("Row", bound=Model)
FORMATS: Final = ("csv", "xlsx")
NO_CHARACTERS: Final = "\ufffe\uffff"  # one of them, and no program opens the workbook
LINES_AT_ONCE: Final = 500
NOT_WRITTEN: Final = ("strip", "action", "verdict", "pick")
CSV: Final = "text/csv; charset=utf-8"
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list to be written out: its name, the heads of its columns, how many rows there are, and how to read them."""

    name: Words
    heads: Sequence[Words]
    total: int
    rows: Callable[[], Iterable[Sequence[Any]]]


def portions(rows: QuerySet[Row]) -> Iterator[list[Row]]:
    """The rows of a list, some hundred at a time, for what is read beside them in one go."""
    found = rows.iterator(chunk_size=LINES_AT_ONCE)
    while some := list(islice(found, LINES_AT_ONCE)):
        yield some


def as_shown(name: Words, columns: Sequence[tables.Column], *, total: int, rows: Callable[[], Iterable[tables.Row]]) -> Sheet:
    """The sheet of a list that shows everything there is to know: its own columns, each second line as a column beside it."""
    heads: list[Words] = []
    for column in columns:
        if column.kind not in NOT_WRITTEN:
            heads.append(column.label)
            heads.extend([column.note_label] if column.note_label else [_("Currency")] if column.kind == "money" else [])

    def written() -> Iterator[Sequence[Any]]:
        for row in rows():
            yield [value for column, cell in zip(columns, row.cells, strict=True) for value in _plain(column, cell)]

    return Sheet(name=name, heads=heads, total=total, rows=written)


def _plain(column: tables.Column, cell: Any) -> Iterable[Any]:
    """What a cell says, without how it is drawn; one value for each head."""
    if column.kind in NOT_WRITTEN:
        return ()
    if column.kind == "money":
        return cell or (None, None)
    said = {"link": "text", "badge": "word", "person": "name"}.get(column.kind)
    value = getattr(cell, said, None) if said else cell
    return (value, getattr(cell, "note", "")) if column.note_label else (value,)


def wanted(request: HttpRequest) -> str:
    """Return `csv` or `xlsx` when the list is asked for as a file, else nothing."""
    asked = request.GET.get("export", "")
    return asked if asked in FORMATS else ""


def answer(request: HttpRequest, sheet: Sheet, *, at: datetime) -> HttpResponseBase | None:
    """Answer with the file; nothing, and a message, when a workbook would become too long. A HEAD writes nothing."""
    kind = CSV if wanted(request) == "csv" else WORKBOOK
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=kind)
    elif kind == CSV:
        response = StreamingHttpResponse(_lines(sheet), content_type=kind)
    elif sheet.total > tables.MOST_IN_WORKBOOK:
        pages.refused(request, _("A workbook holds 100,000 rows, and these are more. CSV takes them all."))
        return None
    else:
        response = FileResponse(_workbook(sheet), content_type=kind)
    name = f"{slugify(str(sheet.name)) or 'list'}-{timezone.localtime(at):%Y-%m-%d}.{wanted(request)}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def as_csv(sheet: Sheet) -> HttpResponseBase:
    """A list of some rows that is an answer to a button, as CSV: read once, and never kept on the way."""
    response = HttpResponse("".join(_written(sheet)), content_type=CSV)
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(str(sheet.name)) or "list"}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _lines(sheet: Sheet) -> Iterator[str]:
    """The rows as CSV, some hundred at a time, in the language and time zone of the reader, whoever asks for them by then."""
    zone, language = timezone.get_current_timezone(), translation.get_language() or "en"
    return _lines_in(sheet, zone, language)


def _lines_in(sheet: Sheet, zone: tzinfo, language: str) -> Iterator[str]:
    with timezone.override(zone), translation.override(language):
        yield from _written(sheet)


def _written(sheet: Sheet) -> Iterator[str]:
    """The mark at the beginning tells spreadsheets that it is UTF-8."""
    gathered: list[str] = []
    writer = csv.writer(_Gathers(gathered))
    yield "\ufeff"
    writer.writerow([_text(head) for head in sheet.heads])
    with transaction.atomic():  # one reading: nobody is left out or written twice because somebody else worked meanwhile
        for row in sheet.rows():
            writer.writerow([_text(value) for value in row])
            if len(gathered) >= LINES_AT_ONCE:
                yield "".join(gathered)
                gathered.clear()
    yield "".join(gathered)


class _Gathers:
    """A file that gathers what is written to it."""

    def __init__(self, gathered: list[str]) -> None:
        """Gather here."""
        self.write = gathered.append


def _text(value: object) -> str:
    if isinstance(value, str):
        return neutralise(value) if value else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(sep=" ", timespec="minutes")
    return str(value) if isinstance(value, (int, float, Decimal, date)) else neutralise(str(value))


def _workbook(sheet: Sheet) -> Any:
    book = Workbook(write_only=True)
    page = book.create_sheet(slugify(str(sheet.name))[:31] or "list")
    page.freeze_panes = "A2"
    page.append([_cell(page, str(head)) for head in sheet.heads])
    with transaction.atomic():
        for row in sheet.rows():
            page.append([_cell(page, value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115  # the response closes it
    book.save(file)
    file.seek(0)
    return file


def _cell(page: Any, value: object) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, (bool, int, float, Decimal, date)):
        return value
    cell = WriteOnlyCell(page, value=_for_workbook(str(value)))
    cell.data_type = "s"  # text, whatever it begins with
    return cell


def _for_workbook(text: str) -> str:
    """A text that a workbook can hold: control characters and what is no character gone, at most 32,767 characters."""
    return "".join(sign for sign in text if (sign >= " " and sign not in NO_CHARACTERS) or sign in "\n\t")[:32_767]
