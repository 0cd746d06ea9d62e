"""Who registered is reviewed: a customer with the word of its owner by mail, an open-source project with its discovery call."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import expect

from goodword.kernel import clock
from goodword.notifications.models import Mail
from goodword.people.kinds import Role
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import Nomination
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.browser.post import Postman, post, queue
from tests.browser.test_without_script import press
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration
from tests.worker import work_beside

__all__ = ["post", "queue"]


def test_a_customer_is_accepted_after_its_owner_said_by_mail_that_it_fits(reader: OpenReader, post: Postman) -> None:
    manager, owner = a_manager(), a_person()
    an_account("Vestara Insurance", owner=owner, website="https://www.vestara.example")
    row = a_registration(answers={"better": "Releases are daily."}, offered=("quote",), job_title="Head of platform")
    mara, phone = reader(manager), reader(width=390, dark=True)
    mara.goto(reverse("recruiting:registrations"))
    assert_accessible(mara)
    assert_fits(mara)
    mara.get_by_role("link", name="Ingrid Solberg").click()
    assert_accessible(mara)
    assert_fits(mara)
    press(mara, "Ask the team")
    expect(mara.locator(".gw-ball")).to_contain_text(f"Waiting for {owner.name}")
    work_beside()
    phone.goto(post.link(owner.email))
    expect(phone.get_by_text("Releases are daily.")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    press(phone, "^Fits")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Thank you")
    assert_accessible(phone)
    mara.goto(reverse("recruiting:registration", args=[row.number]))
    expect(mara.locator(".gw-ball")).to_contain_text("Your turn: decide")
    mara.get_by_role("button", name="Accept").click()
    expect(mara.locator(".gw-ball")).to_contain_text("accepted")
    assert Nomination.objects.get().source == "external_page"
    work_beside()
    assert Mail.objects.get(message="registration_accepted").to_registration == row


def test_open_source_is_introduced_to_the_reference_manager_after_the_discovery_call(reader: OpenReader, post: Postman) -> None:
    manager, keeper = a_manager(), a_person(Role.OPEN_SOURCE_MANAGER)
    row = a_registration(
        program=PublicProgram.OPEN_SOURCE, company="Small Tool", email="noa@smalltool.example", name="Noa Levanon", answers={"project": "S"}
    )
    page = reader(keeper, width=390, script=False)
    page.goto(reverse("recruiting:registration", args=[row.number]))
    assert_fits(page)
    soon = clock.now() + timedelta(days=2)
    page.get_by_label("When?").fill(f"{soon:%Y-%m-%dT10:00}")
    press(page, "Plan it")
    expect(page.locator(".gw-ball")).to_contain_text("hold the discovery call")
    page.get_by_text("It took place").click()
    page.get_by_label("When was it?").fill(f"{clock.now() - timedelta(days=1):%Y-%m-%d}")
    page.get_by_label("Yes, agreed").check()
    press(page, "Write it down")
    page.get_by_label("Make a new customer of the company").check()
    press(page, "^Accept$")
    expect(page.locator(".gw-ball")).to_contain_text("accepted")
    assert_fits(page)
    work_beside()
    told = {(mail.message, mail.to_registration_id, mail.to_user_id) for mail in Mail.objects.filter(message__startswith="registration_")}
    assert told == {
        ("registration_confirm", row.pk, None),
        ("registration_call", row.pk, None),
        ("registration_accepted", row.pk, None),
        ("registration_comes", None, manager.pk),
    }
