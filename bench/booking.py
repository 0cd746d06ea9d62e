"""How many places can be taken a second, beside one raw conditional update of the same rows."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import psycopg
from django.db import connection, connections

from bench.measure import Crowd, crowd, percentile
from bench.result import Result
from goodword.customers.models import Account
from goodword.ledger.actions import Place, take_hold
from goodword.ledger.models import LedgerEntry, LimitInForce

PEOPLE, CUSTOMERS = 200, 50
DAY = date(2027, 5, 3)
AT = datetime(2027, 5, 3, 9, tzinfo=UTC)


def run(size: int) -> Result:
    """Take places with 200 connections: through the ledger, and as a bare counter."""
    LimitInForce.objects.update_or_create(family="call", holder=None, defaults={"most": 1, "period": "quarters", "every": 1})
    accounts = [each.pk for each in Account.objects.bulk_create(Account(name=f"Booked {n}", source="booking") for n in range(CUSTOMERS))]
    floor = _floor(accounts, size)
    taken = _take(accounts, size)
    broken = _violations(accounts)
    ratio = taken.rate / floor.rate
    return Result(
        name="book",
        size=size,
        figures={"take_per_second": taken.rate, "take_p99_ms": percentile(taken.each, 0.99) * 1000, "violations": broken},
        floor={"raw_update_per_second": floor.rate},
        ratio={"take": ratio},
        goal={"take": "2,000 places a second", "ratio": "25 % of one raw conditional update", "violations": "none"},
        met={"take": taken.rate >= 2000, "ratio": ratio >= 0.25, "violations": broken == 0},
        notes=[f"{PEOPLE} connections, {CUSTOMERS} customers; client threads and PostgreSQL share the machine's cores"],
    )


def _floor(accounts: list[int], size: int) -> Crowd:
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

    return crowd(PEOPLE, size, work, leave=leave)


def _take(accounts: list[int], size: int) -> Crowd:
    def work(number: int, turn: int) -> None:
        if turn < 0:
            connection.ensure_connection()
            return
        account = accounts[(number * 7 + turn) % len(accounts)]
        take_hold(
            Place(account_id=account, family="call", activity_type="sales_call", planned_on=DAY), expires_at=AT + timedelta(days=5), at=AT
        )

    return crowd(PEOPLE, size, work, leave=connections.close_all)


def _violations(accounts: list[int]) -> int:
    per_account: dict[int, int] = {}
    for account in LedgerEntry.objects.filter(account__in=accounts, released_at=None).values_list("account_id", flat=True):
        per_account[account] = per_account.get(account, 0) + 1
    return sum(1 for count in per_account.values() if count > 1) + (len(accounts) - len(per_account))
