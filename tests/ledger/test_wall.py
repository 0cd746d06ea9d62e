"""The wall: whatever SQL the web role sends, at whatever isolation level, no limit is broken and nothing legal is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodword.customers.models import Account
from goodword.ledger.models import LimitInForce

LEVELS = ("read committed", "repeatable read", "serializable")
TAKE = """
insert into public.goodword_ledgerentry
  (holder_id, account_id, family, activity_type, kind, from_on, to_on, planned_on, asked_on, effort, created_at)
values (%(account)s, %(account)s, 'call', 'sales_call', %(kind)s, %(from)s, %(to)s, %(day)s, %(asked)s, 1, now()) returning id
"""

UNSENT = "update goodword_ledgerentry set kind = 'ask', asked_on = planned_on, unsent = true where id = %s"


def take(cursor: Any, account: int, day: date, *, kind: str = "hold", width: int = 1) -> int:
    """Insert an entry by hand, claiming whatever period."""
    cursor.execute(TAKE, taken_on(account, day, kind=kind, width=width))
    return int(cursor.fetchone()[0])


def taken_on(account: int, day: date, *, kind: str = "hold", width: int = 1) -> dict[str, Any]:
    """The values of an entry."""
    return {
        "account": account,
        "kind": kind,
        "from": day,
        "to": day + timedelta(days=width),
        "day": day,
        "asked": day if kind == "ask" else None,
    }


@pytest.mark.parametrize("before", [True, False], ids=["a place was taken once before", "never a place"])
@pytest.mark.parametrize("level", LEVELS)
def test_two_open_transactions_cannot_both_take_the_last_place(
    customer: Account, web: psycopg.Connection, level: str, before: bool
) -> None:
    if before:  # then the lock row is there already, and is updated
        with web.cursor() as cursor:
            take(cursor, customer.pk, date(2029, 11, 10))
        web.commit()
    parameters = {k: v for k, v in connection.get_connection_params().items() if k in ("host", "port", "user", "password", "dbname")}
    with psycopg.connect(**parameters) as rival:
        for each in (web, rival):
            each.execute(f"set session characteristics as transaction isolation level {level}")
            each.commit()
            each.execute("select count(*) from goodword_ledgerentry")  # both snapshots are taken before anything is written
        rival.execute("set statement_timeout = '5s'")
        with web.cursor() as cursor:
            take(cursor, customer.pk, date(2026, 11, 10))
        web.commit()
        with rival.cursor() as cursor, pytest.raises((psycopg.errors.ExclusionViolation, psycopg.errors.SerializationFailure)):
            take(cursor, customer.pk, date(2027, 1, 10))
        rival.rollback()


RECORD = (
    "select goodword_record_past_asks(array[nextval(pg_get_serial_sequence('goodword_ledgerentry', 'id'))], array[{{id}}]::bigint[],"
    " array[null]::bigint[], array['call'], array['sales_call'], array[{day}], array[''], array[1], now())"
)
ATTACKS = {
    "a narrow period": "insert into goodword_ledgerentry"
    " (holder_id, account_id, family, activity_type, kind, from_on, to_on, planned_on, effort, created_at)"
    " values ({id}, {id}, 'call', 'sales_call', 'hold', '2031-01-01', '2031-01-02', '2026-12-01', 1, now())",
    "another holder": "insert into goodword_ledgerentry"
    " (holder_id, account_id, family, activity_type, kind, from_on, to_on, planned_on, effort, created_at)"
    " values ({other}, {id}, 'call', 'sales_call', 'hold', '2026-12-01', '2026-12-02', '2026-12-01', 1, now())",
    "an ask with an old plan": "insert into goodword_ledgerentry"
    " (holder_id, account_id, family, activity_type, kind, from_on, to_on, planned_on, asked_on, effort, created_at)"
    " values ({id}, {id}, 'call', 'sales_call', 'ask', '2020-01-01', '2020-01-02', '2020-01-01', '2026-12-01', 1, now())",
    "releasing an ask": "update goodword_ledgerentry set released_at = now() where id = {ask}",
    "moving an ask": "update goodword_ledgerentry set asked_on = '2020-01-01' where id = {ask}",
    "an ask becomes a hold": "update goodword_ledgerentry set kind = 'hold' where id = {ask}",
    "an ask that has left is unsent again": "update goodword_ledgerentry set unsent = true where id = {ask}",
    "an ask that has left is unsent and a hold": "update goodword_ledgerentry"
    " set unsent = true, kind = 'hold', asked_on = null where id = {ask}",
    "an unsent ask is released at once": "update goodword_ledgerentry set kind = 'hold', released_at = now() where id = {unsent}",
    "an unsent ask is released as it is": "update goodword_ledgerentry set released_at = now() where id = {unsent}",
    "an unsent ask moves": "update goodword_ledgerentry set asked_on = '2020-01-01' where id = {unsent}",
    "an unsent ask becomes a hold of another": "update goodword_ledgerentry set kind = 'hold', account_id = {other} where id = {unsent}",
    "an unsent ask is answered": "update goodword_ledgerentry set answer = 'accepted' where id = {unsent}",
    "an unsent hold": "update goodword_ledgerentry set unsent = true where id = {far}",
    "giving an ask to another customer": "update goodword_ledgerentry set account_id = {other} where id = {ask}",
    "another family": "update goodword_ledgerentry set family = 'content' where id = {ask}",
    "taking back a released hold": "update goodword_ledgerentry set released_at = null where id = {released}",
    "moving a far hold into a full quarter": "update goodword_ledgerentry set planned_on = '2026-12-15' where id = {far}",
    "deleting": "delete from goodword_ledgerentry where id = {ask}",
    "truncating": "truncate goodword_ledgerentry cascade",
    "rewriting history": "update goodword_ledgermove set released_at = now()",
    "forgetting history": "delete from goodword_ledgermove",
    "switching the wall off": "alter table goodword_ledgerentry disable trigger user",
    "replica mode": "set session_replication_role = replica",
    "making an ask cost less": "update goodword_ledgerentry set effort = 0 where id = {ask}",
    "making an ask another favour": "update goodword_ledgerentry set activity_type = 'logo' where id = {ask}",
    "writing history": "insert into goodword_ledgermove (at, entry_id, holder_id, family, kind, from_on, to_on)"
    " values (now(), 1, {id}, 'call', 'ask', '2020-01-01', '2020-04-01')",
    "writing the sums": "update goodword_ledgersummary set accepted = 99",
    "claiming that a new ask is history": "insert into goodword_ledgerentry"
    " (holder_id, account_id, family, activity_type, kind, from_on, to_on, planned_on, asked_on, effort, recorded, created_at)"
    " values ({id}, {id}, 'call', 'sales_call', 'ask', '2020-01-01', '2020-01-02', '2020-01-01', '2020-01-01', 1, true, now())",
    "recording an ask of tomorrow": RECORD.format(day="current_date + 1"),
    "recording an ask of a full quarter to come": RECORD.format(day="'2099-01-01'::date"),
    "an ask becomes history": "update goodword_ledgerentry set recorded = true where id = {ask}",
    "a hold becomes history": "update goodword_ledgerentry set recorded = true, over_limit = true where id = {far}",
    "history is no history": "update goodword_ledgerentry set recorded = false where id = {past}",
    "history is within the limit after all": "update goodword_ledgerentry set over_limit = not over_limit where id = {past}",
    "history moves to a day to come": "update goodword_ledgerentry set asked_on = '2026-12-15' where id = {past}",
    "history becomes a hold": "update goodword_ledgerentry set kind = 'hold', asked_on = null where id = {past}",
    "history is unsent and becomes a hold": "update goodword_ledgerentry set unsent = true, kind = 'hold' where id = {past}",
    "history is given back": "update goodword_ledgerentry set released_at = now() where id = {past}",
    "history goes to another customer": "update goodword_ledgerentry set account_id = {other} where id = {past}",
    "history is forgotten": "delete from goodword_ledgerentry where id = {past}",
    "another way to record": "create or replace function goodword_record_past_asks(ids bigint[], accounts bigint[], contacts bigint[],"
    " families text[], activities text[], days date[], answers text[], efforts int[], at timestamptz) returns void"
    " language sql as 'select 1'",
    "editing the journal": "update goodword_entry set verb = 'nothing.happened'",
    "emptying the journal": "truncate goodword_entry cascade",
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("level", LEVELS)
def test_raw_sql_of_the_web_role_is_refused(customer: Account, web: psycopg.Connection, attack: str, level: str) -> None:
    other = Account.objects.create(name="Somebody else")
    with web.cursor() as cursor:
        ids = {"id": customer.pk, "other": other.pk}
        ids["released"] = take(cursor, customer.pk, date(2026, 12, 1))
        cursor.execute("update goodword_ledgerentry set released_at = now() where id = %s", [ids["released"]])
        ids["ask"] = take(cursor, customer.pk, date(2026, 11, 10), kind="ask")
        ids["far"] = take(cursor, customer.pk, date(2028, 11, 10))
        ids["unsent"] = take(cursor, customer.pk, date(2029, 11, 10))
        cursor.execute(UNSENT, [ids["unsent"]])
        cursor.execute(RECORD.format(day="'2021-05-03'::date").format(**ids))
        cursor.execute("select max(id) from goodword_ledgerentry")
        [ids["past"]] = cursor.fetchone() or ()
        cursor.execute("insert into goodword_entry (at, verb, actor_kind, data) values (now(), 'test.done', 'system', '{}')")
        web.commit()
        cursor.execute(f"set transaction isolation level {level}")
        refused = (psycopg.errors.IntegrityError, psycopg.errors.InsufficientPrivilege)
        with pytest.raises(refused):
            cursor.execute(ATTACKS[attack].format(**ids))
    web.rollback()


def test_an_ask_that_never_left_becomes_a_hold_of_the_same_place(customer: Account, web: psycopg.Connection) -> None:
    with web.cursor() as cursor:
        entry = take(cursor, customer.pk, date(2026, 11, 10))
        cursor.execute(UNSENT, [entry])
        # Whatever else the statement claims, the place is the one it had.
        turned = "update goodword_ledgerentry set kind = 'hold', planned_on = '2031-01-01', to_on = '2026-11-11' where id = %s"
        cursor.execute(turned, [entry])
        web.commit()
        with pytest.raises(psycopg.errors.ExclusionViolation):
            take(cursor, customer.pk, date(2027, 1, 10))
        web.rollback()
        cursor.execute("update goodword_ledgerentry set released_at = now() where id = %s", [entry])
        take(cursor, customer.pk, date(2027, 1, 10))
        cursor.execute("select kind, released_at is null from public.goodword_ledgermove where entry_id = %s order by id", [entry])
        assert cursor.fetchall() == [("hold", True), ("ask", True), ("hold", True), ("hold", False)]
    web.rollback()


def test_history_is_recorded_also_over_the_limit_and_gives_room_to_nothing(customer: Account, web: psycopg.Connection) -> None:
    with web.cursor() as cursor:
        for day in ("2021-05-03", "2021-06-04", "2021-08-05"):
            cursor.execute(RECORD.format(day=f"'{day}'::date").format(id=customer.pk))
        cursor.execute("select asked_on, recorded, over_limit, from_on, to_on from goodword_ledgerentry order by asked_on")
        spring, autumn = (date(2021, 5, 1), date(2021, 8, 1)), (date(2021, 8, 1), date(2021, 11, 1))
        assert cursor.fetchall() == [
            (date(2021, 5, 3), True, False, *spring),
            (date(2021, 6, 4), True, True, *spring),
            (date(2021, 8, 5), True, False, *autumn),
        ]
        web.commit()
        with pytest.raises(psycopg.errors.ExclusionViolation):
            take(cursor, customer.pk, date(2021, 10, 1))
        web.rollback()
        # Neither does it free a place to call a new entry what it is not.
        claimed = TAKE.replace("effort,", "effort, over_limit,").replace("1, now()", "1, true, now()")
        cursor.execute(claimed, taken_on(customer.pk, date(2022, 1, 5)))
        cursor.execute("select over_limit from goodword_ledgerentry order by id desc limit 1")
        assert cursor.fetchone() == (False,)
    web.rollback()


@pytest.mark.parametrize("name", ["limitinforce", "ledgermove", "ledgerentry", "program", "account"])
def test_a_temporary_table_in_front_of_a_real_one_hides_nothing(customer: Account, web: psycopg.Connection, name: str) -> None:
    table = f"goodword_{name}"
    with web.cursor() as cursor:
        take(cursor, customer.pk, date(2026, 11, 10), kind="ask")
        web.commit()
        cursor.execute("select count(*) from public.goodword_ledgermove")
        [moves] = cursor.fetchone() or ()
        cursor.execute(f"create temporary table {table} (like public.{table} including defaults)")
        cursor.execute(f"grant all on pg_temp.{table} to public")
        web.commit()
        with pytest.raises(psycopg.errors.ExclusionViolation):
            take(cursor, customer.pk, date(2026, 12, 1), kind="ask")
        web.rollback()
        take(cursor, customer.pk, date(2028, 12, 1), kind="ask")
        cursor.execute("select count(*) from public.goodword_ledgermove")
        assert cursor.fetchone() == (moves + 1,)
    web.rollback()


def greatest_overlap(wanted: tuple[date, date], taken: list[tuple[date, date]]) -> int:
    """The plain oracle: count, for each single day of the wanted period, how many taken periods cover it."""
    days = (wanted[1] - wanted[0]).days
    return max(sum(a <= wanted[0] + timedelta(days=n) < b for a, b in taken) for n in range(days))


steps = st.lists(
    st.tuples(st.sampled_from(["take", "take", "take", "release", "limit"]), st.integers(0, 120), st.integers(1, 4), st.integers(1, 40)),
    min_size=3,
    max_size=25,
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=steps)
def test_nothing_legal_is_refused_and_nothing_illegal_taken(customer: Account, plan: list[tuple[str, int, int, int]]) -> None:
    most, every, held = 2, 10, dict[int, date]()
    with transaction.atomic():
        fresh = Account.objects.create(name="Random")
        LimitInForce.objects.filter(family="call").update(most=most, period="days", every=every)
        for verb, offset, new_most, new_every in plan:
            day = date(2027, 12, 1) + timedelta(days=offset)  # across a leap day
            if verb == "limit":
                most, every = new_most, new_every
                LimitInForce.objects.filter(family="call").update(most=most, every=every)
            elif verb == "release" and held:
                pk = sorted(held)[offset % len(held)]
                with connection.cursor() as cursor:
                    cursor.execute("update goodword_ledgerentry set released_at = now() where id = %s", [pk])
                del held[pk]
            elif verb == "take":
                # Every place is measured by the limit that holds now, whatever held when it was taken.
                period, *taken = ((each, each + timedelta(days=every)) for each in (day, *held.values()))
                legal = greatest_overlap(period, taken) < most
                try:
                    with transaction.atomic(), connection.cursor() as cursor:
                        pk = take(cursor, fresh.pk, day)
                except DatabaseError as error:
                    assert not legal, f"legal, but refused: {error}"
                    assert isinstance(error.__cause__, psycopg.Error)
                    assert error.__cause__.diag.constraint_name == "ledger_limit"
                else:
                    assert legal, "above the limit, but taken"
                    held[pk] = day
        transaction.set_rollback(True)
