"""Record what happened to many rows at once, in the database alone: for imports."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection

from goodword.journal.models import Entry, Note, Subject
from goodword.kernel.actor import Actor

_INSERT = """
with picked as materialized (
  select nextval(pg_get_serial_sequence('{entry}', 'id')) as entry_id, chosen.* from ({rows}) chosen
), entries as (
  insert into {entry} (id, at, verb, actor_kind, actor_id, data)
    select entry_id, %(at)s, %(verb)s, %(actor_kind)s, %(actor_id)s, data from picked
){notes}
insert into {subject} (entry_id, kind, object_id) select entry_id, %(kind)s, object_id from picked {also}
"""
_NOTES = ", notes as (insert into {note} (entry_id, text) select entry_id, note from picked where note is not null)"
_ALSO = "union all select entry_id, %(also)s, also_id from picked where also_id is not null"


def record_selected(
    verb: str, *, by: Actor, at: datetime, kind: str, rows: str, params: Mapping[str, Any], also: str = "", noted: bool = False
) -> int:
    """Write one entry for each row of a trusted query that yields `object_id` and `data`; no reactions. Returns how many.

    With `also` the query yields `also_id` too, a row of that kind that the entry is about as well (the account of a contact).
    `noted`, it yields `note`: the words beside the entry, or null. `params` are named parameters
    of the query; like all journal data, its data holds ids and codes only.
    """
    notes = _NOTES.format(note=Note._meta.db_table) if noted else ""
    told = _ALSO if also else ""
    statement = _INSERT.format(entry=Entry._meta.db_table, subject=Subject._meta.db_table, rows=rows, also=told, notes=notes)
    values = {"at": at, "verb": verb, "actor_kind": by.kind.value, "actor_id": by.id, "kind": kind, "also": also, **params}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
