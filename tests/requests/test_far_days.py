"""A day that no calendar reaches is said beside its question, and breaks no page."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from goodword.requests.models import ReferenceRequest
from tests.requests.asking import answers
from tests.requests.events import an_event
from tests.requests.world import a_world, today

pytestmark = pytest.mark.django_db
FAR = ("9999-12-31", "2200-01-01", "0001-01-01")
SAID = "choose a day between 1900 and 2199"


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["event", "sales_call"])
@pytest.mark.parametrize("day", FAR)
def test_a_request_for_a_far_day_is_kept_without_it(kind: str, day: str) -> None:
    world = a_world()
    seller, typed = world.as_(world.seller), {**answers(kind), "needed_on": day}
    assert seller.post(reverse("requests:live"), typed).status_code == 200
    assert seller.post(reverse("requests:draft"), typed).status_code == 200
    refused = seller.post(reverse("requests:new"), typed)
    assert (refused.status_code, SAID in refused.content.decode()) == (422, True)
    row = ReferenceRequest.objects.get()
    assert (row.state, row.needed_on) == ("draft", None)
    assert seller.get(reverse("requests:edit", args=[row.pk])).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("day", FAR)
def test_a_day_is_not_moved_where_no_quarter_is(day: str) -> None:
    world = a_world()
    row = an_event(world, ends_on=today() + timedelta(days=121))
    refused = world.as_(world.manager).post(reverse("requests:move_day", args=[row.pk]), {"needed_on": day})
    assert (refused.status_code, SAID in refused.content.decode()) == (422, True)


@pytest.mark.slow
def test_a_call_is_not_agreed_at_the_end_of_time() -> None:
    world = a_world()
    row = world.accepted()
    address = reverse("requests:propose_times", args=[row.reference_request_id, row.pk])
    refused = world.as_(world.seller).post(address, {"first": "9999-12-31T23:59"})
    assert (refused.status_code, SAID in refused.content.decode()) == (422, True)
    assert not row.times.filter(by_customer=False).exists()
