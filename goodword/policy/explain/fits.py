"""A fit in words: the figure, the three strongest reasons, the whole sum."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from goodword.policy.facts import Param
from goodword.policy.fit import RECORD_TERMS, Fit, Term
from goodword.ui.dates import day_words
from goodword.ui.pieces import FitLine, FitPart

TERM_NAMES: dict[str, str | Promise] = {
    "industry": _("Industry"),
    "use_case": _("Use cases"),
    "competitor": _("Product replaced"),
    "region": _("Region"),
    "country": _("Country"),
    "segment": _("Segment"),
    "tier": _("Product tier"),
    "size": _("Size"),
    "language": _("Language"),
    "persona": _("Persona"),
    "topic": _("Topics"),
    "distance": _("Distance"),
    "rested": _("Time since last asked"),
    "fresh": _("Freshness of the record"),
    "acceptance": _("How often they say yes"),
    "story": _("Story"),
}
# The one competitor on the shipped list that is none.
NOTHING_BEFORE = "nothing"
# "%(value)s" is the label of the code that matched, such as "Banking" or "Jenkins".
_REASONS: dict[str, str | Promise] = {
    "industry": _("same industry"),
    "use_case": _("same use case"),
    "competitor": _("replaced %(value)s"),
    "region": _("%(value)s"),
    "country": _("same country"),
    "segment": _("same segment"),
    "tier": _("same tier"),
    "size": _("same size"),
    "language": _("speaks %(value)s"),
    "persona": _("right person"),
    "topic": _("knows %(value)s"),
    "distance": _("%(value)s km away"),
    "rested": _("well rested"),
    "fresh": _("record is fresh"),
    "acceptance": _("often says yes"),
    "story": _("strong story"),
}


def explain_fit(fit: Fit, *, today: date, labels: Mapping[str, str] | None = None) -> FitLine:
    """Return a fit in words; `labels` names codes of the controlled lists, a code without label stands for itself."""
    names, language = labels or {}, get_language()
    return FitLine(
        figure=fit.score,
        reasons=tuple(_reason(term, names, language) for term in fit.reasons),
        parts=tuple(_part(term, names, today, language) for term in fit.terms if term.best),
    )


def _part(term: Term, labels: Mapping[str, str], today: date, language: str | None) -> FitPart:
    if term.code in RECORD_TERMS or not term.points:
        params = tuple(term.params.items()) if term.code in RECORD_TERMS else ()
        return _same_part(term.code, term.points, term.best, params, today, language)
    return FitPart(label=_name(term.code, language), points=term.points, best=term.best, fact=_value(term, labels))


# Fifty customers have the same few of these.
@lru_cache(maxsize=8192)
def _same_part(code: str, points: int, best: int, params: tuple[tuple[str, Param], ...], today: date, language: str | None) -> FitPart:
    fact = _fact(code, points, dict(params), today=today)
    return FitPart(label=_name(code, language), points=points, best=best, fact=fact)


@lru_cache(maxsize=256)
def _name(code: str, _language: str | None) -> str:
    return str(TERM_NAMES[code])


@lru_cache(maxsize=256)
def _reason_words(code: str, _language: str | None) -> str:
    return str(_REASONS[code])


def _reason(term: Term, labels: Mapping[str, str], language: str | None) -> str:
    if term.code == "rested" and "last_on" not in term.params:
        return gettext("never asked")
    if term.code == "competitor" and term.params.get("value") == NOTHING_BEFORE:
        return gettext("had nothing before")
    return _reason_words(term.code, language) % {"value": _value(term, labels)}


def _value(term: Term, labels: Mapping[str, str]) -> str:
    codes = [code for code in str(term.params.get("value", "")).split(",") if code]
    return labels.get(codes[0], codes[0]) if len(codes) == 1 else gettext(", ").join(labels.get(code, code) for code in codes)


def _fact(code: str, points: int, params: Mapping[str, Param], *, today: date) -> str:
    if code == "rested":
        last = params.get("last_on")
        return day_words(last, today=today) if isinstance(last, date) else gettext("Never asked")
    if code == "fresh":
        known = params.get("known_on")
        return gettext("Confirmed on %(day)s") % {"day": day_words(known, today=today)} if isinstance(known, date) else ""
    if code == "acceptance":
        if not params.get("answered"):
            return gettext("No answer yet")
        return gettext("%(accepted)s of %(answered)s") % params
    return gettext("No match") if points == 0 else ""
