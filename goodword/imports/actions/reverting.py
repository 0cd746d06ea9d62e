"""What an undo does with rows: find those of the run, see which somebody touched since, take away, put back, list what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db import models

from goodword.imports.actions.matching import ACCOUNT, MODELS
from goodword.imports.actions.speaking import SPEAKER
from goodword.imports.actions.staging import execute, fetch
from goodword.imports.actions.writing import ENTRY, SUBJECT, has_column
from goodword.imports.kinds import Kind
from goodword.imports.models import ImportRejection, ImportRun
from goodword.imports.states import State
from goodword.imports.values import wording
from goodword.journal.actions import record_selected, write_back
from goodword.journal.models import FieldChange
from goodword.kernel.actor import Actor

HISTORY = FieldChange._meta.db_table
AT_ONCE = 10_000
MOST_LISTED = 5_000

Told = Callable[[int], None]

# The rows of the run with the first and the last entry about each, and the steps in which it wrote.
_ROWS = f"""
create temporary table undo_rows on commit drop as
  select s.object_id as id, bool_or(e.verb = %(imported)s) as created, max(e.id) as last_entry, false as touched, null::bigint as turn
  from {ENTRY} e cross join lateral (select object_id from {SUBJECT} where entry_id = e.id and kind = %(noun)s offset 0) s
  where e.verb in (%(imported)s, %(edited)s) and e.at >= %(since)s and (e.data->>'import')::bigint = %(run)s group by 1
"""
_STEPS = f"""
create temporary table undo_steps on commit drop as
  select distinct step from {ENTRY} where verb in (%(imported)s, %(edited)s) and at >= %(since)s and (data->>'import')::bigint = %(run)s
"""
_FIRST_CHANGES = f"""
create temporary table undo_changes on commit drop as
  select f.id, f.object_id, f.field, f.before, s.step is not null as mine
  from undo_rows r join {HISTORY} f on f.kind = %(noun)s and f.object_id = r.id left join undo_steps s on s.step = f.step
"""
# The rule is that of `journal.untouched_since`, which asks it of a few keys that somebody names. Here the rows are known from the journal,
# the changes of a hundred thousand of them are read once for all that follows, and a row that the run brought has no change of its own.
_CHANGED_SINCE = """
update undo_rows r set touched = true from undo_changes c where c.object_id = r.id and not c.mine
  and not (r.created and c.field = 'parent_id')
  and c.id > coalesce((select min(m.id) from undo_changes m where m.object_id = r.id and m.mine), case when r.created then 0 end)
"""
_TOLD_SINCE = f"""
update undo_rows r set touched = true where r.created and not r.touched
  and exists (select from {SUBJECT} s join {ENTRY} e on e.id = s.entry_id
    where s.kind = %(noun)s and s.object_id = r.id and s.entry_id > r.last_entry
      and right(e.verb, 14) <> '.import_undone' and (e.data->>'import')::bigint is distinct from %(run)s
      and not coalesce((e.data->>'import')::bigint = any(%(undone)s), false))
"""
_USED = """
update undo_rows r set touched = true where r.created and not r.touched and exists (select from {table} u where u.{column} = r.id{but})
"""
_BROUGHT = f"""
delete from {SPEAKER} k using undo_rows r where k.campaign_id = r.id and k.brought_by = %(run)s and {{turn}}
"""
# Whom the run gave to a speaker who stood there without a person, unless somebody else was chosen since.
_GIVEN = f"""
update {SPEAKER} k set contact_id = null from undo_rows r
  join {SUBJECT} s on s.kind = 'campaign' and s.object_id = r.id
  join {ENTRY} e on e.id = s.entry_id and e.verb = 'campaign.speaker_added' and e.at >= %(since)s
    and (e.data->>'import')::bigint = %(run)s and e.data ? 'person'
  join {SUBJECT} o on o.entry_id = e.id and o.kind = 'account'
where not r.created and {{turn}} and k.campaign_id = r.id and k.account_id = o.object_id and k.contact_id = (e.data->>'person')::bigint
"""
_USED_BY_OWN = """
update undo_rows r set touched = true where r.created and not r.touched
  and exists (select from {table} u left join undo_rows o on o.id = u.id
    where u.{column} = r.id and (o.id is null or o.touched or not o.created)
      and not (o.touched is false and exists (select from undo_changes c where c.object_id = o.id and c.mine and c.field = '{column}')))
"""
_TURN = "r.turn between %(first)s and %(last)s"
_CHANGES = f"""
select c.object_id, c.field, c.id, c.before from undo_rows r join undo_changes c on c.object_id = r.id and c.mine
where not r.created and {_TURN}
"""
_NUMBERED = """
update undo_rows r set turn = n.turn from (select id, row_number() over (order by created, id) as turn from undo_rows where not touched) n
  where n.id = r.id
