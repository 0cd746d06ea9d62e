"""The whole reference call in real browsers: a seller, a manager, an owner and a customer, with real mail in between."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection, connections
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from goodword.ledger.models import LedgerEntry
from goodword.people.models import Program
from goodword.requests.models import Candidate, ReferenceRequest
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader
from tests.requests.world import World, a_world
from tests.there import plain_text
from tests.worker import work

expect.set_options(timeout=20_000)
pytestmark = pytest.mark.usefixtures("queue")


class Postman:
    """A mail server that keeps what it takes."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.mails: list[tuple[str, str]] = []

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        """Keep the plain text of a mail."""
        self.mails.append((envelope.rcpt_tos[0], plain_text(envelope.original_content)))
        return "250 OK"

    def link(self, address: str) -> str:
        """The path of the link in the newest mail to somebody."""
        text = next(text for to, text in reversed(self.mails) if to == address)
        found = re.search(r"https?://[^/\s]+(/r/\S+)", text)
        assert found, text
        return found.group(1)


@pytest.fixture
def queue(transactional_db: Any) -> None:
    """Begin with an empty queue."""
    del transactional_db
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@pytest.fixture
def post(settings: Any, live_server: LiveServer) -> Iterator[Postman]:
    """Real mail on this machine, with links to the server under test."""
    postman = Postman()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.GOODWORD_MAIL_CONFIGURED = True
    settings.GOODWORD_BASE_URL = live_server.url
    yield postman
    controller.stop()


def seen(page: Page) -> None:
    """What every page on the way must pass, in light and dark."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    assert_fits(page)


def deliver() -> None:
    """Run the jobs that are due; in a thread, because a browser's loop runs in this one."""

    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(60)


def press(page: Page, name: str, *, asks: bool = False) -> None:
    """Press a button that can be seen; where the page asks once more, say yes."""
    page.get_by_role("button", name=re.compile(name)).locator("visible=true").first.click()
    if asks:
        page.locator("dialog[open] .btn-primary, dialog[open] .btn-danger").first.click()
    page.wait_for_load_state("networkidle")


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
    deliver()
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

    deliver()
    customer_says_yes(reader(width=390), post.link(world.contact.email))
    deliver()
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
    deliver()
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
    deliver()
    customer = reader(width=390, script=False)
    customer.goto(post.link(world.contact.email))
    customer.get_by_text("Not this time").first.click()
    press(customer, "^Send my no")
    assert Candidate.objects.get().state == "declined"
    assert LedgerEntry.objects.get(account=world.account).kind == "ask", "a customer who was asked keeps its place"
