"""What the plan of a request says: days that are known, one earliest day, and nothing of a day that is over."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.approvals.models import Approval
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.timing import plan_shown
from tests.factories.people import a_region
from tests.requests.events import said_yes
from tests.requests.exceptional import exceptional_world
from tests.requests.world import a_world, now, today

pytestmark = pytest.mark.django_db


@pytest.mark.slow
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


@pytest.mark.slow
def test_an_exception_is_due_on_the_same_day_for_everybody_who_reads_it() -> None:
    world = exceptional_world()
    approval = world.late().approval
    assert approval is not None
    region = a_region("far", time_zone="Pacific/Kiritimati")  # fourteen hours ahead of the clock by which it is read
    User.objects.filter(pk=approval.approver_id).update(region=region)
    late = datetime.combine(today() + timedelta(days=3), time(11), tzinfo=UTC)  # the fourth day there
    Approval.objects.filter(pk=approval.pk).update(due_at=late)
    User.objects.filter(pk=world.manager.pk).update(time_zone="UTC")
    page = world.as_(world.manager).get(reverse("desk:exceptions")).content.decode()
    assert f'datetime="{(today() + timedelta(days=4)).isoformat()}' in page
