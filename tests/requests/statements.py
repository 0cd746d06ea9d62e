"""Wins for the results that are asked for, up to the yes of a customer, for the tests of the words that follow."""

from __future__ import annotations

from typing import Any

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account, Contact
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest, Statement
from tests.factories.people import a_person
from tests.requests.asking import asked_for, willing
from tests.requests.world import World, now

NAMED = "Vestara releases every day now. Their auditors read the history themselves."
UNNAMED = "An insurer in the north releases every day now. Its auditors read the history themselves."


def wins(world: World, *, told: User | None = None) -> ReferenceRequest:
    """A request for wins, led by the manager, that names whom to tell."""
    willing(world, ActivityType.QUOTE)
    row = asked_for(world, "earnings", **({"investor_relations": told.pk} if told else {}))
    row.manager = world.manager
    row.save(update_fields=["manager"])
    return row


def said_yes(world: World, *, account: Account | None = None, without_name: bool = False, told: User | None = None) -> Candidate:
    """A customer who said yes to words about them."""
    by, house = Actor.person(world.manager), account or world.account
    contact: Contact = house.contacts.get()
    held = actions.hold(world.put_forward(wins(world, told=told), house), by=by, at=now())
    assert isinstance(held, actions.Held), held
    actions.owner_approve(held.candidate, by=Actor.person(world.owner), at=now())
    asked = actions.ask(held.candidate, by=by, at=now())
    assert isinstance(asked, Candidate), asked
    yes = actions.accept(asked, without_name=without_name, by=Actor.contact(contact), at=now())
    assert isinstance(yes, Candidate), yes
    return Candidate.objects.select_related("statement", "reference_request__manager", "contact", "account").get(pk=yes.pk)


def handed_in(world: World, candidate: Candidate, *, words: str = NAMED, without_name: str = UNNAMED) -> Statement:
    """The requester gave the words to the owner."""
    made = actions.write_words(candidate, words=words, without_name=without_name, hands_in=True, by=Actor.person(world.seller), at=now())
    assert isinstance(made, Statement), made
    return made


def with_customer(world: World, candidate: Candidate, **both: Any) -> Statement:
    """The owner agreed to the words."""
    handed_in(world, candidate, **both)
    made = actions.pass_words(candidate, by=Actor.person(world.owner), at=now())
    assert isinstance(made, Statement), made
    return made


def approved(world: World, candidate: Candidate, *, use: str = "named") -> Statement:
    """The customer approved the words."""
    with_customer(world, candidate)
    made = actions.answer_words(candidate, verb="approve", use=use, by=Actor.contact(world.contact), at=now())
    assert isinstance(made, Statement), made
    return made


def investor_relations() -> User:
    """Somebody who reports the results."""
    return a_person(name="Ines Roth")
