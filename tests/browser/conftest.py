"""A real Chromium for the browser tests: one per process, a clean context per reader, and no error may go unseen.

    def test_something(reader: OpenReader) -> None:
        mara = reader(a_manager(), dark=True, width=390)
        mara.goto("/requests/")
        assert_accessible(mara)
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from goodword.people.models import User

# Playwright's synchronous interface runs an event loop, and Django would refuse the database beside one.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--no-first-run"]
OpenReader = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as needing a browser and a database that commits."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this process: the one that is named, an installed one, or Playwright's own."""
    path = os.environ.get("GOODWORD_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def reader(chromium: Browser, live_server: LiveServer) -> Iterator[OpenReader]:
    """Open a page as somebody (or nobody); at the end of the test nothing may have been complained about in the console."""
    complaints: list[str] = []
    contexts: list[Any] = []

    def heard(message: ConsoleMessage) -> None:
        expected = "status of 422" in message.text or "status of 409" in message.text
        if message.type == "error" and not expected:
            complaints.append(f"{message.location.get('url')}: {message.text}")

    def opened(user: User | None = None, *, width: int = 1440, dark: bool = False, script: bool = True) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(30_000)
        if user is not None:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _session_of(user), "url": live_server.url}])
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def _session_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
