"""The wall where accounts merge, part and go: no detour of the web role gives an account back the places that were taken."""

from __future__ import annotations

from datetime import date

import psycopg
import pytest

from goodword.customers.models import Account
from goodword.ledger.models import LedgerSummary
from tests.ledger.test_wall import take

pytestmark = pytest.mark.slow

AGAIN = (
    "create temporary table was as select * from goodword_account where id = {id}",
    "alter table was drop column search_name",
)
BACK = "insert into goodword_account ({columns}) select {columns} from was"
DETOURS = {
    "merged into another, and made anew": (*AGAIN, "select goodword_merge_ledger(77, {id}, {other})", BACK),
    "merged into another, and parted to a third": (
        "select goodword_merge_ledger(77, {id}, {other})",
        "select goodword_split_ledger(77, {third}, {other})",
        BACK,
    ),
    "merged, parted by a wrong account so that nothing goes back, and made anew": (
        *AGAIN,
        "select goodword_merge_ledger(77, {id}, {other})",
        BACK,
        "select goodword_split_ledger(77, {id}, {third})",
    ),
    "deleted, and made anew in one transaction": (*AGAIN, "delete from goodword_account where id = {id}", BACK),
    "another key, and the old one for a new row": (*AGAIN, "update goodword_account set id = 987654 where id = {id}", BACK),
    "another takes its key": (
        *AGAIN,
        "select goodword_merge_ledger(77, {id}, {other})",
        "update goodword_account set id = {id} where id = {third}",
    ),
    "the lock is deleted": ("delete from goodword_ledgerholder where holder_id = {id}",),
    "the lock is given another key": ("update goodword_ledgerholder set holder_id = 987654 where holder_id = {id}",),
    "a merge that never was": (
        "insert into goodword_ledgermerged (merge_id, gone_id, entry_id, came, flagged) values (5, {other}, 1, true, true)",
    ),
}


@pytest.mark.parametrize("detour", DETOURS)
def test_no_detour_gives_a_place_back(customer: Account, web: psycopg.Connection, detour: str) -> None:
    others = [Account.objects.create(name=name) for name in ("Somebody else", "A third")]
    columns = ", ".join(str(field.column) for field in Account._meta.concrete_fields if field.column != "search_name")
    known = {"id": customer.pk, "other": others[0].pk, "third": others[1].pk, "columns": columns}
    with web.cursor() as cursor:
        take(cursor, customer.pk, date(2026, 11, 10), kind="ask")
        web.commit()
        with pytest.raises((psycopg.errors.IntegrityError, psycopg.errors.InsufficientPrivilege)):
            for statement in DETOURS[detour]:
                cursor.execute(statement.format(**known))
            web.commit()
        web.rollback()
        with pytest.raises(psycopg.errors.ExclusionViolation):
            take(cursor, customer.pk, date(2027, 1, 10))
        web.rollback()
    assert LedgerSummary.objects.get(account=customer).last_asked_on == date(2026, 11, 10)


def test_what_was_merged_parts_again(customer: Account, web: psycopg.Connection) -> None:
    """The way that is meant: into another, and back to a row with the same key."""
    other = Account.objects.create(name="Somebody else")
    columns = ", ".join(str(field.column) for field in Account._meta.concrete_fields if field.column != "search_name")
    with web.cursor() as cursor:
        entry = take(cursor, customer.pk, date(2026, 11, 10), kind="ask")
        known = {"id": customer.pk, "other": other.pk, "columns": columns}
        for statement in (
            *AGAIN,
            "select goodword_merge_ledger(77, {id}, {other})",
            BACK,
            "select goodword_split_ledger(77, {id}, {other})",
        ):
            cursor.execute(statement.format(**known))
        web.commit()
        cursor.execute("select account_id from goodword_ledgerentry where id = %s", [entry])
        assert cursor.fetchone() == (customer.pk,)
        web.rollback()
