"""The frame and the components in a real browser: keyboard, light and dark, one question before something happens."""

from __future__ import annotations

import re
from typing import Final, Literal

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from goodword.customers.models import Campaign, CampaignSpeaker
from goodword.kernel.clock import now
from goodword.people.models import Program, User
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person

SCHEMES: Final[tuple[Literal["light"], Literal["dark"]]] = ("light", "dark")


@pytest.fixture
def manager() -> User:
    Program.objects.update_or_create(pk=1, defaults={"company_name": "Harrowgate", "is_demo": True})
    return a_manager(name="Mara Lindqvist")


def test_every_component_is_accessible_and_fits(reader: OpenReader, manager: User) -> None:
    page = reader(manager)
    page.goto("/parts")
    for fold in page.locator("main details:not(.gw-menu)").all():
        fold.evaluate("fold => { fold.open = true; }")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator("html")).to_have_attribute("data-bs-theme", scheme)
        for width in (1440, 768, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert_accessible(page, again=(scheme, width) != (SCHEMES[0], 1440))
            assert_fits(page)


def test_the_theme_is_kept_for_the_next_page(reader: OpenReader, manager: User) -> None:
    page = reader(manager)
    page.goto("/parts")
    page.get_by_label("Light or dark").click()
    page.get_by_role("button", name="Dark", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.goto("/accounts/2fa/")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_menus_open_by_key_and_close_with_escape(reader: OpenReader, manager: User) -> None:
    page = reader(manager)
    page.goto("/parts")
    mine = page.locator(".gw-me > summary")
    mine.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(mine).to_be_focused()


def test_the_drawer_shows_the_same_pages_on_a_phone(reader: OpenReader, manager: User) -> None:
    page = reader(manager, width=390)
    page.goto("/parts")
    page.get_by_label("Menu", exact=True).click()
    expect(page.locator(".gw-drawer").get_by_role("link", name="People", exact=True)).to_be_visible()
    assert_accessible(page)


def test_a_dangerous_step_asks_once_and_can_be_left(reader: OpenReader, manager: User) -> None:
    page = reader(manager)
    sent = _posts(page)
    page.goto("/parts")
    page.get_by_role("button", name="Cancel request").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Their place is given back")
    assert_accessible(page)
    dialog.get_by_role("button", name="Keep as it is").click()
    expect(dialog).to_be_hidden()
    assert sent == []


def test_typing_in_a_list_searches_and_keeps_what_is_typed(reader: OpenReader, manager: User) -> None:
    page = reader(manager)
    page.goto("/parts?sort=name")
    box = page.get_by_placeholder("Search requests")
    box.press_sequentially("oak mere", delay=40)
    page.wait_for_url(re.compile(r"\?q=oak(\+|%20)mere&sort=name$|\?sort=name&q=oak(\+|%20)mere$"))
    expect(box).to_be_focused()
    expect(box).to_have_value("oak mere")
    page.get_by_role("link", name="Due", exact=True).click()
    page.wait_for_url(re.compile(r"sort=due"))
    page.go_back()
    page.wait_for_url(re.compile(r"sort=name"))
    expect(page.get_by_role("columnheader", name="Request")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("button", name="Cancel request").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_filters_and_heads_change_the_list_in_place(reader: OpenReader, manager: User) -> None:
    for name, industry in (("Vestara Insurance", "insurance"), ("Oakmere Bank", "banking")):
        an_account(name, industry=industry)
    page = reader(manager)
    page.goto("/customers/")
    page.evaluate("document.documentElement.dataset.here = 'yes'")  # gone with a new page
    page.locator("summary").filter(has_text="Industry").click()
    page.locator("details[open]").get_by_role("link", name=re.compile("Banking")).click()
    page.wait_for_url(re.compile(r"industry=banking"))
    expect(page.get_by_role("link", name="Vestara Insurance")).to_have_count(0)
    expect(page.get_by_role("link", name="Oakmere Bank")).to_be_visible()
    page.get_by_role("columnheader", name="Customer").get_by_role("link").click()
    page.wait_for_url(re.compile(r"sort=-name"))
    expect(page.get_by_role("columnheader", name="Customer")).to_have_attribute("aria-sort", "descending")
    assert page.evaluate("document.documentElement.dataset.here") == "yes"
    assert_accessible(page)
    page.go_back()
    page.wait_for_url(re.compile(r"industry=banking$"))


def test_a_draft_saves_itself_and_says_so(reader: OpenReader, manager: User) -> None:
    page = reader(manager)
    page.goto("/parts")
    kept: list[str] = []

    def keep(route: Route) -> None:
        kept.append(route.request.post_data or "")
        route.fulfill(json={"autosave": "/draft/7", "address": "/parts?draft=7", "time": "16:20"})

    page.route("**/draft*", keep)
    page.route("**/draft/7", keep)
    page.evaluate(
        """() => { document.querySelector("main").insertAdjacentHTML("beforeend", `<form method="post" data-autosave="/draft">
        <label>Topic <textarea name="topic"></textarea></label><span data-autosave-state></span></form>`);
        document.dispatchEvent(new Event("htmx:after:swap")); }"""
    )
    page.get_by_label("Topic", exact=True).press_sequentially("The audit")
    expect(page.locator("[data-autosave-state]")).to_have_text(
        "Saved 16:20"
    )  # in the person's zone and the house's way, as the server says it
    assert page.url.endswith("/parts?draft=7")
    with page.expect_request("**/draft/7"):
        page.get_by_label("Topic", exact=True).press_sequentially(" trail")
    expect(page.locator("[data-autosave-state]")).to_contain_text("Saved")
    assert "The audit trail" in kept[-1]
    page.unroute("**/draft/7")
    page.route("**/draft/7", lambda route: route.fulfill(status=409))
    page.get_by_label("Topic", exact=True).press_sequentially(".")
    expect(page.locator("[data-autosave-state]")).to_contain_text("Not saved yet")


def test_a_toast_leaves_but_an_error_stays(reader: OpenReader, manager: User) -> None:
    page = reader(manager)
    page.clock.install()
    page.goto("/parts")
    page.evaluate(
        """() => { for (const stays of ["", "data-toast-stays"]) document.getElementById("toasts").insertAdjacentHTML("beforeend",
        `<div class="gw-toast ${stays}" data-toast ${stays}>Held<button type="button" data-dismiss>Close</button></div>`); }"""
    )
    expect(page.locator(".gw-toast")).to_have_count(2)
    page.locator(".gw-toast").first.hover()
    page.clock.run_for(20_000)
    expect(page.locator(".gw-toast")).to_have_count(2)
    page.mouse.move(10, 10)
    page.clock.run_for(20_000)
    expect(page.locator(".gw-toast")).to_have_count(1)
    page.locator(".gw-toast").get_by_role("button", name="Close").click()
    expect(page.locator(".gw-toast")).to_have_count(0)


def test_without_script_menus_open_and_the_theme_changes(reader: OpenReader, manager: User) -> None:
    page = reader(manager, script=False)
    page.goto("/parts")
    page.get_by_label("Light or dark").click()
    page.get_by_role("button", name="Dark", exact=True).click()
    page.wait_for_url("**/parts")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")


def test_a_passkey_can_be_added_and_used_to_sign_in(reader: OpenReader) -> None:
    sven = a_person(name="Sven Aalto")
    sven.set_password("correct horse battery")
    sven.save()
    page = reader()
    authenticator = page.context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto("/accounts/login/")
    page.get_by_label("Mail address").fill(sven.email)
    page.get_by_label("Password").fill("correct horse battery")
    assert_accessible(page)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/accounts/2fa/webauthn/add/")
    expect(page.get_by_role("heading", name="Is it you?")).to_be_visible()
    page.get_by_label("Password").fill("correct horse battery")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.get_by_text("My laptop")).to_be_visible()
    assert_accessible(page)
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(re.compile(r"/$"))


def _posts(page: Page) -> list[str]:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


def test_a_double_click_in_a_form_in_place_sends_once(reader: OpenReader, manager: User) -> None:
    page, sent = reader(manager), []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.goto(f"/customers/{an_account(name='Linddale').pk}/")
    page.get_by_role("main").get_by_role("link", name="Add a person").last.click()
    form = page.locator("#people-form")
    form.get_by_label("Name", exact=True).fill("Twice Clicked")
    form.locator("button[type=submit]").dblclick()
    expect(page.get_by_role("main").get_by_text("Twice Clicked").first).to_be_visible()
    assert len(sent) == 1


def test_the_search_of_the_top_bar_is_walked_by_keys(reader: OpenReader, manager: User) -> None:
    only = an_account("Quillfeather Mills")
    for name in ("Zephyr Baltic", "Zephyr Cove"):
        an_account(name)
    page = reader(manager)
    page.goto("/parts")
    page.keyboard.press("/")
    expect(page.locator("#gw-search")).to_be_focused()
    page.keyboard.type("zephyr")
    expect(page.locator("#gw-search")).to_have_value("zephyr")
    options = page.locator("#gw-search-results [role=option]")
    expect(options).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#gw-search-results")).not_to_be_visible()
    page.locator("#gw-search").fill("quillfeather")
    expect(options).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/{only.pk}/")


def test_without_script_a_dark_system_gets_dark_pages_and_a_choice_is_kept(reader: OpenReader, manager: User) -> None:
    stranger, mara = reader(dark=True, script=False, width=390), reader(manager, dark=True, script=False)
    stranger.goto(reverse("portal:me"))
    mara.goto(reverse("customers:list"))
    for page in (stranger, mara):
        assert luminance(page) < 0.1, page.url
    mara.get_by_label("Light or dark").click()
    mara.get_by_role("button", name="Light").click()
    assert luminance(mara) > 0.9


def luminance(page: Page) -> float:
    """How bright the ground of a page is: 0 black, 1 white."""
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in re.findall(r"\d+", ground)[:3]) / 765


def test_what_a_phone_has_no_room_for_is_left_out_of_a_list_and_numbers_say_what_they_are(reader: OpenReader, manager: User) -> None:
    account = an_account("Vestara Insurance", segment="enterprise")
    CampaignSpeaker.objects.create(
        campaign=Campaign.objects.create(name="Harrowgate Summit", kind="corporate_event"), account=account, created_at=now()
    )
    wide, phone = reader(manager), reader(manager, width=390)
    for page, seen in ((wide, True), (phone, False)):
        page.goto(reverse("customers:list"))
        assert page.locator("tbody td", has_text="Enterprise").is_visible() is seen
    phone.goto(reverse("customers:campaigns"))
    assert "Who spoke" in phone.locator("td.side").evaluate("cell => getComputedStyle(cell, '::before').content")
