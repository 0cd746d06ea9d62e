"""Finding a reference in a real browser: live, kept in the address, taken back, and without script."""

from typing import Any

from playwright.sync_api import expect

from goodword.customers.models import Account
from goodword.kernel.clock import now
from goodword.people.queries import today
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_manager, a_person


def member(name: str, **facts: Any) -> Account:
    account = an_account(name, **facts)
    a_contact(account, languages=["en"])
    a_member(account, verified_on=today(now()))
    return account


def test_results_follow_the_typing_and_the_address_keeps_them(reader: OpenReader) -> None:
    member("Vestara Insurance", industry="insurance", segment="enterprise")
    member("Castellan Re", industry="insurance", segment="smb")
    member("Oakmere Bank", industry="banking")
    page = reader(a_person())
    page.goto("/find/")
    heading = page.locator("#found h2").first
    expect(heading).to_contain_text("3 customers can be asked")
    page.locator("#q").press_sequentially("insurence")
    expect(heading).to_contain_text("2 customers can be asked")
    expect(page).to_have_url("/find/?q=insurence")
    expect(page.locator("#q")).to_be_focused()
    page.get_by_label("Enterprise").check()
    expect(heading).to_contain_text("1 customer can be asked")
    expect(page).to_have_url("/find/?q=insurence&segment=enterprise")
    page.go_back()
    expect(page.locator("#found h2").first).to_contain_text("2 customers can be asked")
    expect(page.locator("#q")).to_have_value("insurence")
    page.locator(".gw-why a").first.click()
    expect(page.locator(".gw-why .gw-rules").first).to_contain_text("No open escalation")
    assert_accessible(page)


def test_without_script_the_same_search_is_a_form(reader: OpenReader) -> None:
    member("Vestara Insurance", industry="insurance")
    member("Oakmere Bank", industry="banking")
    page = reader(a_person(), script=False)
    page.goto("/find/")
    page.get_by_label("Banking").check()
    page.locator("#q").fill("oakmere")
    page.locator("#q").press("Enter")
    expect(page.locator("#found h2").first).to_contain_text("1 customer can be asked")
    expect(page.get_by_role("link", name="Oakmere Bank", exact=True)).to_be_visible()
    assert "industry=banking" in page.url


def test_a_small_change_is_made_in_place(reader: OpenReader) -> None:
    account = member("Vestara Insurance")
    page = reader(a_manager(), dark=True, width=390)
    page.goto(f"/customers/{account.pk}/")
    page.get_by_role("link", name="Add a limit they set").click()
    page.locator("#agreed label", has_text="Calls").click()
    page.locator("#agreed input[name=days]").fill("0")
    page.get_by_role("button", name="Set it").click()
    expect(page.locator("#agreed .invalid-feedback")).to_be_visible()
    page.locator("#agreed input[name=days]").fill("200")
    page.get_by_role("button", name="Set it").click()
    expect(page.locator("#agreed")).to_contain_text("Calls: at most 1 in 200 days")
    expect(page).to_have_url(f"/customers/{account.pk}/")
    assert_accessible(page)


def test_customers_are_chosen_and_compared_on_a_phone(reader: OpenReader) -> None:
    for name in ("Vestara Insurance", "Castellan Re", "Nordrheinische Versorgungs- und Rückversicherungsgesellschaft"):
        member(name, industry="insurance", segment="enterprise")
    for width in (390, 768):
        for many in (2, 3):
            page = reader(a_person(), width=width)
            page.goto("/find/")
            for index in range(many):
                page.locator(".gw-tick input").nth(index).check()
            page.get_by_role("button", name="Compare", exact=True).click()
            expect(page.get_by_role("heading", name="Side by side")).to_be_visible()
            expect(page.get_by_role("rowheader", name="May we ask?")).to_be_visible()
            assert_fits(page)
            inner = "() => [...document.querySelectorAll('.gw-compare, .gw-card')].every((e) => e.scrollWidth <= e.clientWidth + 1)"
            assert page.evaluate(inner), f"{many} at {width}"
            assert_accessible(page)


def test_nothing_moves_for_whoever_asked_for_that(reader: OpenReader) -> None:
    member("Vestara Insurance")
    page = reader(a_person())
    page.emulate_media(reduced_motion="reduce")
    page.goto("/find/")
    moving = page.evaluate(
        """() => [...document.querySelectorAll('body, body *')].filter((e) => {
            const s = getComputedStyle(e);
            return [s.transitionDuration, s.animationDuration].some((d) => d.split(',').some((t) => parseFloat(t) > 0.05));
        }).slice(0, 5).map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert moving == []
