"""A fit in words: the figure, the three strongest reasons, the whole sum."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goodword.policy.fit import Fit, Term
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
    "rested": _("Time since last asked"),
    "fresh": _("Freshness of the record"),
    "acceptance": _("How often they say yes"),
    "story": _("Story"),
}
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
    "rested": _("well rested"),
    "fresh": _("record is fresh"),
    "acceptance": _("often says yes"),
    "story": _("strong story"),
}


def explain_fit(fit: Fit, *, today: date, labels: Mapping[str, str] | None = None) -> FitLine:
    """Return a fit in words; `labels` names codes of the controlled lists, a code without label stands for itself."""
    names = labels or {}
    return FitLine(
        figure=fit.score,
        reasons=tuple(_reason(term, names) for term in fit.reasons),
        parts=tuple(
            FitPart(
                label=str(TERM_NAMES[term.code]),
                points=term.points,
                best=term.best,
                fact=_fact(term, names, today=today),
            )
            for term in fit.terms
            if term.best
        ),
    )


def _reason(term: Term, labels: Mapping[str, str]) -> str:
    if term.code == "rested" and "last_on" not in term.params:
        return gettext("never asked")
    return str(_REASONS[term.code]) % {"value": _value(term, labels)}


def _value(term: Term, labels: Mapping[str, str]) -> str:
    codes = str(term.params.get("value", "")).split(",")
    return gettext(", ").join(labels.get(code, code) for code in codes if code)


def _fact(term: Term, labels: Mapping[str, str], *, today: date) -> str:
    params = term.params
    if term.code == "rested":
        last = params.get("last_on")
        return day_words(last, today=today) if isinstance(last, date) else gettext("Never asked")
    if term.code == "fresh":
        known = params.get("known_on")
        return gettext("Confirmed on %(day)s") % {"day": day_words(known, today=today)} if isinstance(known, date) else ""
    if term.code == "acceptance":
        if not params.get("answered"):
            return gettext("No answer yet")
        return gettext("%(accepted)s of %(answered)s") % params
    if term.points == 0:
        return gettext("No match")
    return _value(term, labels)
