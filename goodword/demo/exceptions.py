"""Exceptions of the demo, by the very verbs that people use: one waits for its reviewer, one was made with conditions, one was declined."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from goodword.demo.companies import World
from goodword.demo.granted import granted
from goodword.kernel.actor import Actor
from goodword.requests import actions
from goodword.requests.models import ExceptionReview, ReferenceRequest


def build_exceptions(world: World) -> None:
    """Set all three up, the oldest first; raises LookupError on a day on which one of them would need no exception."""
    victor = Actor.person(world.people["Victor Lund"])
    declined = _late(world, asked=24, ahead=-2, name="Garden party of the partners", city="Utrecht", why="The invitation came late.")
    no = "Three weeks are too few for anybody we would ask. The spring edition is open to us."
    granted(actions.decline_exception(declined, reason=no, by=victor, at=_at(world, 22)))
    made = _late(
        world,
        asked=9,
        ahead=34,
        name="Harbour Forum",
        city="Hamburg",
        why="A speaker of another company fell ill, and the slot after the keynote is ours if we fill it.",
    )
    yes = "The slot is worth it, and whoever speaks need not travel far."
    conditions = "One speaker only, from a customer in the north, and no more than one planning call."
    granted(actions.approve_exception(made, reason=yes, conditions=conditions, by=victor, at=_at(world, 7)))
    _late(
        world,
        asked=2,
        ahead=38,
        name="Night of open platforms",
        city="Vienna",
        why="The city asked us a week ago, and four hundred people from the public sector are coming.",
    )


def _late(world: World, *, asked: int, ahead: int, name: str, city: str, why: str) -> ExceptionReview:
    """Somebody asks for a speaker too late; it is held, and the reviewer is asked."""
    by = Actor.person(world.people["Anouk Delacroix"])
    wanted = {
        "topic": "What changed for the people who build things every day.",
        "needed_on": (world.at + timedelta(days=ahead)).date(),
        "place_city": city,
        "travel": "needed",
        "travel_paid_by": "requester",
        "wanted": 1,
        "details": {"event_name": name},
        "exception_reason": why,
    }
    once = UUID(int=world.dice.getrandbits(128), version=4)
    row = actions.start_draft(once=once, kind="event", asked=wanted, by=by, at=_at(world, asked))
    sent = ReferenceRequest.objects.select_related("review").get(pk=granted(actions.submit(row, by=by, at=_at(world, asked))).pk)
    if sent.review is None:
        raise LookupError(name)
    return sent.review


def _at(world: World, days: int) -> datetime:
    return (world.at - timedelta(days=days)).replace(hour=9, minute=40, second=0, microsecond=0)
