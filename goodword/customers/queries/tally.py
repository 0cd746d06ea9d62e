"""How many customers there are of each kind: the figures beside the filters of their list, and the total."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from goodword.customers.models import Account

NOT_A_MEMBER = ""
COLUMNS: Mapping[str, str] = {"standing": "standing", "industry": "industry", "segment": "segment", "region": "region_id"}
TALLIED = "select industry, segment, region_id, standing, sum(accounts) as accounts from goodword_accounttally group by 1, 2, 3, 4"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are, and how many each value of each filter would leave under all the other filters."""

    total: int
    by_filter: Mapping[str, Mapping[Any, int]]


def counts(chosen: Mapping[str, Sequence[Any]], *, among: QuerySet[Account] | None = None) -> Counts:
    """Count under what is chosen (a list of values for each of COLUMNS; none means all), in one statement.

    Without `among` the figures come from the tally that the database keeps; with it, from those rows alone.
    """
    source, params = (TALLIED, ()) if among is None else _rows_of(among)
    pieces, values = ["select 'total', null, sum(accounts) from kinds"], list[Any](params)
    pieces[0] += _where(chosen, values)
    for name, column in COLUMNS.items():
        others = {key: value for key, value in chosen.items() if key != name}
        pieces.append(f"select '{name}', {column}::text, sum(accounts) from kinds{_where(others, values)} group by {column}")  # noqa: S608  # names of ours
    with connection.cursor() as cursor:
        cursor.execute(f"with kinds as materialized ({source}) " + " union all ".join(pieces), values)
        found = cursor.fetchall()
    by_filter: dict[str, dict[Any, int]] = {name: {} for name in COLUMNS}
    total = 0
    for name, value, number in found:
        if name == "total":
            total = int(number or 0)
        elif number:
            by_filter[name][int(value) if name == "region" and value else value] = int(number)
    return Counts(total, by_filter)


def _rows_of(among: QuerySet[Account]) -> tuple[str, tuple[Any, ...]]:
    kinds = among.order_by().values_list("industry", "segment", "region_id", Coalesce("member__standing", Value("")))
    rows, params = kinds.query.sql_with_params()
    return f"select *, 1 as accounts from ({rows}) rows (industry, segment, region_id, standing)", params  # noqa: S608  # values are parameters


def _where(chosen: Mapping[str, Sequence[Any]], values: list[Any]) -> str:
    wanted = [(COLUMNS[name], list(each)) for name, each in chosen.items() if each]
    values.extend(each for _, each in wanted)
    return " where " + " and ".join(f"{column} = any(%s)" for column, _ in wanted) if wanted else ""
