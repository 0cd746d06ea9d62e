"""What members cover and what is asked for, cell by cell; confidential requests are in no figure."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from goodword.people.models import Region
from goodword.policy.queries import in_force
from goodword.recruiting.models import ReferenceLead
from goodword.recruiting.queries.demand import CASE, PLACE, coverage, coverage_of, gaps, unplaced
from goodword.requests.models import ReferenceRequest
from tests.factories.customers import a_member
from tests.factories.people import a_manager
from tests.recruiting.leads_world import World, a_prospect, made, now
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def wanted(world: World, count: int, **asked: Any) -> list[ReferenceRequest]:
    region = Region.objects.get(code="emea")
    return [world.sent(**{"industries": ["banking"], "region": region, **asked}) for _each in range(count)]


@pytest.mark.slow
def test_requests_are_set_against_the_members_of_their_cell(world: World) -> None:
    region = Region.objects.get(code="emea")
    a_member(a_prospect("Bank", region=region))
    a_member(a_prospect("Gone", region=region), standing="retired")
    rows = wanted(world, 3)
    ReferenceRequest.objects.filter(pk=rows[0].pk).update(state="completed")
    cell = coverage(PLACE, in_force(now()))["banking", "emea"]
    assert (dict(cell.standings), cell.members, cell.open, cell.past, cell.missing) == ({"active": 1}, 1, 2, 1, 2)
    assert coverage_of(PLACE, ("banking", "emea"), in_force(now())) == cell
    assert gaps(PLACE, in_force(now())) == {("banking", "emea"): 2}


@pytest.mark.slow
def test_a_confidential_request_is_in_no_figure_for_anybody(world: World) -> None:
    wanted(world, 1)
    wanted(world, 1, is_confidential=True)
    assert coverage(PLACE, in_force(now()))["banking", "emea"].demand == 1
    url = reverse("recruiting:cell", args=[PLACE])
    for reader in (world.manager, world.seller, a_manager()):
        page = world.as_(reader).get(url, {"row": "banking", "column": "emea", "show": "requests"}).content.decode()
        assert "0 members, 1 request, 1 more than members" in page


def test_what_a_request_does_not_say_its_deal_says(world: World) -> None:
    world.deal.use_cases = ["pipelines"]
    world.deal.save()
    world.sent()
    now_in_force = in_force(now())
    assert coverage(PLACE, now_in_force)["banking", "emea"].demand == 1
    assert coverage(CASE, now_in_force)["pipelines", "enterprise"].demand == 1
    assert unplaced(CASE, now_in_force) == 0
    world.sent(opportunity=None, prospect="Somebody")
    assert unplaced(PLACE, now_in_force) == 1


@pytest.mark.slow
def test_every_figure_opens_as_many_rows_as_it_says(world: World) -> None:
    region = Region.objects.get(code="emea")
    for n in range(2):
        a_member(a_prospect(f"Bank {n}", region=region))
    wanted(world, 3)
    boss = world.as_(world.manager)
    page = boss.get(reverse("recruiting:coverage")).content.decode()
    assert "Banking, EMEA: 3 requests for 2 members" in page
    for show, count in (("members", 2), ("requests", 3)):
        told = {"row": "banking", "column": "emea", "show": show, "export": "csv"}
        written = b"".join(boss.get(reverse("recruiting:cell", args=[PLACE]), told)).decode()
        assert len(written.strip().splitlines()) == count + 1, written
    whole = b"".join(boss.get(reverse("recruiting:coverage"), {"export": "csv"})).decode()
    assert "Banking,EMEA,2,Active: 2," in whole


@pytest.mark.slow
def test_being_wanted_makes_a_better_lead(world: World) -> None:
    region = Region.objects.get(code="emea")
    wanted(world, 5)
    a_prospect("Wanted", region=region)
    a_prospect("Not wanted", region=region, industry="retail", seats=9000)
    made(world.manager)
    places = dict(ReferenceLead.objects.order_by("place").values_list("account__name", "parts__place"))
    assert places["Wanted"] == 15
    assert places["Not wanted"] == 0
    assert next(iter(places)) == "Wanted"


def test_nothing_to_compare_is_said_and_no_cell_is_no_page(world: World) -> None:
    reader = world.as_(world.seller)
    assert reader.get(reverse("recruiting:cell", args=[PLACE])).status_code == 404
    assert reader.get(reverse("recruiting:coverage_of", args=["elsewhere"])).status_code == 404
    ReferenceRequest.objects.all().delete()
    assert reader.get(reverse("recruiting:coverage_of", args=[CASE])).status_code == 200
