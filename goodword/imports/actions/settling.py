"""What follows for a staged row once its account and its place here are known: what a kind of list needs beside reading and matching."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from psycopg.types.json import Jsonb

from goodword.customers.kinds import ACTIVITY_FAMILY
from goodword.customers.models import Member
from goodword.customers.states import STANDING_MOVES
from goodword.imports.actions import speaking, writing
from goodword.imports.actions.matching import ACCOUNT
from goodword.imports.actions.staging import TABLE, execute, fetch
from goodword.imports.kinds import Kind
from goodword.imports.models import ImportRejection, ImportRun
from goodword.imports.queries import scale_of_run
from goodword.imports.values import wording
from goodword.journal.actions import record_selected
from goodword.kernel.actor import Actor
from goodword.ledger.models import LedgerEntry
from goodword.people.models import RoleAssignment
from goodword.people.queries import today
from goodword.policy.queries.force import in_force

LEDGER, MEMBER, ROLE = (model._meta.db_table for model in (LedgerEntry, Member, RoleAssignment))
_LINES = "s.outcome is null and s.line between %(first)s and %(last)s"
_ASK = f"""
update {TABLE} s set family = %(families)s::jsonb->>s.activity_type, effort = coalesce((%(efforts)s::jsonb->>s.activity_type)::integer, 1)
  where {_LINES}
"""
_NOT_OVER = f"update {TABLE} s set outcome = 'not_past' where {_LINES} and s.asked_on >= %(today)s"
_DONE_BEFORE = f"update {TABLE} s set outcome = 'done_before' where {_LINES} and s.done_on < s.asked_on"
_NEW_MEMBER = f"""
update {TABLE} s set standing = coalesce(s.standing, 'active'), joined_on = coalesce(s.joined_on, %(today)s)
  where {_LINES} and s.target_id is null
"""
# As on the page: a standing is reached by a move from the one before it, and a pause needs a day in the future.
_STANDING_STAYS = f"""
update {TABLE} s set outcome = 'standing_stays' from {MEMBER} a
  where {_LINES} and a.id = s.target_id and s.standing <> a.standing and a.standing || ' ' || s.standing <> all(%(moves)s)
"""
_PAUSE_DAY = f"""
update {TABLE} s set outcome = 'pause_day' from {TABLE} t left join {MEMBER} a on a.id = t.target_id
  where t.line = s.line and {_LINES} and s.standing = 'paused'
    and not (a.standing is not distinct from 'paused' and coalesce(s.paused_until, a.paused_until) = a.paused_until)
    and coalesce(s.paused_until, a.paused_until, '-infinity') <= %(today)s
"""
_MOVED = f"""
select s.target_id as object_id, s.account_id as also_id, jsonb_build_object('import', %(run)s::bigint,
    'move', %(verbs)s::jsonb->>s.standing, 'before', a.standing, 'after', s.standing,
    'until', case when s.standing = 'paused' then s.paused_until end) as data
  from {TABLE} s join {MEMBER} a on a.id = s.target_id
  where s.outcome = 'updated' and s.line between %(first)s and %(last)s and s.standing <> a.standing order by s.line
"""

# What a score says where no word does.
_BANDS = f"""
update {TABLE} s
  set health = case when s.health_score < %(fair_from)s then 'poor' when s.health_score < %(good_from)s then 'fair' else 'good' end
  where {_LINES} and s.health is null and s.health_score is not null
"""
# What is known here is newer: nothing of the row is taken. A row without a day was said today.
_OLDER = f"""
update {TABLE} s set outcome = 'checked_before' from {ACCOUNT} a
  where {_LINES} and a.id = s.target_id and s.checked_on < greatest(a.health_checked_on, a.sentiment_on)
