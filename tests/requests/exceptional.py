"""A world in which events come too late or beyond what was promised, with somebody who decides on that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from goodword.kernel.actor import Actor
from goodword.people.models import Team, User
from goodword.requests import actions
from goodword.requests.models import ExceptionReview, ReferenceRequest
from tests.factories.people import a_person
from tests.requests.world import World, a_world, now, today


@dataclass
class Exceptional(World):
    """The world with a team that was promised something, and somebody who reviews exceptions."""

    reviewer: User | None = None

    def event(self, *, days: int = 100, on: date | None = None, **asked: Any) -> ReferenceRequest:
        """An event of the seller's team, sent."""
        day = on or today() + timedelta(days=days)
        wanted = {"topic": "How the move went.", "needed_on": day, "details": {"event_name": "Rhine Summit"}, **asked}
        draft = actions.start_draft(once=uuid4(), kind="event", asked=wanted, by=Actor.person(self.seller), at=now())
        row = actions.submit(draft, by=Actor.person(self.seller), at=now())
        assert isinstance(row, ReferenceRequest), row
        return row

    def late(self, **asked: Any) -> ExceptionReview:
        """An event that is too late, with a reason."""
        row = self.event(**{"days": 40, "exception_reason": "The stage is booked.", **asked})
        assert row.review is not None
        return row.review


def exceptional_world(*, with_reviewer: bool = True) -> Exceptional:
    """Set it up: the seller works in field marketing."""
    world = a_world()
    team = Team.objects.create(code="field_marketing", name="Field marketing", lead=world.lead)
    world.seller.team = team
    world.seller.save()
    reviewer = a_person("exception_reviewer", name="Rosa Amsel") if with_reviewer else None
    return Exceptional(**vars(world), reviewer=reviewer)


def by(user: User | None) -> Actor:
    assert user is not None
    return Actor.person(user)


def fresh(row: ReferenceRequest) -> ReferenceRequest:
    return ReferenceRequest.objects.get(pk=row.pk)
