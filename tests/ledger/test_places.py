"""A place in the ledger: taken, refused, given back, kept."""

from datetime import UTC, date, datetime

import pytest

from goodword.customers.models import Account
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import Place, release, take_hold, turn_into_ask
from goodword.ledger.models import LedgerEntry, LimitInForce
from goodword.people.models import Program

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def account(db: None) -> Account:
    """One customer, with one call a fiscal quarter (the year starts in February)."""
    Program.objects.update_or_create(pk=1, defaults={"fiscal_first_month": 2})
    LimitInForce.objects.filter(family="call").delete()
    LimitInForce.objects.create(family="call", most=1, period="quarters", every=1)
    return Account.objects.create(name="Tarn Ferries")


def place(account: Account, day: date) -> Place:
    """A call planned for a day."""
    return Place(account_id=account.pk, family="call", activity_type="sales_call", planned_on=day)


def take(account: Account, day: date) -> LedgerEntry | Refused:
    """Try to hold."""
    return take_hold(place(account, day), expires_at=LATER, at=AT)


def test_the_second_hold_of_a_quarter_is_refused_with_a_reason(account: Account) -> None:
    first = take(account, date(2026, 11, 1))
    assert isinstance(first, LedgerEntry)
    assert (first.from_on, first.to_on) == (date(2026, 11, 1), date(2027, 2, 1))
    second = take(account, date(2027, 1, 31))
    assert isinstance(second, Refused)
    assert second.words
    assert isinstance(take(account, date(2027, 2, 1)), LedgerEntry)


def test_a_released_hold_gives_its_place_back(account: Account) -> None:
    first = take(account, date(2026, 11, 22))
    assert isinstance(first, LedgerEntry)
    assert release(first, at=AT)
    assert isinstance(take(account, date(2026, 11, 22)), LedgerEntry)


def test_an_ask_keeps_its_place(account: Account) -> None:
    first = take(account, date(2026, 11, 22))
    assert isinstance(first, LedgerEntry)
    assert turn_into_ask(first, asked_on=date(2026, 11, 24))
    assert not release(first, at=AT)
    assert isinstance(take(account, date(2026, 12, 1)), Refused)


def test_a_hold_asked_in_the_next_quarter_moves_its_place(account: Account) -> None:
    first = take(account, date(2027, 1, 30))
    assert isinstance(first, LedgerEntry)
    assert turn_into_ask(first, asked_on=date(2027, 2, 1))
    assert (first.from_on, first.to_on) == (date(2027, 2, 1), date(2027, 5, 1))
    assert isinstance(take(account, date(2027, 1, 31)), LedgerEntry)


def test_a_hold_asked_in_a_full_quarter_is_refused_and_stays_a_hold(account: Account) -> None:
    waiting = take(account, date(2027, 1, 30))
    assert isinstance(waiting, LedgerEntry)
    assert isinstance(take(account, date(2027, 2, 10)), LedgerEntry)
    assert isinstance(turn_into_ask(waiting, asked_on=date(2027, 2, 1)), Refused)
    waiting.refresh_from_db()
    assert waiting.kind == LedgerEntry.HOLD


def test_the_customers_own_lower_limit_is_kept_by_the_database(account: Account) -> None:
    LimitInForce.objects.create(family="call", holder=account, most=1, period="days", every=365)
    assert isinstance(take(account, date(2026, 11, 22)), LedgerEntry)
    assert isinstance(take(account, date(2027, 6, 1)), Refused)
    assert isinstance(take(account, date(2027, 11, 22)), LedgerEntry)


def test_a_family_of_companies_can_share_one_limit(account: Account) -> None:
    Program.objects.filter(pk=1).update(ledger_holder="parent")
    child = Account.objects.create(name="Tarn Ferries North", parent=account)
    assert isinstance(take(child, date(2026, 11, 22)), LedgerEntry)
    assert isinstance(take(account, date(2026, 11, 23)), Refused)
