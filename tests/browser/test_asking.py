"""The panel beside the form of an ask, and a word without an end."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browser.checks import assert_fits
from tests.browser.conftest import OpenReader
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_panel_follows_a_long_text_and_a_long_word_breaks(reader: OpenReader) -> None:
    world = a_world()
    sven = reader(world.seller)
    sven.goto(reverse("requests:new"))
    with sven.expect_response(lambda answer: answer.url.endswith(reverse("requests:live"))) as live:
        sven.get_by_label("What does the prospect want to hear?").fill("移行はどう進みましたか" * 60)
    assert live.value.status == 200
    row = world.sent(topic="a" * 300)
    sven.goto(reverse("requests:request", args=[row.pk]))
    sven.get_by_label("Your comment").fill("b" * 300)
    sven.get_by_role("button", name="Write", exact=True).click()
    sven.locator("#comments .gw-say p").wait_for()
    assert_fits(sven)
