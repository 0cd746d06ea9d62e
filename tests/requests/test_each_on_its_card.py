"""Of several customers who are in play at once each can be asked and answered for: no one waits until the others are found."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.requests.events import an_event, willing
from tests.requests.world import World, a_customer, a_world, now

pytestmark = pytest.mark.django_db


def _approved(world: World, candidate: Candidate) -> Candidate:
    held = actions.hold(candidate, by=Actor.person(world.manager), at=now())
    assert isinstance(held, actions.Held), held
    return actions.owner_approve(held.candidate, by=Actor.person(world.owner), at=now())


@pytest.mark.slow
def test_who_is_agreed_to_can_be_asked_while_a_second_one_is_still_looked_for() -> None:
    world = a_world()
    row = an_event(world, wanted=2)
    first = _approved(world, world.put_forward(row, willing(world.account)))
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Choose a customer" in page, "the second place is still the step at the head"
    card = page[page.index(f'id="candidate-{first.pk}"') :]
    assert reverse("requests:ask", args=[row.pk, first.pk]) in card
    assert f"?do=ask&amp;candidate={first.pk}#step" in card, "the mail can be read first, for this customer"
    opened = world.as_(world.manager).get(reverse("requests:request", args=[row.pk]), {"do": "ask", "candidate": str(first.pk)})
    assert first.account.name in opened.content.decode().split('id="step"')[1].split("</section>")[0]


@pytest.mark.slow
def test_the_answer_of_one_is_written_down_while_the_turn_is_about_another() -> None:
    world = a_world()
    row = an_event(world, wanted=2)
    second = willing(a_customer("Merrow Payments", owner=world.owner, region=world.owner.region))
    asked = [_approved(world, world.put_forward(row, account)) for account in (willing(world.account), second)]
    for each in asked:
        assert isinstance(actions.ask(each, by=Actor.person(world.manager), at=now()), Candidate)
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    beside = [each for each in asked if f"?do=accept&amp;candidate={each.pk}#step" in page[page.index(f'id="candidate-{each.pk}"') :]]
    assert len(beside) == 1, "one of both is the turn at the head, the other has its steps on its card"


@pytest.mark.slow
def test_it_is_said_that_travel_comes_before_the_question() -> None:
    world = a_world()
    row = an_event(world, travel="")
    _approved(world, world.put_forward(row, willing(world.account)))
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    ball = page[page.index('class="gw-ball') :][:900]
    assert "Say first whether the customer has to travel" in ball
