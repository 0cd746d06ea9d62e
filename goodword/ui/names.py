"""Names as they are shown: which script they are in, their initials, and the tone of those initials."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator
from typing import Final

# The scripts that must carry their language, so that the right glyphs, breaks and voices are chosen.
_SCRIPTS: Final = {
    "ja": "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9d",
    "ko": "\uac00-\ud7af\u1100-\u11ff",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "he": "\u0590-\u05ff",
}
RIGHT_TO_LEFT: Final = frozenset({"ar", "he"})
_ANY = "".join(_SCRIPTS.values())
_RUN = re.compile(f"[{_ANY}](?:[{_ANY}\\s（）()]*[{_ANY}])?")
_COMPANY_FORM = re.compile("株式会社|有限会社|合同会社|（株）|\\(株\\)")
_SMALL_WORDS: Final = frozenset(
    {"and", "und", "et", "of", "the", "der", "die", "das", "de", "la", "le", "du"}
)
TONES: Final = ("", "a", "b", "c")


def lang_of(name: str) -> str:
    """Return the language a name must carry so that it is drawn and read right, or nothing; Chinese counts as Japanese."""
    if name.isascii():
        return ""
    found = {lang for lang, script in _SCRIPTS.items() if re.search(f"[{script}]", name)}
    return next((lang for lang in ("ko", "ja", "ar", "he") if lang in found), "")


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Split a text into pieces with the language of each, most often none: a sentence may hold a name in another script."""
    end = 0
    for found in _RUN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found[0], lang_of(found[0])
        end = found.end()
    if end < len(text):
        yield text[end:], ""


def initials(name: str, *, company: bool = False) -> str:
    """Return one or two letters for a name: first and last word of a person, the first two words of a company."""
    if lang_of(name):
        rest = _COMPANY_FORM.sub("", name).strip()
        return (rest or name)[:1]
    words = [
        w for w in re.split(r"[\s/]+", name) if any(c.isalnum() for c in w)
    ]
    bold = [w for w in words if w.lower() not in _SMALL_WORDS] or words
    if not bold:
        return "?"
    chosen = bold[:2] if company else (bold if len(bold) == 1 else [bold[0], bold[-1]])
    letters = [next(c for c in w if c.isalnum()) for w in chosen]
    return unicodedata.normalize("NFC", "".join(letters)).upper()


def tone(key: object) -> str:
    """Return the tone of somebody's initials: always the same for the same key."""
    text = str(key)
    return TONES[zlib.crc32(text.encode()) % len(TONES)] if text else ""
