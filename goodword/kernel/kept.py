"""Statements that are made once per process: for what is read and written at every press of a button, where making the SQL costs most.

The SQL is kept, never what it found: `Kept` reads, `add` and `change` write, and all three ask the database each time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.models.expressions import DatabaseDefault, Expression, Func
from django.db.models.query import get_related_populators
from psycopg import sql

Row = TypeVar("Row", bound=models.Model)


class OneOf(Func):
    """Whether a column is one of some given values: `filter(OneOf("pk", Given("ids", ArrayField(BigIntegerField()))))`."""

    template = "%(expressions)s)"
    arg_joiner = " = any("
    arity = 2
    output_field = models.BooleanField()


class Given(Expression):
    """A value that is filled in each time: `filter(pk=Given("account"))`. It stands for one value, never for a list."""

    def __init__(self, name: str, output_field: models.Field[Any, Any] | None = None) -> None:
        """Name the value; it is a number unless a field says what it is."""
        super().__init__(output_field=output_field or models.BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Return a gap in the statement."""
        del compiler, connection
        return "%s", [_Gap(self.name)]


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where a given value goes among the parameters."""

    name: str


@dataclass(frozen=True, slots=True)
class _Made:
    """What Django made of a query: the statement, and how its columns become rows."""

    statement: str
    params: tuple[Any, ...]
    model: type[models.Model]
    names: list[str]
    columns: slice
    related: list[Any]
    annotations: dict[str, int]
    converters: dict[int, tuple[list[Callable[..., Any]], Any]]


class Kept(Generic[Row]):
    """A query of Django's, made at its first use and kept: `Kept(lambda: Account.objects.filter(pk=Given("account")))`.

    The values of `Given` are passed to the parameters of the database as they are. It reads rows with what `select_related` and
    `annotate` put beside them, and locks them where the query says so; it follows no `prefetch_related`.
    """

    def __init__(self, make: Callable[[], models.QuerySet[Row]]) -> None:
        """Keep how the query is made; nothing is read yet."""
        self._make = make
        self._made: _Made | None = None
        self._locks = False

    def rows(self, **given: Any) -> list[Row]:
        """Return the rows for these values."""
        made = self._made or self._prepare()
        if self._locks and not connection.in_atomic_block:
            raise transaction.TransactionManagementError("rows are locked inside a transaction")
        with connection.cursor() as cursor:
            cursor.execute(made.statement, [given[each.name] if isinstance(each, _Gap) else each for each in made.params])
            return [cast("Row", _row(made, columns)) for columns in cursor.fetchall()]

    def first(self, **given: Any) -> Row | None:
        """Return the first row for these values, or none."""
        return next(iter(self.rows(**given)), None)

    def _prepare(self) -> _Made:
        query = self._make().query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        statement, params = compiler.as_sql()
        select, described = cast("Any", compiler.select), cast("Any", compiler.klass_info)
        at = described["select_fields"]
        self._locks = bool(query.select_for_update)
        self._made = _Made(
            statement=statement,
            params=tuple(params),
            model=described["model"],
            names=[select[each][0].target.attname for each in at],
            columns=slice(at[0], at[-1] + 1),
            related=get_related_populators(described, select, DEFAULT_DB_ALIAS),  # type: ignore[call-arg]  # the stubs are of a later Django
            annotations=dict(cast("Any", compiler.annotation_col_map)),
            converters=compiler.get_converters([column[0] for column in select]),
        )
        return self._made


def _row(made: _Made, read: tuple[Any, ...]) -> models.Model:
    """One row of the answer, as Django's own reading makes it."""
    values = list(read)
    for at, (converters, expression) in made.converters.items():
        for convert in converters:
            values[at] = convert(values[at], expression, connection)
    row = made.model.from_db(DEFAULT_DB_ALIAS, made.names, values[made.columns])
    for each in made.related:
        each.populate(values, row)
    for name, at in made.annotations.items():
        setattr(row, name, values[at])
    return row


def beside(row: models.Model, name: str) -> Any:
    """What `annotate` put beside a row, which its class knows nothing of."""
    return vars(row)[name]


@cache
def _insertion(model: type[models.Model], names: tuple[str, ...]) -> str:
    """The statement that inserts one row with these columns, and returns what the database sets itself."""
    meta, several = model._meta, sql.SQL(", ").join
    back = several(sql.Identifier(str(field.column)) for field in meta.db_returning_fields)
    columns, gaps = several(map(sql.Identifier, names)), several(sql.Placeholder() for _name in names)
    statement = sql.SQL("insert into {} ({}) values ({}) returning {}")
    return statement.format(sql.Identifier(meta.db_table), columns, gaps, back).as_string()


def add(row: Row) -> Row:
    """Insert a new row as `save` does, by a statement that is made once; no signals."""
    meta = row._meta
    fields = [each for each in meta.local_concrete_fields if not each.primary_key and not _set_by_database(row, each)]
    values = [each.get_db_prep_save(each.pre_save(row, add=True), connection) for each in fields]
    with connection.cursor() as cursor:
        cursor.execute(_insertion(type(row), tuple(str(each.column) for each in fields)), values)
        for field, value in zip(meta.db_returning_fields, cursor.fetchone(), strict=True):
            setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - as `save` does
    return row


def _set_by_database(row: models.Model, field: models.Field[Any, Any]) -> bool:
    return isinstance(getattr(row, field.attname), DatabaseDefault)


@cache
def _change(model: type[models.Model], names: tuple[str, ...], conditions: tuple[str, ...]) -> str:
    """The statement that changes these columns of a row by its key, where other columns are as they were read."""
    meta, is_given = model._meta, sql.SQL("{} = %s").format
    changes = sql.SQL(", ").join(is_given(sql.Identifier(name)) for name in names)
    wanted = sql.SQL(" and ").join(is_given(sql.Identifier(name)) for name in (str(meta.pk.column), *conditions))
    return sql.SQL("update {} set {} where {}").format(sql.Identifier(meta.db_table), changes, wanted).as_string()


def change(row: models.Model, values: Mapping[str, Any], *, where: Mapping[str, Any] | None = None) -> bool:
    """Write some fields of a stored row by a statement that is made once; False when it is gone, or is not (any more) as `where` says."""
    new, old = _columns(row, values), _columns(row, where or {})
    with connection.cursor() as cursor:
        cursor.execute(_change(type(row), tuple(new), tuple(old)), [*new.values(), row.pk, *old.values()])
        return int(cursor.rowcount) == 1


def _columns(row: models.Model, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of fields as the database takes them, by column; a row stands for its key."""
    found = {}
    for name, value in values.items():
        field = cast("models.Field[Any, Any]", row._meta.get_field(name))
        plain = value.pk if isinstance(value, models.Model) else value
        found[str(field.column)] = field.get_db_prep_save(plain, connection)
    return found
