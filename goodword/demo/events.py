"""Two events of the demo: one that is being prepared with its speaker, one that is over, by the very verbs that people use."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Account
from goodword.demo.companies import World
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest

T = TypeVar("T")
KIT = {
    "title": "Sixty teams, one weekend",
    "bio": "Leads the platform group, after ten years in operations. Speaks about what went wrong as gladly as about the rest.",
    "abstract": "How a company of sixty teams moved to one platform without stopping a single release, and what it would do differently.",
    "landscape": "Nine tools, each with a keeper of its own. A release took a Thursday, and most of the Friday after it.",
    "why_us": "Two others were tried for a month each. What decided it was that the auditors could read the history themselves.",
    "results": "Releases leave when they are ready. Nobody is on call for a release any more.",
    "metrics": "From one release in three weeks to eleven a day; from two days of audit to one morning.",
    "plans": "The data teams follow in the spring.",
}


def build_events(world: World) -> None:
    """Set both up; raises LookupError on a day on which no speaker is free."""
    ahead = _yes(world, asked=40, ahead=62, name="Rhine Summit", city="Cologne", topic="How a large company moves without standing still.")
    by, guest = Actor.person(_manager(ahead)), _guest(ahead)
    moment = morning(world, 6)
    prepared = ahead.preparation
    if prepared.pmm is not None:
        actions.support_content(ahead, verb="assign", to=prepared.pmm, by=Actor.person(prepared.pmm), at=morning(world, 9))
        actions.support_content(ahead, verb="begin", by=Actor.person(prepared.pmm), at=morning(world, 8))
    actions.save_kit(ahead, values=KIT, sends=True, by=guest, at=moment)
    noon = world.at.replace(hour=13, minute=0, second=0, microsecond=0)
    requester = Actor.person(ahead.reference_request.requester)
    actions.book_call(
        ahead,
        kind="planning",
        starts_at=noon + timedelta(days=4),
        about="Who listens, and what they know already.",
        by=requester,
        at=morning(world, 5),
    )
    words = "A line in our programme from next week on, two posts on the day, and a short report afterwards with your name and role."
    actions.send_plan(ahead, words=words, by=requester, at=morning(world, 2))
    over = _yes(world, asked=96, ahead=-9, name="Baltic Cloud Week", city="Gdańsk", topic="What an audit looks like now.")
    actions.save_kit(over, values=KIT, sends=True, by=_guest(over), at=morning(world, 60))
    actions.approve_kit(over, by=by, at=morning(world, 57))
    if over.preparation.pmm is not None:
        pmm = Actor.person(over.preparation.pmm)
        actions.support_content(over, verb="assign", to=over.preparation.pmm, by=pmm, at=morning(world, 80))
        actions.support_content(over, verb="complete", by=pmm, at=morning(world, 30))
    actions.complete(over, by=Actor.person(over.reference_request.requester), at=morning(world, 7))


def morning(world: World, days: int) -> datetime:
    """A morning some days ago."""
    return (world.at - timedelta(days=days)).replace(hour=9, minute=20, second=0, microsecond=0)


def _guest(candidate: Candidate) -> Actor:
    if candidate.contact is None:
        raise LookupError
    return Actor.contact(candidate.contact)


def _manager(candidate: Candidate) -> User:
    manager = candidate.reference_request.manager
    if manager is None:
        raise LookupError
    return manager


def _yes(world: World, *, asked: int, ahead: int, name: str, city: str, topic: str) -> Candidate:
    """Somebody asks for a speaker, and the first customer who may be asked says yes."""
    wanted: dict[str, Any] = {
        "topic": topic,
        "needed_on": (world.at + timedelta(days=ahead)).date(),
        "place_city": city,
        "travel": "needed",
        "travel_paid_by": "requester",
        "wanted": 1,
        "needs_plan_approval": ahead > 0,
        "details": {"event_name": name},
    }
    by = Actor.person(world.people["Anouk Delacroix"])
    once = UUID(int=world.dice.getrandbits(128), version=4)
    row = actions.start_draft(once=once, kind="event", asked=wanted, by=by, at=morning(world, asked))
    sent = granted(actions.submit(row, by=by, at=morning(world, asked)))
    if sent.state == "held":
        reason = "It was agreed when the quarter was planned."
        actions.allow(sent, reason=reason, by=Actor.person(sent.manager or world.people["Mara Lindqvist"]), at=morning(world, asked - 1))
    row = ReferenceRequest.objects.select_related("manager", "requester").get(pk=sent.pk)
    return _speaker(world, row, asked=asked)


class NotFree(LookupError):
    """This customer cannot speak then; nothing is left of the attempt."""


def _speaker(world: World, row: ReferenceRequest, *, asked: int) -> Candidate:
    """The first customer who may be asked says yes; those of the region first."""
    near = sorted(world.members, key=lambda member: world.zones[member.account_id].region != "emea")
    for member in near:
        contact = member.account.contacts.filter(left_on=None).first()
        if ActivityType.EVENT_TALK not in member.agreed_types or member.account.owner is None or contact is None:
            continue
        with suppress(NotFree), transaction.atomic():
            return says_yes(world, row, member.account, asked=asked)
    raise LookupError(row.number)


def says_yes(world: World, row: ReferenceRequest, account: Account, *, asked: int) -> Candidate:
    """A customer goes all the way to a yes; raises NotFree where a rule stands against it."""
    by = Actor.person(row.manager or world.people["Mara Lindqvist"])
    candidate = granted(actions.suggest(row, account=account, by=by, at=morning(world, asked - 3)))
    held = granted(actions.hold(candidate, by=by, at=morning(world, asked - 4)))
    actions.owner_approve(held.candidate, by=Actor.person(held.approval.approver), at=morning(world, asked - 6))
    put = granted(actions.ask(held.candidate, by=by, at=morning(world, asked - 8)))
    if put.contact is None:
        raise NotFree
    actions.accept(put, words="With pleasure.", by=Actor.contact(put.contact), at=morning(world, asked - 12))
    rows = Candidate.objects.select_related("preparation__pmm", "reference_request__manager", "reference_request__requester", "contact")
    return rows.get(pk=put.pk)


def granted(answer: T | Refused) -> T:
    """What was done; raises NotFree where it was refused."""
    if isinstance(answer, Refused):
        raise NotFree
    return answer
