"""From a deal to a member in real browsers: nominated, asked back, answered, talked to, approved, welcomed; and one for the board."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from goodword.customers.models import Member
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.recruiting.models import Nomination
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.browser.post import press, queue
from tests.factories.customers import a_contact, a_deal, an_account
from tests.factories.people import a_manager, a_person
from tests.worker import work_beside as work

__all__ = ["queue"]
expect.set_options(timeout=20_000)
pytestmark = pytest.mark.usefixtures("queue")


def looked_at(page: Page) -> None:
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.slow
@pytest.mark.browser
def test_a_seller_nominates_from_a_deal_and_the_customer_becomes_a_member(reader: OpenReader) -> None:
    ensure_program()
    mara, sven = a_manager(name="Mara Lindqvist"), a_person(name="Sven Aalto")
    agnes = a_person(Role.ADMINISTRATOR, name="Agnes Pell")
    account = an_account("Vestara Insurance", segment="smb", industry="insurance")
    ingrid = a_contact(account, name="Ingrid Solberg", email="ingrid@vestara.example")
    deal = a_deal(account=account)
    seller = reader(sven)
    seller.goto(f"/recruiting/nominate?opportunity={deal.pk}")
    looked_at(seller)
    seller.get_by_label("Champion").select_option(label="Ingrid Solberg")
    seller.get_by_label("Why did they choose us?").fill("They shipped twice a year. Now a team ships when it is ready.")
    expect(seller.locator("[data-autosave-state]")).to_contain_text("Saved")
    press(seller, "^Send the nomination")
    expect(seller.locator(".gw-ball")).to_contain_text("Waiting for Mara Lindqvist")
    page = f"/recruiting/{Nomination.objects.get().reference}"

    manager = reader(mara)
    manager.goto(f"{page}?do=ask_back")
    manager.get_by_label("What would you like to know?").fill("How many teams use it?")
    press(manager, "^Ask$")
    seller.goto("/")
    expect(seller.get_by_text("How many teams use it?")).to_be_visible()
    seller.goto(page)
    looked_at(seller)
    seller.get_by_label("Your answer").fill("Forty.")
    press(seller, "^Send the answer")
    manager.goto(f"{page}/introduction")
    looked_at(manager)
    today = manager.evaluate("new Date().toISOString().slice(0, 10)")
    manager.get_by_label("We talked on").fill(today)
    manager.get_by_label("I described the program").check()
    manager.get_by_label("What surprised them most?").fill("How quickly the teams took to it.")
    manager.get_by_label("Who said yes").select_option(label=ingrid.name)
    manager.locator("#id_consent_way").select_option("call")
    manager.locator("#id_consent_on").fill(today)
    press(manager, "^The call is written down")
    expect(manager.locator(".gw-ball")).to_contain_text("Your turn, Mara")
    manager.goto(f"{page}/approve")
    looked_at(manager)
    manager.get_by_label("Subject").fill("Welcome, Ingrid")
    press(manager, "^Make them a member")
    expect(manager.get_by_text("They are in.").first).to_be_visible()
    member = Member.objects.get()
    assert (member.account, member.champion, member.how_joined) == (account, ingrid, "nominated")
    work()
    outbox = reader(agnes)
    outbox.goto("/outbox/?q=Ingrid")
    expect(outbox.get_by_text("Welcome letter")).to_be_visible()


@pytest.mark.slow
@pytest.mark.browser
def test_the_board_manager_says_yes_on_a_phone(reader: OpenReader) -> None:
    ensure_program()
    a_manager()
    board, sven = a_person(Role.BOARD_MANAGER, name="Nora Blix"), a_person(name="Sven Aalto")
    account = an_account("Oakmere Bank", segment="smb", industry="banking", seats=900)
    seller = reader(sven, width=390)
    seller.goto(f"/recruiting/nominate?account={account.pk}&purpose=advisory_board")
    expect(seller.get_by_text("This customer has fewer.")).to_be_visible()
    looked_at(seller)
    seller.get_by_label("Why did they choose us?").fill("They run our largest installation in banking.")
    press(seller, "^Send the nomination")
    page = f"/recruiting/{Nomination.objects.get().reference}"
    manager = reader(board, width=390)
    manager.goto(f"{page}/approve")
    looked_at(manager)
    press(manager, "^Approve")
    expect(manager.locator(".gw-ball")).to_contain_text("Approved")
    assert not Member.objects.exists()
