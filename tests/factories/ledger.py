"""What stands in the ledger."""

from datetime import UTC, date, datetime, time
from typing import Any

from goodword.customers.models import Account
from goodword.ledger.models import LedgerEntry


def an_ask(account: Account, on: date, **fields: Any) -> LedgerEntry:
    """Write down that a customer was asked for a sales call on a day; the database fills in the period."""
    known = {"family": "call", "activity_type": "sales_call", "created_at": datetime.combine(on, time.min, tzinfo=UTC), **fields}
    return LedgerEntry.objects.create(account=account, kind="ask", planned_on=on, asked_on=on, **known)
