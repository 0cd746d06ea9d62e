"""Turns: taken inside a transaction, and given back with it."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from goodword.kernel.turns import take_turns

pytestmark = pytest.mark.django_db(transaction=True)


def held() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")
        (count,) = cursor.fetchone()
        return int(count)


def test_a_turn_lasts_as_long_as_its_transaction_and_there_is_none_outside() -> None:
    before = held()
    with transaction.atomic():
        take_turns("goodword list industry")
        take_turns("goodword list industry")
        assert held() == before + 1
    assert held() == before
    with pytest.raises(transaction.TransactionManagementError):
        take_turns("goodword list industry")
