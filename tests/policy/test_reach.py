"""What is kept about who can be written to is what the people say, whatever happened to them, and whoever was faster."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from django.db import connection, connections, transaction

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account, Contact
from goodword.ledger.models import LedgerSummary
from tests.factories.customers import a_contact, an_account

TYPES = [ActivityType.SALES_CALL, ActivityType.LOGO]
CHOICES: dict[str, list[Any]] = {
    "email": ["", *["ada@halden.example"] * 6],
    "do_not_contact": [True, *[False] * 6],
    "bounced_at": [*[None] * 6, datetime(2027, 3, 1, tzinfo=UTC)],
    "left_on": [*[None] * 6, date(2027, 3, 1)],
    "quiet_until": [*[None] * 6, date(2027, 3, 1)],
    "agreed_types": [None, [], TYPES[:1], TYPES],
}


def kept() -> dict[int, set[str]]:
    """What is kept of each account."""
    return {row.account_id: set(row.reach) for row in LedgerSummary.objects.all() if row.reach}


def told() -> dict[int, set[str]]:
    """What the people say."""
    found: dict[int, set[str]] = {}
    for each in Contact.objects.filter(do_not_contact=False, bounced_at=None, left_on=None, quiet_until=None).exclude(email=""):
        types = {LedgerSummary.ANYTHING} if each.agreed_types is None else set(map(str, each.agreed_types))
        if types:
            found.setdefault(each.account_id, set()).update(types)
    return found


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_it_follows_whatever_happens_to_people(seed: int) -> None:
    dice = Random(seed)
    accounts = [an_account(f"Halden {n}") for n in range(5)]
    seen = set()
    for _ in range(60):
        people = list(Contact.objects.order_by("pk"))
        chance = dice.random()
        if chance < 0.4 or not people:
            a_contact(dice.choice(accounts), **{field: dice.choice(values) for field, values in CHOICES.items()})
        elif chance < 0.5:
            dice.choice(people).delete()
        elif chance < 0.6:
            Contact.objects.filter(pk=dice.choice(people).pk).update(account=dice.choice(accounts))
        else:
            some = [each.pk for each in dice.sample(people, min(3, len(people)))]
            field = dice.choice(list(CHOICES))
            Contact.objects.filter(pk__in=some).update(**{field: dice.choice(CHOICES[field])})
        assert kept() == told()
        seen.add(str(sorted(kept().items())))
    assert len(seen) > 8
    Contact.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from goodword_account")
    assert not LedgerSummary.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_sees_what_the_first_wrote() -> None:
    account = an_account("Halden")
    first, second = (
        a_contact(account, email=f"{name}@halden.example", agreed_types=[kind]) for name, kind in zip("ab", TYPES, strict=True)
    )
    written = threading.Event()

    def leaves() -> None:
        with transaction.atomic():
            written.wait(20)
            Contact.objects.filter(pk=second.pk).update(left_on=date(2027, 3, 1))
        connections.close_all()

    other = threading.Thread(target=leaves)
    other.start()
    with transaction.atomic():
        Contact.objects.filter(pk=first.pk).update(left_on=date(2027, 3, 1))
        written.set()
        wait_until_somebody_waits()
    other.join(20)
    assert kept() == told() == {}


@pytest.mark.django_db(transaction=True)
def test_people_of_two_companies_do_not_wait_for_each_other() -> None:
    halden, merrow = (Account.objects.create(name=name) for name in ("Halden", "Merrow"))
    done: list[bool] = []

    def writes() -> None:
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = '5s'")
        a_contact(merrow, email="b@merrow.example")
        done.append(True)
        connections.close_all()

    with transaction.atomic():
        a_contact(halden, email="a@halden.example")
        other = threading.Thread(target=writes)
        other.start()
        other.join(20)
        assert done == [True]
    assert kept() == told()


def wait_until_somebody_waits() -> None:
    """Return once another connection to this database waits for a lock of ours."""
    waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")
