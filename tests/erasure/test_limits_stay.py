"""When a customer is free again is the same before and after one of its people is erased: in the database, in words, and on the page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from goodword.customers.models import Account
from goodword.erasure.actions import ask_erasure, erase
from goodword.erasure.models import Erasure
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry, LedgerSummary
from goodword.requests import actions
from tests.factories.customers import a_contact
from tests.requests.world import World, a_world, now, today

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("import_ground")]

KEPT = ("last_asked_on", "answered")
PLACES = ("account", "holder", "family", "from_on", "to_on")


def refused_until(world: World) -> tuple[date | None, str]:
    """Until when, and why, this customer is not put on hold once more."""
    with transaction.atomic():
        made = actions.hold(world.put_forward(world.sent(topic="Another one.")), by=Actor.person(world.manager), at=now())
        transaction.set_rollback(True)
    assert isinstance(made, Refused), made
    return made.reasons[0].clears_on, made.words


def is_full(account: Account) -> bool:
    """Whether the database itself lets nobody take one more place."""
    day = today() + timedelta(days=1)
    kind = {"kind": LedgerEntry.HOLD, "activity_type": "sales_call", "family": "call", "planned_on": day}
    try:
        with transaction.atomic():
            LedgerEntry.objects.create(account=account, expires_at=now() + timedelta(days=3), **kind)
            transaction.set_rollback(True)
    except IntegrityError:
        return True
    return False


def free_on_the_page(world: World) -> list[str]:
    """The lines of the customer's page that say when it may be asked again."""
    page = world.as_(world.manager).get(reverse("desk:account", args=[world.account.pk])).content.decode()
    return sorted(line.strip() for line in page.splitlines() if "free again" in line.casefold() or "Free from" in line)


def test_when_a_customer_is_free_again_is_the_same_before_and_after() -> None:
    world = a_world()
    person = world.contact
    world.accepted()
    a_contact(world.account, "Ola Berg", email="ola@vestara.example", is_champion=True)
    before, places = refused_until(world), list(LedgerEntry.objects.order_by("pk").values(*PLACES))
    summary = LedgerSummary.objects.filter(account=world.account).values(*KEPT).get()
    page = free_on_the_page(world)
    assert before[0] is not None
    assert is_full(world.account)
    assert page
    asked = ask_erasure(person, by=Actor.contact(person), at=now())
    assert isinstance(asked, Erasure)
    erase(asked.pk, at=now())
    assert refused_until(world) == before
    assert is_full(world.account)
    assert free_on_the_page(world) == page
    assert list(LedgerEntry.objects.order_by("pk").values(*PLACES)) == places
    assert LedgerSummary.objects.filter(account=world.account).values(*KEPT).get() == summary
    assert not LedgerEntry.objects.filter(contact__isnull=False).exists()
