"""Who to ask: what the page says is who really gets the request."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from goodword.desk.queries.who import who_to_ask
from goodword.kernel import clock
from goodword.people import actions, queries
from goodword.people.kinds import Role
from goodword.people.models import Absence, Region, RoleAssignment, User
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person, a_region
from tests.requests.world import a_world
from tests.there import there

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    actions.ensure_program()
    Region.objects.all().delete()


def who(reader: User, **sought: Any) -> dict[str, str]:
    found = who_to_ask(reader, at=clock.now(), **sought)
    return {place.region.name: place.manager.user.name for place in found.places if place.region and place.manager}


@pytest.mark.slow
def test_it_says_who_really_gets_the_request_of_whoever_reads_it() -> None:
    north, south, east = a_region("north", countries=["NO"]), a_region("south", countries=["ES"]), a_region("east", countries=["JP"])
    anna, bo = a_manager(name="Anna"), a_manager(name="Bo")
    boss = a_person(Role.ADMINISTRATOR)
    actions.route(rule_by="account", region=north, manager=anna, by=boss, at=clock.now())
    actions.route(rule_by="requester", region=south, manager=bo, by=boss, at=clock.now())
    here, there = a_person(region=south), a_person(region=east)
    for reader in (here, there):
        said = who(reader)
        for region in (north, south, east):
            got = queries.manager_for(account=an_account(region=region), requester=reader)
            assert got is not None
            assert said[region.name] == got.name
    assert who(here) == {"North": "Anna", "South": "Bo", "East": "Bo"}
    assert who(here, words="spain") == {"South": "Bo"}
    assert who(here, words="NO") == {"North": "Anna"}
    assert set(who(here, words="anna")) == {"North", "South", "East"}  # she is there for all, if not first
    assert who(here, region_id=east.pk) == {"East": "Bo"}
    assert who(here, words="nowhere at all") == {}


def test_the_request_goes_where_the_page_says(client: Client) -> None:
    world = a_world()
    said = who(world.seller)
    row = world.sent(opportunity=None, region=world.account.region)
    assert row.manager is not None
    assert said[there(world.account.region).name] == row.manager.name


def test_whoever_is_away_is_said_with_who_answers_and_others_of_the_region(client: Client) -> None:
    north = a_region("north")
    anna, bo = (a_person(name=name) for name in ("Anna Berg", "Bo Lind"))
    for manager in (anna, bo):
        RoleAssignment.objects.create(user=manager, role=Role.REFERENCE_MANAGER, region=north)
    today = queries.today(clock.now())
    Absence.objects.create(user=anna, from_on=today, to_on=today + timedelta(days=3), deputy=bo)
    client.force_login(a_person())
    page = client.get(reverse("desk:who")).content.decode()
    assert "Bo Lind answers." in page
    assert anna.email in page
    assert "One more reference manager is there for it" in page


def test_for_a_customer_owner_success_manager_and_manager_are_named(client: Client) -> None:
    manager, owner, csm = a_manager(name="Mara Lindqvist"), a_person(name="Priya Nair"), a_person(name="Noor Haddad")
    an_account("Vestara Insurance", owner=owner, csm=csm, region=a_region())
    an_account("Solvane Energy", region=a_region())
    client.force_login(a_person())
    page = client.get(reverse("desk:who"), {"q": "vestara"}).content.decode()
    for name in ("Vestara Insurance", owner.email, csm.email, manager.email):
        assert name in page
    assert "Solvane" not in page
    assert "answers while nobody owns it" in client.get(reverse("desk:who"), {"q": "solvane"}).content.decode()


def test_without_anything_it_says_what_to_do_to_who_may(client: Client) -> None:
    someone, boss = a_person(), a_person(Role.ADMINISTRATOR)
    client.force_login(someone)
    page = client.get(reverse("desk:who")).content.decode()
    assert "An administrator adds them." in page
    assert reverse("people:routing") not in page
    client.force_login(boss)
    page = client.get(reverse("desk:who")).content.decode()
    assert reverse("desk:regions") in page
    assert reverse("people:routing") in page
    assert "Nothing of this name" in client.get(reverse("desk:who"), {"q": "x" * 200, "region": "99999999999999"}).content.decode()


def test_the_page_takes_as_many_statements_for_three_regions_as_for_thirty(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_manager()
    client.force_login(a_person())
    for number in range(30):
        a_region(f"r{number}", countries=["NO"])
    with django_assert_max_num_queries(14):
        assert client.get(reverse("desk:who")).status_code == 200
