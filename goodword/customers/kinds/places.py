"""Names of countries and languages in the reader's language."""

from functools import cache

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

from goodword.kernel.text import fold

LETTERS = 2


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def country_name(code: str) -> str:
    """The name of a country by its two letters; an unknown code is its own name."""
    return str(_locale(get_language() or "en").territories.get(code.upper(), code)) if code else ""


def language_name(code: str) -> str:
    """The name of a language by its code; an unknown code is its own name."""
    code = "no" if code.lower() == "nb" else code
    return str(_locale(get_language() or "en").languages.get(code.lower(), code)) if code else ""


def countries() -> list[tuple[str, str]]:
    """Every country with its code, by name."""
    names = _locale(get_language() or "en").territories
    real = ((code, str(name)) for code, name in names.items() if len(code) == LETTERS and code.isalpha() and code not in _NOT_COUNTRIES)
    return sorted(real, key=lambda each: fold(each[1]))  # Ö stands beside O


def languages() -> list[tuple[str, str]]:
    """The languages that people may hold a call in, by name."""
    return sorted(((code, language_name(code)) for code in _SPOKEN), key=lambda each: fold(each[1]))


_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "DG", "TA", "IC", "EA"})
_SPOKEN = (
    "ar",
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "lv",
    "nl",
    "nb",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sr",
    "sv",
    "th",
    "tr",
    "uk",
    "vi",
    "zh",
)
