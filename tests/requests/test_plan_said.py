"""What the plan of a request says: days that are known, one earliest day, and nothing of a day that is over."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.policy.queries import in_force
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.timing import plan_shown
from tests.requests.events import said_yes
from tests.requests.world import a_world, now, today

pytestmark = pytest.mark.django_db


def test_what_was_done_stands_under_the_day_on_which_it_was_done() -> None:
    yes = said_yes(a_world())
    row = ReferenceRequest.objects.get(pk=yes.reference_request_id)
    shown = plan_shown(row, [yes], now=in_force(now()))
    assert shown is not None
    said = {line.label: line.on for line in shown.lines if line.stands == "done"}
    assert said == dict.fromkeys(("Sent", "Asked", "Somebody said yes", "Introduced"), today())


@pytest.mark.slow
def test_a_day_that_is_over_is_said_to_be_and_counts_no_days_below_nothing() -> None:
    world = a_world()
    typed = {"once": str(uuid4()), "kind": "event", "event_name": "Harbour Days", "topic": "The move."}
    past = world.as_(world.seller).post(reverse("requests:live"), {**typed, "needed_on": str(today() - timedelta(days=40))})
    assert "This day is over." in past.content.decode()
    assert "days away" not in past.content.decode()


@pytest.mark.slow
def test_what_is_held_names_one_earliest_day_and_why_is_asked_once() -> None:
    world = a_world()
    typed = {"once": str(uuid4()), "kind": "event", "event_name": "Harbour Days", "topic": "The move.", "wanted": "1"}
    typed |= {"needed_on": str(today() + timedelta(days=27)), "activity": "event_talk", "place_city": "Lisbon", "place_country": "PT"}
    client = world.as_(world.seller)
    refused = client.post(reverse("requests:new"), typed)
    assert refused.context["form"].errors["exception_reason"] == ["Say why it cannot wait."]
    assert refused.content.decode().count("The day is 27 days away") == 1
    sent = client.post(reverse("requests:new"), {**typed, "exception_reason": "The board meets."}, follow=True).content.decode()
    assert sent.count("he earliest day") == 1
