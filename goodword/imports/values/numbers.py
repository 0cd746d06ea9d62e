"""Numbers and money, whichever signs separate thousands and decimals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from babel import Locale
from babel.core import get_global

from goodword.imports.values.problem import Problem, Wrong

GAPS = re.compile(r"[\s\u00a0\u2009\u202f'’_]")
GROUPED = {sign: re.compile(rf"^\d{{1,3}}(?:{re.escape(sign)}\d{{2,3}})*{re.escape(sign)}\d{{3}}$") for sign in ",."}
SCIENTIFIC = re.compile(r"^[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}$")
PLAIN = re.compile(r"^\d+(?:[.,]\d+)*$")
SCALES = {"k": 3, "tsd": 3, "m": 6, "mn": 6, "mm": 6, "mio": 6, "million": 6, "millions": 6}
SCALES |= {"b": 9, "bn": 9, "mrd": 9, "billion": 9, "billions": 9}
OF_A_HUNDRED = re.compile(r"\s*(?:%|/\s*100)$")
SCALED = re.compile(r"^(.*\d)\s*([a-z]+)\.?$", re.IGNORECASE)
# A sign that several currencies share is not here.
SPELLINGS = {
    "EUR": "€ euro euros",
    "GBP": "£",
    "USD": "us$",
    "CAD": "c$ ca$",
    "AUD": "a$ au$",
    "NZD": "nz$",
    "HKD": "hk$",
    "SGD": "s$",
    "BRL": "r$",
    "MXN": "mx$",
    "TWD": "nt$",
    "INR": "₹ rs",
    "KRW": "₩ 원",
    "ILS": "₪",
    "TRY": "₺",
    "RUB": "₽",
    "PLN": "zł",
    "CZK": "kč",
    "VND": "₫",
    "THB": "฿",
    "UAH": "₴",
    "NGN": "₦",
    "PHP": "₱",
    "CHF": "fr fr. sfr",
    "CNY": "cn¥ rmb 元",
    "JPY": "円 jp¥",
    "$": "dollars $",
    "¥": "¥",
    "kr": "kr kr.",
}
SIGNS = {sign: code for code, signs in SPELLINGS.items() for sign in signs.split()}
# 1.200,- and -$5 in the spelling that all others have.
NO_CENTS = re.compile(r"(\d)[.,][-–—]{1,2}(?=\s|$)")
SIGN_FIRST = re.compile(r"^([-−])\s*([^\d\s.,()-]{1,4})\s*(?=\d)")
AROUND = re.compile(r"^([^\d\s+\-(.,]{1,7})?\s*([+-]?[\d(].*?)\s*([^\d\s).,]{1,8}\.?(?:\s+[^\d\s).,]{1,7})?)?$")


@dataclass(slots=True)
class Evidence:
    """Which sign marks decimals in one column, as far as its cells prove it."""

    comma: int = 0
    point: int = 0

    def look(self, cell: str) -> None:
        """Take one cell into account."""
        digits = re.sub(r"[^\d.,]", "", cell)
        last = max(digits.rfind(","), digits.rfind("."))
        if last < 0:
            return
        sign, tail = digits[last], len(digits) - last - 1
        both = "," in digits and "." in digits
        if both or (digits.count(sign) == 1 and tail != 3):
            if sign == ",":
                self.comma += 1
            else:
                self.point += 1

    def decimal_sign(self) -> str | None:
        """The decimal sign of the column, when the cells agree."""
        if self.comma and not self.point:
            return ","
        return "." if self.point and not self.comma else None


def number(text: str, decimal_sign: str | None = None) -> Decimal | Problem:
    """The number in a trimmed cell: 1,234.5 = 1.234,5 = 1 234,5 = 1'234.5 = 1.2345E3."""
    if SCIENTIFIC.match(text):
        return sensible(Decimal(text))
    negative = text.startswith(("-", "−", "(")) or text.endswith("-")
    digits = GAPS.sub("", unicodedata.normalize("NFKC", text).strip("()+-− "))
    shift = 0
    if scaled := SCALED.match(digits):
        if scaled[2].casefold() not in SCALES:
            return Problem(Wrong.NOT_A_NUMBER)
        digits, shift = scaled[1], SCALES[scaled[2].casefold()]
    if not PLAIN.match(digits):
        return Problem(Wrong.NOT_A_NUMBER)
    plain = without_groups(digits, decimal_sign if not shift else decimal_sign or ("," if "," in digits else "."))
    if plain is None:
        return Problem(Wrong.NOT_A_NUMBER)
    try:
        value = Decimal(plain).scaleb(shift)
    except InvalidOperation:
        return Problem(Wrong.NOT_A_NUMBER)
    return sensible(-value if negative else value)


