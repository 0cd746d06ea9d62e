"""A confidential request, seen from outside its circle: no page, list, search, count, timeline or mail tells which customer it is."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from goodword.comments.actions import add
from goodword.kernel import clock
from goodword.people.models import User
from goodword.requests.models import ReferenceRequest
from tests.factories.people import a_manager, a_person
from tests.requests.world import World, a_world
from tests.worker import work

pytestmark = pytest.mark.django_db(transaction=True)
TOPIC = "Whispered matters of the harbour"
COMMENT = "They would rather not be named"
MOST = 250


def crawl(user: User) -> dict[str, str]:
    """Every page that somebody can reach by links and by guessing, with its text."""
    client = Client()
    client.force_login(user)
    ids = [str(row.pk) for row in ReferenceRequest.objects.all()]
    guesses = (
        [f"/requests/{n}" for n in ids]
        + [f"/search?q={word}" for word in ("whispered", "harbour", "REQ", "Vestara")]
        + ["/outbox/", "/policy/overrides/"]
    )
    waiting, seen = ["/", "/requests/?view=all", "/customers/", "/find/", *guesses], dict[str, str]()
    shapes: dict[str, int] = {}
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        shape = re.sub(r"=[^&]*", "=", address)
        if address in seen or shapes.get(shape, 0) >= 8 or re.search(r"^/(static|accounts|r)/|\.csv$", address):
            continue
        shapes[shape] = shapes.get(shape, 0) + 1
        answer = client.get(address, follow=True)
        assert answer.status_code < 500, address
        text = answer.content.decode(errors="replace") if not answer.streaming else ""
        seen[address] = text
        waiting += [each.replace("&amp;", "&").split("#")[0] for each in re.findall(r'(?:href|hx-get)="(/[^"]*)"', text)]
    return seen


@pytest.fixture
def world() -> World:
    """A confidential request as far as the customer's answer, with a comment."""
    made = a_world()
    candidate = made.asked(topic=TOPIC, is_confidential=True)
    row = candidate.reference_request
    add(row, author=made.manager, text=COMMENT, at=clock.now(), circle_id=row.circle_id)
    work()
    return made


@pytest.mark.slow
@pytest.mark.parametrize("role", ["administrator", "reference_manager", "account_owner", "requester"])
def test_nobody_outside_the_circle_learns_of_it(world: World, role: str) -> None:
    outsider = a_manager(name="Odd Outsider") if role == "reference_manager" else a_person(role, name="Odd Outsider")
    row = ReferenceRequest.objects.get()
    pages = crawl(outsider)
    assert len(pages) > 10
    for address, text in pages.items():
        for secret in (TOPIC, COMMENT, row.number, f"/requests/{row.pk}"):
            told = secret in text.replace(address, "")
            assert not told, f"{address} tells “{secret}” to {role}"


@pytest.mark.slow
def test_inside_the_circle_it_can_be_read(world: World) -> None:
    pages = crawl(world.seller)
    assert any(TOPIC in text for text in pages.values()), "the crawl would not notice anything"
    assert any(COMMENT in text for text in pages.values())
