"""From staged rows to customers: what would change, and the one insert, one update and one journal statement that change it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from psycopg.types.json import Jsonb

from goodword.imports.actions import speaking
from goodword.imports.actions.matching import ACCOUNT, MODELS
from goodword.imports.actions.staging import EARLIER, SEEN, TABLE, execute, fetch
from goodword.imports.kinds import Kind
from goodword.imports.models import ImportRun
from goodword.journal.actions import record_selected
from goodword.journal.models import Entry, Subject
from goodword.kernel.actor import Actor
from goodword.ledger.actions import record_past_asks

FINISHED = "import.finished"
ENTRY, SUBJECT = (model._meta.db_table for model in (Entry, Subject))
# Written by rules of their own; every other column takes the new value unless the cell was blank.
SPECIAL = {
    "name": "case when s.found_by in ('id', 'email') then s.name else a.name end",
    "external_id": "case when a.external_id = '' then coalesce(s.external_id, '') else a.external_id end",
    "source": "case when a.external_id = '' and s.external_id is not null then %(source)s else a.source end",
    "region_id": "coalesce(s.region_id, a.region_id, s.region_derived)",
    "time_zone": "coalesce(s.time_zone, nullif(a.time_zone, ''), s.zone_derived, '')",
    "unmapped": "(a.unmapped - s.settled) || s.unmapped",
}
FRESH = {
    "time_zone": "coalesce(s.time_zone, s.zone_derived, '')",
    "external_id": "coalesce(s.external_id, '')",
    "source": "%(source)s",
    "region_id": "coalesce(s.region_id, s.region_derived)",
}


def columns_of(kind: Kind) -> list[str]:
    """The columns of the customers' table that this kind writes."""
    model: type[models.Model] = MODELS[kind.name]
    has = {field.column for field in model._meta.concrete_fields}
    return [*(name for name, column in kind.columns.items() if column.written), *sorted({"source", "unmapped", "account_id"} & has)]


def has_column(kind: Kind, column: str) -> bool:
    """Whether the customers' table that this kind writes has a column."""
    model: type[models.Model] = MODELS[kind.name]
    return any(field.column == column for field in model._meta.concrete_fields)


def new_value(kind: Kind, column: str) -> str:
    """SQL of the value a column will have after an update."""
    return kind.updates.get(column) or SPECIAL.get(column, f"coalesce(s.{column}, a.{column})")


def first_value(kind: Kind, column: str) -> str:
    """SQL of the value a column has in a new row."""
    return kind.fresh.get(column) or FRESH.get(column, f"s.{column}")


def compared(kind: Kind, mapping: Mapping[str, str]) -> list[str]:
    """The columns that can change under a mapping; all others keep what they have."""
    filled = kind.filled(mapping) | {"source", "unmapped", "account_id", "region_id", "time_zone", "paused_until", "refused_types"}
    return [column for column in columns_of(kind) if column in filled]


def recognise(kind: Kind, *, source: str, mapping: Mapping[str, str]) -> bool:
    """Set aside, in one statement, the rows whose ID is here with just these values; whether any other row is left.

    Most rows of a list that comes every night are such; the others go the long way.
    """
    if not kind.has_ids or kind.lists_speakers:
        return bool(fetch(f"select 1 from {TABLE} where outcome is null limit 1"))
    model: type[models.Model] = MODELS[kind.name]
    special = {
        "name": "s.name",
        "source": "a.source",
        "external_id": "a.external_id",
        "unmapped": "case when a.unmapped = '{}' then s.unmapped else (a.unmapped - s.settled) || s.unmapped end",
    }
    pairs = ((special.get(column, new_value(kind, column)), column) for column in compared(kind, mapping))
    differs = " or ".join(f"{new} is distinct from a.{column}" for new, column in pairs)
    execute(
        f"""update {TABLE} s set outcome = 'unchanged', target_id = a.id, found_by = 'id' from {model._meta.db_table} a
        where s.outcome is null and s.external_id is not null and a.source = %(source)s and a.external_id = s.external_id
          and a.external_id <> '' and not ({differs})""",
        {"source": source},
    )
    if not fetch(f"select 1 from {TABLE} where outcome is null limit 1"):
        return False
    execute(f"insert into {SEEN} select target_id, line from {TABLE} where outcome = 'unchanged'")
    return True


