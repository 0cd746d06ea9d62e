"""Requests and asks by the hundred, told as plain rows, so that a slow and obvious count can stand beside every figure."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import uuid4

from goodword.kernel.clock import FiscalYear
from goodword.people.models import Circle, CircleMember, Team, User
from goodword.people.queries import program_zone
from goodword.requests.models import Candidate, Outcome, ReferenceRequest
from tests.factories.customers import a_contact, a_deal, an_account
from tests.factories.people import a_manager, a_region
from tests.requests.world import World, a_world, now, today

KINDS = ("sales_call", "event", "analyst", "general")
STATES = ("submitted", "sourcing", "confirmed", "completed", "outcome_reported", "unfulfilled", "withdrawn")
RESULTS = ("helped", "did_not", "unknown")
STAGES = ("technical_evaluation", "won", "lost", "unqualified")


@dataclass
class Told:
    """One request as it was written down, for whoever counts by hand."""

    row: ReferenceRequest
    sent_on: date
    results: list[str]
    stage: str
    is_secret: bool


@dataclass
class Many:
    """A world with many requests, some of them in a circle that holds only one manager."""

    world: World
    insider: User
    outsider: User
    told: list[Told] = field(default_factory=list)

    def seen_by(self, user: User) -> list[Told]:
        """Those that a manager may know of."""
        return [each for each in self.told if not each.is_secret or user == self.insider]


def many(count: int = 60) -> Many:
    """Make a world and as many requests, over two years, always the same ones."""
    world, dice = a_world(), Random(7)
    made = Many(world, world.manager, a_manager(name="Odd Outsider"))
    teams = [world.seller.team, Team.objects.create(code="events", name="Events"), None]
    regions = [a_region("emea"), a_region("amer", name="Americas"), None]
    deals = {
        stage: [a_deal(world.account, f"{stage} {n}", stage=stage, amount=1000 + n, currency="EUR") for n in range(3)] for stage in STAGES
    }
    zone = program_zone()
    for number in range(count):
        day = today() - timedelta(days=dice.randint(0, 700))
        sent = datetime.combine(day, datetime.min.time(), tzinfo=zone) + timedelta(minutes=dice.choice((0, 30, 12 * 60, 23 * 60 + 59)))
        state, stage = dice.choice(STATES), dice.choice((*STAGES, ""))
        secret = dice.random() < 0.2
        row = ReferenceRequest.objects.create(
            kind=dice.choice(KINDS),
            state=state,
            state_at=min(now(), sent + timedelta(days=dice.randint(0, 40))),
            requester=world.seller,
            team=dice.choice(teams),
            region=dice.choice(regions),
            opportunity=dice.choice(deals[stage]) if stage else None,
            once=uuid4(),
            created_at=sent,
            saved_at=sent,
            submitted_at=sent,
            outcome_due_at=sent if state == "completed" else None,
            is_confidential=secret,
            circle=_circle(made.insider, world.seller) if secret else None,
        )
        results = [dice.choice((*RESULTS, "")) for _each in range(dice.randint(1, 2))] if state == "outcome_reported" else []
        for result in results:
            account = an_account(f"Customer {number} {uuid4().hex[:4]}")
            candidate = Candidate.objects.create(
                reference_request=row, account=account, contact=a_contact(account), state="done", state_at=sent
            )
            if result:
                Outcome.objects.create(candidate=candidate, result=result, at=sent)
                Outcome.objects.create(candidate=candidate, result=dice.choice(RESULTS), by_customer=True, words=f"Word {number}", at=sent)
        made.told.append(Told(row, day, [each for each in results if each], stage, secret))
    return made


def _circle(*people: User) -> Circle:
    circle = Circle.objects.create()
    CircleMember.objects.bulk_create(CircleMember(circle=circle, user=user) for user in people)
    return circle


def quarter(day: date) -> str:
    """The fiscal quarter of a day, as finance writes it."""
    return FiscalYear(2).quarter_of(day).label


def figures(world: World, user: User, address: str) -> list[dict[str, str]]:
    """A block of a report, or a list, as its file says it."""
    mark = "&" if "?" in address else "?"
    answer: Any = world.as_(user).get(f"{address}{mark}export=csv")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv"), address
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
