"""How much a hold asks of the database: what is read once is handed down, for whoever presses and for whoever came too late."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.requests.world import World, a_world, now

pytestmark = pytest.mark.django_db

# BEGIN and COMMIT are savepoints within a test, so they count as they do outside. Two are for the deal: its company is weighed too.
HOLD, REFUSED = 22, 17
# The session, who is signed in with the program, the candidate, and whether the request may still be seen.
PRESSED = 3


def _two_for_one_place() -> tuple[World, Candidate, Candidate]:
    world = a_world()
    first, second = world.put_forward(world.sent()), world.put_forward(world.sent())
    return world, first, second


@pytest.mark.slow
def test_a_hold_and_a_hold_that_came_too_late_read_nothing_twice() -> None:
    world, first, second = _two_for_one_place()
    by = Actor.person(world.manager)
    with CaptureQueriesContext(connection) as held:
        assert isinstance(actions.hold(first, by=by, at=now()), actions.Held)
    with CaptureQueriesContext(connection) as refused:
        answer = actions.hold(second, by=by, at=now())
    assert isinstance(answer, Refused)
    assert f"{world.manager.name} was faster" in answer.words
    assert len(held) <= HOLD
    assert len(refused) <= REFUSED
    second.refresh_from_db()
    assert second.decision is not None
    assert second.decision.outcome == "block"


@pytest.mark.slow
def test_the_button_adds_the_session_the_reader_and_the_way_back() -> None:
    world, first, second = _two_for_one_place()
    browser = world.as_(world.manager)
    for candidate, most in ((first, HOLD), (second, REFUSED)):
        address = reverse("requests:hold", args=[candidate.reference_request_id, candidate.pk])
        with CaptureQueriesContext(connection) as pressed:
            assert browser.post(address, {"reason": ""}).status_code == 302
        assert len(pressed) <= most + PRESSED
