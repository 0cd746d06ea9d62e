"""Every page that links lead to, as the people of the demo: axe finds nothing grave, light and dark, wide and on a phone."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from goodword.demo import load
from goodword.kernel import clock
from goodword.people.models import User
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import OpenReader

MOST = 70
# A tablet, a wide screen and a small laptop at 200 %, and a phone of the smallest kind.
NARROW = (768, 720, 640, 320)
LEFT_OUT = re.compile(r"/(static|accounts/logout|r)/|\.(csv|ics|css)$|/report$")


def shape(address: str) -> str:
    """The kind of page that an address leads to: numbers and what is asked of it left out."""
    return re.sub(r"\d+", "0", urlsplit(address).path)


def links(page: Page) -> list[str]:
    """Where the links of a page lead, on this server."""
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return [href.split("#")[0] for href in found if href.startswith("/") and not LEFT_OUT.search(href)]


@pytest.mark.slow
def test_every_page_is_accessible(reader: OpenReader) -> None:
    load(clock.now())
    known = set[str]()
    for name in ("Mara Lindqvist", "Agnes Pell", "Sven Aalto"):
        look_around(reader(User.objects.get(name=name)), known)
    assert len(known) > 25


def look_around(page: Page, known: set[str]) -> None:
    """Follow every link to a kind of page that nobody has looked at yet: light and wide, then dark and on a phone."""
    waiting, waited = ["/", "/parts"], False
    while waiting and len(known) < MOST:
        address = waiting.pop(0)
        if shape(address) in known and waited:
            continue
        waited = True
        known.add(shape(address))
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        assert_accessible(page)
        waiting += links(page)
        for width in NARROW:
            page.set_viewport_size({"width": width, "height": 900})
            assert_fits(page)
        page.set_viewport_size({"width": 390, "height": 900})
        page.emulate_media(color_scheme="dark")
        assert_accessible(page, again=True)
        assert_fits(page)
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="light")
