"""How much better a figure became, and how one says it: "4.5 times faster", "38 % less", "18 points less"."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from babel.numbers import format_decimal
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from goodword.stories.kinds.drivers import Better

TIMES: Final = frozenset({"days", "hours", "minutes", "weeks", "months"})
TWICE: Final = Decimal(2)
HUNDRED: Final = Decimal(100)
TEN: Final = Decimal(10)
TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Improvement:
    """What became of a figure: `is_better` says whether it got better at all, `words` how much."""

    is_better: bool
    words: str


def figure(value: Decimal) -> str:
    """A figure as it is written in the reader's language: 1,234.5."""
    return str(format_decimal(value.normalize(), locale=(get_language() or "en").replace("-", "_")))


def improvement(before: Decimal, after: Decimal, *, better: str, unit: str = "") -> Improvement:
    """Compare two figures. A share in percent is compared in points, for a percent of percents misleads."""
    if before == after:
        return Improvement(is_better=False, words=_("no change"))
    is_better = (after < before) == (better == Better.LESS)
    if not is_better:
        return Improvement(is_better=False, words=_("not better"))
    if unit == "%":
        words = _("%(n)s points less") if better == Better.LESS else _("%(n)s points more")
        return Improvement(is_better=True, words=words % {"n": figure(abs(after - before))})
    if better == Better.LESS:
        return Improvement(is_better=True, words=_less(before, after, unit))
    return Improvement(is_better=True, words=_more(before, after))


def _less(before: Decimal, after: Decimal, unit: str) -> str:
    if after == 0:
        return _("none left")
    if unit in TIMES and before / after >= TWICE:
        return pgettext("improvement", "%(n)s times faster") % {"n": _round(before / after)}
    return _("%(n)s %% less") % {"n": _round((before - after) / before * HUNDRED)}


def _more(before: Decimal, after: Decimal) -> str:
    if before == 0:
        return _("from nothing")
    if after / before >= TWICE:
        return pgettext("improvement", "%(n)s times as much") % {"n": _round(after / before)}
    return _("%(n)s %% more") % {"n": _round((after - before) / before * HUNDRED)}


def _round(value: Decimal) -> str:
    """One place behind the point below ten, none above."""
    return figure(value.quantize(TENTH if value < TEN else Decimal(1), rounding=ROUND_HALF_UP))
