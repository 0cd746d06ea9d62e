"""The whole reference call in real browsers: a seller, a manager, an owner and a customer, with real mail in between."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from goodword.ledger.models import LedgerEntry
from goodword.people.models import Program
from goodword.requests.models import Candidate, ReferenceRequest
from tests.browser.checks import assert_fits, assert_in_both_colours
from tests.browser.conftest import OpenReader
from tests.browser.post import Postman, post, press, queue
from tests.requests.world import World, a_world
from tests.worker import work_beside as work

__all__ = ["post", "queue"]
expect.set_options(timeout=20_000)
pytestmark = pytest.mark.usefixtures("queue")


def seen(page: Page) -> None:
    """What every page on the way must pass, in light and dark."""
    assert_in_both_colours(page)
    assert_fits(page)


def ask_for_a_call(sven: Page, world: World) -> ReferenceRequest:
    """The seller asks from the home page."""
    sven.goto("/")
    seen(sven)
    sven.get_by_role("link", name="Ask for a customer").first.click()
    sven.goto(f"/requests/new?opportunity={world.deal.pk}")
    seen(sven)
    sven.get_by_label("What does the prospect want to hear?").fill("How the move went, and how long it took.")
    press(sven, "^Send")
    expect(sven.locator(".gw-ball")).to_be_visible()
    seen(sven)
    return ReferenceRequest.objects.get()


def customer_says_yes(customer: Page, link: str) -> None:
    """The customer opens the link, which changes nothing, and accepts with two of the times."""
    customer.goto(link)
    expect(customer.get_by_role("heading", level=1)).to_contain_text("Sven")
    seen(customer)
    assert Candidate.objects.get().state == "asked", "opening the page answered"
    customer.get_by_text("Gladly").click()
    seen(customer)
    times = customer.locator("input[type=checkbox][name=times]")
    times.nth(0).check(force=True)
    times.nth(1).check(force=True)
    press(customer, "^Send")
    expect(customer.get_by_role("heading", level=1)).not_to_contain_text("asks")
    seen(customer)
    assert Candidate.objects.get().state in {"accepted", "introduced"}


def the_call_takes_place(sven: Page, customer_was_invited: Callable[[], bool]) -> None:
    """The seller agrees on a time, and afterwards says in one click that it helped."""
    expect(sven.locator(".gw-ball")).to_contain_text("Your turn, Sven")
    seen(sven)
    sven.get_by_role("link", name="Agree on a time").first.click()
    seen(sven)
    sven.get_by_role("radio").first.check(force=True)
    press(sven, "^Agree on a time")
    expect(sven.get_by_text("Date agreed").first).to_be_visible()
    seen(sven)
    work()
    assert customer_was_invited()
    sven.locator(".gw-head details > summary").last.click()
    press(sven, "^It took place already")
    seen(sven)
    press(sven, "It helped")
    expect(sven.get_by_text("Outcome reported").first).to_be_visible()
    seen(sven)


def test_a_managed_call_from_the_first_click_to_its_outcome(reader: OpenReader, post: Postman) -> None:
    world = a_world()
    sven, mara, priya = reader(world.seller), reader(world.manager, dark=True), reader(world.owner, width=390)
    row = ask_for_a_call(sven, world)
    place = f"/requests/{row.number}"

    mara.goto("/")
    seen(mara)
    mara.get_by_role("link", name=re.compile("Choose")).first.click()
    seen(mara)
    press(mara, "^Hold Vestara", asks=True)
    expect(mara.locator(".gw-ball")).to_contain_text("Priya")
    seen(mara)

    priya.goto("/")
    expect(priya.get_by_text("Vestara Insurance").first).to_be_visible()
    seen(priya)
    priya.goto(place)
    seen(priya)
    press(priya, "Approve Vestara")
    expect(priya.locator(".gw-ball")).not_to_contain_text("Your turn")

    mara.goto(place)
    press(mara, "^Ask Ingrid")
    expect(mara.locator(".gw-ball")).to_contain_text("Ingrid")
    seen(mara)
    assert Candidate.objects.get().state == "asked"

    work()
    customer_says_yes(reader(width=390), post.link(world.contact.email))
    work()
    assert any(to == world.seller.email and "Ingrid" in text for to, text in post.mails)
    sven.goto(place)
    the_call_takes_place(sven, lambda: any(to == world.contact.email and "Sven" in text for to, text in post.mails))
    assert LedgerEntry.objects.get().kind == "ask"


def test_two_managers_on_the_last_place_one_wins_and_the_other_reads_why(reader: OpenReader) -> None:
    world = a_world()
    first, second = world.sent(), world.sent()
    one, two = reader(world.manager), reader(world.manager)
    one.goto(f"/requests/{first.number}")
    two.goto(f"/requests/{second.number}")
    press(one, "^Hold Vestara", asks=True)
    expect(one.locator(".gw-ball")).to_contain_text("Priya")
    press(two, "^Hold Vestara", asks=True)
    expect(two.get_by_text(re.compile("[Ff]ree (again )?from|held|one call a quarter", re.IGNORECASE)).first).to_be_visible()
    seen(two)
    assert LedgerEntry.objects.filter(released_at=None).count() == 1


def test_the_owner_says_no_from_the_mail_without_signing_in(reader: OpenReader, post: Postman) -> None:
    world = a_world()
    Program.objects.update(mail_delay_seconds=0)
    candidate = world.held()
    work()
    owner = reader(width=390)
    owner.goto(post.link(world.owner.email))
    seen(owner)
    candidate.refresh_from_db()
    assert candidate.state == "held"
    owner.get_by_text("No, not now").click()
    owner.locator("textarea").first.fill("We talk about the renewal this month.")
    press(owner, "Do not ask them")
    owner.wait_for_load_state()
    seen(owner)
    candidate.refresh_from_db()
    assert candidate.state == "owner_declined"
    assert not LedgerEntry.objects.filter(released_at=None).exists()


def test_a_customer_without_script_declines_and_is_left_in_peace(reader: OpenReader, post: Postman) -> None:
    world = a_world()
    world.asked()
    work()
    customer = reader(width=390, script=False)
    customer.goto(post.link(world.contact.email))
    customer.get_by_text("Not this time").first.click()
    press(customer, "^Send my no")
    assert Candidate.objects.get().state == "declined"
    assert LedgerEntry.objects.get(account=world.account).kind == "ask", "a customer who was asked keeps its place"
