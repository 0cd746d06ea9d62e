r"""In which ways a name, an address, a number or an ID is written: as expressions that PostgreSQL and Python read alike.

As it is, in capitals, without accents, with what an address of a page, JSON, HTML or SQL make of its signs. Nothing of ours writes names
in base64 or quoted-printable but sessions, which are opened to be searched (actions/beside.py).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

_FEWEST_DIGITS: Final = 7
_FEWEST_LETTERS: Final = 5
_SHORTEST_LAST: Final = 3
_TELLING_DIGITS: Final = 4
# What may stand between two names, in a text, an address of a page, or the name of a file.
_BETWEEN: Final = r"(?:[\s\u00a0\u202f+,.;:_/-]|%(?:25)?(?:20|2[bBcCfF]|0[aA])|\\[nrt]|&nbsp;)+"
_IN_A_NUMBER: Final = r"(?:[\s\u00a0()./-]|%20|%2[89fF])*"
# Before and after a name stands no letter and no digit, unless they end a sign that an address of a page or JSON wrote in another way.
_ESCAPED: Final = r"(?<=%[0-9a-fA-F]{2})|(?<=%25[0-9a-fA-F]{2})|(?<=\\[nrt])"
_BEGINS: Final = rf"(?:(?<![^\W_])|{_ESCAPED})"
_ENDS: Final = r"(?![^\W_])"
_SIGNS: Final = {
    "'": ["'", "’", "‘", "`", "´", "''", "%27", "%E2%80%99", "&#x27;", "&#39;", "&rsquo;", r"\u2019"],
    '"': ['"', '\\"', "%22", "&quot;", "&#34;"],
    "&": ["&", "&amp;", "%26"],
}
_SIGNS["’"] = _SIGNS["'"]


def joined(ways: Iterable[str]) -> str:
    """One expression for any of several ways; the longest first, so that nothing of it is left standing."""
    return "|".join(sorted({each for each in ways if each}, key=lambda each: (-len(each), each)))


def full_name(name: str) -> Iterator[str]:
    """A name of several words, also turned round, with the first and the last alone, or an initial with its dot."""
    if len(name.split()) < 2 or len("".join(name.split())) < _FEWEST_LETTERS:  # noqa: PLR2004 (one word alone may be a word of the language)
        return
    for shape in sorted(_shapes(" ".join(name.split()))):
        words = shape.split()
        parts = [_each(word) for word in words]
        for order in (parts, [parts[-1], *parts[:-1]], [parts[0], parts[-1]]):
            yield f"{_BEGINS}{_BETWEEN.join(order)}{_ENDS}"
        if len(words[-1]) >= _SHORTEST_LAST:
            yield rf"{_BEGINS}{_each(words[0][0])}\.(?:{_BETWEEN})?{parts[-1]}{_ENDS}"


def word(text: str) -> str:
    """One word, or anything else that stands by itself."""
    return f"{_BEGINS}{_each(text)}{_ENDS}" if text else ""


def address(text: str) -> str:
    """A mail address, also within a link; not within a longer one."""
    if "@" not in text:
        return ""
    known = "(?:@|%(?:25)?40)".join(_each(part) for part in text.split("@"))
    return rf"(?:(?<![\w.+-])|{_ESCAPED}){known}(?![\w-])"


def number(text: str) -> str:
    """A telephone number, however it is grouped."""
    digits = [each for each in text if each.isascii() and each.isdigit()]
    return rf"(?<!\d)(?:\+|%2[bB])?{_IN_A_NUMBER.join(digits)}(?!\d)" if len(digits) >= _FEWEST_DIGITS else ""


def hint_of_name(name: str) -> Iterator[str]:
    """What stands in each way of writing a full name: its last word. Looked for first, because it takes a hundredth of the time."""
    yield from (core(shape.split()[-1]) for shape in sorted(_shapes(name)) if shape.split())


def hint_of_number(text: str) -> str:
    """What stands in each way of writing a number: its last digits."""
    return _IN_A_NUMBER.join([each for each in text if each.isascii() and each.isdigit()][-_TELLING_DIGITS:])


def core(text: str) -> str:
    """The longest part of a word or an address that is written in one way only; the word itself in all ways where that is too short."""
    runs = sorted(re.findall(r"[A-Za-z0-9]+", text.partition("@")[0]), key=len)
    return runs[-1] if runs and len(runs[-1]) >= _SHORTEST_LAST else "(?:@|%(?:25)?40)".join(map(_each, text.split("@")))


def _shapes(text: str) -> set[str]:
    """As it is, without accents, and in other cases: a database with the simplest rules knows no capital of a letter with an accent."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return {shape for each in (text, plain) for shape in (each, each.upper(), each.lower(), each.title())}


def _each(text: str) -> str:
    return "".join(map(_sign, text))


def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return f"(?:{'|'.join(map(re.escape, _SIGNS[sign]))})"
    if sign.isalnum() and sign.isascii():
        return sign
    ways = [sign, unicodedata.normalize("NFD", sign), quote(sign, safe=""), f"\\u{ord(sign):04x}"]
    return f"(?:{'|'.join(dict.fromkeys(map(re.escape, ways)))})"
