"""A person at a customer leaves, comes back, takes along what we have on them, and is deleted: phone, dark, no script."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

from django.urls import reverse
from playwright.sync_api import expect

from goodword.customers.models import Contact
from goodword.customers.queries.own_word import bound_to
from goodword.erasure.actions import erase
from goodword.erasure.models import Erasure
from goodword.kernel.clock import now
from goodword.links.actions import Purpose, issue
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.browser.test_without_script import press
from tests.portal.world import Call, a_call


def a_link(call: Call, purpose: Purpose, page: str) -> str:
    at, person = now(), call.contact
    ends = at + timedelta(hours=24)
    return reverse(page, args=[issue(purpose, about=person, contact_id=person.pk, bound_to=bound_to(person), expires_at=ends, at=at)])


def test_somebody_leaves_comes_back_takes_everything_along_and_is_deleted(reader: OpenReader, tmp_path: Path) -> None:
    call = a_call(contact="Ingrid <b>Solberg-Wallenstein</b>")
    phone, dark = reader(width=390, script=False), reader(width=390, dark=True)
    own = a_link(call, Purpose.MANAGE_CONTACT, "portal:own")
    phone.goto(own)
    press(phone, "Open my page")
    phone.get_by_role("link", name="Leave the program").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Do you want to leave?")
    expect(phone.get_by_text("nobody there is asked any more")).to_be_visible()
    assert_fits(phone)
    phone.get_by_label("Why, if you like to say it").fill("Another job.")
    press(phone, "Leave the program")
    saved = phone.get_by_role("region", name="Saved")
    expect(saved).to_contain_text("You left the program")
    assert Contact.objects.get(pk=call.contact.pk).do_not_contact
    assert call.now().state == "declined"
    press(phone, "Take back ?: You left the program")
    expect(saved).to_contain_text("You are back in the program")
    assert not Contact.objects.get(pk=call.contact.pk).do_not_contact
    for page in ("leave", "on-me", "delete"):
        dark.goto(own + page)
        assert_accessible(dark)
        assert_fits(dark)
    phone.get_by_role("link", name="Read it").click()
    expect(phone.get_by_role("heading", name="Details", exact=True)).to_be_visible()
    assert_fits(phone)
    with phone.expect_download() as taken:
        phone.get_by_role("link", name="Download it").click()
    taken.value.save_as(tmp_path / "mine.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "mine.zip").read_bytes())) as packed:
        mine = json.loads(packed.read("everything.json"))
        assert {"everything.html", "details.csv", "asks.csv"} <= set(packed.namelist())
    assert mine["parts"]["details"]["rows"][0]["name"] == call.contact.name
    phone.goto(own + "delete")
    press(phone, "Mail me the link that does it")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Look into your mail.")
    assert Contact.objects.filter(pk=call.contact.pk).exists()
    last = a_link(call, Purpose.ERASE, "portal:erase")
    dark.goto(last)
    assert_accessible(dark)
    assert_fits(dark)
    phone.goto(last)
    expect(phone.get_by_text("How often")).to_be_visible()
    press(phone, "Delete me now")
    expect(phone.get_by_role("heading", level=1)).to_have_text("You are being deleted.")
    erase(Erasure.objects.get().pk, at=now())
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("It is done: you are deleted.")
    dark.goto(phone.url)
    assert_accessible(dark)
    assert phone.request.get(own).status == 404


def test_a_manager_deletes_somebody_at_their_wish_and_never_by_mistake(reader: OpenReader) -> None:
    call = a_call()
    page, dark = reader(call.manager), reader(call.manager, width=390, dark=True)
    for each in (page, dark):
        each.goto(reverse("erasure:erase", args=[call.contact.pk]))
        assert_accessible(each)
        assert_fits(each)
    page.get_by_label("How did they ask for it, and when?").fill("By phone, today.")
    page.get_by_label("Their name, to make sure").fill("Somebody Else")
    page.get_by_role("button", name="Delete this person").click()
    expect(page.get_by_text("Nothing was erased").first).to_be_visible()
    assert not Erasure.objects.exists()
    page.get_by_label("Their name, to make sure").fill(call.contact.name)
    page.get_by_role("button", name="Delete this person").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People who were deleted")
    erase(Erasure.objects.get().pk, at=now())
    page.reload()
    expect(page.get_by_role("cell", name="Done")).to_be_visible()
    dark.goto(page.url)
    for each in (page, dark):
        assert_accessible(each)
        assert_fits(each)
