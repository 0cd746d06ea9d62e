"""How many members each choice would leave, for all facets in one statement.

A facet counts the members that fit the text and every other facet, so that a second choice beside the first shows what it adds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.customers import queries as customers
from goodword.customers.kinds import ActivityType
from goodword.customers.kinds.places import country_name, language_name
from goodword.customers.models import Account
from goodword.desk.queries.find.sought import DIMENSIONS, Dimension, Sought
from goodword.people.queries import regions

SHOWN = 5
ACTIVITY = "activity"

_FOUND = """
with speaks (account_id, languages) as materialized (
  select c.account_id, array_agg(distinct l) from goodword_contact c, unnest(c.languages) l
  where c.left_on is null or c.left_on > %(today)s group by c.account_id
), found as materialized (
  select a.industry, coalesce(r.code, '') as region, a.country, a.state, a.segment, a.tier, a.use_cases as use_case,
    a.competitors_replaced as competitor, coalesce(s.languages, '{{}}') as language, m.agreed_types::text[] as activity{kept}
  from goodword_account a join goodword_member m on m.account_id = a.id
  left join goodword_region r on r.id = a.region_id left join speaks s on s.account_id = a.id
  where a.id in ({members})
)
{counts}
"""
# Keys are those of DIMENSIONS, never what somebody typed.
_ONE = "select '{key}', {key}::text, count(*) from found where {key} <> ''{others} group by 2"
_EACH = "select '{key}', code::text, count(*) from found, unnest({key}) as code where true{others} group by 2"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One choice: its code, its words, how many it leaves and whether it is chosen."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet as it is drawn: the first few choices, and the rest folded."""

    key: str
    label: str
    first: tuple[FacetValue, ...]
    rest: tuple[FacetValue, ...]
    single: bool = False
    note: str = ""


def facets(sought: Sought, members: QuerySet[Account], labels: customers.Labels, *, today: date) -> list[Facet]:
    """Return every facet that has something to choose, the activity type last."""
    counts = _counts(sought, members, today=today)
    words = _words(labels)
    found = [
        _facet(dimension, counts[dimension.key], sought, words[dimension.key]) for dimension in DIMENSIONS if _shown(dimension, sought)
    ]
    kinds = tuple(
        FacetValue(kind.value, str(kind.label), counts[ACTIVITY].get(kind.value, 0), kind == sought.activity)
        for kind in ActivityType
        if counts[ACTIVITY].get(kind.value) or kind == sought.activity
    )
    counted = _("The number says how many agreed to it. Not all of them are free now.")
    activity = Facet(ACTIVITY, _("Ask them for"), kinds[:SHOWN], kinds[SHOWN:], single=True, note=counted)
    return [*(facet for facet in found if facet.first), activity]


def _shown(dimension: Dimension, sought: Sought) -> bool:
    """States mean something inside a country only."""
    return dimension.key != "state" or bool(sought.chosen["country"] or sought.chosen["state"])


def _facet(dimension: Dimension, counts: Mapping[str, int], sought: Sought, words: Mapping[str, str]) -> Facet:
    chosen = sought.chosen[dimension.key]
    codes = {**dict.fromkeys(chosen, 0), **counts}
    values = sorted(
        (FacetValue(code, _label(dimension.key, code, words), n, code in chosen) for code, n in codes.items()),
        key=lambda value: (not value.chosen, -value.count, value.label),
    )
    most = max(SHOWN, len(chosen))
    return Facet(dimension.key, str(dimension.label), tuple(values[:most]), tuple(values[most:]))


def _words(labels: customers.Labels) -> dict[str, Mapping[str, str]]:
    named: dict[str, Mapping[str, str]] = {each.key: labels.get(each.kind, {}) if each.kind else {} for each in DIMENSIONS}
    named["region"] = {region.code: region.name for region in regions()}
    return named


def _label(key: str, code: str, words: Mapping[str, str]) -> str:
    if key == "country":
        return country_name(code)
    if key == "language":
        return language_name(code)
    return words.get(code) or code


def value_label(key: str, code: str, labels: customers.Labels) -> str:
    """The words of one chosen code."""
    return _label(key, code, _words(labels)[key])


def _counts(sought: Sought, members: QuerySet[Account], *, today: date) -> dict[str, dict[str, int]]:
    params: dict[str, Any] = {"today": today}
    kept = []
    for dimension in DIMENSIONS:
        if sought.chosen[dimension.key]:
            params[f"in_{dimension.key}"] = list(sought.chosen[dimension.key])
            kept.append(f", {_condition(dimension)} as keeps_{dimension.key}")
    statement, values = sought.by_text(members).order_by().values("pk").query.sql_with_params()
    numbered = {f"m{index}": value for index, value in enumerate(values)}
    pieces = statement.split("%s")
    members_sql = "".join(f"{piece}%(m{index})s" if index < len(values) else piece for index, piece in enumerate(pieces))
    counts = " union all ".join([*(_count(dimension, sought) for dimension in DIMENSIONS), _count_activity(sought)])
    whole = _FOUND.format(kept="".join(kept), members=members_sql, counts=counts)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(whole, {**params, **numbered})
        for key, code, count in cursor.fetchall():
            found[key][code] = count
    return found


def _condition(dimension: Dimension) -> str:
    columns = {
        "region": "coalesce(r.code, '')",
        "use_case": "a.use_cases",
        "competitor": "a.competitors_replaced",
        "language": "coalesce(s.languages, '{}')",
    }
    column = columns.get(dimension.key, f"a.{dimension.key}")
    if dimension.is_array:
        return f"({column}::text[] && %(in_{dimension.key})s::text[])"
    return f"({column} = any(%(in_{dimension.key})s::text[]))"


def _others(but: str, sought: Sought) -> str:
    kept = (f"keeps_{each.key}" for each in DIMENSIONS if each.key != but and sought.chosen[each.key])
    return "".join(f" and {each}" for each in kept)


def _count(dimension: Dimension, sought: Sought) -> str:
    key = dimension.key
    if dimension.is_array:
        return _EACH.format(key=key, others=_others(key, sought))
    return _ONE.format(key=key, others=_others(key, sought))


def _count_activity(sought: Sought) -> str:
    return _EACH.format(key=ACTIVITY, others=_others("", sought))
