"""From the report to the nomination: a manager has it made and asks the owners, one answers from the mail, on a phone without scripts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from goodword.people.models import Region
from goodword.recruiting.models import LeadAnswer, Nomination
from tests.browser.checks import assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.browser.post import Postman, post, press, queue
from tests.recruiting.leads_world import a_prospect
from tests.requests.world import a_world
from tests.worker import work_beside as work

__all__ = ["post", "queue"]
LONG = "Genossenschaftsbrauerei und Getränkevertrieb der vereinigten Landwirte am oberen Fluss, Zweigstelle"


@pytest.mark.slow
@pytest.mark.usefixtures("queue")
def test_a_report_is_made_owners_are_asked_and_one_answers_from_the_mail(reader: OpenReader, post: Postman) -> None:
    world = a_world()
    region = Region.objects.get(code="emea")
    for n, name in enumerate((LONG, "株式会社星凪", "Tarn Ferries")):
        a_prospect(name, owner=world.owner, region=region, segment="smb", seats=3000 - n)
    world.sent(industries=["banking"], region=region)
    page = reader(world.manager)
    page.goto("/recruiting/leads/")
    expect(page.get_by_text("No report yet")).to_be_visible()
    assert_in_both_colours(page)
    press(page, "Make the report of")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    assert_in_both_colours(page)
    work()
    expect(page.get_by_role("link", name=LONG)).to_be_visible()  # the page came by itself
    assert_in_both_colours(page)
    press(page, "Ask all owners", asks=True)
    expect(page.get_by_text("1 owner is asked by mail.")).to_be_visible()
    page.get_by_role("link", name="Tarn Ferries").click()
    expect(page.get_by_text("points", exact=False).first).to_be_visible()
    assert_in_both_colours(page)
    page.goto("/recruiting/coverage/")
    assert_in_both_colours(page)
    page.get_by_role("link", name="Customers worth asking").first.click()
    expect(page.get_by_role("link", name="Tarn Ferries")).to_be_visible()
    work()
    phone = reader(None, width=320, script=False)
    phone.goto(post.link(world.owner.email))
    assert_fits(phone)
    phone.get_by_role("button", name="Yes, put forward").first.click()
    expect(phone.get_by_text("a nomination waits for you", exact=False)).to_be_visible()
    phone.get_by_text("Not now").last.click()
    phone.get_by_role("button", name="In 3 months").locator("visible=true").click()
    expect(phone.get_by_text("Not before", exact=False)).to_be_visible()
    assert_fits(phone)
    assert {each.answer for each in LeadAnswer.objects.all()} == {"yes", "not_now"}
    owner = reader(world.owner)
    owner.goto("/recruiting/leads/mine/")
    assert_in_both_colours(owner)
    for width in (390, 320):
        owner.set_viewport_size({"width": width, "height": 900})
        assert_fits(owner)
    owner.get_by_role("link", name="The nomination").first.click()
    expect(owner).to_have_url(f"{owner.url.split('/recruiting')[0]}/recruiting/{Nomination.objects.get().reference}/briefing")
    begun = re.compile("Not their own words yet; found as a reference lead: .*in good health")
    expect(owner.get_by_label("Why did they choose us?")).to_have_value(begun)
