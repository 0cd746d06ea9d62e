"""Black out what names somebody in every column that is searched: table by table, in portions that hold their locks for a moment."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from psycopg import sql

from goodword.erasure.queries.decisions import columns_of
from goodword.erasure.queries.near import near_rows
from goodword.erasure.queries.traces import Traces
from goodword.kernel.erasure import BLACKENED, Fate

Column: TypeAlias = "models.Field[Any, Any]"
# Rows that are looked at in one transaction.
PORTION: Final = 5_000
# In what a text is matched; an array is matched as one text, and written anew element by element.
_TEXT: Final = sql.SQL("{column}::text")
_WRITE_TEXT: Final = sql.SQL("left(regexp_replace({column}, {what}, {mark}, {flags}), {most})")
_WRITE_ARRAY: Final = sql.SQL("array(select left(regexp_replace(e, {what}, {mark}, {flags}), {most}) from unnest({column}) e)")
_LONGEST: Final = 2**30
_IN_ANY_CASE: Final = sql.SQL("~*")
_AS_WRITTEN: Final = sql.SQL("~")


def black_out(traces: Traces, *, portion: int = PORTION) -> dict[str, int]:
    """Black out in all tables; how many rows of which that were. Doing it again changes nothing."""
    went: dict[str, int] = {}
    for model, columns in columns_of(Fate.SEARCHED, Fate.EMPTIED).items():
        wordy = [column for column in columns if not isinstance(column, models.BinaryField)]
        everywhere = _run(model, wordy, traces.pattern, whole=True, portions=_portions(model, portion)) if traces.pattern else 0
        rows = near_rows(model, traces) if traces.near else []
        nearby = _run(model, wordy, traces.near, whole=False, portions=_cut(rows, portion)) if rows else 0
        if everywhere + nearby:
            went[model.__name__] = everywhere + nearby
    for model, columns in columns_of(Fate.DROPPED).items():
        everywhere = _drop(model, columns, traces.pattern, portions=_portions(model, portion)) if traces.pattern else 0
        rows = near_rows(model, traces) if traces.near else []
        nearby = _drop(model, columns, traces.near, portions=_cut(rows, portion), matches=_AS_WRITTEN) if rows else 0
        if everywhere + nearby:
            went[model.__name__] = everywhere + nearby
    return went


def _portions(model: type[models.Model], size: int) -> Iterator[sql.Composed]:
    """Which rows, portion by portion in the order of their keys: nobody waits for more of them than one."""
    table, key = sql.Identifier(model._meta.db_table), sql.Identifier(str(model._meta.pk.column))
    nth = sql.SQL("select max({key}) from (select {key} from {table} {where} order by {key} limit {size}) portion")
    after: Any = None
    while True:
        where = sql.SQL("") if after is None else sql.SQL("where {} > {}").format(key, sql.Literal(after))
        with connection.cursor() as cursor:
            cursor.execute(_plain(nth.format(key=key, table=table, where=where, size=sql.Literal(size)), cursor))
            (last,) = cursor.fetchone()
        if last is None:
            return
        begins = sql.SQL("") if after is None else sql.SQL("{} > {} and ").format(key, sql.Literal(after))
        yield begins + sql.SQL("{} <= {}").format(key, sql.Literal(last))
        after = last


def _cut(rows: list[int], size: int) -> Iterator[sql.Composed]:
    for start in range(0, len(rows), size):
        yield sql.SQL("{} = any({})").format(sql.Identifier("id"), sql.Literal(rows[start : start + size]))


def _run(model: type[models.Model], columns: list[Column], pattern: str, *, whole: bool, portions: Iterator[sql.Composed]) -> int:
    said = {"what": sql.Literal(pattern), "mark": sql.Literal(BLACKENED), "flags": sql.Literal("gi" if whole else "g")}
    texts = [column for column in columns if not isinstance(column, models.JSONField)]
    matches = _IN_ANY_CASE if whole else _AS_WRITTEN
    sets, wheres = [], []
    for column in texts:
        name = sql.Identifier(str(column.column))
        write = _WRITE_ARRAY if isinstance(column, ArrayField) else _WRITE_TEXT
        sets.append(sql.SQL("{} = {}").format(name, write.format(column=name, most=_most(column), **said)))
        wheres.append(sql.SQL("{} {} {}").format(_TEXT.format(column=name), matches, said["what"]))
    table = sql.Identifier(model._meta.db_table)
    in_json = [column for column in columns if isinstance(column, models.JSONField)]
    what = re.compile(pattern, re.IGNORECASE if whole else 0)
    changed = 0
    for rows in portions:
        if sets:
            statement = sql.SQL("update {} set {} where {} and ({})")
            changed += _execute(statement.format(table, sql.SQL(", ").join(sets), rows, sql.SQL(" or ").join(wheres)))
        for column in in_json:
            changed += _in_json(model, column, what, rows=rows, matches=matches)
    return changed


@transaction.atomic
def _in_json(model: type[models.Model], column: Column, what: re.Pattern[str], *, rows: sql.Composed, matches: sql.SQL) -> int:
    """Written anew by us: JSON stays JSON, whatever stands beside a name."""
    name, key = sql.Identifier(str(column.column)), sql.Identifier(str(model._meta.pk.column))
    found = sql.SQL("select {} from {} where {} and {} {} {} for no key update").format(
        *(key, sql.Identifier(model._meta.db_table), rows, _TEXT.format(column=name), matches, sql.Literal(what.pattern))
    )
    with connection.cursor() as cursor:
        cursor.execute(_plain(found, cursor))
        keys = [key for (key,) in cursor.fetchall()]
    changed = 0
    for pk, before in model._default_manager.filter(pk__in=keys).values_list("pk", column.name):
        after = cleared(before, what)
        if after != before:
            changed += model._default_manager.filter(pk=pk).update(**{column.name: after})
    return changed


def cleared(held: Any, what: re.Pattern[str]) -> Any:
    """Texts, lists and what is kept by names, blacked out; names too, for a list without headings has a row in their place."""
    if isinstance(held, str):
        return what.sub(BLACKENED, held)
    if isinstance(held, dict):
        return {what.sub(BLACKENED, key) if isinstance(key, str) else key: cleared(value, what) for key, value in held.items()}
    return [cleared(each, what) for each in held] if isinstance(held, list) else held


def _drop(
    model: type[models.Model], columns: list[Column], pattern: str, *, portions: Iterator[sql.Composed], matches: sql.SQL = _IN_ANY_CASE
) -> int:
    what, table = sql.Literal(pattern), sql.Identifier(model._meta.db_table)
    texts = [_TEXT.format(column=sql.Identifier(str(column.column))) for column in columns]
    found = sql.SQL(" or ").join(sql.SQL("{} {} {}").format(text, matches, what) for text in texts)
    return sum(_execute(sql.SQL("delete from {} where {} and ({})").format(table, rows, found)) for rows in portions)


def _most(column: Column) -> sql.Literal:
    inner = column.base_field if isinstance(column, ArrayField) else column
    return sql.Literal(inner.max_length or _LONGEST)


def _plain(statement: sql.Composed, cursor: Any) -> str:
    """As text, for a cursor that is given no values."""
    return statement.as_string(cursor.connection)


def _execute(statement: sql.Composed) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_plain(statement, cursor), None)
        return int(cursor.rowcount)


def add_up(*several: dict[str, int]) -> dict[str, int]:
    """How many rows of which table, of several passes together."""
    names: Iterable[str] = {name for each in several for name in each}
    return {name: sum(each.get(name, 0) for each in several) for name in sorted(names)}
