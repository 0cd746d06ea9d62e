"""Whom the start page of a nomination offers before anything is typed, and why."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goodword.customers.actions import make_member
from goodword.customers.models import Account
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.recruiting.actions import start_nomination
from tests.factories.customers import a_deal, an_account
from tests.factories.people import a_person
from tests.recruiting.leads_world import a_prospect, answer_lead, made, now
from tests.requests.world import World, a_world

pytestmark = pytest.mark.django_db
NOMINATE = "/recruiting/nominate"


@pytest.fixture
def world() -> World:
    return a_world()


def offered(user: User) -> dict[str, str]:
    client = Client()
    client.force_login(user)
    return {each.account.name: each.why for each in client.get(NOMINATE).context["suggested"]}


def a_won_deal(account: Account, owner: User, days: int = 10) -> None:
    a_deal(account=account, owner=owner, stage="won", close_on=clock.now().date() - timedelta(days=days))


def test_leads_come_first_then_won_deals_then_healthy_customers_each_with_its_reason(world: World) -> None:
    owner = a_person(name="Priya Nair")
    a_prospect("Vestara Insurance", owner=owner)
    made(world.manager)
    won = an_account("Halden Freight")
    a_won_deal(won, owner)
    a_won_deal(an_account("Too Long Ago"), owner, days=500)
    a_won_deal(an_account("Not Theirs"), a_person())
    an_account("Oakmere Bank", owner=owner, health="good")
    an_account("Merrow Payments", owner=owner, health="poor")
    found = offered(owner)
    assert list(found) == ["Vestara Insurance", "Halden Freight", "Oakmere Bank"]
    assert found["Vestara Insurance"]
    assert found["Halden Freight"].startswith("won a deal on ")
    assert found["Oakmere Bank"] == "yours, and in good health"
    assert offered(a_person()) == {}


def test_nobody_is_offered_who_is_in_or_proposed_or_not_to_be_asked(world: World) -> None:
    owner = a_person(name="Priya Nair")
    by = Actor.person(owner)
    accounts = {name: an_account(name, owner=owner, health="good") for name in ("Member", "Draft", "Closed", "Escalated", "Free")}
    make_member(accounts["Member"], by=Actor.person(world.manager), at=now())
    start_nomination(accounts["Draft"], by=by, at=now())
    Account.objects.filter(name="Closed").update(do_not_contact=True)
    Account.objects.filter(name="Escalated").update(escalated_on=now().date())
    never = a_prospect("Never", owner=owner)
    report = made(world.manager)
    answer_lead(report.leads.get(account=never), answer="never", words="They asked for peace.", by=by, at=now())
    assert list(offered(owner)) == ["Free"]


def test_six_at_most_in_a_fixed_number_of_statements_and_none_once_something_is_typed(world: World) -> None:
    owner, client = a_person(), Client()
    client.force_login(owner)

    def statements() -> int:
        with CaptureQueriesContext(connection) as run:
            client.get(NOMINATE)
        return len(run)

    an_account("First", owner=owner, health="good")
    client.get(NOMINATE)
    few = statements()
    for n in range(30):
        a_won_deal(an_account(f"Customer {n}", owner=owner, health="good"), owner)
    assert len(offered(owner)) == 6
    assert statements() <= few
    assert client.get(NOMINATE, {"q": "Customer"}).context["suggested"] == []