def judge(kind: Kind, *, source: str, mapping: Mapping[str, str], first: int, last: int, numbered: bool) -> None:
    """Say of each matched line which columns would change; what is matched with nothing would be created, and may get its number."""
    table = MODELS[kind.name]._meta.db_table
    differ = ", ".join(
        f"case when {new_value(kind, column)} is distinct from a.{column} then '{column.removesuffix('_id')}' end"
        for column in compared(kind, mapping)
    )
    number = f", target_id = coalesce(target_id, nextval(pg_get_serial_sequence('{table}', 'id')))" if numbered else ""
    params = {"source": source, "first": first, "last": last}
    execute(
        f"""update {TABLE} s set changed = array_remove(array[{differ}], null) from {table} a
        where a.id = s.target_id and s.outcome is null and s.line between %(first)s and %(last)s""",
        params,
    )
    execute(
        f"""update {TABLE} set outcome =
          case when target_id is null then 'created' when cardinality(changed) = 0 then 'unchanged' else 'updated' end{number}
        where outcome is null and line between %(first)s and %(last)s""",
        params,
    )


def lock_accounts(kind: Kind, *, first: int, last: int) -> None:
    """Lock the accounts that these lines belong to, in the order of their keys: before anything else, as everywhere."""
    if kind.lists_speakers:
        speaking.lock(first=first, last=last)
    if kind.belongs_to_account:
        execute(
            f"""select id from {ACCOUNT} where id in
            (select account_id from {TABLE} where outcome is null and line between %(first)s and %(last)s) order by id for no key update""",
            {"first": first, "last": last},
        )


def lock(kind: Kind, *, first: int, last: int) -> None:
    """Lock the matched customers in the order of their keys, so that nothing can wait in a circle."""
    execute(
        f"""select id from {MODELS[kind.name]._meta.db_table} where id in
        (select target_id from {TABLE} where outcome is null and line between %(first)s and %(last)s) order by id for no key update""",
        {"first": first, "last": last},
    )


def write(kind: Kind, *, run_id: int, source: str, first: int, last: int, by: Actor, at: datetime) -> None:
    """Create and update the customers of these lines, and say so in the journal."""
    table = MODELS[kind.name]._meta.db_table
    params: dict[str, Any] = {"source": source, "first": first, "last": last, "at": at, "run": run_id}
    scope = "s.outcome = '{outcome}' and s.line between %(first)s and %(last)s"
    if kind.name == "asks":
        insert_asks(scope.format(outcome="created"), params, at=at)
    else:
        insert(kind, table, scope.format(outcome="created"), params)
    execute(
        f"""insert into {SEEN} select target_id, line from {TABLE} s
        where s.target_id is not null and s.line between %(first)s and %(last)s on conflict do nothing""",
        params,
    )
    columns = columns_of(kind)
    stamp = ", updated_at = %(at)s" if has_column(kind, "updated_at") else ""
    changes = ", ".join(f"{column} = {new_value(kind, column)}" for column in columns)
    execute(
        f"""update {table} a set {changes}{stamp} from {TABLE} s
        where s.target_id = a.id and {scope.format(outcome="updated")}""",
        params,
    )
    noun = kind.one
    for verb, outcome, data in (
        ("imported", "created", f"{kind.told} || jsonb_build_object('import', %(run)s::bigint)"),
        ("edited", "updated", f"{kind.told} || jsonb_build_object('import', %(run)s::bigint, 'fields', to_jsonb(s.changed))"),
    ):
        also = ", t.account_id as also_id" if has_column(kind, "account_id") else ""
        rows = f"""select s.target_id as object_id, {data} as data{also}, {kind.note} as note
          from {TABLE} s join {table} t on t.id = s.target_id where {scope.format(outcome=outcome)} order by s.line"""
        beside = "account" if also else ""
        record_selected(f"{noun}.{verb}", by=by, at=at, kind=noun, rows=rows, params=params, also=beside, noted=verb == "imported")


