"""What members cover and what is asked for, cell by cell; confidential requests are in no figure."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.models import Account, Member
from goodword.people.models import Region
from goodword.policy.queries import in_force
from goodword.recruiting.models import ReferenceLead
from goodword.recruiting.queries.demand import CASE, PLACE, coverage, coverage_of, gaps, members_in, requests_in, unplaced
from goodword.recruiting.tables.coverage import cell_url
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


@pytest.mark.slow
@pytest.mark.parametrize("which", [PLACE, CASE])
def test_each_cell_of_the_map_opens_exactly_what_it_counts(world: World, which: str) -> None:
    dice = random.Random(7)
    regions = [Region.objects.get(code=code) for code in ("emea", "apac")]
    kinds, cases, segments = ("banking", "retail", "energy"), ("pipelines", "planning", "mobile"), ("enterprise", "smb")
    for n in range(25):
        fields: dict[str, Any] = {"industry": dice.choice((*kinds, "")), "region": dice.choice((*regions, None))}
        fields["segment"] = dice.choice((*segments, ""))
        account = a_prospect(f"Customer {n}", use_cases=dice.sample(cases, dice.randint(0, 3)), **fields)
        a_member(account, standing=dice.choice(("active", "recruited", "caution", "retired", "declined")))
    for _each in range(20):
        world.sent(
            industries=dice.sample(kinds, dice.randint(0, 2)), use_cases=dice.sample(cases, dice.randint(0, 2)),
            segment=dice.choice((*segments, "")), region=dice.choice((*regions, None)), is_confidential=dice.random() < 0.3,
        )  # fmt: skip
    cells = coverage(which, in_force(now()))
    assert len(cells) > 5
    boss, seller = world.as_(world.manager), world.as_(world.seller)
    for key, cell in cells.items():
        assert coverage_of(which, key, in_force(now())) == cell
        members = members_in(which, key, in_force(now()), reader=world.seller)
        _seen, counted = requests_in(which, key, in_force(now()), reader=world.seller)
        assert (members.count(), counted) == (cell.members, cell.demand), key
        assert sum(each.is_free for each in members) == cell.free, key
        told = {"row": key[0], "column": key[1], "show": "requests"}
        shown = boss.get(reverse("recruiting:cell", args=[which]), told).context["table"]
        assert shown.page.total == cell.demand, key
        less = seller.get(reverse("recruiting:cell", args=[which]), told).context
        assert less["table"].page.total + less["unseen"] == cell.demand, key
    picture = boss.get(reverse("recruiting:coverage_of", args=[which])).context["bands"]
    texts = {cell.url: cell.text for band in picture for cell in band.cells if cell.url}
    assert texts == {cell_url(which, key): f"{cell.members} / {cell.demand}" for key, cell in cells.items()}


@pytest.mark.slow
def test_with_a_thousand_members_the_map_asks_no_more_and_stays_small(world: World) -> None:
    page = reverse("recruiting:coverage")
    browser = world.as_(world.manager)

    def asked() -> tuple[int, int]:
        browser.get(page)
        with CaptureQueriesContext(connection) as statements:
            shown = browser.get(page).content
        return len(statements), len(shown)

    before, _bytes = asked()
    region = Region.objects.get(code="emea")
    kinds = [f"industry-{n}" for n in range(30)]
    rows = [Account(name=f"Customer {n:04}", industry=kinds[n % 30], region=region, segment="smb") for n in range(1000)]
    accounts = Account.objects.bulk_create(rows)
    Member.objects.bulk_create([Member(account=each, standing_at=now(), joined_on=now().date()) for each in accounts])
    after, size = asked()
    assert after == before
    assert size <= 60_000, size
    assert sum(cell.members for cell in coverage(PLACE, in_force(now())).values()) >= 1000


def test_nothing_to_compare_is_said_and_no_cell_is_no_page(world: World) -> None:
    reader = world.as_(world.seller)
    assert reader.get(reverse("recruiting:cell", args=[PLACE])).status_code == 404
    assert reader.get(reverse("recruiting:coverage_of", args=["elsewhere"])).status_code == 404
    ReferenceRequest.objects.all().delete()
    assert reader.get(reverse("recruiting:coverage_of", args=[CASE])).status_code == 200
