"""Filters of the list of customers about how they do: their health, what they feel, and why a member stands where it stands."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from goodword.customers.kinds import Health, Sentiment, StandingRule
from goodword.customers.models import Account
from goodword.customers.queries.reasons import BY_HAND, stands_because
from goodword.ui import tables

NOT_KNOWN: Final = "none"
KEYS: Final = ("health", "sentiment", "why")


def narrowed(rows: QuerySet[Account], get: QueryDict) -> QuerySet[Account]:
    """The customers that do as the address asks for; a word that means nothing finds nobody."""
    for key in ("health", "sentiment"):
        if wanted := [each for each in get.getlist(key) if each]:
            rows = rows.filter(**{f"{key}__in": ["" if each == NOT_KNOWN else each for each in wanted]})
    if wanted := [each for each in get.getlist("why") if each]:
        rows = rows.filter(stands_because(wanted, member="member__") & Q(member__isnull=False))
    return rows


def filters() -> tuple[tables.Filter, ...]:
    """What one may choose; without figures, which nothing counts beforehand."""
    kinds = (("health", _("Health"), Health), ("sentiment", _("Sentiment"), Sentiment), ("why", _("Stands so"), StandingRule))
    menu = _("How they do")
    return tuple(tables.Filter(key=key, label=label, options=_options(label, kind), many=True, menu=menu) for key, label, kind in kinds)


def words() -> dict[str, dict[str, str]]:
    """The label of each choice, for a filter that is kept."""
    return {each.key: {str(option.value): str(option.label) for option in each.options} for each in filters()}


def _options(what: str, kind: type[Health | Sentiment | StandingRule]) -> tuple[tables.Option, ...]:
    rest = (BY_HAND, _("By hand")) if kind is StandingRule else (NOT_KNOWN, _("Not known"))
    named = [(str(code), str(label)) for code, label in kind.choices if code]
    return tuple(
        tables.Option(code, _("%(what)s: %(value)s") % {"what": what, "value": label[:1].lower() + label[1:]})
        for code, label in (*named, rest)
    )
