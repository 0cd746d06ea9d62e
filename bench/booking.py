"""How many places can be taken a second, alone and by the whole action, beside one raw conditional update and a bare POST."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import psycopg
from django.db import connection, connections

from bench import posting
from bench.measure import Crowd, crowd, percentile
from bench.result import Result
from goodword.ledger.actions import Place, take_hold
from goodword.ledger.models import LedgerMove, LimitInForce

PEOPLE, CUSTOMERS, SLOWER = 200, 50, 5
DAY = date(2027, 5, 3)
AT = datetime(2027, 5, 3, 9, tzinfo=UTC)


def run(size: int) -> Result:
    """Take places with 200 connections: as a bare counter, through the ledger, by the whole action, and through HTTP."""
    manager = posting.settle()
    LimitInForce.objects.update_or_create(family="call", holder=None, defaults={"most": 1, "period": "quarters", "every": 1})
    fewer = max(size // SLOWER, 1)
    crowded, people = min(PEOPLE, size), min(PEOPLE, fewer)
    groups = [posting.customers(manager, min(CUSTOMERS, people)) for _ in range(3)]
    floor = _floor(groups[0], size, crowded)
    taken = _take(groups[0], size, crowded)
    held = posting.held(posting.candidates(groups[1], manager, fewer), manager, people)
    bare = posting.bare(size, crowded)
    posted = posting.posted(posting.candidates(groups[2], manager, fewer), manager, people)
    broken = sum(_violations(accounts) for accounts in groups)
    ratio = {"take": taken.rate / floor.rate, "http": posted.rate / bare.rate}
    return Result(
        name="book",
        size=size,
        figures={
            "take_per_second": taken.rate,
            "take_p99_ms": percentile(taken.each, 0.99) * 1000,
            "hold_per_second": held.rate,
            "http_per_second": posted.rate,
            "violations": broken,
        },
        floor={"raw_update_per_second": floor.rate, "bare_post_per_second": bare.rate},
        ratio=ratio,
        goal={
            "take": "2,000 places a second",
            "ratio": "25 % of one raw conditional update",
            "hold": "300 a second",
            "http": "100 a second",
            "post": "half of a bare POST",
            "violations": "none",
        },
        met={
            "take": taken.rate >= 2000,
            "ratio": ratio["take"] >= 0.25,
            "hold": held.rate >= 300,
            "http": posted.rate >= 100,
            "post": ratio["http"] >= 0.5,
            "violations": broken == 0,
        },
        notes=[
            f"{crowded} connections, {len(groups[0])} customers; clients, web server and PostgreSQL share the machine's cores",
            f"hold and HTTP make {fewer:,} attempts, each for a request of its own; violations are counted from the ledger's history",
        ],
    )


def _floor(accounts: list[int], size: int, people: int) -> Crowd:
    keys = {k: v for k, v in connection.get_connection_params().items() if k in ("host", "port", "user", "password", "dbname")}
    with psycopg.connect(**keys, autocommit=True) as own:
        own.execute("drop table if exists bench_counter")
        own.execute("create table bench_counter (id bigint primary key, taken int not null)")
        own.execute("insert into bench_counter select unnest(%s::bigint[]), 0", [accounts])
    local = threading.local()

    def work(number: int, turn: int) -> None:
        if turn < 0:
            local.own = psycopg.connect(**keys, autocommit=True)
            return
        local.own.execute(
            "update bench_counter set taken = taken + 1 where id = %s and taken < 1", [accounts[(number * 7 + turn) % len(accounts)]]
        )

    def leave() -> None:
        local.own.close()  # each thread has its own

    return crowd(people, size, work, leave=leave)


def _take(accounts: list[int], size: int, people: int) -> Crowd:
    def work(number: int, turn: int) -> None:
        if turn < 0:
            connection.ensure_connection()
            return
        account = accounts[(number * 7 + turn) % len(accounts)]
        take_hold(
            Place(account_id=account, family="call", activity_type="sales_call", planned_on=DAY), expires_at=AT + timedelta(days=5), at=AT
        )

    return crowd(people, size, work, leave=connections.close_all)


def _violations(accounts: list[int]) -> int:
    """Customers taken twice by the history, in which nothing was given back; and those who were not taken although somebody tried."""
    taken: dict[int, set[int]] = {account: set() for account in accounts}
    for holder, entry in LedgerMove.objects.filter(holder_id__in=accounts).values_list("holder_id", "entry_id"):
        taken[holder].add(entry)
    return sum(1 for entries in taken.values() if len(entries) != 1)
