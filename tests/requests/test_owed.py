"""Outcomes that are owed: asked for on the page of the next request, said there in one click."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.people.queries import today
from goodword.policy.actions import publish
from goodword.policy.numbers import STANDARD
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.owed import owed_by
from tests.requests.world import World, a_customer, a_world, now

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def owing(world: World, *names: str) -> list[Candidate]:
    """Calls that took place, of which the seller has not said how they went."""
    for name in names:
        world.account = a_customer(name, owner=world.owner, region=world.account.region)
        world.contact = world.account.contacts.get()
        candidate = world.accepted()
        actions.complete(candidate, by=Actor.person(world.seller), at=now())
    ReferenceRequest.objects.update(outcome_due_at=now() - timedelta(minutes=1))
    return list(Candidate.objects.order_by("pk"))


@pytest.mark.slow
def test_who_owes_too_many_says_them_first_in_one_click_and_is_not_held_then() -> None:
    world = a_world()
    first, *_others = owing(world, "Alder Rail", "Birch Foods", "Cedar Bank")
    seller = world.as_(world.seller)
    page = seller.get(reverse("requests:new")).content.decode()
    assert "First say how your last calls went" in page
    assert all(name in page for name in ("Alder Rail", "Birch Foods", "Cedar Bank"))
    assert "First say how" not in world.as_(world.manager).get(reverse("requests:new")).content.decode()
    said = {"candidate": first.pk, "kind": "sales_call", "result": "helped"}
    left = seller.post(reverse("requests:owed"), said, headers=PART).content.decode()
    assert "Alder Rail" not in left
    assert "2 outcomes are due" in left
    assert first.outcomes.get().result == "helped"
    assert "First say how" not in seller.get(reverse("requests:new")).content.decode()
    assert world.sent().state == "submitted"


@pytest.mark.slow
def test_only_ones_own_and_only_what_is_offered() -> None:
    world = a_world()
    first, *_others = owing(world, "Alder Rail", "Birch Foods", "Cedar Bank")
    address = reverse("requests:owed")
    assert world.as_(world.manager).post(address, {"candidate": first.pk, "result": "helped"}).status_code == 404
    assert world.as_(world.seller).post(address, {"candidate": "x", "result": "helped"}).status_code == 404
    wrong = world.as_(world.seller).post(address, {"candidate": first.pk, "result": "perhaps"}, follow=True).content.decode()
    assert "Choose one of the three answers." in wrong
    assert not first.outcomes.exists()
    plain = world.as_(world.seller).post(address, {"candidate": first.pk, "result": "unknown"})
    assert plain.headers["Location"] == reverse("requests:new")
    again = world.as_(world.seller).post(address, {"candidate": first.pk, "result": "did_not"}, follow=True)
    assert again.status_code == 200
    assert first.outcomes.count() == 1


@pytest.mark.slow
def test_outcomes_of_another_kind_are_owed_too_where_the_policy_says_so() -> None:
    world = a_world()
    owing(world, "Alder Rail", "Birch Foods", "Cedar Bank")
    ReferenceRequest.objects.update(kind="press")
    assert owed_by(world.seller, kind="sales_call", at=now()) is None
    publish(numbers=replace(STANDARD, outcome_debt_per="all"), effective_from=today(now()), name="Any kind", by=world.manager, at=now())
    owed = owed_by(world.seller, kind="sales_call", at=now())
    assert owed is not None
    assert len(owed.calls) == 3
