"""Whether a quote says what was said: word for word, or shortened so that it shows."""

import re
from enum import StrEnum
from typing import Final

_SAME: Final = str.maketrans("“”„«»‘’‚‑–—", "\"\"\"\"\"'''---")
# Where words were left out, and where ours stand for theirs.
_GAP: Final = re.compile(r"\s*(?:\[[^\]]*\]|\(?(?:\.\.\.|…)\)?)\s*")


class Wording(StrEnum):
    """How a quote stands to what was said."""

    EXACT = "exact"
    SHORTENED = "shortened"
    OTHER = "other"


def wording(quote: str, source: str) -> Wording:
    """Compare them. Only blanks, the shape of quotation marks and dashes, and the capital at the beginning may differ."""
    said, whole = _plain(source), _plain(quote)
    if whole and _found(whole, said, 0) >= 0:
        return Wording.EXACT
    pieces = [piece for each in _GAP.split(quote) if (piece := _plain(each))]
    place = 0
    for piece in pieces:
        found = _found(piece, said, place)
        if found < 0:
            return Wording.OTHER
        place = found + len(piece)
    return Wording.SHORTENED if pieces else Wording.OTHER


def _plain(text: str) -> str:
    return " ".join(text.translate(_SAME).split()).strip('" ')


def _found(piece: str, said: str, begin: int) -> int:
    """Where it stands as whole words; its first letter may be a capital, its last sign a full stop."""
    tail = piece[1:].rstrip(".,;")
    pattern = rf"(?<!\w)(?:{re.escape(piece[0].lower())}|{re.escape(piece[0].upper())}){re.escape(tail)}(?!\w)"
    match = re.compile(pattern).search(said, begin)
    return match.start() if match else -1
