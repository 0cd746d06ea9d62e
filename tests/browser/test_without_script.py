"""The whole journey with script turned off: every step is a link or a form, and nothing on the way is dead."""

from __future__ import annotations

import re
from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Page, expect

from goodword.kernel.clock import now
from goodword.links.actions import Purpose, issue
from goodword.requests.models import Candidate, ReferenceRequest
from tests.browser.conftest import OpenReader
from tests.requests.world import a_world


def press(page: Page, name: str) -> None:
    """Press a button or follow a link that can be seen."""
    pattern = re.compile(name)
    page.get_by_role("button", name=pattern).or_(page.get_by_role("link", name=pattern)).locator("visible=true").first.click()
    page.wait_for_load_state()


def test_a_call_from_asking_to_its_outcome(reader: OpenReader) -> None:
    world = a_world()
    sven, priya = (reader(user, script=False, width=390) for user in (world.seller, world.owner))
    mara = reader(world.manager, script=False)
    sven.goto(reverse("requests:new"))
    sven.get_by_label("Or who is the prospect?").fill("Halden Freight")
    sven.get_by_label("What does the prospect want to hear?").fill("How the audit went.")
    press(sven, "Send the request")
    row = ReferenceRequest.objects.get()
    page = reverse("requests:request", args=[row.pk])
    mara.goto(page)
    press(mara, "^Hold Vestara")
    expect(mara.locator(".gw-ball")).to_contain_text("Waiting for Priya Nair")
    priya.goto(page)
    press(priya, "^Approve")
    mara.goto(page)
    press(mara, "^Ask Ingrid")
    expect(mara.locator(".gw-ball")).to_contain_text("Ingrid")
    candidate = Candidate.objects.get()
    assert candidate.state == "asked"
    link = issue(Purpose.ANSWER_ASK, about=candidate, contact_id=candidate.contact_id, expires_at=now() + timedelta(days=9), at=now())
    ingrid = reader(width=390, script=False)
    ingrid.goto(reverse("portal:answer", args=[link]))
    ingrid.get_by_text("Gladly").first.click()
    ingrid.locator(".gw-slots .gw-choice").first.click()
    press(ingrid, "Send my times")
    expect(ingrid.get_by_role("heading", level=1)).to_contain_text("Thank you")
    sven.goto(page)
    press(sven, "^Agree on a time")
    sven.locator("#step").get_by_role("radio").first.check()
    sven.locator("#step").get_by_role("button", name=re.compile("Agree")).click()
    candidate.refresh_from_db()
    assert candidate.state == "scheduled"
    Candidate.objects.update(scheduled_at=now() - timedelta(hours=2))
    sven.goto(page)
    press(sven, "^It took place")
    sven.goto(page)
    press(sven, "^It helped")
    row.refresh_from_db()
    assert row.state == "outcome_reported"


def test_who_was_put_forward_is_taken_out_from_the_toast(reader: OpenReader) -> None:
    world = a_world()
    row = world.sent()
    mara = reader(world.manager, script=False)
    mara.goto(reverse("requests:request", args=[row.pk]))
    press(mara, "^Put forward")
    press(mara, "^Undo")
    assert row.candidates.get().state == "released"
