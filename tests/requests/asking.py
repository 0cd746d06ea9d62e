"""What must be said of each kind of request, and requests that were asked for with nothing else."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from goodword.customers.kinds import ActivityType
from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.kinds import KINDS
from goodword.requests.kinds.answering import OneOf
from goodword.requests.models import Candidate, ReferenceRequest
from tests.requests.world import World, now, today

TOPIC = "How the move went."


def answers(kind: str) -> dict[str, Any]:
    """What must be said of a kind, and nothing else; a day far enough ahead for every notice."""
    found: dict[str, Any] = {"once": str(uuid4()), "kind": kind, "topic": TOPIC, "wanted": "1", "minutes": "30", "format": "video"}
    for question in KINDS[kind].questions:
        if question.field == "activity":
            found["activity"] = KINDS[kind].activities[0].value
        elif question.required and question.field == "needed_on":
            found["needed_on"] = (today() + timedelta(days=120)).isoformat()
        elif question.required and question.answer is not None:
            found[question.field] = next(iter(question.answer.options)) if isinstance(question.answer, OneOf) else "Northwind Days"
    return found


def asked_for(world: World, kind: str, **more: Any) -> ReferenceRequest:
    """A request of a kind that was sent."""
    typed = {name: value for name, value in {**answers(kind), **more}.items() if name not in ("once", "kind", "minutes", "format")}
    own = {question.field for question in KINDS[kind].own_questions}
    asked = {name: value for name, value in typed.items() if name not in own}
    details = {name: value for name, value in typed.items() if name in own}
    if "needed_on" in asked:
        asked["needed_on"] = today() + timedelta(days=120)
    asked["wanted"] = int(asked["wanted"])
    row = actions.start_draft(once=uuid4(), kind=kind, asked={**asked, "details": details}, by=Actor.person(world.seller), at=now())
    sent = actions.submit(row, by=Actor.person(world.seller), at=now())
    assert isinstance(sent, ReferenceRequest), sent
    return sent


def willing(world: World, *types: ActivityType) -> None:
    """Everybody here agreed to these kinds of help."""
    for account in {world.account, *(type(world.account).objects.filter(member__isnull=False))}:
        account.member.agreed_types = [each.value for each in types]
        account.member.save()


def vouched_for(world: World, csm: User) -> Candidate:
    """A customer held for an analyst, whose owner said yes."""
    willing(world, ActivityType.ANALYST_CALL)
    world.account.csm = csm
    world.account.save()
    candidate = world.put_forward(asked_for(world, "analyst"))
    held = actions.hold(candidate, by=Actor.person(world.manager), at=now())
    assert isinstance(held, actions.Held), held
    return actions.owner_approve(candidate, by=Actor.person(world.owner), at=now())
