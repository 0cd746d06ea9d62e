"""Two hundred connections want the same few customers: 10,000 attempts, and afterwards the recorded history is replayed.

The same harness runs a naive read-then-write ledger first, which must fail it: a test that cannot fail proves nothing.
"""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction

from goodword.customers.kinds import Standing
from goodword.customers.models import Account, Member
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import Place, note_sent, release, take_hold, turn_back, turn_into_ask
from goodword.ledger.models import LedgerEntry, LimitInForce
from goodword.people.models import Program

PEOPLE, ATTEMPTS, CUSTOMERS = 200, 50, 40
FAMILIES = {"call": "sales_call", "participation": "webinar"}
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Try:
    """One attempt: what came of it, and the interval in which it happened."""

    account: int
    family: str
    began: float
    ended: float
    entry: int | None
    reason: str = ""


@dataclass
class History:
    """Everything that was seen, by any thread."""

    tries: list[Try] = field(default_factory=list)
    limits: dict[str, list[tuple[float, float, int]]] = field(default_factory=lambda: defaultdict(list))
    released: set[int] = field(default_factory=set)
    errors: list[BaseException] = field(default_factory=list)


def together(work: Callable[[int], None], people: int, history: History) -> None:
    """Let everybody start at the same instant; keep what went wrong."""
    start = threading.Barrier(people)

    def one(number: int) -> None:
        try:
            start.wait(60)
            work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as pool:
        done = [pool.submit(one, number) for number in range(people)]
    history.errors += [error for each in done if (error := each.exception()) is not None]


def possible_limits(history: History, family: str, began: float, ended: float) -> list[int]:
    """The limits that may have been in force at some instant of an interval."""
    changes = history.limits[family]
    last = [most for _, done, most in changes if done <= began][-1:]
    return last + [most for start, done, most in changes if done > began and start < ended]


def excess(history: History, moves: list[tuple[int, int, int, str, bool]]) -> list[str]:
    """Replay the moves in the order the database made them; name each take that no limit of its instant allowed."""
    by_entry = {each.entry: each for each in history.tries if each.entry is not None}
    active: dict[tuple[int, str], set[int]] = defaultdict(set)
    wrong = []
    for _, entry, holder, family, is_released in moves:
        if is_released:
            active[holder, family].discard(entry)
            continue
        if entry in active[holder, family]:
            continue  # a hold that became an ask, or back: the place was taken already
        each = by_entry.get(entry)
        if each is None:
            wrong.append(f"entry {entry} was never acknowledged")
            continue
        allowed = max(possible_limits(history, family, each.began, each.ended))
        if len(active[holder, family]) >= allowed:
            wrong.append(f"{family} of {holder}: entry {entry} is number {len(active[holder, family]) + 1} of {allowed}")
        active[holder, family].add(entry)
    return wrong


@pytest.fixture
def customers(transactional_db: None) -> list[int]:
    """Few customers, wanted by many."""
    Program.objects.update_or_create(pk=1, defaults={"fiscal_first_month": 2, "ledger_holder": "account"})
    LimitInForce.objects.filter(family__in=FAMILIES).delete()
    for family in FAMILIES:
        LimitInForce.objects.create(family=family, most=3, period="quarters", every=1)
    accounts = Account.objects.bulk_create(Account(name=f"Customer {n}") for n in range(CUSTOMERS))
    Member.objects.bulk_create(
        Member(account=each, standing_at=AT, joined_on=DAY, agreed_types=list(FAMILIES.values())) for each in accounts
    )
    return [each.pk for each in accounts]


def attempt(account: int, family: str, history: History) -> int | None:
    """What the product does: lock the account, look at its consent, take the place; returns the entry."""
    began, reason, entry = time.perf_counter(), "", None
    with transaction.atomic():
        Account.objects.select_for_update().only("pk").get(pk=account)
        agreed = Member.objects.filter(account=account, standing=Standing.ACTIVE, agreed_types__contains=[FAMILIES[family]])
        if agreed.exists():
            wanted = Place(account_id=account, family=family, activity_type=FAMILIES[family], planned_on=DAY)
            taken = take_hold(wanted, expires_at=AT, at=AT)
            entry, reason = (None, taken.reasons[0].code) if isinstance(taken, Refused) else (taken.pk, "")
        else:
            reason = "consent"
    history.tries.append(Try(account, family, began, time.perf_counter(), entry, reason))
    return entry


