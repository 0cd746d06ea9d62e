"""The queue, the board, the calendar and the page to confirm: by pointer, by keys, on a phone, in the dark, and without script."""

from __future__ import annotations

import re

from django.urls import reverse
from playwright.sync_api import Page, expect

from goodword.requests.models import ReferenceRequest
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.factories.people import a_manager
from tests.requests.world import World, a_customer, a_world

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft Linz und Wien"


def _fine(page: Page) -> None:
    assert_fits(page)
    assert_accessible(page)


def _card(page: Page, row: ReferenceRequest, column: str) -> None:
    expect(page.locator(f"[data-column={column}] #card-{row.pk}")).to_be_visible()


def test_a_card_is_moved_by_keys_and_by_hand_and_goes_back_with_the_reason(reader: OpenReader) -> None:
    world = a_world()
    row, other = world.sent(prospect=LONG, opportunity=None), world.sent()
    page = reader(world.manager)
    page.goto(reverse("requests:board"))
    _fine(page)
    page.locator(f"#card-{row.pk} a.t").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_text("The rules hold a request when it is sent")).to_be_visible()
    _card(page, row, "submitted")
    page.locator(f"#card-{row.pk}").drag_to(page.locator("[data-column=triage]"))
    expect(page.get_by_text("It is yours now.")).to_be_visible()
    _card(page, row, "triage")
    page.locator(f"#card-{other.pk}").drag_to(page.locator("[data-column=sourcing]"))
    expect(page.get_by_text("once a customer was put forward")).to_be_visible()
    _card(page, other, "submitted")
    page.locator(f"#card-{other.pk} summary").click()
    _fine(page)
    page.locator(f"#card-{other.pk}").get_by_role("button", name="Choose a customer").click()
    expect(page).to_have_url(re.compile(rf"{other.number}#choose"))


def test_without_script_and_on_a_phone_the_menu_of_a_card_moves_it(reader: OpenReader) -> None:
    world = a_world()
    row = world.sent()
    for how in ({"script": False}, {"width": 390, "dark": True}):
        ReferenceRequest.objects.update(state="submitted")
        page = reader(world.manager, **how)
        page.goto(reverse("requests:board"))
        if how.get("width"):
            _fine(page)
        page.locator(f"#card-{row.pk} summary").click()
        page.locator(f"#card-{row.pk}").get_by_role("button", name="Take it").click()
        expect(page.get_by_text("It is yours now.")).to_be_visible()
        _card(page, row, "triage")


def test_an_owner_confirms_one_after_another_with_a_reason_in_place(reader: OpenReader) -> None:
    world = a_world()
    world.held()
    _held_too(world)
    page = reader(world.owner, width=390, dark=True)
    page.goto("/")
    page.get_by_role("link", name=re.compile("Confirm 2 customers")).click()
    _fine(page)
    page.get_by_role("button", name=re.compile("They may be asked.*Vestara")).click()
    expect(page.get_by_role("heading", name="One customer to confirm")).to_be_visible()
    page.get_by_text("Not now").last.click()
    page.get_by_role("button", name="Not this customer").click()
    expect(page.locator("textarea[aria-invalid=true]")).to_be_visible()
    _fine(page)
    page.get_by_label("Why not").fill("In a tender.")
    page.get_by_role("button", name="Not this customer").click()
    expect(page.get_by_role("heading", name="Nothing to confirm")).to_be_visible()
    _fine(page)


def _held_too(world: World) -> None:
    world.account = a_customer(LONG, owner=world.owner)
    world.held()


def test_the_queue_and_the_calendar_read_well_and_several_are_given_at_once(reader: OpenReader) -> None:
    world = a_world()
    elif_ = a_manager(name="Elif Kaya")
    rows = [world.sent() for _ in range(2)]
    for how in ({}, {"width": 390, "dark": True}):
        page = reader(world.manager, **how)
        for address in (reverse("requests:list"), reverse("desk:calendar"), f"{reverse('requests:board')}?q=nothing"):
            page.goto(address)
            _fine(page)
    page = reader(world.manager)
    page.goto(reverse("requests:list"))
    page.get_by_label("Tick all of this page").check()
    page.get_by_label("To whom").select_option(label="Give to Elif Kaya")
    page.get_by_role("button", name="Give the ticked ones (2)").click()
    expect(page.get_by_text("2 requests are with Elif Kaya now.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back")).to_be_visible()
    assert not ReferenceRequest.objects.filter(manager=elif_).exists()
    assert {row.manager_id for row in ReferenceRequest.objects.filter(pk__in=[row.pk for row in rows])} == {world.manager.pk}
