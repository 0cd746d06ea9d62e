"""What explains the program, and a briefing put right, in real browsers: by a seller who is asked for more, by a manager on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pptx import Presentation

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.recruiting.actions import start_nomination, submit
from goodword.recruiting.actions.review import ask_back
from goodword.recruiting.models import Nomination
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.browser.post import press
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person

expect.set_options(timeout=20_000)
pytestmark = [pytest.mark.slow, pytest.mark.browser]
TOLD = {"industry": "banking", "why_us": "They shipped twice a year.", "segment": "smb"}


def looked_at(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)


def nominated() -> Nomination:
    ensure_program()
    mara, sven = a_manager(name="Mara Lindqvist"), a_person(name="Sven Aalto")
    account = an_account("Vestara Insurance", segment="smb")
    a_contact(account, name="Olav Moen")
    champion = a_contact(account, name="Ingrid Solberg")
    row = start_nomination(account, by=Actor.person(sven), at=clock.now(), champion=champion, briefing=TOLD)
    assert isinstance(row, Nomination)
    submit(row, by=Actor.person(sven), at=clock.now())
    ask_back(row, by=Actor.person(mara), at=clock.now(), question="How many teams?")
    row.refresh_from_db()
    return row


def test_a_seller_takes_both_along_and_corrects_what_was_asked_about(reader: OpenReader, tmp_path: Path) -> None:
    row = nominated()
    seller = reader(row.nominator)
    seller.goto(f"/recruiting/{row.reference}")
    with seller.expect_download() as taken:
        seller.get_by_role("link", name="Pitch slide").click()
    taken.value.save_as(tmp_path / "slide.pptx")
    (slide,) = Presentation(str(tmp_path / "slide.pptx")).slides
    assert slide.shapes.title is not None
    assert "good word" in slide.shapes.title.text_frame.text
    seller.get_by_role("link", name="Correct").click()
    looked_at(seller)
    expect(seller.get_by_text("How many teams?")).to_be_visible()
    seller.get_by_label("Why did they choose us?").fill("")
    press(seller, "^Save")
    looked_at(seller)
    seller.get_by_label("Why did they choose us?").fill("Forty teams ship when they are ready.")
    press(seller, "^Save")
    expect(seller.locator("#briefing")).to_contain_text("Forty teams ship when they are ready.")
    expect(seller.get_by_text("Corrected the briefing: Why did they choose us?")).to_be_visible()
    seller.get_by_role("link", name="One-pager").click()
    looked_at(seller)
    seller.emulate_media(media="print")
    expect(seller.get_by_role("button", name="Print, or save as PDF")).to_be_hidden()


def test_a_manager_hands_out_a_file_of_their_own_and_names_another_champion(reader: OpenReader, tmp_path: Path) -> None:
    row = nominated()
    Nomination.objects.filter(pk=row.pk).update(state="in_review")
    assert row.manager is not None
    manager = reader(row.manager, width=390, dark=True)
    manager.goto(f"/recruiting/{row.reference}/correct")
    looked_at(manager)
    manager.get_by_label("Champion", exact=False).first.select_option(label="Olav Moen")
    press(manager, "^Save")
    row.refresh_from_db()
    assert row.champion is not None
    assert row.champion.name == "Olav Moen"
    own = tmp_path / "Our program.pdf"
    own.write_bytes(b"%PDF-1.7\n%%EOF\n")
    manager.goto("/recruiting/show/")
    looked_at(manager)
    manager.locator("#id_one_pager_file").set_input_files(own)
    manager.locator("#one_pager").get_by_role("button", name="Hand this one out instead").click()
    expect(manager.locator("#one_pager .small.dim").first).to_contain_text("Our program.pdf")
    looked_at(manager)
    with manager.expect_download() as taken:
        manager.locator("#one_pager").get_by_role("link", name="Download").click()
    assert taken.value.suggested_filename == "Our program.pdf"
    manager.get_by_role("button", name="Hand ours out again").click()
    expect(manager.locator("#one_pager").get_by_role("link", name="Open it")).to_be_visible()
