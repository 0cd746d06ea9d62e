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
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_JOINERS = frozenset("\u200c\u200d")
_FIRST_JOINED = 0x0590
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_MOST_MARKS = 4
_MANY_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{5,}")
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


def from_a_stranger(text: str, *, lines: bool = False) -> str:
    """What somebody typed whom nobody knows, as plain text: no letter that cannot be seen, nothing that turns the reading, no tag.

    Signs that would begin a tag become the quotation marks that look like them, so that the words can still be read and are never run.
    With `lines` its line breaks stay.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(c for i, c in enumerate(plain) if (lines and c == "\n") or _is_seen(plain, i))
    quiet = _TAG.sub("\u2039", _MANY_MARKS.sub(lambda found: found.group(0)[:_MOST_MARKS], kept))
    parts = [" ".join(line.split()) for line in quiet.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).strip() if lines else " ".join(" ".join(parts).split())


def _is_seen(text: str, i: int) -> bool:
    """Joiners count between letters of scripts that write with them; blanks and breaks count as blanks."""
    letter = text[i]
    if letter in _JOINERS:
        return 0 < i < len(text) - 1 and all(ord(text[n]) >= _FIRST_JOINED and text[n].isalpha() for n in (i - 1, i + 1))
    return letter.isspace() or unicodedata.category(letter) not in _UNSEEN


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
