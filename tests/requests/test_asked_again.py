"""Asking once more: the policy says how often, and the button counts with it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.policy import actions as policy
from goodword.policy.numbers import STANDARD
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.requests.world import World, a_world, now, today

pytestmark = pytest.mark.django_db


def asked_again(world: World, row: Candidate) -> Candidate:
    """Asked by mail one more time."""
    made = actions.remind_customer(row, by=Actor.person(world.manager), at=now() + timedelta(minutes=5))
    assert isinstance(made, Candidate), made
    return made


def page(world: World, row: Candidate) -> str:
    """What the manager, who waits, reads on the request's page."""
    return world.as_(world.manager).get(reverse("requests:request", args=[row.reference_request_id])).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("asks", [2, 3])
def test_the_button_counts_by_the_policy(asks: int) -> None:
    world = a_world()
    if asks != STANDARD.ask_attempts:
        numbers = replace(STANDARD, ask_attempts=asks)
        assert policy.publish(numbers=numbers, effective_from=today(), name="More patience", by=world.manager, at=now())
    row = world.asked()
    actions.note_left(row.pk)  # the first mail has left
    first = page(world, row)
    assert "Ask once more" in first
    assert ("second and last mail" in first) is (asks == 2)
    row = asked_again(world, row)
    second = page(world, row)
    assert "Asked twice." in second
    assert ("Ask once more" in second) is (asks == 3)
    if asks == 3:
        assert "time 3 of 3, and the last" in second
        home = world.as_(world.manager).get(reverse("desk:home")).content.decode()
        assert "time 3 of 3, and the last" in home
        last = page(world, asked_again(world, row))
        assert "Asked 3 times." in last
        assert "Ask once more" not in last
