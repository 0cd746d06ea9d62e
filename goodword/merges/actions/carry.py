"""Carrying everything that points to one row over to another, and back: whatever table it stands in, found in the models."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models

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
            # Where nothing stands in both (a campaign that names no person), it is the same thing said twice all the same.
            same = " and ".join(f"a.{name} is not distinct from b.{name}" for name in unique if name != pointer.column)
            beside = f"{pointer.table} a join {pointer.table} b on {same or 'true'} and b.{pointer.column} = %s"
            statement = f"select a.{pointer.key} from {beside} where a.{pointer.column} = %s order by 1"  # noqa: S608 - names of our own tables
            with connection.cursor() as cursor:
                cursor.execute(statement, [kept, gone])
                keys = [key for (key,) in cursor.fetchall()]
            for key in keys:
                removed.append({"model": pointer.model._meta.model_name, "row": row_of(pointer.model, id=key)})
                take_out(pointer.model, key)
    return removed


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
    # Names come from the models alone; values travel as parameters.
    which = f" and {pointer.kind} = %(noun)s" if pointer.kind else ""
    which += f" and {pointer.key} = any(%(keys)s)" if keys is not None else ""
    set_to = f"set {pointer.column} = %(kept)s where {pointer.column} = %(gone)s{which}"
    statement = f"update {pointer.table} {set_to} returning {pointer.key}"
    with connection.cursor() as cursor:
        cursor.execute(statement, {"kept": kept, "gone": gone, "noun": model._meta.model_name, "keys": keys})
        return sorted(key for (key,) in cursor.fetchall())


def write(model: type[models.Model], pk: int, values: Row) -> None:
    """Set columns of a row to values as the database writes them in JSON."""
    if not values:
        return
    names = ", ".join(field.column for field in columns(model) if field.column in values)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"update {table} set ({names}) = (select {names} from jsonb_populate_record(null::{table}, %s)) where id = %s",  # noqa: S608 - as above
            [json.dumps(values, cls=DjangoJSONEncoder), pk],
        )


def put_back(model: type[models.Model], row: Row) -> None:
    """Insert a row again with the key it had; what it pointed to and is gone is left out, a merged company is replaced by who stays."""
    values = {field.column: row[field.column] if field.column in row else field.get_default() for field in columns(model)}
    for field in columns(model):
        value = values[field.column]
        if isinstance(field, models.ForeignKey) and value is not None:
            target = field.related_model
            if not target._default_manager.filter(pk=value).exists():
                values[field.column] = now_at("account", value) if target is Account else None
    table, names = model._meta.db_table, ", ".join(values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"insert into {table} ({names}) select {names} from jsonb_populate_record(null::{table}, %s)",  # noqa: S608 - as above
            [json.dumps(values, cls=DjangoJSONEncoder)],
        )


def take_out(model: type[models.Model], pk: int) -> None:
    """Delete one row and nothing else: whatever still points to it makes the database refuse."""
    with connection.cursor() as cursor:
        cursor.execute(f"delete from {model._meta.db_table} where id = %s", [pk])  # noqa: S608 - as above


def check_pointers() -> None:
    """Let the database look now whether anything points to a row that is gone, and not when the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
