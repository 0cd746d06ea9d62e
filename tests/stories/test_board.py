"""The board of stories by stage, and the steps that stand on home."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.stories.actions import stop
from goodword.stories.actions.steps import finish
from goodword.stories.models import Story
from goodword.stories.queries.board import board_of
from tests.factories.people import a_manager, a_person
from tests.playbooks.world import begun, step
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> User:
    user = a_manager()
    client.force_login(user)
    return user


def test_each_story_stands_in_its_stage_with_whose_turn_it_is(client: Client, manager: User) -> None:
    row = begun(manager, title="Two sentences")
    finish(row, step(row, "choose"), by=Actor.person(manager), at=clock.now())
    a_story(by=manager, title="Only an idea")
    columns = {each.code: each.cards for each in board_of(Story.objects.all(), reader=manager, day=clock.now().date())}
    assert [each.title for each in columns["proposed"]] == ["Only an idea"]
    [card] = columns["internal_review"]
    assert (card.title, card.what, card.is_mine) == ("Two sentences", "Ask the account owner", True)
    page = client.get(reverse("stories:board")).content.decode()
    assert "Your turn</b>: Ask the account owner" in page
    assert "Only an idea" in client.get(reverse("stories:board"), {"view": "mine"}).content.decode()


def test_the_board_takes_as_many_statements_for_one_story_as_for_twenty(client: Client, manager: User) -> None:
    begun(manager)

    def statements() -> int:
        client.get(reverse("stories:board"))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse("stories:board")).status_code == 200
        return len(caught)

    few = statements()
    for _n in range(19):
        begun(manager)
    assert statements() == few


def test_a_confidential_story_stands_on_the_board_of_those_who_know_of_it_alone(client: Client, manager: User) -> None:
    begun(manager, title="A secret", is_confidential=True)
    assert "A secret" in client.get(reverse("stories:board")).content.decode()
    client.force_login(a_person())
    page = client.get(reverse("stories:board")).content.decode()
    assert "A secret" not in page
    assert "Nothing is in the making" in page


def test_home_says_which_step_is_ones_turn_until_it_is_done_or_the_story_stops(client: Client, manager: User) -> None:
    row = begun(manager, title="Two sentences")
    page = client.get("/").content.decode()
    assert "Choose the sentences" in page
    assert f"{row.reference} Two sentences" in page
    finish(row, step(row, "choose"), by=Actor.person(manager), at=clock.now())
    page = client.get("/").content.decode()
    assert "Choose the sentences" not in page
    stop(row, by=Actor.person(manager), at=clock.now(), reason="They are being bought.")
    assert "Two sentences" not in client.get("/").content.decode()


def test_what_the_customer_has_to_do_waits_for_the_customer_and_is_ones_turn_once_it_is_late(client: Client, manager: User) -> None:
    row, by, at = begun(manager, title="Two sentences"), Actor.person(manager), clock.now()
    for key in ("choose", "owner"):
        finish(row, step(row, key), by=by, at=at)
    page = client.get(reverse("stories:story", args=[row.number])).content.decode()
    assert "Waiting for The customer: Approve the sentences" in page
    assert f"{manager.name} sees to it" in page
    assert "Approve the sentences" not in client.get("/").content.decode()
    late = step(row, "approval")
    late.due_on = date(2026, 1, 5)
    late.save(update_fields=["due_on"])
    assert "Approve the sentences" in client.get("/").content.decode()
