"""Taking turns over something that has no row yet to lock: a list, a name, a form that is being saved."""

from __future__ import annotations

from django.db import connection, transaction


def take_turns(over: str) -> None:
    """Wait until nobody else has the turn over this, and have it to the end of the transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a turn ends with its transaction")
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [over])
