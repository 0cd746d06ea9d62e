"""Customers with asks by the hundred, some in a circle that holds only one manager."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from goodword.customers.models import Account, Member
from goodword.ledger.models import LedgerEntry
from goodword.people.models import Circle, CircleMember, User
from tests.factories.customers import a_member, an_account
from tests.factories.ledger import an_ask
from tests.factories.people import a_manager, a_person, a_region
from tests.requests.world import World, a_world, today

ACTIVITIES = {"sales_call": "call", "analyst_call": "call", "event_talk": "participation", "case_study": "content", "survey": "research"}


@dataclass
class Asked:
    """A world with many asks."""

    world: World
    insider: User
    outsider: User
    members: list[Member] = field(default_factory=list)
    asks: list[LedgerEntry] = field(default_factory=list)

    def known_to(self, user: User) -> list[LedgerEntry]:
        """The asks of which a manager may know the answer."""
        return [each for each in self.asks if each.circle_id is None or user == self.insider]


def asked(customers: int = 12, asks: int = 80) -> Asked:
    """Make so many customers and asks over two years, always the same ones; the last two customers are never asked."""
    world, dice = a_world(), Random(11)
    made = Asked(world, world.manager, a_manager(name="Odd Outsider"))
    circle = Circle.objects.create()
    CircleMember.objects.create(circle=circle, user=made.insider)
    regions, owners = [a_region("emea"), a_region("amer", name="Americas"), None], [world.owner, a_person(name="Other Owner"), None]
    for number in range(customers):
        account = an_account(
            f"Member {number:02}", region=regions[number % 3], owner=owners[number % 3], segment=("enterprise", "smb")[number % 2]
        )
        effort, days = (4, None)[number % 2], (30, None)[number % 2]
        made.members.append(a_member(account, verified_on=today(), comfort_effort=effort, comfort_days=days))
    for _number in range(asks):
        activity = dice.choice(list(ACTIVITIES))
        account = made.members[dice.randrange(customers - 2)].account
        answer = dice.choice(("accepted", "declined", "no_answer", ""))
        secret = dice.random() < 0.2
        ask = an_ask(
            account,
            today() - timedelta(days=dice.randint(0, 700)),
            family=ACTIVITIES[activity],
            activity_type=activity,
            effort=dice.randint(1, 5),
            answer=answer,
            circle=circle if secret else None,
            recorded=True,
        )
        made.asks.append(ask)
    return made


def months_back(day: date, months: int) -> date:
    """The first day of the month some months earlier."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def of(asks: list[LedgerEntry], account: Account) -> list[LedgerEntry]:
    """The asks of one customer."""
    return [each for each in asks if each.account_id == account.pk]
