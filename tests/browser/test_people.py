"""People, home and search in a real browser: accessible, within the frame, and usable by keys alone or without script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from goodword.kernel import clock
from goodword.people import actions
from goodword.people.kinds import Role
from goodword.people.models import Program, User
from goodword.people.queries import today
from tests.browser.checks import assert_accessible, assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft Linz und Wien"
PASSWORD = "four plain words here"


@pytest.fixture
def ada() -> User:
    actions.ensure_program()
    Program.objects.update(company_name="Harrowgate")
    return a_person(Role.ADMINISTRATOR, name="Ada Winter", title="Operations")


def _some_world(ada: User) -> User:
    mara = a_manager(name="田中 結衣", title=LONG)
    now = clock.now()
    day = today(now)
    actions.set_absence(mara, from_on=day, to_on=day + timedelta(days=3), deputy=ada, by=mara, at=now)
    actions.invite(email="new@acme.example", name="Ben Okafor", by=ada, at=now - timedelta(days=8))
    actions.route(rule_by="account", region=None, manager=mara, by=ada, at=now)
    an_account(LONG, owner=mara)
    a_member(name="Solvane Energy", standing="paused", paused_until=day + timedelta(days=9))
    return mara


def test_every_page_is_accessible_and_fits(reader: OpenReader, ada: User) -> None:
    mara = _some_world(ada)
    pages = ["/", "/people/", "/people/invite/", "/people/settings/", "/people/routing/", "/people/program/", "/search/?q=donau"]
    pages += [reverse("people:person", args=[mara.pk]), reverse("desk:leaving", args=[mara.pk])]
    page = reader(ada)
    for path in pages:
        page.goto(path)
        assert_in_both_colours(page)
        page.emulate_media(color_scheme="dark")
        page.set_viewport_size({"width": 390, "height": 900})
        assert_fits(page)
        assert_accessible(page, again=True)
        page.set_viewport_size({"width": 1440, "height": 900})
        assert_fits(page)


def test_slash_then_words_then_arrows_then_enter(reader: OpenReader, ada: User) -> None:
    an_account("Harbour Bank")
    wanted = an_account("Harbour Foods")
    page = reader(ada)
    page.goto("/people/", wait_until="networkidle")
    page.keyboard.press("/")
    page.keyboard.type("harb")
    field = page.get_by_role("combobox", name="Search customers, people and requests")
    expect(page.get_by_role("option", name="Harbour Foods")).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert_accessible(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="Harbour Foods")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('desk:account', args=[wanted.pk])}")
    page.keyboard.press("/")
    page.keyboard.type("harb")
    expect(page.get_by_role("option", name="Harbour Bank")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option", name="Harbour Bank")).to_be_hidden()


def test_search_and_the_directory_work_without_script(reader: OpenReader, ada: User) -> None:
    an_account("Harbour Foods")
    page = reader(ada, script=False)
    page.goto("/people/")
    page.get_by_label("Search customers, people and requests").fill("harbour")
    page.keyboard.press("Enter")  # the only hit is where one wants to go
    expect(page.get_by_role("heading", name="Harbour Foods")).to_be_visible()
    page.goto("/people/")
    page.get_by_label("Name, address or job title").fill("nobody of that name")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page.get_by_text("Nothing matches")).to_be_visible()


def test_from_the_invitation_to_a_passkey(reader: OpenReader, ada: User) -> None:
    page = reader(ada)
    page.goto("/people/invite/")
    page.get_by_label("Mail address").fill("ben@acme.example")
    page.get_by_label("Name", exact=True).fill("Ben Okafor")
    page.get_by_role("button", name="Invite", exact=True).click()
    page.get_by_role("button", name="Show the link").click()
    link = page.get_by_label("Link").input_value()

    ben = reader()
    ben.goto("/people/" + link.split("/people/")[1])
    ben.get_by_label("Choose a password").fill(PASSWORD)
    assert_accessible(ben)
    ben.get_by_role("button", name="Set the password and sign in").click()
    expect(ben.get_by_role("heading", level=1)).to_contain_text("Ben")
    _plug_in_a_key(ben)
    ben.goto(reverse("mfa_add_webauthn"))
    if "reauthenticate" in ben.url:
        ben.locator("input[name=password]").fill(PASSWORD)
        ben.locator("main button[type=submit]").first.click()
        ben.wait_for_url(f"**{reverse('mfa_add_webauthn')}")
    ben.locator("input[name=passwordless]").check()
    ben.locator("main form button:visible").first.click()
    ben.wait_for_url("**/recovery-codes/**")
    ben.goto(reverse("account_logout"))
    ben.locator("main button").first.click()
    ben.wait_for_url(f"**{reverse('account_login')}")
    ben.get_by_role("button", name="Sign in with a passkey").click()
    expect(ben.get_by_role("heading", level=1)).to_contain_text("Ben")


def _plug_in_a_key(page: Any) -> None:
    """Give the browser a virtual authenticator, which says yes by itself."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})