def insert_asks(scope: str, params: dict[str, Any], *, at: datetime) -> None:
    """Record the new past asks; those over a limit are kept and flagged by the ledger."""
    rows = f"""select s.target_id as id, s.account_id, s.contact_id, s.family, s.activity_type, s.asked_on,
        coalesce(s.answer, '') as answer, s.effort from {TABLE} s where {scope} order by s.line"""
    record_past_asks(rows, params=params, at=at)


def insert(kind: Kind, table: str, scope: str, params: dict[str, Any]) -> None:
    """Insert the new customers; columns that no list fills get the value that Django would give them."""
    model: type[models.Model] = MODELS[kind.name]
    written = columns_of(kind)
    values: dict[str, str] = {"id": "s.target_id"} | {each: "%(at)s" for each in ("created_at", "updated_at") if has_column(kind, each)}
    for field in model._meta.concrete_fields:
        if field.column is None or field.column in values or isinstance(field, models.GeneratedField):
            continue
        if field.column not in written and field.has_db_default() and not field.has_default():
            continue  # such as the reference ID, given by the database in the order of the lines
        column = str(field.column)
        default = f"default_{column}"
        has_default = not field.null
        if has_default:
            params[default] = Jsonb(field.get_default()) if isinstance(field, models.JSONField) else field.get_default()
        if column in kind.fresh or (column in FRESH and column in written):
            values[column] = first_value(kind, column)
        elif column in written:
            values[column] = f"coalesce(s.{column}, %({default})s)" if has_default else f"s.{column}"
        elif has_default:
            values[column] = f"%({default})s"
    names, expressions = ", ".join(values), ", ".join(values.values())
    execute(f"insert into {table} ({names}) select {expressions} from {TABLE} s where {scope} order by s.line", params)


def remember_earlier(run: ImportRun, kind: Kind) -> int:
    """Load what this run brought in before it was interrupted, so that it counts as what it was and not as found here. How much.

    Step by step, from few rows to many: the sizes of the journal's tables may not be known yet.
    """
    noun = kind.one
    return execute(
        f"""with mine as materialized (
          select e.id, e.verb from {ENTRY} e
          where e.verb in (%(imported)s, %(edited)s) and e.at >= %(since)s and (e.data->>'import')::bigint = %(run)s
        ), finished as materialized (
          select max(f.id) as id from {ENTRY} f where f.verb = %(finished)s and f.at >= %(since)s
            and exists (select from {SUBJECT} o where o.entry_id = f.id and o.kind = 'importrun' and o.object_id = %(run)s)
        )
        insert into {EARLIER} select s.object_id, case when bool_or(m.verb = %(imported)s) then 'created' else 'updated' end
        from mine m
          cross join lateral (select object_id from {SUBJECT} where entry_id = m.id and kind = %(noun)s offset 0) s
        where m.id > coalesce((select id from finished), 0)
        group by s.object_id""",
        {
            "noun": noun,
            "imported": f"{noun}.imported",
            "edited": f"{noun}.edited",
            "finished": FINISHED,
            "since": run.created_at,
            "run": run.pk,
        },
    )


def outcomes(*, first: int, last: int) -> dict[str, int]:
    """How many lines had which outcome, over all attempts of the run."""
    rows = fetch(
        f"""select case when s.outcome in ('unchanged', 'updated') then coalesce(e.outcome, s.outcome) else s.outcome end, count(*)
        from {TABLE} s left join {EARLIER} e using (target_id) where s.line between %(first)s and %(last)s group by 1""",
        {"first": first, "last": last},
    )
    return {outcome: count for outcome, count in rows if outcome}
