"""Yes and no, mail addresses, web addresses, time zones and languages."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

from goodword.imports.values.problem import Problem, Wrong
from goodword.kernel.text import fold, web_address

YES = frozenset(
    {
        "1",
        "true",
        "t",
        "yes",
        "y",
        "x",
        "✓",
        "✔",
        "on",
        "ja",
        "j",
        "oui",
        "o",
        "si",
        "sí",
        "s",
        "sim",
        "wahr",
        "vrai",
        "verdadero",
        "vero",
        "waar",
        "kyllä",
        "tak",
        "ano",
        "はい",
        "evet",
        "igen",
        "da",
        "jah",
        "jā",
        "taip",
        "ναι",
        "כן",
        "نعم",
        "예",
        "ใช่",
        "☑",
        "☒",
        "checked",
        "enabled",
        "-1",
        "1.0",
        "1,0",
        "是",
        "да",
    }
)
NO = frozenset(
    {
        "0",
        "false",
        "f",
        "no",
        "n",
        "off",
        "nein",
        "non",
        "não",
        "nao",
        "falsch",
        "faux",
        "falso",
        "onwaar",
        "nee",
        "ei",
        "nie",
        "ne",
        "いいえ",
        "hayır",
        "hayir",
        "nem",
        "όχι",
        "לא",
        "لا",
        "아니요",
        "ไม่",
        "☐",
        "unchecked",
        "disabled",
        "0.0",
        "0,0",
        "✗",
        "✘",
        "否",
        "нет",
    }
)
ADDRESS = re.compile(r"^[^\s@<>\",;:()\[\]\\]+@[^\s@<>\",;:()\[\]\\]+\.[^\s@<>\",;:()\[\]\\.]{2,}$")
BRACKETED = re.compile(r"<([^<>]+)>\s*$")
IN_BRACKETS = re.compile(r"\(([A-Z]\w+(?:/[\w-]+)+)\)")
OFFSET = re.compile(r"^\((?:GMT|UTC)[^)]*\)\s*")
AMERICAN = {"Pacific": "America/Los_Angeles", "Mountain": "America/Denver", "Central": "America/Chicago", "Eastern": "America/New_York"}
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "ja", "sv", "pl", "zh", "ko", "ru")


def truth(text: str) -> bool | Problem:
    """Yes or no, in the words of several languages."""
    word = text.lower()
    if word in YES:
        return True
    return False if word in NO else Problem(Wrong.NOT_YES_OR_NO)


def address(text: str) -> str | Problem:
    """One mail address; the first when a cell holds several."""
    found = BRACKETED.search(text)
    candidate = found[1] if found else re.split(r"[;,\s]+", text.removeprefix("mailto:").strip())[0]
    candidate = candidate.strip().removeprefix("mailto:").rstrip(".")
    if len(candidate) > 254 or not ADDRESS.match(candidate) or ".." in candidate:
        return Problem(Wrong.NOT_AN_ADDRESS)
    return candidate.casefold()


def link(text: str) -> str | Problem:
    """A web address; `https` and `http` only."""
    return web_address(text) or Problem(Wrong.NOT_A_LINK)


def zone(text: str) -> str | Problem:
    """An IANA time zone, from its own name or the one Windows gives it."""
    known = zones()
    if known.get(text.casefold()) == text and not text.startswith(("Etc/", "SystemV/", "posix", "right")):
        return text
    if (inside := IN_BRACKETS.search(text)) and known.get(inside[1].casefold()) == inside[1]:
        return inside[1]  # (GMT-08:00) Pacific Standard Time (America/Los_Angeles)
    text = OFFSET.sub("", text)
    american = AMERICAN.get(text.split(" ")[0]) if "US & Canada" in text else None
    found = get_global("windows_zone_mapping").get(text) or american or known.get(text.casefold().replace(" ", "_"))
    return str(found) if found else Problem(Wrong.NOT_A_ZONE)


@lru_cache(maxsize=1)
def zones() -> dict[str, str]:
    """Zone names in lower case."""
    return {name.casefold(): name for name in available_timezones()}


@lru_cache(maxsize=2048)
def language(text: str) -> str | Problem:
    """The two-letter code of a language, from its code or its name in several languages."""
    key = fold(re.sub(r"\s*\(.*\)$", "", text))
    code = re.match(r"^([a-z]{2,3})(?:[-_][a-z0-9]{2,4})*$", key)
    if code and code[1] in Locale.parse("en").languages:
        return {"jp": "ja", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "jpn": "ja", "ita": "it"}.get(
            code[1], code[1]
        )
    return language_names().get(key) or Problem(Wrong.NOT_A_LANGUAGE)


@lru_cache(maxsize=1)
def language_names() -> dict[str, str]:
    """Names of languages in several languages."""
    names: dict[str, str] = {}
    for spoken in LANGUAGES:
        for code, name in Locale.parse(spoken).languages.items():
            if len(code) == 2:
                names.setdefault(fold(name), code)
    return names
