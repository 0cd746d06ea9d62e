"""Small, pure things done to text."""

import hashlib
import re
import unicodedata
from collections.abc import Collection
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# A text, or one that is translated when it is shown.
Words: TypeAlias = "str | StrPromise"

_ON_ONE_LINE = {"Cc": " ", "Zl": " ", "Zp": " "}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINK = re.compile(r"^(?:[a-z][a-z0-9+.-]*://)?(?:www\.)?[^\s/:?#@]+\.[^\s/:?#@.]{2,}(?::\d+)?(?:[/?#]\S*)?$", re.IGNORECASE)
_LONGEST_LINK = 300
_LONGEST_NUMBER = 6
_PARTS = re.compile("[;\t\r\n]")
_FORMULA_INSIDE = re.compile(r"(?<=[;\t\r\n])(?=[=+\-@])")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def fold(text: str) -> str:
    """Lower case without accents and doubled blanks: how names are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def one_line(text: str) -> str:
    """A name or title as one line: a break, a control character or any blank becomes one blank, a mark that turns the reading is gone."""
    return " ".join("".join(_ON_ONE_LINE.get(unicodedata.category(c), c) for c in text if c not in _TURNING).split())


def number_in(text: str) -> int | None:
    """The whole number that a text of digits is, as addresses carry one; None for anything else, and from a million."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER else None


def web_address(text: str) -> str:
    """An address of the web, `https` unless it says otherwise; nothing for anything else."""
    scheme, mark, _rest = text.partition("://")
    if not _LINK.match(text) or len(text) > _LONGEST_LINK or (mark and scheme.casefold() not in {"http", "https"}):
        return ""
    return text if mark else f"https://{text}"


def neutralise(cell: str) -> str:
    """A cell that no spreadsheet will run: formula-like text gets a leading apostrophe.

    So does what stands after a break or a semicolon: with a decimal comma, spreadsheets part cells at semicolons, whatever is quoted.
    """
    safe = _FORMULA_INSIDE.sub("'", cell) if _PARTS.search(cell) else cell
    return f"'{safe}" if safe.startswith(_FORMULA_STARTS) else safe


def mark_of(address: str) -> str:
    """A short mark by which an address can be known again, but not read."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:12]


def free_code(label: str, *, taken: Collection[str], longest: int) -> str:
    """A code for something new, from its name where that has letters that a code may have; none that is taken."""
    stem = re.sub(r"[^a-z0-9]+", "_", fold(label))[:longest].strip("_") or "value"
    return next(code for code in (stem, *(f"{stem}_{n}" for n in range(2, len(taken) + 3))) if code not in taken)
