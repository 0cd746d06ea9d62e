"""The four facts that stand beside a decision."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goodword.customers.models import Account, Member
from goodword.ledger.models import LedgerEntry, LimitInForce
from goodword.people.models import Program
from goodword.policy.queries import four_facts, in_force

AT = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
TODAY = AT.date()


@pytest.fixture
def account(db: None) -> Account:
    """A customer that nothing limits."""
    Program.objects.update_or_create(pk=1, defaults={"fiscal_first_month": 2, "time_zone": "UTC"})
    LimitInForce.objects.all().delete()
    made = Account.objects.create(name="Tarn Ferries")
    Member.objects.create(account=made, standing_at=AT, joined_on=date(2025, 1, 1), comfort="One call a quarter", comfort_effort=6)
    return made


def write(account: Account, day: date, *, hold: bool = False, answer: str = "", effort: int = 1, family: str = "call") -> LedgerEntry:
    """Write an entry of the ledger."""
    return LedgerEntry.objects.create(
        holder=account, account=account, family=family, activity_type="sales_call", kind="hold" if hold else "ask", from_on=day,
        to_on=day + timedelta(days=1), planned_on=day, asked_on=None if hold else day, answer=answer, effort=effort, created_at=AT,
    )


def test_asked_planned_effort_and_comfort(account: Account) -> None:
    write(account, TODAY - timedelta(days=400), answer="accepted", effort=9)
    write(account, date(2026, 3, 18), answer="accepted", effort=1)
    write(account, date(2026, 6, 2), answer="declined", effort=5, family="participation")
    write(account, TODAY - timedelta(days=3))
    write(account, date(2027, 3, 1), hold=True, family="participation")
    released = write(account, date(2027, 3, 2), hold=True)
    LedgerEntry.objects.filter(pk=released.pk).update(released_at=AT)
    facts = four_facts([account.pk], in_force(AT))[account.pk]
    assert facts.asked == (("call", 2), ("participation", 1))
    assert (facts.asked_in_all, facts.accepted, facts.last_asked_on) == (3, 1, TODAY - timedelta(days=3))
    assert [(each.family, each.is_hold, each.day) for each in facts.planned] == [
        ("call", False, TODAY - timedelta(days=3)),
        ("participation", True, date(2027, 3, 1)),
    ]
    assert (facts.effort, facts.effort_comfort, facts.comfort) == (7, 6, "One call a quarter")


def test_a_customer_who_said_nothing_has_the_comfort_of_the_policy(account: Account) -> None:
    other = Account.objects.create(name="Quill & Harbour")
    with CaptureQueriesContext(connection) as captured:
        facts = four_facts([account.pk, other.pk], in_force(AT))
    assert len(captured) == 4
    assert (facts[other.pk].effort_comfort, facts[other.pk].comfort, facts[other.pk].asked) == (10, "", ())
