"""An event that is asked for, up to the yes of a customer, for the tests of what follows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from goodword.customers.models import Account, Contact, Member
from goodword.kernel.actor import Actor
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.people import a_person
from tests.requests.world import World, now, today

WORDS = {
    "title": "One weekend, sixty teams",
    "bio": "Ingrid leads the platform team.",
    "abstract": "How we moved without a break.",
    "landscape": "Nine tools, and nobody who knew all of them.",
    "why_us": "One place for everything.",
    "results": "Releases on a Friday.",
    "metrics": "From six weeks to two days.",
    "plans": "The other half of the company.",
}
FAR = 120


def an_event(world: World, **asked: Any) -> ReferenceRequest:
    """A request for a speaker, far enough ahead."""
    wanted = {
        "topic": "How the move went.",
        "needed_on": today() + timedelta(days=FAR),
        "place_city": "Lisbon",
        "place_country": "PT",
        "travel": "none",
        "wanted": 1,
        "details": {"event_name": "Harbour Days"},
        **asked,
    }
    draft = actions.start_draft(once=uuid4(), kind="event", asked=wanted, by=Actor.person(world.seller), at=now())
    row = actions.submit(draft, by=Actor.person(world.seller), at=now())
    assert isinstance(row, ReferenceRequest), row
    if row.state == "held":
        actions.allow(row, reason="It is a test.", by=Actor.person(world.manager), at=now())
    row = ReferenceRequest.objects.get(pk=row.pk)
    row.manager = world.manager
    row.save(update_fields=["manager"])
    return row


def a_pmm(**fields: Any) -> User:
    """Somebody in product marketing."""
    return a_person(Role.PMM, **{"name": "Pia Thorne", **fields})


def willing(account: Account) -> Account:
    """A customer who agreed to speak."""
    Member.objects.filter(account=account).update(agreed_types=["sales_call", "event_talk", "webinar"])
    return account


def said_yes(world: World, account: Account | None = None, row: ReferenceRequest | None = None, **asked: Any) -> Candidate:
    """A customer who said yes to an event."""
    row = row or an_event(world, **asked)
    house = willing(account or world.account)
    contact: Contact = house.contacts.get()
    by = Actor.person(world.manager)
    candidate = world.put_forward(row, house)
    held = actions.hold(candidate, by=by, at=now())
    assert isinstance(held, actions.Held), held
    actions.owner_approve(held.candidate, by=Actor.person(world.owner), at=now())
    asked_now = actions.ask(held.candidate, by=by, at=now())
    assert isinstance(asked_now, Candidate), asked_now
    yes = actions.accept(asked_now, by=Actor.contact(contact), at=now())
    assert isinstance(yes, Candidate), yes
    return Candidate.objects.select_related("preparation", "reference_request__manager", "contact", "account").get(pk=yes.pk)
