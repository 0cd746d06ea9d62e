"""A playbook is changed and a story follows it, in a real browser, on a phone and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.playbooks.models import PlaybookDraft, PlaybookVersion
from tests.browser.checks import assert_accessible, assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.factories.people import a_manager
from tests.playbooks.world import begun
from tests.stories.world import a_story


@pytest.fixture
def mara() -> User:
    ensure_program()
    return a_manager(name="Mara Lindqvist")


@pytest.mark.parametrize(("width", "script"), [(1440, True), (390, False)])
def test_a_story_is_begun_and_goes_on_step_for_step(reader: OpenReader, mara: User, width: int, *, script: bool) -> None:
    row = a_story(by=mara, kind="quote", title="Two sentences")
    page = reader(mara, width=width, script=script)
    page.goto(f"/stories/{row}")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Your turn, Mara: Choose the sentences")).to_be_visible()
    if script:
        assert_in_both_colours(page)
    page.goto("/")
    page.get_by_role("link", name="Choose the sentences").click()
    page.locator("#run").get_by_role("button", name="Done").click()
    expect(page.get_by_text("Your turn, Mara: Ask the account owner")).to_be_visible()
    page.get_by_role("link", name="More… Ask the account owner").click()
    page.get_by_role("button", name="Leave it out, with this reason").click()
    expect(page.get_by_text("Say why it is left out")).to_be_visible()
    page.get_by_label("In your words").fill("Nobody owns this customer just now.")
    if script:
        assert_accessible(page, again=True)
        assert_fits(page)
    page.get_by_role("button", name="Leave it out, with this reason").click()
    expect(page.get_by_text("Left out: Ask the account owner").first).to_be_visible()
    page.goto("/stories/board")
    expect(page.get_by_text("The customer: Approve the sentences")).to_be_visible()
    if script:
        assert_accessible(page, again=True)


def test_a_playbook_is_changed_as_a_draft_and_published(reader: OpenReader, mara: User) -> None:
    row, page = begun(mara), reader(mara)
    page.goto("/playbooks/quote_logo/")
    assert_in_both_colours(page)
    page.get_by_role("button", name="Change it…").click()
    page.get_by_role("button", name="Down: Choose the sentences").click()
    page.get_by_role("link", name="Thank them", exact=True).click()
    page.get_by_label("What is done").fill("")
    page.locator("[name=instructions]").fill("A card, by hand.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("What you typed is still here.")).to_be_visible()
    expect(page.locator("[name=instructions]")).to_have_value("A card, by hand.")
    assert_accessible(page)
    page.get_by_label("What is done").fill("Thank them by hand")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Thank them by hand", exact=True)).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    assert_fits(page)
    assert_accessible(page, again=True)
    page.get_by_role("link", name="Publish…").click()
    page.get_by_label("Why").fill("They like cards.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("They like cards.").first).to_be_visible()
    assert PlaybookVersion.objects.get(code="quote_logo", number=2).published_by == mara
    assert not PlaybookDraft.objects.filter(published_as=None).exists()
    page.goto(f"/stories/{row}/steps/move")
    page.get_by_role("button", name="Follow it").click()
    expect(page.get_by_text("It follows version 2 now.")).to_be_visible()
