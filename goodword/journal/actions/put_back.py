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
_FIRSTS = f"""
with firsts as (
  select distinct on (object_id, field) object_id, field, before from {HISTORY}
  where kind = %(kind)s and step = any(%(steps)s) and object_id = any(%(keys)s) order by object_id, field, id
), v as (select object_id, jsonb_object_agg(field, before) as known from firsts group by 1)
"""


def untouched_since(model: type[models.Model], keys: Collection[int], *, steps: Sequence[UUID]) -> set[int]:
    """Those of some rows that these steps changed and nobody else did afterwards, as far as the history is kept."""
    with connection.cursor() as cursor:
        cursor.execute(_UNTOUCHED, {"kind": str(model._meta.model_name), "keys": list(keys), "steps": list(steps)})
        return {key for (key,) in cursor.fetchall()}


def put_back(model: type[models.Model], keys: Collection[int], *, steps: Sequence[UUID], at: datetime) -> int:
    """Write back what stood in each field of these rows before the steps; the caller has locked them. Returns how many rows."""
    table = model._meta.db_table
    params: dict[str, Any] = {"kind": str(model._meta.model_name), "steps": list(steps), "keys": list(keys), "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_FIELDS, params)
        fields = [name for (name,) in cursor.fetchall()]
        if not fields or not keys:
            return 0
        columns = {field.column for field in model._meta.concrete_fields}
        stamps = [f"{name} = %(at)s" for name in ("updated_at", "standing_at") if name in columns and name not in fields]
        changes = [f"{name} = case when v.known ? '{name}' then b.{name} else a.{name} end" for name in fields if name in columns]
        cursor.execute(
            f"{_FIRSTS} update {table} a set {', '.join([*changes, *stamps])} "
            f"from v cross join lateral jsonb_populate_record(null::{table}, v.known) b where v.object_id = a.id",
            params,
        )
        return int(cursor.rowcount)
