"""Carrying everything that points to one row over to another, and back: whatever table it stands in, found in the models."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from psycopg import sql

from goodword.customers.models import Account
from goodword.customers.queries.merges import now_at
from goodword.merges.queries.rows import Row, columns, row_of

Removed = dict[str, Any]


class Pointer(NamedTuple):
    """A column that points to a row; where the kind of row stands beside it, `kind` is that column."""

    model: type[models.Model]
    column: str
    kind: str = ""

    @property
    def table(self) -> str:
        """The table it stands in."""
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        """The column of that table's own key."""
        return str(self.model._meta.pk.column)

    @property
    def name(self) -> str:
        """How it is called in what is kept of a merge."""
        return f"{self.table}.{self.column}"


def pointers(model: type[models.Model]) -> Iterator[Pointer]:
    """Every column that may point to a row of a model."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and relation.field.column:
            yield Pointer(relation.related_model, relation.field.column)
    for each in apps.get_models():
        if {"subject_kind", "subject_id"} <= {field.name for field in each._meta.concrete_fields}:
            yield Pointer(each, "subject_id", "subject_kind")


def carry(model: type[models.Model], gone: int, kept: int, *, but: Iterable[str] = ()) -> dict[str, list[int]]:
    """Point everything to the row that stays; returns which rows of which columns that were. `but` names tables that are left."""
    left, carried = set(but), {}
    for pointer in pointers(model):
        if pointer.table not in left and (moved := _point(pointer, model, gone, kept)):
            carried[pointer.name] = moved
    return carried


def twins(model: type[models.Model], gone: int, kept: int, *, but: Iterable[str] = ()) -> list[Removed]:
    """Take out what says of the row that goes exactly what something else says of the row that stays: only one of the two has a place."""
    removed: list[Removed] = []
    for pointer in pointers(model):
        for constraint in pointer.model._meta.constraints:
            named = {field.name: field.column for field in pointer.model._meta.concrete_fields}
            unique = [named[name] for name in getattr(constraint, "fields", ())]
            if pointer.table in but or pointer.column not in unique or getattr(constraint, "condition", None) is not None:
                continue
            for key in _said_twice(pointer, unique, gone, kept):
                removed.append({"model": pointer.model._meta.model_name, "row": row_of(pointer.model, id=key)})
                take_out(pointer.model, key)
    return removed


def _said_twice(pointer: Pointer, unique: list[str | None], gone: int, kept: int) -> list[int]:
    """The rows about the row that goes beside which one about the row that stays says the same."""
    # Where nothing stands in both (a campaign that names no person), it is the same thing said twice all the same.
    same = [sql.SQL("a.{0} is not distinct from b.{0}").format(sql.Identifier(name)) for name in unique if name and name != pointer.column]
    statement = sql.SQL("select a.{key} from {table} a join {table} b on {same} and b.{column} = %s where a.{column} = %s order by 1")
    names = {"table": sql.Identifier(pointer.table), "key": sql.Identifier(pointer.key), "column": sql.Identifier(pointer.column)}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(same=sql.SQL(" and ").join(same) if same else sql.SQL("true"), **names), [kept, gone])
        return [key for (key,) in cursor.fetchall()]


def put_back_all(removed: Iterable[Removed]) -> None:
    """Insert again what had no place beside another, where nothing has come in its place since."""
    known = {each._meta.model_name: each for each in apps.get_models()}
    for each in removed:
        if row_of(known[each["model"]], id=each["row"]["id"]) is None:
            put_back(known[each["model"]], each["row"])


def carry_back(model: type[models.Model], gone: int, kept: int, carried: Mapping[str, list[int]]) -> None:
    """Point back what was carried over and still points to the row that stayed."""
    for pointer in pointers(model):
        if keys := carried.get(pointer.name):
            _point(pointer, model, kept, gone, keys=keys)


def _point(pointer: Pointer, model: type[models.Model], gone: int, kept: int, *, keys: list[int] | None = None) -> list[int]:
    which = [sql.SQL(" and {} = %(noun)s").format(sql.Identifier(pointer.kind))] if pointer.kind else []
    which += [sql.SQL(" and {} = any(%(keys)s)").format(sql.Identifier(pointer.key))] if keys is not None else []
    statement = sql.SQL("update {table} set {column} = %(kept)s where {column} = %(gone)s{which} returning {key}").format(
        table=sql.Identifier(pointer.table),
        column=sql.Identifier(pointer.column),
        key=sql.Identifier(pointer.key),
        which=sql.SQL("").join(which),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"kept": kept, "gone": gone, "noun": model._meta.model_name, "keys": keys})
        return sorted(key for (key,) in cursor.fetchall())


def write(model: type[models.Model], pk: int, values: Row) -> None:
    """Set columns of a row to values as the database writes them in JSON."""
    if not values:
        return
    statement = sql.SQL("update {table} set ({names}) = (select {names} from jsonb_populate_record(null::{table}, %s)) where id = %s")
    names = _listed(field.column for field in columns(model) if field.column in values)
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=_table(model), names=names), [json.dumps(values, cls=DjangoJSONEncoder), pk])


def put_back(model: type[models.Model], row: Row) -> None:
    """Insert a row again with the key it had; what it pointed to and is gone is left out, a merged company is replaced by who stays."""
    values = {field.column: row[field.column] if field.column in row else field.get_default() for field in columns(model)}
    for field in columns(model):
        value = values[field.column]
        if isinstance(field, models.ForeignKey) and value is not None:
            target = field.related_model
            if not target._default_manager.filter(pk=value).exists():
                values[field.column] = now_at("account", value) if target is Account else None
    statement = sql.SQL("insert into {table} ({names}) select {names} from jsonb_populate_record(null::{table}, %s)")
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=_table(model), names=_listed(values)), [json.dumps(values, cls=DjangoJSONEncoder)])


def take_out(model: type[models.Model], pk: int) -> None:
    """Delete one row and nothing else: whatever still points to it makes the database refuse."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("delete from {} where id = %s").format(_table(model)), [pk])


def check_pointers() -> None:
    """Let the database look now whether anything points to a row that is gone, and not when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _table(model: type[models.Model]) -> sql.Identifier:
    return sql.Identifier(model._meta.db_table)


def _listed(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
