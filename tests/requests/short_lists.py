"""Customers who could speak at an event, and what their owners are asked about them, for several tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from goodword.customers.models import Account
from goodword.kernel.actor import Actor
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.customers import a_contact, a_member, an_account
from tests.requests.world import World, now, today


def a_speaker(name: str, city: str, country: str = "PT", **fields: Any) -> Account:
    """A member who agreed to speak."""
    account = an_account(name, city=city, country=country, **fields)
    a_contact(account)
    a_member(account, agreed=["event_talk"], verified_on=today())
    return account


def an_event(world: World, city: str = "Lisbon", country: str = "PT", *, kind: str = "event", **asked: Any) -> ReferenceRequest:
    """An event that was sent in good time."""
    wanted = {
        "topic": "One pipeline.",
        "needed_on": today() + timedelta(days=120),
        "place_city": city,
        "place_country": country,
        "details": {"event_name": "Tagus Days", **asked.pop("details", {})},
        **asked,
    }
    by = Actor.person(world.seller)
    row = actions.start_draft(once=uuid4(), kind=kind, asked=wanted, by=by, at=now())
    sent = actions.submit(row, by=by, at=now())
    assert isinstance(sent, ReferenceRequest), sent
    return sent


def a_list(world: World, row: ReferenceRequest, *names: str) -> list[Candidate]:
    """Customers of the owner, on the short list."""
    accounts = [a_speaker(name, "Lisbon", owner=world.owner) for name in names]
    made = actions.put_on_list(row, accounts=accounts, by=Actor.person(world.manager), at=now())
    assert isinstance(made, actions.Listed), made
    return list(made.candidates)


def asked_about(world: World, *names: str, **asked: Any) -> tuple[ReferenceRequest, list[Candidate]]:
    """A short list about which its owner was asked."""
    row = an_event(world, **asked)
    listed = a_list(world, row, *names)
    assert actions.ask_owners(row, by=Actor.person(world.manager), at=now())
    return row, listed
