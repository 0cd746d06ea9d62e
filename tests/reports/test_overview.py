"""The first page: every tile says what its report says, and the pool is counted by hand."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.models import Member
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person, a_region
from tests.reports.asked import asked
from tests.reports.world import figures, many
from tests.requests.world import a_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
INDEX = "reports:index"


def tiles(client: Client) -> dict[str, str]:
    page = client.get(reverse(INDEX)).content.decode()
    found = re.findall(r'<li class="gw-card gw-tile">.*?</svg>([^<]+)</span><b[^>]*>([^<]+)</b>', page, re.DOTALL)
    return {html.unescape(title): figure for title, figure in found}


def test_the_pool_is_counted_by_hand_and_every_bar_leads_to_its_members() -> None:
    world = a_world()
    emea, amer = a_region("emea"), a_region("amer", name="Americas")
    for place in range(24):
        account = an_account(
            f"Member {place}", segment=("enterprise", "smb", "")[place % 3], region=(emea, amer, None)[place % 3],
            use_cases=(["pipelines"], ["pipelines", "delivery"], [])[place % 3],
        )  # fmt: skip
        a_member(account, standing=("active", "caution", "recruited", "retired")[place % 4])
    for by, head in (("standing", "Standing"), ("segment", "Segment"), ("region", "Region"), ("use_case", "Use case")):
        rows = figures(world, world.manager, f"{reverse(INDEX)}?block={by}")
        found = {row[head]: int(row["Members"]) for row in rows}
        by_hand: Counter[str] = Counter()
        for member in Member.objects.select_related("account__region"):
            if by == "standing" or member.standing != "retired":
                account = member.account
                codes = {"standing": [member.get_standing_display()], "segment": [account.segment], "use_case": account.use_cases}.get(by)
                by_hand.update(codes if codes is not None else [account.region.name if account.region else "No region"])
        assert sorted(found.values()) == sorted(by_hand.values()), by
    page = world.as_(world.manager).get(reverse(INDEX)).content.decode()
    links = re.findall(r'<a href="(/insight/members/[^"]+)" aria-label="[^"]*: (\d+)">\d', page)
    assert len(links) > 8
    for address, n in links:
        assert len(figures(world, world.manager, html.unescape(address))) == int(n), address


def test_every_tile_says_what_its_report_says() -> None:
    made = many(40)
    for reader in (made.insider, made.outsider):
        said, base = tiles(made.world.as_(reader)), "reports:"
        outcomes = figures(made.world, reader, reverse(f"{base}outcomes"))
        assert int(said["Outcomes"]) == int(next(row["It helped"] for row in outcomes if row["Team"] == "All"))
        standing = figures(made.world, reader, reverse(f"{base}requests") + "?period=all&open=yes")
        assert int(said["Requests now"]) == len(standing)
        assert int(said["Never asked"]) == len(figures(made.world, reader, reverse(f"{base}never_list")))


def test_the_tile_of_load_says_who_gave_too_much() -> None:
    other = asked()
    said = tiles(other.world.as_(other.outsider))
    assert int(said["Load"]) == len(figures(other.world, other.outsider, f"{reverse('reports:load')}?show=over"))


def test_an_empty_house_says_what_will_stand_here() -> None:
    client = Client()
    client.force_login(a_person())
    names = (
        "outcomes",
        "lately",
        "load",
        "never",
        "acceptance",
        "speed",
        "exceptions",
        "unfinished",
        "standing",
        "members",
        "asks",
        "feedback",
    )
    for name in names:
        page = client.get(reverse(f"reports:{name}")).content.decode()
        assert "gw-empty" in page, name
    assert "Nobody has joined the program yet" in client.get(reverse(INDEX)).content.decode()


def test_the_first_page_takes_as_many_statements_for_few_as_for_many() -> None:
    made = asked(customers=4, asks=6)
    client = made.world.as_(a_manager())
    client.get(reverse(INDEX))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse(INDEX))
    for place in range(20):
        a_member(name=f"More {place}")
    with CaptureQueriesContext(connection) as more:
        client.get(reverse(INDEX))
    assert len(more) == len(few)
    assert len(few) <= 40
