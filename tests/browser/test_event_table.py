"""The table of an event in a browser: narrowed down, several chosen, their owner's thumb; on a phone, in the dark, by the keyboard."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodword.kernel.actor import Actor
from goodword.requests import actions
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.requests.short_lists import a_speaker, an_event
from tests.requests.world import a_world, now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("some_cities")]
LONG = "Mellstock Joint Water, Drainage and Land Improvement Company of the Upper Froom Valley"


def test_an_event_finds_its_speakers(reader: OpenReader) -> None:
    world = a_world()
    row = an_event(world)
    for name, city in ((LONG, "Lisbon"), ("Belmar", "Setúbal"), ("Aveleda", "Porto")):
        a_speaker(name, city, owner=world.owner)
    mara = reader(world.manager)
    mara.goto(reverse("requests:pool", args=[row.pk]))
    assert_accessible(mara)
    mara.get_by_role("link", name="50 km", exact=True).click()
    expect(mara.locator("tbody tr")).to_have_count(2)
    mara.get_by_label("Choose Belmar").check()
    mara.get_by_label(f"Choose {LONG}").press("Space")
    mara.get_by_role("button", name="Put on the short list").click()
    expect(mara.get_by_text("Short list 2")).to_be_visible()
    mara.get_by_role("button", name="Ask the owners of 2 customers").click()
    expect(mara.get_by_text("0 of 2 owners answered")).to_be_visible()
    assert_accessible(mara)
    priya = reader(world.owner, width=390, dark=True)
    priya.goto(reverse("requests:request", args=[row.pk]))
    assert_fits(priya)
    assert_accessible(priya)
    priya.get_by_role("button", name="A good idea").first.click()
    expect(priya.get_by_text("1 of 2 owners answered")).to_be_visible()
    phone = reader(world.manager, width=390, dark=True)
    phone.goto(f"{reverse('requests:pool', args=[row.pk])}?where=any")
    assert_fits(phone)
    assert_accessible(phone)


def test_a_city_is_chosen_by_the_keyboard_and_one_that_nobody_knows_is_said(reader: OpenReader) -> None:
    phone = reader(a_world().seller, width=390, dark=True)
    phone.goto(f"{reverse('requests:new')}?kind=event")
    city = phone.locator("#id_place_city")
    city.press_sequentially("springf")
    expect(phone.get_by_role("option", name="Springfield, Illinois, United States")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    city.press("ArrowDown")
    city.press("Enter")
    expect(phone.locator("#id_place_country")).to_have_value("US")
    expect(phone.locator("#id_place_state")).not_to_have_value("")
    expect(phone.get_by_role("listbox", name="City")).to_have_count(0)
    city.fill("Springfeld")
    city.blur()
    expect(phone.get_by_role("status").filter(has_text="We do not know where Springfeld is.")).to_be_visible()
    expect(city).to_have_value("Springfeld")


def test_what_is_thought_of_a_short_list_is_said_on_the_page_of_what_waits(reader: OpenReader) -> None:
    world = a_world()
    row = an_event(world)
    made = actions.put_on_list(row, accounts=[a_speaker(LONG, "Lisbon", owner=world.owner)], by=Actor.person(world.manager), at=now())
    assert isinstance(made, actions.Listed)
    assert actions.ask_owners(row, by=Actor.person(world.manager), at=now())
    phone = reader(world.owner, width=390, dark=True)
    phone.goto(reverse("requests:confirm"))
    assert_fits(phone)
    phone.locator("summary", has_text="Rather not").click()
    phone.get_by_role("button", name="Rather not", exact=True).click()
    expect(phone.get_by_role("alert")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_label(f"Why not {LONG}?").fill("They spoke in May.")
    phone.get_by_role("button", name="Rather not", exact=True).click()
    expect(phone.get_by_role("heading", name="Nothing to confirm")).to_be_visible()
