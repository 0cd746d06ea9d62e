"""From the talk to its approval: a manager uploads and sends it, the customer corrects and approves it on a phone without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from goodword.customers.models import Contact
from goodword.stories.models import Transcript
from tests.browser.checks import assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.browser.post import Postman, post, press, queue
from tests.requests.world import a_world
from tests.stories.world import a_story
from tests.worker import work_beside as work

__all__ = ["post", "queue"]
TALK = """Anna Solberg: We went from four releases a year to forty a day. Our boss is a fool.

Ben Ito: Aha.

Anna Solberg: My team loves it.
"""


@pytest.mark.slow
@pytest.mark.usefixtures("queue")
def test_a_talk_is_sent_corrected_on_a_phone_approved_and_quoted(reader: OpenReader, post: Postman, tmp_path: Path) -> None:
    world = a_world()
    anna = Contact.objects.create(account=world.account, name="Anna Solberg", email="anna.solberg@customer.example")
    row = a_story(by=world.manager, account=world.account)
    talk = tmp_path / "Talk with Anna.txt"
    talk.write_text(TALK)
    page = reader(world.manager)
    page.goto(f"/stories/{row.reference}")
    page.get_by_role("link", name="Add one").click()
    page.get_by_label("The file").set_input_files(talk)
    assert_in_both_colours(page)
    press(page, "Read it")
    expect(page.locator("mark").first).to_have_text("We went from four releases a year to forty a day.")
    assert_in_both_colours(page)
    press(page, "Keep as a quote: My team")
    expect(page.get_by_text("Kept among the quotes")).to_be_visible()
    page.get_by_label("Who reads it?").select_option(label="Anna Solberg")
    press(page, "Send it")
    expect(page.get_by_text("With Anna Solberg since")).to_be_visible()
    work()
    phone = reader(None, width=320, script=False)
    phone.goto(post.link(anna.email))
    assert_fits(phone)
    phone.get_by_role("link", name="We went from").click()
    phone.get_by_label("How it should read").fill("We went from four releases a year to forty a day.")
    phone.get_by_role("button", name="Keep it").click()
    phone.get_by_role("link", name="Aha").click()
    phone.get_by_label("How it should read").fill("")
    assert_fits(phone)
    phone.get_by_role("button", name="Keep it").click()
    expect(phone.get_by_text("You would like to leave this out.")).to_be_visible()
    phone.get_by_role("button", name="I approve it").click()
    expect(phone.get_by_text("Thank you, you approved it.")).to_be_visible()
    expect(phone.get_by_text("Our boss")).to_have_count(0)
    assert_fits(phone)
    page.reload()
    expect(page.get_by_text("Approved by Anna Solberg on", exact=False)).to_be_visible()
    assert_in_both_colours(page)
    page.goto(f"/stories/{row.reference}")
    expect(page.get_by_text("Approved word for word")).to_be_visible()
    assert_in_both_colours(page)
    assert Transcript.objects.get().state == "approved"
