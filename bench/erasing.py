"""Erasing one person, as the worker does it, beside the bare SQL that looks through the same rows once."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import partial
from threading import Event, Thread
from typing import Any

from django.db import connection
from psycopg import sql

from bench.measure import percentile, timed
from bench.result import Result
from goodword.comments.models import Comment
from goodword.customers.models import Account, Contact
from goodword.erasure.actions import ask_erasure, erase
from goodword.erasure.models import Erasure
from goodword.erasure.queries.decisions import columns_of
from goodword.erasure.queries.traces import Traces, traces_of
from goodword.kernel.actor import Actor
from goodword.kernel.erasure import Fate
from goodword.people.actions import ensure_program
from goodword.people.models import User

ROUNDS, NAMED_OF = 3, 100
NAME, ADDRESS = "Zyntha Quorvexx", "zyntha.quorvexx@vestara.example"
# A quarter of the rows each: what colleagues write, nominations (JSON), notes beside the journal, and the history of fields.
_ENTRIES = """
insert into goodword_entry (verb, at, actor_kind, data, step) select 'account.edited', now(), 'system', '{}', gen_random_uuid()
from generate_series(1, %(rows)s)
"""
_NOTES = """
insert into goodword_note (entry_id, text) select id, 'Row ' || id || %(words)s from goodword_entry where id > %(after)s
"""
_COMMENTS = """
insert into goodword_comment (subject_kind, subject_id, text, created_at, author_id)
select 'account', %(account)s, 'Row ' || n || %(words)s, now(), %(author)s from generate_series(1, %(rows)s) n
"""
_HISTORY = """
insert into goodword_fieldchange (step, at, kind, object_id, field, before, after)
select gen_random_uuid(), now(), 'account', %(account)s, 'description', to_jsonb('Row ' || n || %(words)s), 'null'
from generate_series(1, %(rows)s) n
"""
_BULK = """
insert into goodword_importrejection (run_id, line, subject, "column", value, reason, remedy, row_was_taken)
select %(run)s, n, '', 'Notes', 'Row ' || n || %(words)s, 'Not read', '', false from generate_series(1, %(rows)s) n
"""
FILL = " spoke of the move, of the audit trail and of what the platform team would like to do in the coming year, at length. " * 4


def run(size: int) -> Result:
    """Erase somebody who is named in one of a hundred of `size` rows, three times; a colleague writes comments meanwhile."""
    ensure_program()
    account = Account.objects.filter(name="Vestara Insurance").first() or Account.objects.create(name="Vestara Insurance")
    by = User.objects.filter(email="erase@example.org").first() or User.objects.create_user("erase@example.org", name="Erika")
    whole, floor, waited = list[float](), list[float](), list[float]()
    named = found = 0
    _fill(size, account, by)
    for _round in range(ROUNDS):
        person = Contact.objects.create(account=account, name=NAME, email=ADDRESS)
        named = _name(account)
        floor.append(timed(partial(_look_through, traces_of(person))))
        asked = ask_erasure(person, by=Actor.contact(person), at=datetime.now(UTC))
        if not isinstance(asked, Erasure):
            raise TypeError(asked.words)
        over, beside = Event(), list[float]()
        writer = Thread(target=_write_beside, args=(over, beside))
        writer.start()
        whole.append(timed(partial(erase, asked.pk, at=datetime.now(UTC), tell=False)))
        over.set()
        writer.join()
        waited += beside
        found = sum(Erasure.objects.get(pk=asked.pk).went["rows"].values())
    seconds, bare = sorted(whole)[ROUNDS // 2], sorted(floor)[ROUNDS // 2]
    return Result(
        name="erasure",
        size=size,
        figures={
            "seconds": seconds,
            "rows_a_second": size / seconds,
            "rows_that_name_them": named,
            "rows_blacked_out": found,
            "writer_beside_ms_p99": percentile(waited, 0.99) * 1000,
            "writer_beside_ms_max": max(waited) * 1000,
        },
        floor={"bare_sql_seconds": bare},
        ratio={"seconds": seconds / bare},
        goal={"seconds": "60 s for 100,000 rows", "writer_beside_ms_max": "nobody who writes meanwhile waits for longer than 1 s"},
        met={"seconds": seconds <= 60 * max(1, size / 100_000), "writer_beside_ms_max": max(waited) <= 1},
        notes=[f"the median of {ROUNDS}; the floor looks through every searched column once, and writes nothing"],
    )


def _fill(size: int, account: Account, by: User) -> None:
    """Make the rows, unless they are there."""
    rows = size // 4
    if Comment.objects.count() >= rows:
        return
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(max(id), 0) from goodword_entry")
        (after,) = cursor.fetchone()
        cursor.execute(
            "insert into goodword_importrun (kind, source, file_name, stored_as, bytes, detected, chosen, columns, state, state_at, is_dry,"
            " stop_requested, lines, line_reached, rows, rows_taken, created, updated, unchanged, rejected, seconds, preview, error,"
            " created_at) values ('contacts', 'bench', 'a.csv', 'a', 0, '{}', '{}', '{}', 'done', now(), false, false, 0, 0, 0, 0, 0, 0, 0,"
            " 0, 0, '[]', '', now()) returning id"
        )
        (run,) = cursor.fetchone()
        given: dict[str, Any] = {"rows": rows, "account": account.pk, "author": by.pk, "words": FILL, "after": after, "run": run}
        for statement in (_ENTRIES, _NOTES, _COMMENTS, _HISTORY, _BULK):
            cursor.execute(statement, given)
        cursor.execute("analyze")


def _name(account: Account) -> int:
    """Let one row of a hundred name the person."""
    named, each = 0, min(NAMED_OF, max(2, Comment.objects.count() // 10))
    with connection.cursor() as cursor:
        for table, column in (("comment", "text"), ("note", "text"), ("importrejection", "value")):
            key = "entry_id" if table == "note" else "id"
            cursor.execute(
                f"update goodword_{table} set {column} = 'Row of ' || %s || ' <' || %s || '>' || %s where mod({key}, %s) = 0",
                [NAME, ADDRESS, FILL, each],
            )
            named += cursor.rowcount
        cursor.execute(
            "insert into goodword_fieldchange (step, at, kind, object_id, field, before, after) select gen_random_uuid(), now(), 'account',"
            " %s, 'description', to_jsonb('Row of ' || %s), 'null' from generate_series(1, (select count(*) from goodword_comment) / %s)",
            [account.pk, NAME, each],
        )
        named += cursor.rowcount
    return named


def _look_through(traces: Traces) -> int:
    """Every searched column once for the simplest expression, in one statement a table."""
    hits = 0
    with connection.cursor() as cursor:
        for model, columns in columns_of(Fate.SEARCHED, Fate.EMPTIED, Fate.DROPPED).items():
            wheres = [sql.SQL("{}::text ~* {}").format(sql.Identifier(str(each.column)), sql.Literal(traces.hint)) for each in columns]
            said = sql.SQL("select count(*) from {} where {}").format(sql.Identifier(model._meta.db_table), sql.SQL(" or ").join(wheres))
            cursor.execute(said.as_string(cursor.connection))
            hits += cursor.fetchone()[0]
    return hits


def _write_beside(over: Event, beside: list[float]) -> None:
    """A colleague who changes rows of all portions while they are looked through."""
    try:
        keys = list(Comment.objects.order_by("?").values_list("pk", flat=True)[:2000])
        for key in keys:
            began = time.perf_counter()
            Comment.objects.filter(pk=key).update(edited_at=datetime.now(UTC))
            beside.append(time.perf_counter() - began)
            if over.is_set():
                return
            time.sleep(0.01)
    finally:
        connection.close()


__all__ = ["run"]
