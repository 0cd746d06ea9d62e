"""Days, in the forms that exports use. 03/04/2026 is decided for a whole column, never for one cell."""

from __future__ import annotations

import calendar
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from babel import Locale
from babel.dates import get_month_names

from goodword.imports.values.problem import Problem, Wrong

CLOCK = (
    r"(?:[T\s,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|UTC|GMT)?\s*(?:[+-]\d{2}:?\d{0,2})?\s*(?:[A-Z]{2,5})?)?"
)
YEAR_FIRST = re.compile(rf"^(\d{{4}})\s*[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}})\.?{CLOCK}$", re.IGNORECASE)
COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
EAST_ASIAN = re.compile(r"^(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?$")
NUMERIC = re.compile(rf"^(\d{{1,2}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}|\d{{2}}){CLOCK}$", re.IGNORECASE)
DAY_WORD = re.compile(
    rf"^(?:\w+\.?,?\s+)?(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s\-/]*(?:de\s+|of\s+)?([^\W\d]+)\.?,?[\s\-/.]*(?:de\s+|del\s+)?(\d{{4}}|\d{{2}})(?:\s*г\.?|\s*р\.?)?{CLOCK}$",
    re.IGNORECASE,
)
WORD_DAY = re.compile(rf"^(?:[^\W\d]+\.?,?\s+)?([^\W\d]+)\.?[\s\-]*(\d{{1,2}})(?:st|nd|rd|th)?,?[\s\-]+(\d{{4}}){CLOCK}$", re.IGNORECASE)
JAPANESE = re.compile(r"^(令和|平成|昭和)\s*(\d{1,2}|元)年\s*(\d{1,2})月\s*(\d{1,2})日$")
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
ROMAN = "i ii iii iv v vi vii viii ix x xi xii"
PART = re.compile(r"^(?:\d{4}|\d{1,2}[-/.]\d{4}|\d{4}[-/.]\d{1,2}|[^\W\d]+\.?\s+\d{4})$")
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "tr", "ru", "uk", "hu", "ro")


class Order(StrEnum):
    """Which of the two small numbers is the day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(slots=True)
class Evidence:
    """What the cells of one column say about their order."""

    day_first: int = 0
    month_first: int = 0
    seen: set[str] = field(default_factory=set)

    def look(self, cell: str) -> None:
        """Take one cell into account."""
        found = NUMERIC.match(cell.strip())
        if found is None or found[2] == ".":
            return
        first, second = int(found[1]), int(found[3])
        self.day_first += first > 12 >= second
        self.month_first += second > 12 >= first

    def order(self) -> Order | None:
        """The order of the column; a few cells against many are mistakes, as many on both sides prove nothing."""
        if self.day_first > 10 * self.month_first:
            return Order.DAY_FIRST
        if self.month_first > 10 * self.day_first:
            return Order.MONTH_FIRST
        return None


def day(text: str, order: Order | None = None) -> date | Problem:
    """The day that a trimmed cell names. Times and zones are left out: the day is taken as it is written."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    for pattern in (YEAR_FIRST, COMPACT, EAST_ASIAN):
        if found := pattern.match(text):
            return made(int(found[1]), int(found[2]), int(found[3]))
    if found := NUMERIC.match(text):
        return numeric(found, order)
    if (found := DAY_WORD.match(text)) and (month := months().get(found[2].casefold())):
        return made(year(found[3]), month, int(found[1]))
    if (found := WORD_DAY.match(text)) and (month := months().get(found[1].casefold())):
        return made(year(found[3]), month, int(found[2]))
    if found := JAPANESE.match(text):
        return made(ERAS[found[1]] + (1 if found[2] == "元" else int(found[2])), int(found[3]), int(found[4]))
    return no_day(text)


def no_day(text: str) -> Problem:
    """Why a text names no day."""
    if re.match(r"^[2-6]\d{4}(?:[.,]\d+)?$", text):
        return Problem(Wrong.DAY_NUMBER)
    return Problem(Wrong.NO_DAY if PART.match(text) else Wrong.NOT_A_DATE)


def numeric(found: re.Match[str], order: Order | None) -> date | Problem:
    """A day of three numbers: dots mean day first everywhere, slashes and dashes follow the column."""
    first, second, of = int(found[1]), int(found[3]), year(found[4])
    if found[2] == ".":
        order = Order.DAY_FIRST
    elif order is None:
        if first <= 12 and second <= 12 and first != second:
            return Problem(Wrong.WHICH_ORDER)
        order = Order.MONTH_FIRST if second > 12 else Order.DAY_FIRST
    if order is Order.MONTH_FIRST:
        first, second = second, first
    return made(of, second, first)


def made(of: int, month: int, number: int) -> date | Problem:
    """The day, or why the calendar does not have it."""
    if not 1 <= month <= 12:
        return Problem(Wrong.NO_SUCH_MONTH, str(month))
    if not 1900 <= of <= 2200:
        return Problem(Wrong.OUT_OF_RANGE)
    if not 1 <= number <= calendar.monthrange(of, month)[1]:
        return Problem(Wrong.NO_SUCH_DAY, f"{of:04d}-{month:02d}")
    return date(of, month, number)


def year(text: str) -> int:
    """Two digits are 1970 to 2069."""
    number = int(text)
    return number if len(text) == 4 else number + (2000 if number < 70 else 1900)


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Month names, long and short, in the languages that exports come in; a name two languages use differently is left out."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, Locale.parse(language)).items():
                    found.setdefault(str(name).casefold().rstrip("."), set()).add(number)
    found |= {"sept": {9}, "mrz": {3}, "maerz": {3}}
    for number, name in enumerate(ROMAN.split(), start=1):
        found.setdefault(name, set()).add(number)
    return {name: next(iter(numbers)) for name, numbers in found.items() if len(numbers) == 1 and not name.isdigit()}
