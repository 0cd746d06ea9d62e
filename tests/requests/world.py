"""The people, customers and clients that the tests of requests share."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account, Contact, Opportunity
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.models import Program, Team, User
from goodword.people.queries import today as program_day
from goodword.policy.actions import ensure_first_version
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.people import a_manager, a_person, a_region


def now() -> datetime:
    """This moment: pages read the clock, so these tests live today."""
    return clock.now()


def today() -> date:
    """The program's day of this moment: near midnight it is not the day in Greenwich."""
    return program_day(now())


@dataclass
class World:
    """A seller, a manager, an owner, and one free customer."""

    seller: User
    lead: User
    manager: User
    owner: User
    account: Account
    contact: Contact
    deal: Opportunity
    clients: dict[int, Client] = field(default_factory=dict)

    def as_(self, user: User) -> Client:
        """A browser in which somebody is signed in."""
        if user.pk not in self.clients:
            client = Client()
            client.force_login(user)
            self.clients[user.pk] = client
        return self.clients[user.pk]

    def draft(self, **asked: Any) -> ReferenceRequest:
        """A draft of the seller."""
        wanted = {"topic": "How the move went.", "opportunity": self.deal, **asked}
        return actions.start_draft(once=uuid4(), asked=wanted, by=Actor.person(self.seller), at=now())

    def sent(self, **asked: Any) -> ReferenceRequest:
        """A request that was sent."""
        row = actions.submit(self.draft(**asked), by=Actor.person(self.seller), at=now())
        assert isinstance(row, ReferenceRequest), row
        return row

    def put_forward(self, row: ReferenceRequest, account: Account | None = None, **how: Any) -> Candidate:
        """A candidate that the manager put forward."""
        made = actions.suggest(row, account=account or self.account, by=Actor.person(self.manager), at=now(), **how)
        assert isinstance(made, Candidate), made
        return made

    def held(self, **asked: Any) -> Candidate:
        """A candidate that is held."""
        made = actions.hold(self.put_forward(self.sent(**asked)), by=Actor.person(self.manager), at=now())
        assert isinstance(made, actions.Held), made
        return made.candidate

    def approved(self, **asked: Any) -> Candidate:
        """A candidate whose owner said yes."""
        return actions.owner_approve(self.held(**asked), by=Actor.person(self.owner), at=now())

    def asked(self, **asked: Any) -> Candidate:
        """A candidate who was asked."""
        made = actions.ask(self.approved(**asked), by=Actor.person(self.manager), at=now())
        assert isinstance(made, Candidate), made
        return made

    def accepted(self, **asked: Any) -> Candidate:
        """A candidate who said yes, and proposed a time."""
        row = self.asked(**asked)
        made = actions.accept(row, times=[now() + timedelta(days=3)], by=Actor.contact(self.contact), at=now())
        assert isinstance(made, Candidate), made
        return made


def a_world(*, segment: str = "enterprise") -> World:
    """Set the house up and invite everybody; the deal's segment decides the mode."""
    Program.objects.update_or_create(pk=1, defaults={"company_name": "Harrowgate", "time_zone": "Europe/Oslo", "mail_delay_seconds": 0})
    ensure_first_version()
    ensure_lists()
    region = a_region("emea")
    lead = a_person("team_lead", name="Lena Wirth")
    team = Team.objects.create(code="sales", name="Sales", lead=lead)
    seller = a_person(name="Sven Aalto", team=team, region=region)
    manager, owner = a_manager(name="Mara Lindqvist"), a_person("account_owner", name="Priya Nair", region=region)
    account = a_customer("Vestara Insurance", owner=owner, region=region)
    contact = account.contacts.get()
    prospect = an_account("Oakmere Bank", segment=segment, industry="banking")
    deal = a_deal(prospect, "Oakmere Bank platform", owner=seller)
    return World(seller, lead, manager, owner, account, contact, deal)


def a_customer(name: str, **fields: Any) -> Account:
    """A member with one willing person."""
    account = an_account(name, **fields)
    a_contact(account, "Ingrid Solheim", title="Head of Platform", is_champion=True)
    a_member(account, verified_on=today())
    return account
