"""Black out what names somebody, in every column that was decided to be searched; one statement a table, each in its own transaction."""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from psycopg import sql

from goodword.erasure.queries.decisions import columns_of
from goodword.erasure.queries.near import near_rows
from goodword.erasure.queries.traces import Traces
from goodword.kernel.erasure import BLACKENED, Fate

Column: TypeAlias = "models.Field[Any, Any]"
# In what a text is matched; an array is matched as one text, and written anew element by element.
_TEXT: Final = sql.SQL("{column}::text")
_WRITE_TEXT: Final = sql.SQL("left(regexp_replace({column}, {what}, {mark}, {flags}), {most})")
_WRITE_JSON: Final = sql.SQL("regexp_replace({column}::text, {what}, {mark}, {flags})::jsonb")
_WRITE_ARRAY: Final = sql.SQL("array(select left(regexp_replace(e, {what}, {mark}, {flags}), {most}) from unnest({column}) e)")
_LONGEST: Final = 2**30


def black_out(traces: Traces) -> dict[str, int]:
    """Black out in all tables; how many rows of which that were. Doing it again changes nothing."""
    if not traces.pattern:
        return {}
    went: dict[str, int] = {}
    for model, columns in columns_of(Fate.SEARCHED, Fate.EMPTIED).items():
        wordy = [column for column in columns if not isinstance(column, models.BinaryField)]
        changed = _everywhere(model, wordy, traces) + (_nearby(model, wordy, traces) if traces.near else 0)
        if changed:
            went[model.__name__] = changed
    for model, columns in columns_of(Fate.DROPPED).items():
        if gone := _drop(model, columns, traces):
            went[model.__name__] = gone
    return went


def _everywhere(model: type[models.Model], columns: list[Column], traces: Traces) -> int:
    return _run(model, columns, traces.pattern, flags="gi", only=None)


def _nearby(model: type[models.Model], columns: list[Column], traces: Traces) -> int:
    rows = near_rows(model, traces)
    return _run(model, columns, traces.near, flags="g", only=rows) if rows else 0


def _run(model: type[models.Model], columns: list[Column], pattern: str, *, flags: str, only: list[int] | None) -> int:
    said = {"what": sql.Literal(pattern), "mark": sql.Literal(BLACKENED), "flags": sql.Literal(flags)}
    matches = sql.SQL("~*") if "i" in flags else sql.SQL("~")
    sets, wheres = [], []
    for column in columns:
        name = sql.Identifier(str(column.column))
        sets.append(sql.SQL("{} = {}").format(name, _written(column).format(column=name, most=_most(column), **said)))
        wheres.append(sql.SQL("{} {} {}").format(_TEXT.format(column=name), matches, said["what"]))
    table, key = sql.Identifier(model._meta.db_table), sql.Identifier(str(model._meta.pk.column))
    statement = sql.SQL("update {} set {} where ({})").format(table, sql.SQL(", ").join(sets), sql.SQL(" or ").join(wheres))
    if only is not None:
        statement += sql.SQL(" and {} = any({})").format(key, sql.Literal(only))
    return _execute(statement)


def _drop(model: type[models.Model], columns: list[Column], traces: Traces) -> int:
    matches = [
        sql.SQL("{} ~* {}").format(_TEXT.format(column=sql.Identifier(str(column.column))), sql.Literal(traces.pattern))
        for column in columns
    ]
    table = sql.Identifier(model._meta.db_table)
    return _execute(sql.SQL("delete from {} where {}").format(table, sql.SQL(" or ").join(matches)))


def _written(column: Column) -> sql.SQL:
    if isinstance(column, models.JSONField):
        return _WRITE_JSON
    return _WRITE_ARRAY if isinstance(column, ArrayField) else _WRITE_TEXT


def _most(column: Column) -> sql.Literal:
    inner = column.base_field if isinstance(column, ArrayField) else column
    return sql.Literal(inner.max_length or _LONGEST)


def _execute(statement: sql.Composed) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.as_string(cursor.connection).replace("%", "%%"), [])
        return int(cursor.rowcount)


def add_up(*several: dict[str, int]) -> dict[str, int]:
    """How many rows of which table, of several passes together."""
    names: Iterable[str] = {name for each in several for name in each}
    return {name: sum(each.get(name, 0) for each in several) for name in sorted(names)}
