"""Customers."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account, Contact, Member, Opportunity

_next = count(1)


def an_account(name: str = "", **fields: Any) -> Account:
    """Make a customer company."""
    return Account.objects.create(name=name or f"Company {next(_next)}", **fields)


def a_contact(account: Account, name: str = "", **fields: Any) -> Contact:
    """Make a person at a customer, with an address."""
    number = next(_next)
    fields.setdefault("email", f"contact{number}@customer.example")
    return Contact.objects.create(account=account, name=name or f"Contact {number}", **fields)


def a_member(
    account: Account | None = None,
    *,
    name: str = "",
    agreed: Sequence[str] = (ActivityType.SALES_CALL,),
    standing: str = "active",
    **fields: Any,
) -> Member:
    """Make a reference member, its account and one willing contact as needed."""
    account = account or an_account(name)
    if not account.contacts.exists():
        a_contact(account)
    fields.setdefault("joined_on", date(2024, 5, 2))
    fields.setdefault("verified_on", date(2026, 11, 2))
    return Member.objects.create(
        account=account, standing=standing, standing_at=datetime(2024, 5, 2, 9, tzinfo=UTC), agreed_types=list(agreed), **fields
    )


def a_deal(account: Account | None = None, name: str = "", **fields: Any) -> Opportunity:
    """Make a deal at technical evaluation."""
    fields.setdefault("stage", "technical_evaluation")
    return Opportunity.objects.create(account=account, name=name or f"Deal {next(_next)}", **fields)
