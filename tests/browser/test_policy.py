"""The policy as a page to write, in a real browser: a number is typed, and everything beside it follows without the page moving."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from goodword.kernel import clock
from goodword.people import actions as people
from goodword.people.models import User
from goodword.policy import actions
from goodword.policy.models import PolicyDraft
from goodword.policy.numbers import STANDARD, Numbers
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.factories.people import a_manager


@pytest.fixture
def mara() -> User:
    people.ensure_program()
    actions.ensure_first_version()
    return a_manager(name="Mara Lindqvist")


def a_draft(mara: User) -> PolicyDraft:
    return actions.start_draft(name="Fewer events from February on", shipped="standard", by=mara, at=clock.now())


def field(page: Page, path: str) -> str:
    return f"[name='{path}']"


def numbers_of(draft: PolicyDraft) -> Numbers:
    draft.refresh_from_db()
    return Numbers.from_json(draft.numbers)


def test_a_number_is_typed_and_what_is_beside_it_follows(reader: OpenReader, mara: User) -> None:
    draft, page = a_draft(mara), reader(mara)
    page.goto(f"/policy/drafts/{draft.pk}/")
    expect(page.locator("#draft-effect")).to_contain_text("Free for a call")
    page.fill(field(page, "limits.participation.count"), "3")
    page.keyboard.press("Tab")
    expect(page.locator("#was-limits-participation-times")).to_contain_text("2 becomes 3 fiscal quarters")
    expect(page.locator("#draft-note")).to_contain_text("1 change to policy 1")
    page.fill(field(page, "answer_days"), "soon")
    page.keyboard.press("Tab")
    expect(page.locator("#wrong-ask_attempts")).to_contain_text("Write a number, in digits.")
    expect(page.locator("#draft-note")).to_contain_text("Not saved")
    expect(page.locator(field(page, "answer_days"))).to_have_value("soon")
    assert_accessible(page)
    page.fill(field(page, "answer_days"), "1")
    page.keyboard.press("Tab")
    expect(page.locator("#was-ask_attempts")).to_contain_text("7 becomes 1 day")
    expect(page.locator("#unit-answer_days")).to_have_text("day")
    expect(page.locator("#wrong-ask_attempts")).to_be_empty()
    saved = numbers_of(draft)
    assert saved.answer_days == 1
    page.get_by_role("button", name="Put in force…").first.click()
    expect(page).to_have_url(re.compile(f"/policy/drafts/{draft.pk}/publish/$"))
    expect(page.get_by_text("7 becomes 1 day")).to_be_visible()


def test_the_second_of_two_is_told_while_typing(reader: OpenReader, mara: User) -> None:
    draft, page = a_draft(mara), reader(mara)
    page.goto(f"/policy/drafts/{draft.pk}/")
    other = a_manager(name="Nuno Prates")
    actions.save_draft(draft.pk, said=actions.Draft(name="Theirs", numbers=STANDARD), edition=1, by=other, at=clock.now())
    page.fill(field(page, "renewal_days"), "45")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Nuno Prates saved this draft in the meantime.")).to_be_visible()
    assert numbers_of(draft).renewal_days == 60
    page.get_by_role("button", name="Keep mine as a draft of its own").click()
    expect(page.locator(field(page, "renewal_days"))).to_have_value("45")
    assert PolicyDraft.objects.count() == 2


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (1440, True), (390, False), (390, True)])
def test_every_page_is_accessible_and_fits(reader: OpenReader, mara: User, width: int, dark: bool) -> None:
    draft = a_draft(mara)
    page = reader(mara, width=width, dark=dark)
    for path in ("drafts/", f"drafts/{draft.pk}/", f"drafts/{draft.pk}/publish/", "shipped/short_notice/", "beyond/", ""):
        page.goto(f"/policy/{path}")
        page.evaluate("() => document.querySelectorAll('details:not(.gw-menu)').forEach((fold) => { fold.open = true; })")
        assert_fits(page)
        assert_accessible(page, again=dark or width < 1440)


def test_without_script_a_draft_is_saved_and_put_in_force(reader: OpenReader, mara: User) -> None:
    draft, page = a_draft(mara), reader(mara, script=False)
    page.goto(f"/policy/drafts/{draft.pk}/")
    page.fill(field(page, "renewal_days"), "45")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("60 becomes 45 days").first).to_be_visible()
    assert numbers_of(draft).renewal_days == 45
