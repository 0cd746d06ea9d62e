"""What counts: the wall gives back what a policy does not count, and measures every place by the limit that holds now."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from goodword.customers.models import Account
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import Place, note_answer, note_missed, take_hold, turn_into_ask
from goodword.ledger.models import Answer, LedgerEntry, LimitInForce
from goodword.people.models import Program

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 22)


@pytest.fixture
def account(db: None) -> Account:
    """One customer, with one call a fiscal quarter (the year starts in February)."""
    Program.objects.update_or_create(pk=1, defaults={"fiscal_first_month": 2})
    counting("asked")
    return Account.objects.create(name="Tarn Ferries")


def counting(counts: str, *, every: int = 1, period: str = "quarters") -> None:
    """Let one call a period be allowed, and let a policy count this."""
    LimitInForce.objects.filter(family="call").delete()
    LimitInForce.objects.create(family="call", most=1, period=period, every=every, counts=counts)


def hold(account: Account, day: date = DAY) -> LedgerEntry | Refused:
    place = Place(account_id=account.pk, family="call", activity_type="sales_call", planned_on=day)
    return take_hold(place, expires_at=AT, at=AT)


def asked(account: Account, answer: Answer | str = "", *, missed: bool = False) -> LedgerEntry:
    """An ask on the day, answered in some way."""
    entry = hold(account)
    assert isinstance(entry, LedgerEntry)
    assert turn_into_ask(entry, asked_on=DAY)
    if answer:
        note_answer(entry, answer=Answer(answer))
    if missed:
        note_missed(entry.pk, missed=True)
    return entry


@pytest.mark.parametrize(
    ("counts", "answer", "missed", "keeps"),
    [
        ("asked", "declined", False, True),
        ("asked", "no_answer", False, True),
        ("asked", "accepted", True, True),
        ("accepted", "", False, True),
        ("accepted", "declined", False, False),
        ("accepted", "no_answer", False, False),
        ("accepted", "accepted", True, True),
        ("done", "", False, True),
        ("done", "declined", False, False),
        ("done", "accepted", False, True),
        ("done", "accepted", True, False),
    ],
)
def test_the_wall_keeps_what_the_policy_counts(account: Account, counts: str, answer: str, missed: bool, keeps: bool) -> None:
    counting(counts)
    asked(account, answer, missed=missed)
    assert isinstance(hold(account), Refused) is keeps


@pytest.mark.parametrize("counts", ["asked", "accepted", "done"])
def test_an_open_hold_always_keeps_its_place(account: Account, counts: str) -> None:
    counting(counts)
    assert isinstance(hold(account), LedgerEntry)
    assert isinstance(hold(account), Refused)


def test_what_takes_its_place_again_is_flagged_when_somebody_has_it_by_then(account: Account) -> None:
    counting("done")
    first = asked(account, "accepted", missed=True)
    second = asked(account)
    note_missed(first.pk, missed=False)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.over_limit, second.over_limit) == (True, False)
    assert isinstance(hold(account), Refused)


def test_a_customers_own_limit_counts_every_ask(account: Account) -> None:
    counting("done")
    asked(account, "declined")
    LimitInForce.objects.create(family="call", holder=account, most=1, period="days", every=30)
    assert isinstance(hold(account), Refused)


@pytest.mark.parametrize(
    ("period", "every", "last_refused", "free"),
    [
        ("quarters", 1, date(2027, 1, 31), date(2027, 2, 1)),
        ("quarters", 3, date(2027, 7, 31), date(2027, 8, 1)),
        ("days", 100, date(2027, 3, 1), date(2027, 3, 2)),
    ],
)
def test_a_longer_period_stops_the_next_ask_at_once(account: Account, period: str, every: int, last_refused: date, free: date) -> None:
    asked(account, "accepted")
    counting("asked", period=period, every=every)
    assert isinstance(hold(account, last_refused), Refused)
    assert isinstance(hold(account, free), LedgerEntry)
