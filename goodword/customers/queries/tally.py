"""How many customers there are of each kind: the figures beside the filters of their list, and the total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from goodword.customers.models import Account

NOT_A_MEMBER = ""
TAG = "tag"
COLUMNS: Mapping[str, str] = {"standing": "standing", "industry": "industry", "segment": "segment", "region": "region_id"}
_KIND = "industry, segment, region_id, standing"
TALLIED = f"select {_KIND}, sum(accounts) as accounts from goodword_accounttally group by {_KIND}"
_TALLIED_TAGS = f"select tag, {_KIND}, sum(accounts) as accounts from goodword_tagtally group by tag, {_KIND}"
_WITH_ONE_TAG = f"select {_KIND}, sum(accounts) as accounts from goodword_tagtally where tag = any(%s) group by {_KIND}"
# Who wears two of several tags would be counted twice by the tally of tags.
_WITH_TAGS = """
select a.industry, a.segment, a.region_id, coalesce(m.standing, '') as standing, 1 as accounts
from goodword_account a left join goodword_member m on m.account_id = a.id where a.tags && %s::varchar[]
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, and how many each value of each filter would leave under all the other filters."""

    total: int
    by_filter: Mapping[str, Mapping[Any, int]]  # the values of each in the order of the database
    everywhere: int = 0  # also what the filters leave out


def counts(chosen: Mapping[str, Sequence[Any]], *, among: QuerySet[Account] | None = None) -> Counts:
    """Count under what is chosen (a list of values for each of COLUMNS and for TAG; none means all), in one statement.

    Without `among` the figures come from the tallies that the database keeps; with it, from those rows alone.
    """
    tags, by_column = list(chosen.get(TAG, ())), {name: chosen.get(name, ()) for name in COLUMNS}
    source, values = _tallied(tags) if among is None else _rows_of(among, tags)
    pieces = ["select 'total', null, sum(accounts), 0 from kinds" + _where(by_column, values)]
    pieces.append("select 'everywhere', null, sum(accounts), 0 from kinds")
    for name, column in COLUMNS.items():
        others = {key: value for key, value in by_column.items() if key != name}
        shown = f"'{name}', {column}::text, sum(accounts), rank() over (order by {column})"
        pieces.append(f"select {shown} from kinds{_where(others, values)} group by {column}")
    pieces.append(f"select '{TAG}', tag, sum(accounts), 0 from tagged{_where(by_column, values)} group by tag")
    with connection.cursor() as cursor:
        cursor.execute(f"with {source} " + " union all ".join(pieces), values)
        found = cursor.fetchall()
    by_filter: dict[str, dict[Any, int]] = {name: {} for name in (*COLUMNS, TAG)}
    sums = {"total": 0, "everywhere": 0}
    for name, value, number, _rank in sorted(found, key=itemgetter(3)):
        if name in sums:
            sums[name] = int(number or 0)
        elif number:
            by_filter[name][int(value) if name == "region" and value else value] = int(number)
    return Counts(sums["total"], by_filter, sums["everywhere"])


def _tallied(tags: list[str]) -> tuple[str, list[Any]]:
    """`kinds`, narrowed to the tags, and `tagged`, which is not, from the tallies."""
    source = TALLIED if not tags else _WITH_ONE_TAG if len(tags) == 1 else _WITH_TAGS
    return f"kinds as materialized ({source}), tagged as ({_TALLIED_TAGS})", [tags] if tags else []


def _rows_of(among: QuerySet[Account], tags: list[str]) -> tuple[str, list[Any]]:
    """The same from some rows, which are read once."""
    kinds = among.order_by().values_list("industry", "segment", "region_id", Coalesce("member__standing", Value("")), "tags")
    rows, params = kinds.query.sql_with_params()
    source = f"found as materialized (select *, 1 as accounts from ({rows}) rows ({_KIND}, tags))"
    source += ", kinds as (select * from found" + (" where tags && %s::varchar[])" if tags else ")")
    return f"{source}, tagged as (select found.*, tag from found, unnest(tags) tag)", [*params, *([tags] if tags else [])]


def _where(chosen: Mapping[str, Sequence[Any]], values: list[Any]) -> str:
    wanted = [(COLUMNS[name], list(each)) for name, each in chosen.items() if each]
    values.extend(each for _, each in wanted)
    return " where " + " and ".join(f"{column} = any(%s)" for column, _ in wanted) if wanted else ""
