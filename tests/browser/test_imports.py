"""Bringing a list in, in a real browser: from the file to the report, on any width, light and dark, with and without script."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.factories.people import a_manager
from tests.worker import work_beside as work

pytestmark = pytest.mark.usefixtures("import_ground")
LIST: Final = (
    "Customer list of the north;;;;\n\nKundennummer;Firma;Ort;Branche;Renewal Date\n1;Nordrheinische Versorgungs- und "
    "Rückversicherungsgesellschaft der Handwerkskammer am Rhein;Köln;Versicherung;31.11.2026\n"
    "2;株式会社星凪システムズ;大阪;Glasbläserei;31.12.2026\n"
    "3;;Bonn;;\n4;Merrow Payments;Leeds;Payments;1.2.2027\n4;Merrow;Leeds;;\n"
)


def looked_at(page: Page) -> None:
    """Nothing serious for screen readers in light and dark, nothing wider than a phone."""
    assert_in_both_colours(page)
    page.set_viewport_size({"width": 390, "height": 900})
    assert_fits(page)
    page.set_viewport_size({"width": 1440, "height": 900})


def test_a_list_comes_in_while_one_watches(reader: OpenReader, tmp_path: Path) -> None:
    file = tmp_path / "kunden.csv"
    file.write_bytes(LIST.encode("utf-16"))
    page = reader(a_manager(name="Mara Lindqvist"))
    page.goto("/imports/")
    looked_at(page)
    page.get_by_role("link", name="Bring in a list").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring in a list")
    looked_at(page)
    page.get_by_label("File").set_input_files(file)
    page.get_by_label("Where it comes from").fill("erp")
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_label("Firma")).to_have_value("name")
    page.locator("summary", has_text="How the file is read").click()
    looked_at(page)
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Trying kunden.csv")
    looked_at(page)
    work()
    expect(page.get_by_text("November has 30 days")).to_be_visible()  # the page came by itself
    looked_at(page)
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    work()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 customers are in")
    looked_at(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="These rows as CSV").click()
    assert download.value.suggested_filename == "kunden-not-taken.csv"
    page.get_by_role("link", name="Say what they mean").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Unknown values")
    looked_at(page)
    page.get_by_label("What Glasbläserei means").select_option("manufacturing")
    page.get_by_role("row", name="Glasbläserei").get_by_role("button", name="Save").click()
    expect(page.get_by_text("is known now; one row is set right")).to_be_visible()


def test_without_script_the_page_looks_again_by_itself(reader: OpenReader, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("Name\nHalden\n")
    page = reader(a_manager(), script=False)
    page.goto("/imports/new")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Bring them in at once").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bringing in customers")
    work()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 customer is in")
