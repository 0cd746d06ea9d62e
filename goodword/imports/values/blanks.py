"""Cells without their padding, and the words that mean that nothing is there."""

from __future__ import annotations

import re
import unicodedata

# Exports write these for "nothing". They are never taken as a name, a place or a person.
NOTHING = frozenset(
    {
        "",
        "null",
        "none",
        "nil",
        "n/a",
        "na",
        "#n/a",
        "#na",
        "n.a.",
        "n. a.",
        "nan",
        "-",
        "--",
        "---",
        "–",
        "—",
        ".",
        "?",
        "(blank)",
        "(none)",
        "(null)",
        "\\n",
        "undefined",
        "not available",
        "not applicable",
        "#ref!",
        "#value!",
        "#name?",
    }
)
LONGEST = max(map(len, NOTHING))
# In a column of countries or regions these two letters are Namibia and North America.
PLACE_NOTHING = NOTHING - {"na"}
SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Marks without a width: they tell two equal names apart, and a reading direction turned round hides what is written.
UNSEEN = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
OURS_INSIDE = re.compile(r"(?<=[;\t\r\n])'(?=[=+\-@])")
FORMULA_STARTS = ("'=", "'+", "'-", "'@", "'\t", "'\r", "'\n")


def trimmed(cell: str) -> str:
    """The cell without padding; the apostrophe that our own reports put before formulas is taken off again."""
    text = cell.strip()
    if text.startswith(FORMULA_STARTS):
        text = text[1:].strip()
    if "'" in text:
        text = OURS_INSIDE.sub("", text)
    if not text.isascii():
        text = text.strip("\u00a0\u200b\u202f\u2060\u3000\ufeff ")
    return text


def one_line(cell: str) -> str:
    """Trimmed, blanks and line breaks inside made single blanks, control characters gone."""
    if cell.isascii() and cell.isprintable() and "  " not in cell and "'" not in cell:
        return cell.strip()
    text = trimmed(cell)
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    if not text.isascii():
        text = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    return " ".join(CONTROL.sub("", SPACES.sub(" ", text)).split())


def paragraph(cell: str) -> str:
    """Trimmed, line breaks kept, control characters gone."""
    return CONTROL.sub("", unicodedata.normalize("NFC", UNSEEN.sub("", trimmed(cell))).replace("\r\n", "\n").replace("\r", "\n"))


def is_nothing(text: str, words: frozenset[str] = NOTHING) -> bool:
    """Whether a trimmed cell says that there is nothing."""
    return not text or (len(text) <= LONGEST and text.casefold() in words)
