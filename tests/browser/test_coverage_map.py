"""The map of coverage by keyboard, by ear and on a phone: each cell says its figures and opens as many rows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from goodword.people.models import Region
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.factories.customers import a_member
from tests.recruiting.leads_world import a_prospect
from tests.requests.world import a_world


@pytest.mark.slow
def test_a_cell_is_reached_by_keyboard_says_its_figures_and_opens_as_many_rows(reader: OpenReader) -> None:
    world = a_world()
    region = Region.objects.get(code="emea")
    for n in range(2):
        a_member(a_prospect(f"Bank {n}", region=region))
    for _each in range(3):
        world.sent(industries=["banking"], region=region)
    world.sent(industries=["banking"], region=region, is_confidential=True)
    page = reader(world.manager)
    page.goto("/recruiting/coverage/")
    cell = page.get_by_role("link", name=re.compile("^Banking, EMEA: 2 members, .*3 requests, 1 more than members$"))
    expect(cell).to_have_count(1)
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Banking, EMEA")).to_be_visible()
    assert page.locator("tbody tr").count() == 2
    assert_accessible(page)
    page.get_by_role("link", name="3 requests").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    for width in (390, 320):
        phone = reader(world.manager, width=width, script=False)
        phone.goto("/recruiting/coverage/")
        assert_fits(phone)
        line = phone.locator("tbody tr").filter(has_text="Banking")
        expect(line.get_by_role("cell", name="Members: 2")).to_be_visible()
        expect(line).to_contain_text("1 missing")
        line.get_by_role("link", name="Banking").click()
        assert phone.locator("tbody tr").count() == 2
        assert_fits(phone)
