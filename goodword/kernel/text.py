"""Small, pure things done to text."""

import hashlib
import unicodedata
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# A text, or one that is translated when it is shown.
Words: TypeAlias = "str | StrPromise"

_ON_ONE_LINE = {"Cc": " ", "Zl": " ", "Zp": " "}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def fold(text: str) -> str:
    """Lower case without accents and doubled blanks: how names are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())


def one_line(text: str) -> str:
    """A name or title as one line: a break, a control character or any blank becomes one blank, a mark that turns the reading is gone."""
    return " ".join("".join(_ON_ONE_LINE.get(unicodedata.category(c), c) for c in text if c not in _TURNING).split())


def neutralise(cell: str) -> str:
    """A cell that no spreadsheet will run: formula-like text gets a leading apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def mark_of(address: str) -> str:
    """A short mark by which an address can be known again, but not read."""
    return hashlib.sha256(address.strip().lower().encode()).hexdigest()[:12]
