"""The narrow row kept of each member says what the account, the member and the ledger say, whatever happened, and whoever was faster."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account, Contact, Member
from goodword.ledger.models import LedgerEntry
from goodword.policy.models import PoolMember
from goodword.policy.queries.best import bit
from tests.at_once import Doing, until_waiting
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_region
from tests.policy.worlds import CODES, TYPES, World

DAY = date(2028, 2, 29)


def differing() -> list[Any]:
    """Rows that are kept and should not be, or should be kept and are not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "(table goodword_poolmember except select * from goodword_pool_of(null))"
            " union all (select * from goodword_pool_of(null) except table goodword_poolmember)"
        )
        return list(cursor.fetchall())


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_it_follows_whatever_happens(seed: int) -> None:
    world = World(seed, DAY, 8)
    world.build()
    dice, seen = Random(seed), set()
    assert not differing()
    for _ in range(50):
        _something(world, dice)
        assert not differing()
        seen.add(str(list(PoolMember.objects.order_by("pk").values())))
    assert len(seen) > 10


def _something(world: World, dice: Random) -> None:
    some = dice.sample([account.pk for account in world.accounts], 3)
    match dice.randrange(7):
        case 0:
            change: dict[str, Any] = {
                "name": dice.choice(("Tarn Ferries", "Quill & Harbour")),
                "use_cases": world.some(CODES),
                "competitors_replaced": world.some(CODES),
                "seats": dice.choice((None, 7)),
                "health": dice.choice(("good", "poor")),
                "escalated_on": dice.choice((None, DAY)),
                "do_not_contact": dice.choice((False, True)),
                "blocked_prospects": dice.choice(([], ["Quill"])),
                "region": dice.choice([None, *world.regions]),
            }
            Account.objects.filter(pk__in=some).update(**dict(dice.sample(sorted(change.items()), 3)))
        case 1:
            standing = dice.choice(("active", "paused", "retired", "declined"))
            Member.objects.filter(account__in=some).update(standing=standing, paused_until=DAY, verified_on=dice.choice((None, DAY)))
        case 2:
            Member.objects.filter(account__in=some).update(agreed_types=world.some(TYPES), refused_types=world.some(TYPES))
        case 3:
            Member.objects.filter(account__in=some[:1]).delete()
        case 4:
            for account in Account.objects.filter(pk__in=some[:1], member=None):
                a_member(account)
        case 5:
            Contact.objects.filter(account__in=some).update(agreed_types=dice.choice((None, world.some(TYPES))), left_on=None)
        case _:
            asks = LedgerEntry.objects.filter(account__in=some, kind="ask", answer="")
            asks.update(answer=dice.choice(("accepted", "declined")))


@pytest.mark.django_db
def test_a_membership_that_moves_takes_its_row_along() -> None:
    halden, merrow = an_account("Halden"), an_account("Merrow", industry="banking")
    a_member(halden)
    Member.objects.update(account=merrow)
    assert [(row.pk, row.industry) for row in PoolMember.objects.all()] == [(merrow.pk, "banking")]
    assert not differing()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ActivityType)
def test_the_database_and_we_mean_the_same_kind_by_a_bit(kind: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select goodword_type_bits(array[%s]), goodword_type_bits(array['*'])", [kind])
        assert cursor.fetchone() == (bit(kind), sum(map(bit, ActivityType)))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_neither_writes_over_the_other() -> None:
    region = a_region("north")
    changes = (
        lambda pk: Account.objects.filter(pk=pk).update(industry="banking", region=region),
        lambda pk: a_contact(Account.objects.get(pk=pk)),
        lambda pk: Contact.objects.filter(account=pk).update(agreed_types=["logo"]),
    )
    for change in changes:
        for turned in (False, True):
            account = an_account(f"Vestara {turned}")
            a_contact(account)
            first, second = (change, _join) if turned else (_join, change)
            with transaction.atomic():
                first(account.pk)
                other = Doing(partial(second, account.pk))
                until_waiting(1, other)
            ended = other.done()
            assert not isinstance(ended, Exception), ended
            assert not differing()
            assert PoolMember.objects.filter(pk=account.pk).exists()


def _join(pk: int) -> None:
    Member.objects.create(
        account_id=pk, standing_at="2026-11-19T09:00:00Z", joined_on=DAY - timedelta(days=9), agreed_types=["sales_call", "logo"]
    )