"""


def gather(run: ImportRun, kind: Kind) -> None:
    """Find the rows of the run, lock them, and mark those that somebody touched since."""
    model: type[models.Model] = MODELS[kind.name]
    table = model._meta.db_table
    params: dict[str, Any] = {
        "noun": kind.one,
        "imported": f"{kind.one}.imported",
        "edited": f"{kind.one}.edited",
        "since": run.created_at,
        "run": run.pk,
        "undone": list(ImportRun.objects.filter(state=State.UNDONE).values_list("pk", flat=True)),
    }
    execute(_ROWS, params)
    execute("create unique index on undo_rows (id)")
    if has_column(kind, "account_id"):  # accounts first, as everywhere
        accounts = f"select account_id from {table} where id in (select id from undo_rows)"
        execute(f"select id from {ACCOUNT} where id in ({accounts}) order by id for no key update")
    execute(f"select id from {table} where id in (select id from undo_rows) order by id for update")
    execute(_STEPS, params)
    execute("analyze undo_rows")
    execute(_FIRST_CHANGES, params)
    execute("create index on undo_changes (object_id, id)")
    execute("analyze undo_changes")
    execute(_CHANGED_SINCE)
    execute(_TOLD_SINCE, params)
    own = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or not getattr(relation.field, "db_constraint", True):
            continue  # what is kept beside a row goes with it
        words = {"table": relation.related_model._meta.db_table, "column": relation.field.column}
        if words["table"] == table:
            own.append(words)
        else:
            own_speakers = kind.lists_speakers and words["table"] == SPEAKER
            but = " and u.brought_by is distinct from %(run)s" if own_speakers else ""
            execute(_USED.format(**words, but=but), params)
    found = bool(own)
    while found:  # a row that stays keeps the row above it, and that one the next
        found = any(execute(_USED_BY_OWN.format(**words)) for words in own)
    execute(_NUMBERED)
    execute("create index on undo_rows (turn)")
    execute("analyze undo_rows")


def count() -> int:
    """How many rows will go away or back."""
    [(rows,)] = fetch("select count(*) from undo_rows where not touched")
    return int(rows)


def portions(rows: int) -> Iterator[dict[str, int]]:
    """First and last turn of each portion: all of it is one transaction, but somebody watches how far it is."""
    for first in range(1, rows + 1, AT_ONCE):
        yield {"first": first, "last": first + AT_ONCE - 1}


def revert(kind: Kind, run: ImportRun, *, rows: int, by: Actor, at: datetime, told: Told) -> tuple[int, int]:
    """Put back what the run changed and take away what it brought. Returns how many of each."""
    gone = restored = 0
    for column in own_columns(kind):  # first, so that no portion waits for a later one
        table = MODELS[kind.name]._meta.db_table
        going = f"r.created and not r.touched and a.{column} is not null"
        execute(f"update {table} a set {column} = null from undo_rows r where r.id = a.id and {going}")
    for portion in portions(rows):
        if kind.lists_speakers:
            execute(_BROUGHT.format(turn=_TURN), {**portion, "run": run.pk})
            execute(_GIVEN.format(turn=_TURN), {**portion, "run": run.pk, "since": run.created_at})
        restored += put_back(kind, run, portion, by=by, at=at)
        gone += take_away(kind, run, portion, by=by, at=at)
        told(portion["first"] - 1 + AT_ONCE)
    return gone, restored


def own_columns(kind: Kind) -> list[str]:
    """The columns with which a row of this kind names another of its kind."""
    model: type[models.Model] = MODELS[kind.name]
    return [str(field.column) for field in model._meta.concrete_fields if field.related_model is model]


def take_away(kind: Kind, run: ImportRun, portion: dict[str, int], *, by: Actor, at: datetime) -> int:
    """Delete what the run brought, with an entry for each."""
    table = MODELS[kind.name]._meta.db_table
    tell(kind, run, "r.created", portion, by=by, at=at, gone="true")
    gone = execute(f"delete from {table} a using undo_rows r where r.id = a.id and r.created and {_TURN}", portion)
    execute("set constraints all immediate")
    execute("set constraints all deferred")
    return gone


def put_back(kind: Kind, run: ImportRun, portion: dict[str, int], *, by: Actor, at: datetime) -> int:
    """Write back what stood in each changed field before the run, with an entry for each row."""
    fields = [name for (name,) in fetch("select distinct field from undo_changes where mine order by 1")]
    tell(kind, run, "not r.created", portion, by=by, at=at, gone="false")
    statement = write_back(MODELS[kind.name], fields, changes=_CHANGES)
    return execute(statement, {"at": at, **portion}) if statement else 0


def tell(kind: Kind, run: ImportRun, which: str, portion: dict[str, int], *, by: Actor, at: datetime, gone: str) -> None:
    """One entry for each row that goes away or back."""
    also = ", a.account_id as also_id" if has_column(kind, "account_id") else ""
    rows = f"""select r.id as object_id, jsonb_build_object('import', %(run)s::bigint, 'gone', {gone}) as data{also}
      from undo_rows r join {MODELS[kind.name]._meta.db_table} a on a.id = r.id where {which} and {_TURN} order by r.id"""
    beside = "account" if also else ""
    record_selected(f"{kind.one}.import_undone", by=by, at=at, kind=kind.one, rows=rows, params={"run": run.pk, **portion}, also=beside)


def list_touched(kind: Kind, run: ImportRun) -> int:
    """Write down the rows that are left, and say how many they are."""
    table, name = MODELS[kind.name]._meta.db_table, "a.name"
    account = ""
    if kind.is_named_by_account and has_column(kind, "account_id"):
        account, name = f"join {ACCOUNT} n on n.id = a.account_id", "n.name"
    left = fetch(
        f"""select {name}, r.created from undo_rows r join {table} a on a.id = r.id {account}
        where r.touched order by r.id limit {MOST_LISTED}"""
    )
    ImportRejection.objects.bulk_create(
        [
            ImportRejection(run=run, line=0, subject=subject[:300], value=subject[:500], reason=reason, remedy=remedy, row_was_taken=True)
            for subject, created in left
            for reason, remedy in [wording.left_by_undo(subject, created=created)]
        ],
        batch_size=1000,
    )
    [(count,)] = fetch("select count(*) from undo_rows where touched")
    return int(count)
