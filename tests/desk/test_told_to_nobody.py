"""A customer asked for an analyst in confidence: at every address there is, nobody outside the circle finds out which one it was."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from goodword.comments.actions import add
from goodword.customers.kinds import ActivityType
from goodword.kernel.actor import Actor
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.people import a_person
from tests.requests.asking import asked_for, willing
from tests.requests.world import World, a_customer, a_world, now
from tests.site.test_every_address import NOBODYS, staff_pages
from tests.worker import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
REPORT, FIRM, WORDS = "Quiet Quadrant of Hulls", "Halvorsen Research", "They would rather not be named"
# A list is asked in more ways: as a file, and for the words that nobody is to find.
WAYS = ("?export=csv", "?q=Vestara", "?q=Quiet")
# Its own pages, lists of every customer, and home (who is free again, and when) may say that a place is used; never for what.
PLACE_USED = re.compile(r"^/(\?.*|find.*|customers/\d+.*|insight/recent.*|insight/load.*)?$")


def the_request(world: World) -> ReferenceRequest:
    """A request for an analyst that nobody was put forward for."""
    willing(world, ActivityType.ANALYST_CALL)
    world.account.csm = a_person(Role.CSM, name="Jonas Weir")
    world.account.save()
    named = a_person(Role.PMM, name="Agathe Brun")
    return asked_for(world, "analyst", report=REPORT, firm=FIRM, topic="How the hulls are laid.", product_marketing=named.pk)


def as_far_as_the_outcome(world: World, row: ReferenceRequest) -> Candidate:
    """Put forward, held, vouched for, asked, said yes, talked and told what came of it; with a comment."""
    manager = Actor.person(world.manager)
    candidate = world.put_forward(row)
    actions.hold(candidate, by=manager, at=now())
    candidate = actions.owner_approve(candidate, by=Actor.person(world.owner), at=now())
    actions.vouch(candidate, by=Actor.person(User.objects.get(name="Jonas Weir")), at=now())
    actions.ask(candidate, by=manager, at=now())
    actions.accept(candidate, by=Actor.contact(world.contact), at=now())
    actions.complete(candidate, by=Actor.person(world.seller), at=now())
    actions.report_outcome(candidate, result="helped", words=WORDS, by=Actor.person(world.seller), at=now())
    add(row, author=world.manager, text=WORDS, at=now(), circle_id=row.circle_id)
    work()
    return candidate


def look(user: User, world: World, row: ReferenceRequest, candidate: int) -> dict[str, tuple[int, str]]:
    """What every address answers, with every key that there is to guess."""
    client, seen = Client(), dict[str, tuple[int, str]]()
    client.force_login(user)
    known = {"request": row.number, "candidate_id": str(candidate), "mail_id": "1", "number": "1"}
    lists = [path + way for path in staff_pages() if NOBODYS not in path for way in WAYS]
    for address in dict.fromkeys([*lists, *(path for key in (world.account.pk, candidate) for path in staff_pages(**known, pk=str(key)))]):
        answer = client.get(address)
        content = b"".join(answer)
        seen[address] = answer.status_code, content.decode(errors="replace")
    return seen


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ACCOUNT_OWNER])
def test_nobody_outside_finds_out_which_customer_it_was(role: str) -> None:
    world = a_world()
    a_customer("Merrow Payments", owner=world.owner, region=world.account.region)
    outsider, row = a_person(role, name="Odd Outsider"), the_request(world)
    work()
    before = look(outsider, world, row, 0)
    candidate = as_far_as_the_outcome(world, row)
    after = look(outsider, world, row, candidate.pk)
    assert len(after) > 300
    told = {
        address: secret
        for address, (_status, text) in after.items()
        for secret in (REPORT, FIRM, WORDS, row.number)
        if secret in text and secret not in address  # a page that is not there repeats the address that was typed
    }
    assert told == {}
    named = {
        address
        for address, (_status, text) in after.items()
        if text.count(world.account.name) > before.get(address, (0, ""))[1].count(world.account.name) and not PLACE_USED.match(address)
    }
    assert named == set()


def test_inside_the_circle_the_same_look_finds_it() -> None:
    world = a_world()
    row = the_request(world)
    candidate = as_far_as_the_outcome(world, row)
    seen = look(world.seller, world, row, candidate.pk)
    assert any(REPORT in text for _status, text in seen.values())
    assert any(WORDS in text for _status, text in seen.values())
