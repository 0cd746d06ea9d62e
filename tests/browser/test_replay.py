"""A replay from the draft to the list behind a bar, as somebody sees it: with the keyboard, on a phone, in the dark, without script."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from goodword.kernel import clock
from goodword.policy import actions
from goodword.policy.actions import Draft
from goodword.policy.queries import in_force
from tests.browser.checks import assert_accessible, assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.factories.customers import an_account
from tests.factories.people import a_manager
from tests.policy.test_replays import CAREFUL, a_case
from tests.worker import work_beside as work

LONG = "Genossenschaftsbrauerei und Getränkevertrieb der vereinigten Landwirte am oberen Fluss, Zweigstelle"


def looked_at(page: Page) -> None:
    """Nothing serious for screen readers in light and dark, nothing wider than the narrowest phone."""
    assert_in_both_colours(page)
    for width in (390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert_fits(page)
    assert_accessible(page, again=True)
    page.set_viewport_size({"width": 1440, "height": 900})


def in_last_quarter() -> None:
    """Four in poor health, and one who is well."""
    now = in_force(clock.now())
    day = now.fiscal.add_quarters(now.fiscal.quarter_of(now.today), -1).start
    for case, name in enumerate((LONG, "株式会社星凪", "Brightwater Foods", "Tarn Ferries", "Solvane Energy"), start=1):
        a_case(an_account(name), day + timedelta(days=case * 8), case, poor=name != "Solvane Energy", team="field", region="emea")


@pytest.mark.slow
def test_a_draft_is_replayed_while_one_watches_and_each_bar_opens_its_list(reader: OpenReader) -> None:
    actions.ensure_first_version()
    mara, at = a_manager(name="Mara Lindqvist"), clock.now()
    in_last_quarter()
    draft = actions.start_draft(name="More care", shipped="standard", by=mara, at=at)
    actions.save_draft(draft.pk, said=Draft(name="More care", numbers=CAREFUL), edition=draft.edition, by=mara, at=at)
    page = reader(mara)
    page.goto(f"/policy/drafts/{draft.pk}/")
    page.get_by_role("button", name="Replay on last quarter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Replaying “More care”")
    looked_at(page)
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("Of 5 asks, 4 would have been refused")  # the page came by itself
    looked_at(page)
    page.get_by_text("The figures as a table").click()
    looked_at(page)
    bar = page.get_by_role("link", name="1 refused or held").first
    bar.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Asks of a replay")
    expect(page.get_by_text("Their health is poor")).to_have_count(1)
    expect(page.get_by_role("link", name=LONG)).to_be_visible()
    looked_at(page)
    page.goto(f"/policy/drafts/{draft.pk}/")
    page.get_by_role("link", name="Of 5 asks, 4 would have been refused").scroll_into_view_if_needed()
    looked_at(page)
    page.get_by_role("link", name="Other days").click()
    expect(page.get_by_label("Which numbers")).to_have_value(f"draft-{draft.pk}")
    page.get_by_label("Other days").check()
    page.get_by_role("button", name="Replay").click()
    expect(page.get_by_text("Choose a day.")).to_have_count(2)
    looked_at(page)


@pytest.mark.slow
def test_without_script_the_page_looks_again_by_itself(reader: OpenReader) -> None:
    actions.ensure_first_version()
    in_last_quarter()
    page = reader(a_manager(), script=False)
    page.goto("/policy/replays/")
    page.get_by_role("button", name="Replay").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Replaying")
    work()
    expect(page.get_by_role("heading", level=1)).to_have_text("All 5 asks would have come out as they did")
