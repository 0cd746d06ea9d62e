"""Home shows what waits for somebody of every kind and step, also while somebody else changes it between two looks of the page."""

import pytest

from goodword.kernel.actor import Actor
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.kinds import KINDS
from goodword.requests.models import BallMark
from tests.factories.people import a_person
from tests.requests.asking import asked_for, vouched_for
from tests.requests.world import World, a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def home(world: World, user: User) -> str:
    """The home page of somebody, which answers."""
    answer = world.as_(user).get("/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_request_of_any_kind_waits_for_a_manager_on_their_home(kind: str) -> None:
    world = a_world()
    row = asked_for(world, kind)
    for user in (world.manager, world.seller):
        assert f'href="/requests/{row.number}"' in home(world, user)


def test_who_is_asked_whether_all_is_well_reads_it_at_home() -> None:
    world, csm = a_world(), a_person("csm", name="Jonas Weir")
    vouched_for(world, csm)
    assert "Is all well at Vestara Insurance?" in home(world, csm)


def test_what_somebody_else_did_between_two_looks_is_no_longer_mine() -> None:
    world = a_world()
    candidate = world.held()
    assert "May we ask Vestara Insurance?" in home(world, world.owner)
    actions.owner_approve(candidate, by=Actor.person(world.owner), at=now())
    BallMark.objects.all().delete()  # the page has read who has the ball before the change, and the request after it
    assert "May we ask Vestara Insurance?" not in home(world, world.owner)
    actions.ask(candidate, by=Actor.person(world.manager), at=now())
    BallMark.objects.all().delete()
    for user in (world.owner, world.manager, world.seller):
        home(world, user)
    actions.accept(candidate, by=Actor.contact(world.contact), at=now())
    actions.complete(candidate, by=Actor.person(world.seller), at=now())
    actions.report_outcome(candidate, result="helped", by=Actor.person(world.seller), at=now())
    BallMark.objects.all().delete()
    for user in (world.owner, world.manager, world.seller):
        home(world, user)
