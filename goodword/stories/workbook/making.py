"""Making the workbook: one sheet for each value driver, those that were not chosen hidden, and one for figures of one's own."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from goodword.kernel.text import one_line
from goodword.stories.kinds.drivers import DRIVERS, METRICS
from goodword.stories.workbook.layout import COLUMNS, HEAD, MARK, OWN_ROWS, WIDTHS

_NAMES: Final = tuple(COLUMNS)
_TITLE: Final = 31  # as long as the name of a sheet may be
_HEAD_FILL: Final = PatternFill("solid", fgColor="FF0F5B54")
_INPUT_FILL: Final = PatternFill("solid", fgColor="FFF1F7F6")
_OPEN: Final = Protection(locked=False)
_LINE: Final = Border(bottom=Side(style="thin", color="FFD5DFDD"))
_FONT: Final = "Calibri"


def make_form(
    *, reference: str, title: str, drivers: Collection[str], known: Mapping[str, Mapping[str, Any]], own: Iterable[Mapping[str, Any]] = ()
) -> bytes:
    """The workbook of a story: `known` figures of the catalogue by code and `own` ones stand in it already. Returns its bytes."""
    book = Workbook()
    chosen = [code for code in DRIVERS if code in drivers] or [code for code, driver in DRIVERS.items() if not driver.is_older]
    for driver in sorted(DRIVERS.values(), key=lambda each: each.code not in chosen):
        page = book.create_sheet(str(driver.short)[:_TITLE])
        page.sheet_state = "visible" if driver.code in chosen else "hidden"
        _begin(page, title=title, words=str(driver.label))
        for line, code in enumerate(driver.metrics, HEAD + 1):
            metric = METRICS[code]
            _line(page, line, {"name": str(metric.label), "unit": metric.units[0], **known.get(code, {}), "code": code}, units=metric.units)
    page = book.create_sheet(_("Your own")[:_TITLE])
    _begin(page, title=title, words=_("Figures of your own"))
    rows = [dict(each) for each in own]
    for line in range(OWN_ROWS + len(rows)):
        _line(page, HEAD + 1 + line, rows[line] if line < len(rows) else {}, is_own=True)
    mark = book.create_sheet(MARK)
    mark.sheet_state = "veryHidden"
    mark["A1"] = reference
    book.remove(book.worksheets[0])
    book.active = 0
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _begin(page: Worksheet, *, title: str, words: str) -> None:
    _text(page.cell(1, 2), f"{words}: {title}").font = Font(name=_FONT, bold=True, size=14)
    said = _("Three figures that became better are plenty. Fill in the light cells; leave out what you cannot say.")
    _text(page.cell(2, 2), said).font = Font(name=_FONT, size=11, color="FF4A5754")
    for column, name in enumerate(_NAMES, 1):
        page.column_dimensions[get_column_letter(column)].width = WIDTHS[name]
        cell = _text(page.cell(HEAD, column), str(COLUMNS[name]))
        cell.font, cell.fill = Font(name=_FONT, size=11, bold=True, color="FFFFFFFF"), _HEAD_FILL
    page.column_dimensions["A"].hidden = True
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.freeze_panes = f"C{HEAD + 1}"
    page.protection.sheet = True  # without a password: it keeps the labels from slips, not from their owner
    page.protection.formatColumns = False


def _line(page: Worksheet, line: int, values: Mapping[str, Any], *, units: Collection[str] = (), is_own: bool = False) -> None:
    for column, name in enumerate(_NAMES, 1):
        cell, value = page.cell(line, column), values.get(name, "")
        if isinstance(value, Decimal):
            cell.value = float(value)
        elif value:
            _text(cell, str(value))
        cell.border = _LINE
        cell.alignment = Alignment(vertical="top", wrap_text=name in ("name", "period", "measured_how"))
        if name not in ("code", "name") or (is_own and name == "name"):
            cell.protection, cell.fill = _OPEN, _INPUT_FILL
    figures = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    figures.errorTitle, figures.error = _("Only the figure"), _("Write the figure alone; its unit has a cell of its own.")
    page.add_data_validation(figures)
    figures.add(f"{get_column_letter(_NAMES.index('before') + 1)}{line}:{get_column_letter(_NAMES.index('after') + 1)}{line}")
    offered = [each for each in units if each]
    if offered:
        one_of = DataValidation(type="list", formula1='"' + ",".join(offered) + '"', allow_blank=True, showErrorMessage=False)
        page.add_data_validation(one_of)
        one_of.add(f"{get_column_letter(_NAMES.index('unit') + 1)}{line}")


def _text(cell: Cell | MergedCell, value: str) -> Cell | MergedCell:
    cell.value = one_line(value)
    cell.data_type = "s"  # text, whatever it begins with
    return cell
