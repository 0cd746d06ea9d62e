"""How often the page of a request asks the database: the same for much and for little."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.requests.world import World, a_customer, a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 28


def _statements(world: World, number: int) -> int:
    client, address = world.as_(world.manager), reverse("requests:request", args=[number])
    client.get(address)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_a_request_takes_as_many_statements_for_three_of_everything_as_for_thirty() -> None:
    world = a_world()
    candidate = world.asked()
    request = candidate.reference_request

    def more(count: int) -> None:
        for _each in range(count):
            number = Candidate.objects.count()
            account = a_customer(f"Merrow Payments {number}", owner=world.owner, region=world.owner.region)
            Candidate.objects.create(
                reference_request=request,
                account=account,
                contact=account.contacts.get(),
                position=number,
                state="suggested",
                state_at=now(),
            )
            actions.comment(request, by=Actor.person(world.manager), at=now(), text=f"The {number}th word.", uploads=[], let_in=[])

    more(3)
    few = _statements(world, request.pk)
    more(27)
    assert _statements(world, request.pk) <= few <= MOST  # fewer where the newest lines of the timeline name fewer people
