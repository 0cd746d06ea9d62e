"""Each kind of request in real browsers, from the form to its outcome, with real mail to the customer.

The reference call is in test_journey.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate, Outcome, ReferenceRequest
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.browser.post import Postman, post, press, queue
from tests.requests.asking import answers, willing
from tests.requests.statements import NAMED, UNNAMED
from tests.requests.world import World, a_world, today
from tests.worker import work_beside as work

__all__ = ["post", "queue"]
expect.set_options(timeout=20_000)
pytestmark = pytest.mark.usefixtures("queue", "some_cities")


def ask_for(page: Page, kind: str) -> str:
    """Fill in what the form of a kind insists on and send it; the address of the request."""
    page.goto(f"/requests/new?kind={kind}")
    assert_accessible(page)
    assert_fits(page)
    typed = answers(kind)
    for question in KINDS[kind].questions:
        if not question.required or question.field in ("wanted", "activity"):
            continue
        field = page.get_by_label(str(question.label)).first
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(typed[question.field])
        else:
            field.fill(typed[question.field])
    press(page, "^Send")
    expect(page.locator(".gw-ball")).to_be_visible()
    return f"/requests/{ReferenceRequest.objects.get().number}"


def follow(page: Page, name: str) -> None:
    """Open the step that a link in the head of the page leads to."""
    page.get_by_role("link", name=name).locator("visible=true").first.click()
    page.wait_for_load_state("networkidle")


def more(page: Page, name: str) -> None:
    """Take a step that stands behind the three dots."""
    page.locator(".gw-head details > summary").last.click()
    if page.get_by_role("link", name=name).locator("visible=true").count():
        follow(page, name)
    else:
        press(page, name)


def hold(manager: Page, place: str) -> None:
    """The manager holds the customer that fits best."""
    manager.goto(f"{place}?choose")
    press(manager, "^Hold Vestara", asks=True)
    expect(manager.locator(".gw-ball")).to_contain_text("Priya")


def approve(owner: Page, place: str) -> None:
    """The owner says yes, on a phone in the dark."""
    owner.goto(place)
    assert_accessible(owner)
    assert_fits(owner)
    press(owner, "^Approve Vestara")
    expect(owner.locator(".gw-ball")).not_to_contain_text("may we ask")


def ask(manager: Page, place: str) -> None:
    """The manager asks by mail."""
    manager.goto(place)
    press(manager, "^Ask Ingrid by mail")
    expect(manager.locator(".gw-ball")).to_contain_text("Ingrid")
    work()


def gladly(customer: Page, link: str) -> None:
    """The customer says yes on a phone; whoever is asked for a time offers one."""
    customer.goto(link)
    assert_accessible(customer)
    assert_fits(customer)
    customer.get_by_text("Gladly").click()
    times = customer.locator("input[type=checkbox][name=times]")
    if times.count():
        times.first.check(force=True)
        press(customer, "^Send my times")
    else:
        press(customer, "^Say yes")
    expect(customer.get_by_role("heading", level=1)).not_to_contain_text("asks whether")


def it_helped(page: Page) -> None:
    """Whoever asked says how it went."""
    press(page, "It helped")
    expect(page.get_by_text("Outcome reported").first).to_be_visible()
    assert_accessible(page)
    assert Outcome.objects.get(by_customer=False).result == "helped"


def people(reader: OpenReader, world: World) -> tuple[Page, Page, Page]:
    """The seller, the manager, and the owner on a phone in the dark."""
    return reader(world.seller), reader(world.manager), reader(world.owner, width=390, dark=True)


def world_for(kind: str) -> World:
    """A world whose customer is willing to do what a kind asks for."""
    world = a_world()
    willing(world, *KINDS[kind].activities)
    return world


def test_a_talk_with_an_analyst(reader: OpenReader, post: Postman) -> None:
    world = world_for("analyst")
    sven, mara, priya = people(reader, world)
    place = ask_for(sven, "analyst")
    hold(mara, place)
    approve(priya, place)
    mara.goto(place)
    press(mara, "^All is well")
    ask(mara, place)
    gladly(reader(width=390), post.link(world.contact.email))
    sven.goto(place)
    follow(sven, "Agree on a time")
    sven.get_by_role("radio").first.check(force=True)
    press(sven, "^Agree on a time")
    expect(sven.get_by_text("Date agreed").first).to_be_visible()
    more(sven, "It took place already")
    it_helped(sven)


def test_a_voice_for_the_press(reader: OpenReader, post: Postman) -> None:
    world = world_for("press")
    sven, mara, priya = people(reader, world)
    place = ask_for(sven, "press")
    hold(mara, place)
    approve(priya, place)
    follow(priya, "They were asked")
    assert_accessible(priya)
    press(priya, "^Write it down")
    expect(priya.locator(".gw-ball")).to_contain_text("Ingrid")
    more(priya, "They said yes")
    press(priya, "^They said yes")
    assert Candidate.objects.get().state == "introduced"
    sven.goto(place)
    more(sven, "It took place already")
    it_helped(sven)


@pytest.mark.parametrize("kind", ["event", "partner_event", "webinar"])
def test_a_speaker_at_an_event(reader: OpenReader, post: Postman, kind: str) -> None:
    world = world_for(kind)
    sven, mara, priya = people(reader, world)
    place = ask_for(sven, kind)
    mara.goto(place)
    follow(mara, "Choose a customer")
    mara.goto(mara.url.split("?")[0] + "?where=any")
    mara.get_by_label("Choose Vestara Insurance").check()
    press(mara, "^Put on the short list")
    expect(mara.get_by_text("Short list 1")).to_be_visible()
    press(mara, "^Ask the owner")
    expect(mara.get_by_text("0 of 1 owner")).to_be_visible()
    priya.goto(place)
    press(priya, "^A good idea")
    expect(priya.get_by_text("1 of 1 owner").first).to_be_visible()
    mara.goto(place)
    press(mara, "^Hold Vestara", asks=True)
    if kind != "webinar":
        follow(mara, "Say whether they travel")
        mara.get_by_label("No", exact=True).check(force=True)
        press(mara, "^Say so")
    ask(mara, place)
    gladly(reader(width=390), post.link(world.contact.email))
    ReferenceRequest.objects.update(needed_on=today() - timedelta(days=1), ends_on=None)
    sven.goto(place)
    press(sven, "^It took place")
    it_helped(sven)


@pytest.mark.parametrize("kind", ["research", "peer_review"])
def test_many_customers_each_for_itself(reader: OpenReader, post: Postman, kind: str) -> None:
    world = world_for(kind)
    sven, mara, priya = people(reader, world)
    place = ask_for(sven, kind)
    mara.goto(f"{place}?choose")
    press(mara, "^Put forward Vestara")
    press(mara, "^Ask the owner of 1", asks=True)
    expect(mara.locator(".gw-ball")).to_contain_text("Priya")
    approve(priya, place)
    mara.goto(place)
    press(mara, "^Ask 1 customer by mail", asks=True)
    work()
    customer = reader(width=390)
    gladly(customer, post.link(world.contact.email))
    press(customer, "^I have done it")
    expect(customer.get_by_text("Thank you for your help.").first).to_be_visible()
    sven.goto(place)
    it_helped(sven)


def test_something_else_is_answered_in_words(reader: OpenReader) -> None:
    world = a_world()
    sven, mara, _priya = people(reader, world)
    place = ask_for(sven, "general")
    mara.goto(place)
    follow(mara, "Answer it")
    mara.locator("textarea[name=reason]").fill("They stand in the library.")
    press(mara, "^Answer it")
    sven.goto(place)
    expect(sven.get_by_text(re.compile("They stand in the library")).first).to_be_visible()


def test_words_about_a_customer_for_the_results(reader: OpenReader, post: Postman) -> None:
    world = world_for("earnings")
    sven, mara, priya = people(reader, world)
    place = ask_for(sven, "earnings")
    mara.goto(f"{place}?choose")
    press(mara, "^Hold Vestara")
    approve(priya, place)
    ask(mara, place)
    customer = reader(width=390)
    gladly(customer, post.link(world.contact.email))
    work()
    sven.goto(place)
    follow(sven, "Write the words")
    assert_accessible(sven)
    sven.get_by_label("With their name").first.fill(NAMED)
    sven.get_by_label("Without their name").first.fill("Vestara, for once.")
    press(sven, "^Hand it to the owner")
    expect(sven.get_by_text("This still tells who it is")).to_be_visible()
    expect(sven.get_by_label("With their name").first).to_have_value(NAMED)
    sven.get_by_label("Without their name").first.fill(UNNAMED)
    press(sven, "^Hand it to the owner")
    expect(sven.locator(".gw-ball")).to_contain_text("Priya")
    priya.goto("/requests/confirm")
    assert_accessible(priya)
    assert_fits(priya)
    follow(priya, "Correct it, or send it back")
    assert_accessible(priya)
    assert_fits(priya)
    priya.get_by_label("With their name").first.fill(f"{NAMED} Truly.")
    press(priya, "^Agree, and send it")
    assert_fits(priya)
    work()
    customer.goto(post.link(world.contact.email))
    assert_accessible(customer)
    assert_fits(customer)
    expect(customer.get_by_label("With your name").first).to_have_value(f"{NAMED} Truly.")
    customer.get_by_text("The words without your name").click()
    press(customer, "^I approve these words")
    expect(customer.get_by_role("heading", level=1)).to_contain_text("you approved it")
    assert_accessible(customer)
    assert_fits(customer)
    sven.goto(place)
    assert_accessible(sven)
    expect(sven.locator("blockquote", has_text=UNNAMED)).to_be_visible()
    sven.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sven.get_by_role("button", name="Copy the words").click()
    expect(sven.get_by_text("Copied.")).to_be_visible()
    assert sven.evaluate("() => navigator.clipboard.readText()") == UNNAMED
    ReferenceRequest.objects.update(needed_on=today() - timedelta(days=1), ends_on=None)
    sven.goto(place)
    expect(sven.locator(".gw-ball")).to_contain_text("used in the report?")
    press(sven, "^They were used")
    it_helped(sven)
