"""Real mail beside a real browser: a mail server on this machine, the jobs that are due, and buttons pressed as people do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connection
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.mail_server import mail_goes_to
from tests.there import plain_text


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
        found = re.search(r"https?://[^/\s]+(/(?:r|join/confirm)/\S+)", text)
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
    settings.GOODWORD_BASE_URL = live_server.url
    with mail_goes_to(postman, settings):
        yield postman


def press(page: Page, name: str, *, asks: bool = False) -> None:
    """Press a button that can be seen, and wait for the answer; where the page asks once more, say yes."""
    button = page.get_by_role("button", name=re.compile(name)).locator("visible=true").first
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        button.click()
        if asks:
            page.locator("dialog[open] .btn-primary, dialog[open] .btn-danger").first.click()
    page.wait_for_load_state("networkidle")
