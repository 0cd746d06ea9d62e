"""The panel beside the form of an ask, and a word without an end."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Route

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


def test_what_is_typed_while_another_kind_comes_is_kept_and_comes_back_with_the_first(reader: OpenReader) -> None:
    world = a_world()
    sven = reader(world.seller)
    sven.goto(reverse("requests:new"))
    came: list[Route] = []
    sven.route(f"**{reverse('requests:shape')}", lambda route: route.continue_() if came else came.append(route))
    with sven.expect_request(lambda sent: sent.url.endswith(reverse("requests:shape"))):
        sven.get_by_text("A speaker at an event").click()
    topic = sven.get_by_label("What does the prospect want to hear?")
    topic.fill("How the move went.")
    came[0].continue_()
    sven.get_by_label("What is the event called?").fill("Harbour Days")
    assert sven.get_by_label("What would they speak about?").input_value() == "How the move went."
    sven.get_by_text("A voice for the press").click()
    sven.get_by_label("Which paper, station or site?").wait_for()
    sven.get_by_text("A speaker at an event").click()
    sven.get_by_label("What is the event called?").wait_for()
    assert sven.get_by_label("What is the event called?").input_value() == "Harbour Days"
