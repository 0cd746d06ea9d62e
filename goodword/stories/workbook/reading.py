"""Reading the workbook back: ours, the same after another program saved it, or one that somebody made by hand with our headings."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any, Final

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from goodword.kernel.text import fold, one_line
from goodword.stories.kinds.drivers import METRICS
from goodword.stories.workbook.layout import COLUMNS, LONGEST, MARK

MOST_UNPACKED: Final = 20 * 1024 * 1024
MOST_SHEETS: Final = 40
MOST_ROWS: Final = 300
MOST_COLUMNS: Final = 20
LARGEST: Final = Decimal(10) ** 14
PERCENT: Final = Decimal(100)
_GROUPED: Final = re.compile(r"^\d{1,3}(?:[ \u00a0\u202f']\d{3})+(?:[.,]\d+)?$")
_ENGLISH: Final = re.compile(r"^\d{1,3}(?:,\d{3})+\.\d+$|^\d{1,3}(?:,\d{3}){2,}$")
_GERMAN: Final = re.compile(r"^\d{1,3}(?:\.\d{3})+,\d+$|^\d{1,3}(?:\.\d{3}){2,}$")
# "1,200" is a thousand and more to some, and a little over one to others.
_TWO_WAYS: Final = re.compile(r"^[1-9]\d{0,2}[.,]\d{3}$")
_PLAIN: Final = re.compile(r"^\d+(?:[.,]\d+)?$")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell, in words; `cell` as "Speed!D4", empty for the whole file."""

    cell: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One figure as it was filled in; `kind` is its code in the catalogue, empty for one of the customer's own."""

    cell: str
    kind: str
    name: str
    before: Decimal
    after: Decimal
    unit: str
    words: Mapping[str, str]


@dataclass(slots=True)
class ReadForm:
    """What a workbook says: which story it is of (empty for one made by hand), its figures, and what is wrong by cell."""

    reference: str = ""
    rows: list[FormRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_form(content: bytes) -> ReadForm:
    """Read a workbook that was looked at before. Never raises for what is in it: what cannot be read is a fault."""
    found = ReadForm()
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
                found.faults.append(Fault("", _("It holds far more than a form does. Copy the figures into the form that we sent.")))
                return found
        book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    except (zipfile.BadZipFile, DefusedXmlException, KeyError, ValueError, TypeError, AttributeError, OSError, IndexError):
        found.faults.append(Fault("", _("It cannot be read: it is broken, or no workbook. Open it, and save it anew as .xlsx.")))
        return found
    try:
        for page in book.worksheets[:MOST_SHEETS]:
            if page.title == MARK:
                found.reference = str(next(page.iter_rows(min_row=1, max_row=1, max_col=1, values_only=True), ("",))[0] or "")[:30]
            else:
                _read_page(page, found)
    except (DefusedXmlException, KeyError, ValueError, TypeError, AttributeError, SyntaxError):
        found.faults.append(Fault("", _("It breaks off in the middle. Open it, and save it anew as .xlsx.")))
    finally:
        book.close()
    _once(found)
    return found


def _read_page(page: Any, found: ReadForm) -> None:
    places: dict[str, int] = {}
    for number, row in enumerate(page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS), 1):
        cells = list(row)
        if not places:
            places = _head(cells)
            continue
        _read_row(page.title, number, {name: cells[at] for name, at in places.items() if at < len(cells)}, places, found)


def _head(cells: list[Any]) -> dict[str, int]:
    """Which column holds what, from the row of headings; nothing while this is not that row."""
    heads = {fold(str(words)): name for name, words in COLUMNS.items() if str(words)}
    said = {heads[key]: at for at, cell in enumerate(cells) if (key := fold(str(cell.value or ""))) in heads}
    if not {"name", "before", "after"} <= said.keys():
        return {}
    return {"code": 0, **said} if said["name"] > 0 else said


