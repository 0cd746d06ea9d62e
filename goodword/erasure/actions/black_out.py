"""Black out what names somebody in every column that is searched: table by table, in portions that hold their locks for a moment."""

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from psycopg import sql

from goodword.erasure.actions.sought import Sought, everywhere, nearby
from goodword.erasure.queries.decisions import columns_of
from goodword.erasure.queries.near import near_rows
from goodword.erasure.queries.traces import Traces
from goodword.kernel.erasure import BLACKENED, Fate

Column: TypeAlias = "models.Field[Any, Any]"
# Rows that are looked at in one transaction.
PORTION: Final = 5_000
# An array is matched as one text, and written anew element by element.
_WRITE_TEXT: Final = sql.SQL("left(regexp_replace({column}, {what}, {mark}, {flags}), {most})")
_WRITE_ARRAY: Final = sql.SQL("array(select left(regexp_replace(e, {what}, {mark}, {flags}), {most}) from unnest({column}) e)")
_LONGEST: Final = 2**30


def black_out(traces: Traces, *, portion: int = PORTION) -> dict[str, int]:
    """Black out in all tables; how many rows of which that were. Doing it again changes nothing."""
    went: dict[str, int] = {}
    for fates, work in (((Fate.SEARCHED, Fate.EMPTIED), _write), ((Fate.DROPPED,), _drop)):
        for model, columns in columns_of(*fates).items():
            wordy = [column for column in columns if not isinstance(column, models.BinaryField)]
            changed = work(model, wordy, everywhere(traces), portions=_portions(model, portion)) if traces.pattern else 0
            near = near_rows(model, traces) if traces.near else []
            changed += work(model, wordy, nearby(traces), portions=_cut(model, near, portion)) if near else 0
            if changed:
                went[model.__name__] = changed
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


def _cut(model: type[models.Model], rows: list[int], size: int) -> Iterator[sql.Composed]:
    key = sql.Identifier(str(model._meta.pk.column))
    for start in range(0, len(rows), size):
        yield sql.SQL("{} = any({})").format(key, sql.Literal(rows[start : start + size]))


def _write(model: type[models.Model], columns: list[Column], sought: Sought, *, portions: Iterator[sql.Composed]) -> int:
    flags = "gi" if sought.in_any_case else "g"
    said = {"what": sql.Literal(sought.whole.pattern), "mark": sql.Literal(BLACKENED), "flags": sql.Literal(flags)}
    texts = [column for column in columns if not isinstance(column, models.JSONField)]
    sets = []
    for column in texts:
        name = sql.Identifier(str(column.column))
        write = _WRITE_ARRAY if isinstance(column, ArrayField) else _WRITE_TEXT
        sets.append(sql.SQL("{} = {}").format(name, write.format(column=name, most=_most(column), **said)))
    table, found = sql.Identifier(model._meta.db_table), sql.SQL(" or ").join(map(sought.in_, texts))
    in_json = [column for column in columns if isinstance(column, models.JSONField)]
    changed = 0
    for rows in portions:
        if sets:
            statement = sql.SQL("update {} set {} where {} and ({})")
            changed += _execute(statement.format(table, sql.SQL(", ").join(sets), rows, found))
        for column in in_json:
            changed += _in_json(model, column, sought, rows=rows)
    return changed


@transaction.atomic
def _in_json(model: type[models.Model], column: Column, sought: Sought, *, rows: sql.Composed) -> int:
    """Written anew by us: JSON stays JSON, whatever stands beside a name."""
    table, own_key = sql.Identifier(model._meta.db_table), sql.Identifier(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        found = sql.SQL("select {} from {} where {} and {} for no key update").format(own_key, table, rows, sought.in_(column))
        cursor.execute(_plain(found, cursor))
        keys = [key for (key,) in cursor.fetchall()]
    changed = 0
    for pk, before in model._default_manager.filter(pk__in=keys).values_list("pk", column.name):
        after = sought.cleared(before)
        if after != before:
            changed += model._default_manager.filter(pk=pk).update(**{column.name: after})
    return changed


def _drop(model: type[models.Model], columns: list[Column], sought: Sought, *, portions: Iterator[sql.Composed]) -> int:
    table, found = sql.Identifier(model._meta.db_table), sql.SQL(" or ").join(map(sought.in_, columns))
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