def change_a_limit(dice: random.Random, history: History) -> None:
    """A manager publishes another number."""
    family, most = dice.choice(list(FAMILIES)), dice.randint(1, 3)
    with LIMITS:
        began = time.perf_counter()
        LimitInForce.objects.filter(family=family, holder=None).update(most=most)
        history.limits[family].append((began, time.perf_counter(), most))


def ask_and_perhaps_turn_back(entry: int, *, sent: bool) -> bool:
    """Ask for a held place; until the mail has left, the ask is taken back to a hold."""
    row = LedgerEntry.objects.get(pk=entry)
    assert isinstance(turn_into_ask(row, asked_on=DAY, unsent=True), LedgerEntry)
    if sent:
        note_sent(entry)
    assert turn_back(row) is not sent
    return not sent


LIMITS = threading.Lock()


@pytest.mark.slow
def test_ten_thousand_attempts_never_break_a_limit(customers: list[int]) -> None:
    history = History()
    for family in FAMILIES:
        history.limits[family].append((0.0, 0.0, 3))

    def work(number: int) -> None:
        dice, mine = random.Random(number), list[int]()
        for _ in range(ATTEMPTS):
            entry = attempt(dice.choice(customers), dice.choice(list(FAMILIES)), history)
            if entry is not None:
                mine.append(entry)
            if mine and dice.random() < 0.3:
                asked = mine.pop(dice.randrange(len(mine)))
                if ask_and_perhaps_turn_back(asked, sent=dice.random() < 0.1):
                    mine.append(asked)
            if mine and dice.random() < 0.5:
                given = mine.pop(dice.randrange(len(mine)))
                history.released.add(given)
                assert release(LedgerEntry.objects.get(pk=given), at=AT)
            if dice.random() < 0.004:
                change_a_limit(dice, history)
            if dice.random() < 0.004:
                Member.objects.filter(account=dice.choice(customers)).update(agreed_types=dice.choice([[], list(FAMILIES.values())]))

    together(work, PEOPLE, history)
    assert history.errors == []
    assert len(history.tries) == PEOPLE * ATTEMPTS
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, entry_id, holder_id, family, released_at is not null from goodword_ledgermove"
            " where holder_id = any(%s) order by id",
            [customers],
        )
        moves = cursor.fetchall()
    assert excess(history, moves) == []
    kept = {each.entry for each in history.tries if each.entry is not None}
    active = set(LedgerEntry.objects.filter(account__in=customers, released_at=None).values_list("pk", flat=True))
    assert active == kept - history.released, "a taken place was lost, or one appeared"
    refused = [each for each in history.tries if each.entry is None]
    assert refused
    assert {each.reason for each in refused} <= {"usage_limit", "consent"}
    assert len(kept) > PEOPLE
    asks = LedgerEntry.objects.filter(account__in=customers, kind=LedgerEntry.ASK)
    assert asks.exists()
    assert not asks.exclude(released_at=None).exists()


@pytest.mark.slow
def test_a_naive_ledger_fails_the_same_test(customers: list[int]) -> None:
    parameters = {k: v for k, v in connection.get_connection_params().items() if k in ("host", "port", "user", "password", "dbname")}
    history = History()
    for family in FAMILIES:
        history.limits[family].append((0.0, 0.0, 1))
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists naive_ledger")
        cursor.execute("create table naive_ledger (id serial primary key, holder int, family text)")

    def work(number: int) -> None:
        dice = random.Random(number)
        with psycopg.connect(**parameters, autocommit=False) as own:
            for _ in range(4):
                account, family, began = dice.choice(customers), dice.choice(list(FAMILIES)), time.perf_counter()
                row: Any = own.execute("select count(*) from naive_ledger where holder = %s and family = %s", [account, family]).fetchone()
                entry = None
                if row[0] < 1:
                    row = own.execute(
                        "insert into naive_ledger (holder, family) values (%s, %s) returning id", [account, family]
                    ).fetchone()
                    entry = row[0]
                own.commit()
                history.tries.append(Try(account, family, began, time.perf_counter(), entry))

    together(work, 60, history)
    assert history.errors == []
    with connection.cursor() as cursor:
        cursor.execute("select id, id, holder, family, false from naive_ledger order by id")
        moves = cursor.fetchall()
        cursor.execute("drop table naive_ledger")
    assert excess(history, moves), "the naive ledger got through: this test would not notice a broken limit"