def _read_row(sheet: str, number: int, cells: Mapping[str, Any], places: Mapping[str, int], found: ReadForm) -> None:
    def at(name: str) -> str:
        return f"{sheet}!{get_column_letter(places.get(name, 0) + 1)}{number}"

    values = {name: getattr(cell, "value", None) for name, cell in cells.items()}
    if _is_empty(values.get("before")) and _is_empty(values.get("after")):
        return
    name = one_line(str(values.get("name") or ""))[: LONGEST["name"]]
    kind = str(values.get("code") or "").strip()
    kind = kind if kind in METRICS else _by_label().get(fold(name), "")
    if not name and not kind:
        found.faults.append(Fault(at("name"), _("A figure without a name: say what it is.")))
        return
    figures: dict[str, Decimal] = {}
    is_share = False
    for part in ("before", "after"):
        value, is_percent, words = _figure(values.get(part), str(getattr(cells[part], "number_format", "") or ""))
        if value is None:
            found.faults.append(Fault(at(part), words))
        else:
            figures[part], is_share = value, is_share or is_percent
    if len(figures) < len(("before", "after")):
        return
    said = {key: one_line(str(values.get(key) or ""))[:most] for key, most in LONGEST.items() if key != "name"}
    unit = "%" if is_share else said.pop("unit", "")
    said.pop("unit", None)
    found.rows.append(FormRow(cell=at("name"), kind=kind, name=name, unit=unit, words=said, **figures))


def _by_label() -> dict[str, str]:
    """The metrics by their labels in the language that is spoken now."""
    return {fold(str(kind.label)): code for code, kind in METRICS.items()}


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _figure(value: Any, written: str) -> tuple[Decimal | None, bool, str]:
    """A figure, whether it was a share in percent, and in words why it is none."""
    if _is_empty(value):
        return None, False, _("Say both: how it was, and how it is now.")
    if isinstance(value, bool | datetime | date | time | timedelta):
        return None, False, _("This is a day or a time of day. Write the figure as a number: 4 hours as 4, with hours as its unit.")
    is_percent = "%" in written
    if isinstance(value, str):
        text = value.strip()
        is_percent = text.endswith("%")
        if _TWO_WAYS.fullmatch(text):
            return None, False, _("“%(words)s” can be read in two ways. Write it without a sign between the thousands.") % {"words": text}
        number = _number(text.rstrip("% \u00a0"))
        if number is None:
            said = _("“%(words)s” is no figure alone. Write only the number; its unit has a cell of its own.")
            return None, False, said % {"words": one_line(text)[:40]}
        return _within(number, is_percent=is_percent)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None, False, _("This is no figure.")
    return _within(number * PERCENT if is_percent else number, is_percent=is_percent)


def _within(number: Decimal, *, is_percent: bool) -> tuple[Decimal | None, bool, str]:
    if not number.is_finite() or not 0 <= number < LARGEST:
        return None, False, _("A figure is from 0 up to a hundred billion.")
    return number.quantize(Decimal("0.0001")), is_percent, ""


def _number(text: str) -> Decimal | None:
    """A number as people type it: 1,234.5, 1.234,5, 1 234,5 or 1234,5."""
    if _ENGLISH.fullmatch(text):
        plain = text.replace(",", "")
    elif _GERMAN.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif _GROUPED.fullmatch(text):
        plain = re.sub(r"[ \u00a0\u202f']", "", text).replace(",", ".")
    elif _PLAIN.fullmatch(text):
        plain = text.replace(",", ".")
    else:
        return None
    return Decimal(plain)


def _once(found: ReadForm) -> None:
    """A metric stands on the sheet of each of its drivers: said the same twice it counts once, said otherwise it is a fault."""
    kept: dict[tuple[str, str], FormRow] = {}
    for row in found.rows:
        first = kept.setdefault((row.kind, "" if row.kind else fold(row.name)), row)
        if (first.before, first.after, first.unit) != (row.before, row.after, row.unit):
            words = _("%(cell)s says something else of the same figure. Keep one of the two.") % {"cell": first.cell}
            found.faults.append(Fault(row.cell, words))
    found.rows = list(kept.values())
