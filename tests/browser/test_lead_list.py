"""The list of reference leads reads as two lines a row on a desk, fits a tablet and a phone, and is worked with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from goodword.people.models import Region
from tests.browser.checks import assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.factories.people import a_person
from tests.recruiting.leads_world import a_prospect, made, today
from tests.requests.world import a_world

TWO_LINES = 64


@pytest.mark.slow
def test_a_row_is_two_lines_on_a_desk_and_fits_everywhere(reader: OpenReader) -> None:
    world = a_world()
    region = Region.objects.get(code="emea")
    owner = a_person("account_owner", name="Alexandrina Featherstone")
    for _each in range(7):
        world.sent(industries=["logistics"], region=region, use_cases=["pipelines"], segment="enterprise")
    for n, name in enumerate(("Tarn Ferries", "株式会社星凪", "Wrencombe Hospital Trust", "Northumberland Savings Bank")):
        fields = {"renewal_on": today()} if n else {}
        a_prospect(name, owner=owner, region=region, industry="logistics", use_cases=["pipelines"], seats=14_504 - n, **fields)
    made(world.manager)
    page = reader(world.manager, width=1440)
    page.goto("/recruiting/leads/")
    rows = page.locator("tbody tr")
    assert rows.count() == 4
    heights = [rows.nth(n).bounding_box() for n in range(4)]
    tall = [(rows.nth(n).inner_text(), each["height"]) for n, each in enumerate(heights) if each and each["height"] > TWO_LINES]
    assert tall == []
    assert_in_both_colours(page)
    for width in (1280, 1024, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("checkbox", name="Tick Tarn Ferries").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Tick Tarn Ferries")).to_be_checked()
