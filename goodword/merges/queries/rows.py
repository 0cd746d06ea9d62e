"""Rows as the database writes them in JSON, by column: what a merge compares, keeps and puts back."""

import json
from typing import Any

from django.db import connection, models
from psycopg import sql

Row = dict[str, Any]


def row_of(model: type[models.Model], **where: int) -> Row | None:
    """A row as the database writes it in JSON, by column."""
    ((column, value),) = where.items()
    statement = sql.SQL("select to_jsonb(r) from {} r where {} = %s").format(sql.Identifier(model._meta.db_table), sql.Identifier(column))
    with connection.cursor() as cursor:
        cursor.execute(statement, [value])
        found = cursor.fetchone()
    if found is None:
        return None
    row: Row = found[0] if isinstance(found[0], dict) else json.loads(found[0])
    return {field.column: row[field.column] for field in columns(model)}


def columns(model: type[models.Model]) -> list[Any]:
    """The columns of a model that can be written."""
    return [field for field in model._meta.concrete_fields if not isinstance(field, models.GeneratedField)]
