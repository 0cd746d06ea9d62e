"""A general request that becomes another kind: what was confidential stays so, and whoever leads it stays in the know."""

from __future__ import annotations

import pytest
from django.urls import reverse

from goodword.people.models import User
from tests.factories.people import a_manager
from tests.requests.asking import answers, asked_for
from tests.requests.world import World, a_world

pytestmark = pytest.mark.django_db


def turned(world: World, kind: str, *, by: User, **asked: object) -> tuple[str, int]:
    """Turn a general request by its form; who is in the know then, and what the one who turned it sees."""
    row = asked_for(world, "general", subject="Northwind takeover", **asked)
    sent = world.as_(by).post(reverse("requests:turn", args=[row.pk]), {**answers(kind), "turn": ""})
    assert sent.status_code == 302, sent.content.decode()[:3000]
    row.refresh_from_db()
    assert row.kind == kind
    known = sorted(row.circle.people.values_list("name", flat=True)) if row.circle is not None else ["everybody"]
    return ", ".join(known), world.as_(by).get(sent.headers["Location"]).status_code


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["peer_review", "earnings", "analyst"])
def test_what_was_confidential_stays_so_in_a_kind_that_does_not_ask(kind: str) -> None:
    world = a_world()
    assert turned(world, kind, by=world.manager, is_confidential=True) == ("Mara Lindqvist, Sven Aalto", 200)


@pytest.mark.slow
def test_whoever_leads_it_stays_in_the_know_of_what_becomes_confidential() -> None:
    world = a_world()
    assert turned(world, "analyst", by=world.manager) == ("Mara Lindqvist, Sven Aalto", 200)


@pytest.mark.slow
def test_another_manager_who_made_it_confidential_is_led_to_the_list() -> None:
    world = a_world()
    other = a_manager(name="Jonas Weir")
    assert turned(world, "analyst", by=other) == ("Mara Lindqvist, Sven Aalto", 200)


@pytest.mark.slow
def test_whoever_turns_it_may_open_it_to_everybody() -> None:
    world = a_world()
    assert turned(world, "event", by=world.manager, is_confidential=True) == ("everybody", 200)
