"""Put fields back to what the history says they were: for undoing what was written to many rows at once."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, models

from goodword.journal.models import FieldChange

HISTORY = FieldChange._meta.db_table
_UNTOUCHED = f"""
select object_id from {HISTORY} where kind = %(kind)s and object_id = any(%(keys)s) group by 1
having bool_or(step = any(%(steps)s))
  and coalesce(max(id) filter (where step <> all(%(steps)s)) < min(id) filter (where step = any(%(steps)s)), true)
"""
_FIELDS = f"""
select distinct field from {HISTORY} where kind = %(kind)s and object_id = any(%(keys)s) and step = any(%(steps)s) order by 1
"""
_CHANGES = f"""
select object_id, field, id, before from {HISTORY} where kind = %(kind)s and step = any(%(steps)s) and object_id = any(%(keys)s)
"""
_WRITE_BACK = """
with firsts as (
  select distinct on (object_id, field) object_id, field, before from ({changes}) c order by object_id, field, id
), v as (select object_id, jsonb_object_agg(field, before) as known from firsts group by 1)
update {table} a set {columns} from v cross join lateral jsonb_populate_record(null::{table}, v.known) b where v.object_id = a.id
"""


def untouched_since(model: type[models.Model], keys: Collection[int], *, steps: Sequence[UUID]) -> set[int]:
    """Those of some rows that these steps changed and nobody else did afterwards, as far as the history is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_UNTOUCHED, {"kind": str(model._meta.model_name), "keys": list(keys), "steps": list(steps)})
        return {key for (key,) in cursor.fetchall()}


def put_back(model: type[models.Model], keys: Collection[int], *, steps: Sequence[UUID], at: datetime) -> int:
    """Write back what stood in each field of these rows before the steps; the caller has locked them. Returns how many rows."""
    params: dict[str, Any] = {"kind": str(model._meta.model_name), "steps": list(steps), "keys": list(keys), "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_FIELDS, params)
        statement = write_back(model, [name for (name,) in cursor.fetchall()], changes=_CHANGES)
        if statement is None or not keys:
            return 0
        cursor.execute(statement, params)
        return int(cursor.rowcount)


def write_back(model: type[models.Model], fields: Sequence[str], *, changes: str) -> str | None:
    """The one statement that writes these fields back; None where none of them is a column (any more).

    `changes` selects object_id, field, id and before of the changes to take back: the first of each field says what stood there.
    The statement wants the moment as `at`.
    """
    columns = {str(field.column) for field in model._meta.concrete_fields}
    known = [name for name in fields if name in columns]
    if not known:
        return None
    sets = [f"{name} = case when v.known ? '{name}' then b.{name} else a.{name} end" for name in known]
    if "updated_at" in columns - set(known):
        sets.append("updated_at = %(at)s")
    if "standing" in known and "standing_at" not in known:
        sets.append("standing_at = case when v.known ? 'standing' then %(at)s else a.standing_at end")
    return _WRITE_BACK.format(table=model._meta.db_table, columns=", ".join(sets), changes=changes)
