"""The list of reference leads: none, one, or a thousand of them; two lines each, and as much to ask the database whichever."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.models import Account
from goodword.kernel.actor import Actor
from goodword.people.models import Region
from goodword.recruiting.kinds.leads import AGAINST
from goodword.recruiting.models import LeadReport, ReferenceLead
from goodword.recruiting.queries.lead_words import ROOM
from tests.factories.people import a_person
from tests.recruiting.leads_world import World, a_prospect, answer_lead, made, now, today
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db
BYTES = 60 * 1024


@pytest.fixture
def world() -> World:
    return a_world()


def many(world: World, count: int) -> LeadReport:
    """So many leads, of several owners, places and kinds."""
    owners = [world.owner, *(a_person("account_owner", name=f"Maximiliane Hohenfels {n}") for n in range(6))]
    region = Region.objects.get(code="emea")
    rows = [
        Account(
            name=f"Landwirte am Fluss {n:04}", owner=owners[n % 7], region=region,
            industry="banking", segment="enterprise", seats=1000 + n, health="good", customer_since=date(2021, 3, 1),
        )
        for n in range(count)
    ]  # fmt: skip
    Account.objects.bulk_create(rows)
    return made(world.manager)


def page_of(world: World, **query: str) -> tuple[str, int]:
    browser, address = world.as_(world.manager), reverse("recruiting:leads")
    browser.get(address, query)
    with CaptureQueriesContext(connection) as asked:
        shown = browser.get(address, query).content.decode()
    return shown, len(asked)


def test_nobody_one_and_a_thousand_take_as_many_statements_and_a_page_of_fifty_is_small(world: World) -> None:
    made(world.manager)
    shown, none = page_of(world)
    assert "Nobody worth asking was found" in shown
    a_prospect("The only one", owner=world.owner)
    made(world.manager)
    shown, one = page_of(world)
    assert "1 customer is worth asking." in shown
    assert ReferenceLead.objects.filter(report=many(world, 1000)).count() == 1000
    shown, thousand = page_of(world)
    assert "1 to 50 of 1,000" in shown
    assert len(re.findall('name="id"', shown)) == 50
    assert none <= one == thousand
    assert len(shown.encode()) <= BYTES, len(shown.encode())


def test_each_box_to_tick_says_which_customer_it_is_of(world: World) -> None:
    a_prospect("Tarn & Ferries", owner=world.owner)
    made(world.manager)
    assert 'aria-label="Tick Tarn &amp; Ferries"' in page_of(world)[0]


def test_a_row_keeps_to_two_lines_and_still_says_what_speaks_against(world: World) -> None:
    region = Region.objects.get(code="emea")
    for _each in range(9):
        world.sent(industries=["banking"], region=region, use_cases=["pipelines"], segment="smb")
    a_prospect("Tarn", owner=world.owner, region=region, segment="smb", use_cases=["pipelines"], renewal_on=today())
    made(world.manager)
    shown, _asked = page_of(world)
    why = re.search(r'<td class="wide"[^>]*>([^<]*)</td>', shown)
    assert why is not None
    assert len(why[1]) <= ROOM + 10
    lead = ReferenceLead.objects.get()
    assert "renewal" in lead.parts
    assert "renews on" in why[1]
    assert set(AGAINST) & set(lead.reasons)
    whole = world.as_(world.manager).get(reverse("recruiting:leads"), {"export": "csv"}).getvalue().decode()
    assert "never asked" in whole  # a file has room for every reason
    assert "never asked" not in why[1]


def test_not_now_says_until_when_beside_its_owner_and_in_the_file(world: World) -> None:
    a_prospect("Tarn", owner=world.owner)
    made(world.manager)
    answer_lead(ReferenceLead.objects.get(), answer="not_now", until_on=date(2099, 4, 1), by=Actor.person(world.owner), at=now())
    shown, _asked = page_of(world)
    assert "Not before" in shown
    assert "Not before" in world.as_(world.manager).get(reverse("recruiting:leads"), {"export": "csv"}).getvalue().decode()