"""
_CHECKED = f"""
update {TABLE} s set
    health_checked_on = case when s.health is null then a.health_checked_on when s.checked_on is not null then s.checked_on
      when s.health is distinct from a.health or coalesce(s.health_score, a.health_score) is distinct from a.health_score then %(today)s
      else a.health_checked_on end,
    sentiment_on = case when s.sentiment is null then a.sentiment_on when s.checked_on is not null then s.checked_on
      when s.sentiment is distinct from a.sentiment then %(today)s else a.sentiment_on end,
    escalated_on = case when s.is_escalated and s.escalated_on is null and a.escalated_on is null and s.escalation_over is null
      then coalesce(s.checked_on, %(today)s) else s.escalated_on end
  from {ACCOUNT} a where {_LINES} and a.id = s.target_id
"""

_LACKS = f"""select given.role from unnest(s.roles) given (role)
  where not exists (select from {ROLE} held where held.user_id = s.target_id and held.role = given.role)"""


def settle(run: ImportRun, kind: Kind, *, first: int, last: int, at: datetime) -> None:
    """Fill in what follows for the lines of a portion, and set aside those that the rules of the page would refuse."""
    if kind.name in SETTLED:
        bands = scale_of_run(run).bands
        limits = {"fair_from": bands.fair_from, "good_from": bands.good_from}
        SETTLED[kind.name]({"first": first, "last": last, "at": at, "today": today(at), **limits})


def members(params: dict[str, Any]) -> None:
    """What a new member is, and which standing cannot be reached."""
    execute(_NEW_MEMBER, params)
    execute(f"update {TABLE} s set standing_at = %(at)s where {_LINES}", params)
    moves = [f"{source} {move.target}" for move in STANDING_MOVES.values() for source in move.sources]
    execute(_STANDING_STAYS, params | {"moves": moves})
    execute(_PAUSE_DAY, params)


def asks(params: dict[str, Any]) -> None:
    """What an ask takes, by the policy in force; days that are not over yet are no past."""
    efforts = in_force(params["at"]).numbers.effort
    families = {str(activity): str(family) for activity, family in ACTIVITY_FAMILY.items()}
    execute(_NOT_OVER, params)
    execute(_DONE_BEFORE, params)
    execute(_ASK, params | {"families": Jsonb(families), "efforts": Jsonb(dict(efforts))})


def health(params: dict[str, Any]) -> None:
    """What a score says, since when it is known, and what is older than what is known here."""
    for statement in (_OLDER, _BANDS, _CHECKED):
        execute(statement, params)


SETTLED: dict[str, Callable[[dict[str, Any]], None]] = {"members": members, "asks": asks, "health": health}


def spread() -> dict[str, int]:
    """How many of the rows that are taken say that the customer does well, fairly or poorly."""
    rows = fetch(
        f"select health, count(*) from {TABLE} where health is not null and outcome in ('created', 'updated', 'unchanged') group by 1"
    )
    return dict(rows)


def tell(kind: Kind, *, run_id: int, first: int, last: int, by: Actor, at: datetime) -> None:
    """Write into the journal, before it is written over, which members come to another standing."""
    if kind.name == "members":
        verbs = Jsonb({str(move.target): verb for verb, move in STANDING_MOVES.items()})
        params = {"run": run_id, "first": first, "last": last, "verbs": verbs}
        record_selected("member.standing_changed", by=by, at=at, kind="member", rows=_MOVED, params=params, also="account")


def after(run: ImportRun, kind: Kind, *, first: int, last: int, at: datetime) -> None:
    """What a judged row changes beside its own columns: roles that somebody does not have yet, customers who spoke."""
    if kind.lists_speakers:
        speaking.mark(first=first, last=last, counted=speaking.counts(run), at=at)
    if kind.name == "people":
        execute(
            f"""update {TABLE} s set outcome = 'updated', changed = coalesce(s.changed, '{{}}') || array['roles']
            where s.outcome in ('unchanged', 'updated') and s.line between %(first)s and %(last)s and exists ({_LACKS})""",
            {"first": first, "last": last},
        )


def write_beside(run: ImportRun, kind: Kind, *, first: int, last: int, by: Actor, at: datetime) -> None:
    """Write what stands beside the rows: the roles that people have from now on, for all regions; who spoke at campaigns."""
    if kind.lists_speakers:
        speaking.write(run, first=first, last=last, by=by, at=at)
    if kind.name == "people":
        execute(
            f"""insert into {ROLE} (user_id, role, region_id) select s.target_id, r.role, null from {TABLE} s
            cross join lateral ({_LACKS}) r where s.outcome in ('created', 'updated') and s.line between %(first)s and %(last)s""",
            {"first": first, "last": last},
        )


def foresee(run: ImportRun, *, first: int, last: int, at: datetime) -> list[ImportRejection]:
    """Which past asks would be over a limit: recorded for a moment, so that the wall itself says so, and taken back."""
    with transaction.atomic():
        ids = f"nextval(pg_get_serial_sequence('{LEDGER}', 'id'))"
        execute(f"update {TABLE} set target_id = {ids} where outcome = 'created'")
        accounts = f"select account_id from {TABLE} where outcome = 'created'"
        execute(f"select id from {ACCOUNT} where id in ({accounts}) order by id for no key update")
        writing.insert_asks("s.outcome = 'created' and s.line between %(first)s and %(last)s", {"first": first, "last": last}, at=at)
        rows = fetch(
            f"""select s.line, s.name, s.asked_on from {TABLE} s join {LEDGER} e on e.id = s.target_id
            where e.over_limit and s.outcome = 'created' order by s.line limit 5000"""
        )
        transaction.set_rollback(True)
    return _foreseen(run, rows, column="asked_on")


def foresee_talks(run: ImportRun, *, first: int, last: int, at: datetime) -> list[ImportRejection]:
    """The same for talks that are counted as past asks."""
    with transaction.atomic():
        rows = speaking.over_limit(first=first, last=last, at=at)
        transaction.set_rollback(True)
    return _foreseen(run, rows, column="held_on")


def _foreseen(run: ImportRun, rows: list[tuple[int, str, date]], *, column: str) -> list[ImportRejection]:
    found = [(line, run.columns.get(column, ""), name, wording.would_be_over(name, day)) for line, name, day in rows]
    return as_rejections(run, found)


def as_rejections(run: ImportRun, found: list[tuple[int, str, str, tuple[str, str]]]) -> list[ImportRejection]:
    """Lines of the report about rows that were taken."""
    return [
        ImportRejection(run=run, line=line, column=column[:200], value=value[:500], reason=reason[:500], remedy=remedy, row_was_taken=True)
        for line, column, value, (reason, remedy) in found
    ]


def notes(run: ImportRun, kind: Kind) -> list[ImportRejection]:
    """Lines of the report about rows that were taken: without a person who is not here, or over a limit."""
    found: list[tuple[int, str, str, tuple[str, str]]] = []
    for mail in (name for name in kind.columns if name.endswith("_mail")):
        person = mail.removesuffix("_mail")
        rows = fetch(
            f"""select {mail}, min(line), count(*) from {TABLE} where {mail} is not null and {person}_id is null
            and outcome in ('created', 'updated', 'unchanged') group by 1 order by 2 limit 5000"""
        )
        found += [(line, run.columns.get(person, ""), value, wording.nobody(value, many)) for value, line, many in rows]
    if kind.lists_speakers:
        found += speaking.notes(run)
    if kind.name == "asks":
        rows = fetch(
            f"""select s.line, s.name, s.asked_on from {TABLE} s join {LEDGER} e on e.id = s.target_id
            where e.over_limit and s.outcome in ('created', 'updated', 'unchanged') order by s.line limit 5000"""
        )
        found += [(line, run.columns["asked_on"], name, wording.over_limit(name, day)) for line, name, day in rows]
    return as_rejections(run, found)
