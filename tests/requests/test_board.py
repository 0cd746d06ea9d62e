"""The board: columns by state, moves that are verbs of the page, and words for what cannot be moved."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.board import MOST_IN_COLUMN
from tests.factories.people import a_manager
from tests.requests.world import World, a_customer, a_world, now

pytestmark = pytest.mark.django_db


def columns(world: World, reader: User, **query: str) -> dict[str, set[int]]:
    """The requests in each column."""
    page = world.as_(reader).get(reverse("requests:board"), query).content.decode()
    found = re.findall(r'data-column="(\w+)">(.*?)</ul>', page, re.DOTALL)
    return {name: {int(key) for key in re.findall(r'id="card-(\d+)"', cards)} for name, cards in found}


def moved(world: World, who: User, row: ReferenceRequest, *, stands: str, to: str, partial: bool = False) -> HttpResponse:
    headers = {"HX-Request-Type": "partial"} if partial else {}
    answer = world.as_(who).post(reverse("requests:move", args=[row.pk]), {"stands": stands, "to": to}, follow=not partial, headers=headers)
    row.refresh_from_db()
    assert isinstance(answer, HttpResponse)
    return answer


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.mark.slow
def test_every_request_in_play_stands_in_the_column_that_its_badge_says() -> None:
    world = a_world()
    owner = world.held().reference_request
    a_customer("Merrow Payments", owner=world.owner)
    new = world.sent()
    taken = actions.triage(world.sent(), by=Actor.person(world.manager), at=now())
    assert isinstance(taken, ReferenceRequest), taken
    found = columns(world, world.manager)
    assert found["awaiting_owner"] == {owner.pk}
    assert found["submitted"] == {new.pk}
    assert found["triage"] == {taken.pk}
    assert found["sourcing"] == found["confirmed"] == set()
    assert columns(world, world.manager, who=str(world.owner.pk))["submitted"] == set()
    assert not any(columns(world, world.owner, view="mine").values())


@pytest.mark.slow
def test_a_move_is_a_verb_and_what_is_no_verb_is_refused_in_words() -> None:
    world = a_world()
    row = world.sent()
    assert "It is yours now." in said(moved(world, world.manager, row, stands="submitted", to="triage"))
    assert row.state == "triage"
    assert "confirmed when the customer says yes" in said(moved(world, world.manager, row, stands="triage", to="confirmed"))
    assert row.state == "triage"
    other = world.sent()
    assert "Only a new request is taken" in said(moved(world, world.seller, other, stands="submitted", to="triage"))
    assert other.state == "submitted"
    answer = moved(world, world.manager, other, stands="submitted", to="awaiting_owner", partial=True)
    assert answer["HX-Redirect"].endswith("#choose"), "words or a choice are needed: its page opens"


@pytest.mark.slow
def test_of_two_who_move_the_same_card_one_wins_and_the_other_is_told() -> None:
    world = a_world()
    row = world.sent()
    ReferenceRequest.objects.filter(pk=row.pk).update(manager=None)
    elif_ = a_manager(name="Elif Kaya")
    moved(world, elif_, row, stands="submitted", to="triage")
    assert "Somebody was faster" in said(moved(world, world.manager, row, stands="submitted", to="triage"))
    assert row.manager == elif_
    assert "Somebody was faster" in said(moved(world, world.manager, row, stands="", to="nonsense"))


@pytest.mark.slow
def test_a_column_shows_its_most_urgent_and_leads_to_the_rest_by_as_many_statements() -> None:
    world = a_world()
    client, few = world.as_(world.manager), [world.sent() for _ in range(2)]

    def statements() -> int:
        client.get(reverse("requests:board"))
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("requests:board"))
        return len(caught)

    before = statements()
    many = [world.sent() for _ in range(MOST_IN_COLUMN)]
    assert statements() == before
    page = client.get(reverse("requests:board")).content.decode()
    assert len(columns(world, world.manager)["submitted"]) == MOST_IN_COLUMN
    assert "2 more" in page
    more = re.search(r'gw-rest" href="([^"]+)"', page)
    assert more
    listed = client.get(more[1].replace("&amp;", "&")).content.decode()
    assert all(row.number in listed for row in (*few, *many))


@pytest.mark.slow
def test_what_is_confidential_is_on_no_board_and_cannot_be_moved_by_strangers() -> None:
    world = a_world()
    row, elif_ = world.sent(is_confidential=True), a_manager(name="Elif Kaya")
    assert not any(columns(world, elif_).values())
    answer = world.as_(elif_).post(reverse("requests:move", args=[row.pk]), {"stands": "submitted", "to": "triage"})
    assert answer.status_code == 404