def without_groups(digits: str, decimal_sign: str | None) -> str | None:
    """Digits with a point for the decimal sign and no other sign; None when the signs make no sense."""
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma < 0 and point < 0:
        return digits
    if comma >= 0 and point >= 0:
        decimal, group = (",", ".") if comma > point else (".", ",")
        whole, _, rest = digits.rpartition(decimal)
        return f"{whole.replace(group, '')}.{rest}" if decimal not in whole and GROUPED[group].match(whole) else None
    sign = "," if comma >= 0 else "."
    if digits.count(sign) > 1:
        return digits.replace(sign, "") if GROUPED[sign].match(digits) else None
    whole, _, rest = digits.partition(sign)
    if len(rest) == 3 and 1 <= len(whole) <= 3 and whole != "0" and sign != decimal_sign:
        return whole + rest
    return f"{whole}.{rest}"


def sensible(value: Decimal) -> Decimal | Problem:
    """Numbers of more than fourteen digits are mistakes."""
    return value if abs(value) < Decimal(10) ** 14 else Problem(Wrong.OUT_OF_RANGE)


def whole(text: str, decimal_sign: str | None = None) -> int | Problem:
    """A count: not negative, nothing after the decimal sign but zeros."""
    value = number(text, decimal_sign)
    if isinstance(value, Problem):
        return value
    if value != value.to_integral_value():
        return Problem(Wrong.NOT_WHOLE)
    return int(value) if 0 <= value <= 2_147_483_647 else Problem(Wrong.OUT_OF_RANGE)


def score(text: str, decimal_sign: str | None = None) -> int | Problem:
    """A score: not negative, with or without “%” or “/ 100” behind it; what stands after the decimal sign is left away."""
    value = number(OF_A_HUNDRED.sub("", text), decimal_sign)
    if isinstance(value, Problem):
        return value
    return int(value) if 0 <= value <= 2_147_483_647 else Problem(Wrong.OUT_OF_RANGE)


def money(text: str, decimal_sign: str | None = None) -> tuple[Decimal, str] | Problem:
    """Amount and currency; the currency is blank when the cell has none, `$`, `¥` or `kr` when several share the sign."""
    currency = ""
    text = SIGN_FIRST.sub(r"\2\1", NO_CENTS.sub(r"\1", text))
    found = None if SCIENTIFIC.match(text) else AROUND.match(text)
    body = text
    if found:
        body = found[2]
        for behind, mark in enumerate((found[1], found[3])):
            if not mark:
                continue
            meant = named_currency(mark)
            if meant:
                currency = meant
            elif behind and mark.casefold().rstrip(".") in SCALES:
                body = f"{body}{mark}"
            elif (
                behind and (several := re.match(r"^([a-z.]+)\s+(.+)$", mark, re.IGNORECASE)) and several[1].casefold().rstrip(".") in SCALES
            ):
                if not named_currency(several[2]):
                    return Problem(Wrong.NOT_MONEY)
                body, currency = f"{body}{several[1]}", named_currency(several[2])
            elif behind and (split := re.match(r"^(k|mn?|bn?|mio\.?|mrd\.?)(.+)$", mark, re.IGNORECASE)) and named_currency(split[2]):
                body, currency = f"{body}{split[1]}", named_currency(split[2])
            else:
                return Problem(Wrong.NOT_MONEY)
    value = number(body, decimal_sign)
    if isinstance(value, Problem):
        return Problem(Wrong.NOT_MONEY) if value.wrong is Wrong.NOT_A_NUMBER else value
    return value.quantize(Decimal("0.01")), currency


def named_currency(text: str) -> str:
    """The ISO code of a currency's sign or code; blank when there is none."""
    key = text.strip().casefold()
    return SIGNS.get(key) or (text.strip().upper() if text.strip().upper() in codes() else "")


@lru_cache(maxsize=1)
def codes() -> frozenset[str]:
    """ISO codes of the currencies in use."""
    used = {code for territory in get_global("territory_currencies").values() for code, *_ in territory if len(code) == 3}
    return frozenset(used & set(Locale.parse("en").currencies))
