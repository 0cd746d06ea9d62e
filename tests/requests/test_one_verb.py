"""What a page does in one click is one verb: wholly done, or nothing of it, and no typed word is lost."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.requests.world import World, a_customer, a_world, now

pytestmark = pytest.mark.django_db


def form_of(world: World, **data: object) -> dict[str, object]:
    """What the page of a new request posts."""
    return {"once": uuid4(), "kind": "sales_call", "opportunity": world.deal.pk, "topic": "How it went.", "minutes": 30, **data}


@pytest.mark.slow
def test_whoever_may_not_hold_leaves_nothing_behind() -> None:
    world = a_world()  # managed: the seller may put forward, not hold
    row = world.sent()
    answer = world.as_(world.seller).post(reverse("requests:suggest", args=[row.pk]), {"account": world.account.pk, "hold": ""})
    assert answer.status_code == 403
    assert not Candidate.objects.exists()
    row.refresh_from_db()
    assert row.state == "submitted"
    with pytest.raises(NotAllowed):
        actions.put_forward(row, account=world.account, hold_now=True, by=Actor.person(world.seller), at=now())
    assert isinstance(actions.put_forward(row, account=world.account, by=Actor.person(world.seller), at=now()), actions.PutForward)


@pytest.mark.slow
def test_who_cannot_be_held_stays_put_forward_and_the_form_for_the_reason_opens() -> None:
    world = a_world()
    world.held()
    other = world.sent()
    answer = world.as_(world.manager).post(
        reverse("requests:suggest", args=[other.pk]), {"account": world.account.pk, "hold": ""}, follow=True
    )
    assert other.candidates.get().state == "suggested"
    assert "Hold them all the same" in answer.content.decode()


@pytest.mark.slow
def test_a_form_that_is_refused_stays_a_draft_with_its_words_and_puts_nobody_forward() -> None:
    world = a_world()
    world.deal.stage = "discovery"
    world.deal.save(update_fields=["stage"])
    data = form_of(world, topic="Why they left their old house.", account=world.account.pk)
    answer = world.as_(world.seller).post(reverse("requests:new"), data)
    assert answer.status_code == 422
    row = ReferenceRequest.objects.get()
    assert (row.state, row.topic) == ("draft", "Why they left their old house.")
    assert "Why they left their old house." in answer.content.decode()
    assert not Candidate.objects.exists()


@pytest.mark.slow
def test_the_customer_one_had_in_mind_is_put_forward_with_the_request() -> None:
    world = a_world()
    other = a_customer("Halden Freight", region=world.account.region)
    data = form_of(world, account=other.pk)
    for _again in range(2):
        world.as_(world.seller).post(reverse("requests:new"), data)
    assert [each.account for each in Candidate.objects.all()] == [other]


@pytest.mark.slow
def test_a_wish_that_has_to_wait_is_said() -> None:
    world = a_world()
    world.deal.stage = "discovery"
    world.deal.save(update_fields=["stage"])
    data = form_of(world, account=world.account.pk, stage_reason="The board meets on Monday.")
    answer = world.as_(world.seller).post(reverse("requests:new"), data, follow=True)
    assert ReferenceRequest.objects.get().state == "held"
    assert "Vestara Insurance could not be put forward yet" in answer.content.decode()


def test_nobody_sends_the_form_of_somebody_else() -> None:
    world = a_world()
    draft = world.draft()
    with pytest.raises(NotAllowed):
        actions.ask_for(once=draft.once, asked={"topic": "Mine now."}, by=Actor.person(world.lead), at=now())
    draft.refresh_from_db()
    assert (draft.state, draft.topic) == ("draft", "How the move went.")
    assert not isinstance(actions.submit(draft, by=Actor.person(world.seller), at=now()), Refused)
