"""Changing many customers at once on a phone, and without script."""

from __future__ import annotations

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft Linz und Wien"


def _fine(page: Page) -> None:
    assert_fits(page)
    assert_accessible(page)


def test_on_a_phone_customers_are_ticked_looked_at_changed_and_put_back(reader: OpenReader) -> None:
    ensure_lists()
    for name in (LONG, "Solvane Energy", "株式会社星凪システムズ"):
        a_member(an_account(name))
    page = reader(a_manager(name="Mara Lindqvist"), width=390)
    page.goto(reverse("customers:list"))
    _fine(page)
    for box in (f"Tick {LONG}", "Tick Solvane Energy"):
        page.get_by_label(box).check()
    _fine(page)
    page.get_by_label("What to change").select_option("add_tags")
    page.get_by_role("button", name="Change the ticked ones (2)").click()
    page.get_by_text("Lighthouse").click()
    _fine(page)
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("button", name="Change 2 customers")).to_be_visible()
    _fine(page)
    page.get_by_role("button", name="Change 2 customers").click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    assert Account.objects.filter(tags=["lighthouse"]).count() == 2
    _fine(page)
    page.get_by_role("button", name="Undo this").click()
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text("It was undone")).to_be_visible()
    assert not Account.objects.filter(tags=["lighthouse"]).exists()
    page.goto(reverse("customers:bulk_made"))
    _fine(page)


def test_without_script_all_that_match_are_changed(reader: OpenReader) -> None:
    nina = a_person(name="Nina Berg")
    for number in range(60):
        an_account(f"Company {number:02}", industry="banking" if number else "retail")
    page = reader(a_manager(name="Mara Lindqvist"), script=False)
    page.goto(f"{reverse('customers:list')}?industry=banking")
    page.get_by_role("button", name="Change all 59").click()
    page.get_by_label("Account owner from now on").select_option(label="Nina Berg")
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name=re.compile("Change 59")).click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    assert Account.objects.filter(owner=nina).count() == 59
