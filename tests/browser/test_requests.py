"""Asking and answering in a real browser: in place with script, whole without it, readable by everybody."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodword.requests.models import Candidate, ReferenceRequest
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.requests.world import a_world


def test_from_the_deal_to_the_ask_in_place(reader: OpenReader) -> None:
    world = a_world()
    sven = reader(world.seller)
    sven.goto(f"{reverse('requests:new')}?opportunity={world.deal.pk}")
    expect(sven.get_by_text("Filled in from the deal: Banking")).to_be_visible()
    assert_accessible(sven)
    sven.get_by_label("What does the prospect want to hear?").fill("How the audit went.")
    expect(sven.locator("[data-autosave-state]")).to_contain_text("Saved")
    sven.get_by_role("button", name="Send the request").click()
    expect(sven.locator(".gw-ball")).to_contain_text("Waiting for Mara Lindqvist")
    row = ReferenceRequest.objects.get()

    mara = reader(world.manager, dark=True)
    mara.goto(reverse("requests:request", args=[row.pk]))
    assert_accessible(mara)
    mara.evaluate("window.stays = true")
    mara.locator("#found").get_by_role("button", name="Hold Vestara Insurance").click()
    expect(mara.locator(".gw-ball")).to_contain_text("Waiting for Priya Nair")
    assert mara.evaluate("window.stays") is True

    priya = reader(world.owner, width=390)
    priya.goto(reverse("requests:request", args=[row.pk]))
    assert_accessible(priya)
    assert_fits(priya)
    thumb = priya.locator(".gw-thumb")
    thumb.get_by_role("link", name="Not now").click()
    expect(priya.get_by_label("Why?")).to_be_visible()
    priya.get_by_role("link", name="Never mind").click()
    thumb.get_by_role("button", name="Approve Vestara Insurance").click()
    expect(priya.locator(".gw-ball")).to_contain_text("Waiting for Mara Lindqvist")
    expect(thumb).to_have_count(0)
    assert Candidate.objects.get().state == "owner_approved"

    on_her_way = reader(world.manager, width=390)
    on_her_way.goto(reverse("requests:request", args=[row.pk]))
    assert_fits(on_her_way)
    for step in on_her_way.locator(".gw-thumb .btn").all():
        expect(step).to_be_in_viewport(ratio=1)
    assert on_her_way.locator(".gw-thumb .btn").count() == 3


@pytest.mark.parametrize("dark", [False, True])
def test_pages_of_requests_are_readable_by_everybody(reader: OpenReader, *, dark: bool) -> None:
    world = a_world()
    row = world.accepted().reference_request
    sven = reader(world.seller, dark=dark, width=390 if dark else 1440)
    steps = [f"/requests/{row.number}?do={verb}" for verb in ("schedule", "propose_times")]
    addresses = [reverse("requests:list"), reverse("requests:new"), *steps]
    for address in addresses:
        sven.goto(address)
        assert_accessible(sven)
        assert_fits(sven)


def test_a_request_is_made_and_held_without_script(reader: OpenReader) -> None:
    world = a_world()
    sven = reader(world.seller, script=False)
    sven.goto(reverse("requests:new"))
    sven.get_by_label("Or who is the prospect?").fill("Halden Freight")
    sven.get_by_label("What does the prospect want to hear?").fill("How the audit went.")
    sven.get_by_role("button", name="Send the request").click()
    expect(sven.get_by_role("heading", level=1)).to_contain_text("Halden Freight")
    mara = reader(world.manager, script=False)
    mara.goto(reverse("requests:request", args=[ReferenceRequest.objects.get().pk]))
    mara.locator("#found").get_by_role("button", name="Hold Vestara Insurance").click()
    expect(mara.locator(".gw-ball")).to_contain_text("Waiting for Priya Nair")


def test_what_a_toast_undoes_is_undone_in_place(reader: OpenReader) -> None:
    world = a_world()
    row = world.sent()
    mara = reader(world.manager)
    mara.goto(reverse("requests:request", args=[row.pk]))
    mara.evaluate("window.stays = true")
    mara.locator("#found").get_by_role("button", name="Put forward Vestara Insurance").click()
    mara.locator(".gw-toast").get_by_role("button", name="Undo").click()
    expect(mara.locator(".gw-toast")).to_have_text("Taken out again. Nobody was asked.")
    assert mara.evaluate("window.stays") is True

    mara.goto(reverse("desk:account", args=[world.account.pk]))
    mara.evaluate("window.stays = true")
    mara.get_by_label("More about Ingrid Solheim").click()
    mara.get_by_role("button", name="Left the company").click()
    mara.locator(".gw-toast").get_by_role("button", name="Undo").click()
    expect(mara.locator(".gw-toast")).to_have_text("Ingrid Solheim is back on the list.")
    assert mara.evaluate("window.stays") is True
