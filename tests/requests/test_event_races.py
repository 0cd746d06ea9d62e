"""What two people do to one event at the same instant: one wins, the other is told, nothing is half done and nobody waits for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from goodword.customers.models import Campaign
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused
from goodword.requests import actions
from goodword.requests.models import Candidate, PlanningCall, Preparation, ReferenceRequest
from tests.at_once import at_once
from tests.factories.people import a_manager
from tests.requests.events import WORDS, an_event, said_yes, willing
from tests.requests.world import a_customer, a_world, now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_two_requests_for_one_event_never_take_its_last_place_together() -> None:
    world = a_world()
    campaign = Campaign.objects.create(name="Harbour Days")
    names = ("Merrow Payments", "Halden Freight", "Quarrystone")
    one, two, three = (willing(a_customer(name, owner=world.owner, region=world.owner.region)) for name in names)
    said_yes(world, one, an_event(world, campaign=campaign))
    late = [an_event(world, campaign=campaign) for _each in range(2)]
    second = a_manager(name="Jonas Weir")

    def put(row: ReferenceRequest, account: Any, by: Any) -> Any:
        return lambda: actions.put_forward(row, account=account, hold_now=True, by=Actor.person(by), at=now())

    done = at_once(put(late[0], two, world.manager), put(late[1], three, second))
    assert not any(isinstance(each, BaseException) for each in done), done
    refused = [each.refused for each in done if each.refused is not None]
    assert [each.reasons[0].code for each in refused] == ["speakers_most"]
    assert Candidate.objects.filter(reference_request__in=late, state="held").count() == 1


def test_holding_for_one_request_and_putting_forward_for_the_same_never_wait_for_each_other() -> None:
    world = a_world()
    campaign = Campaign.objects.create(name="Harbour Days")
    names = ("Merrow Payments", "Halden Freight", "Quarrystone", "Solvane")
    accounts = [willing(a_customer(name, owner=world.owner, region=world.owner.region)) for name in names]
    row = an_event(world, campaign=campaign)
    by = Actor.person(world.manager)
    planned = [world.put_forward(row, account) for account in accounts[:2]]
    done = at_once(
        lambda: actions.hold(planned[0], by=by, at=now()),
        lambda: actions.put_forward(row, account=accounts[2], hold_now=True, by=by, at=now()),
        lambda: actions.hold(planned[1], by=by, at=now()),
        lambda: actions.put_forward(row, account=accounts[3], hold_now=True, by=by, at=now()),
    )
    assert not any(isinstance(each, BaseException) and not isinstance(each, WrongState) for each in done), done
    assert Candidate.objects.filter(reference_request=row, state="held").count() == 2


def test_two_people_book_the_last_planning_call_and_one_is_told() -> None:
    world = a_world()
    candidate = said_yes(world)
    by = Actor.person(world.seller)
    for days in (5, 6):
        actions.book_call(candidate, kind="planning", starts_at=now() + timedelta(days=days), by=by, at=now())

    def book(who: Any, days: int) -> Any:
        return lambda: actions.book_call(candidate, kind="planning", starts_at=now() + timedelta(days=days), by=Actor.person(who), at=now())

    done = at_once(book(world.seller, 7), book(world.manager, 8))
    assert sorted(type(each).__name__ for each in done) == ["PlanningCall", "Refused"]
    refused = next(each for each in done if isinstance(each, Refused))
    assert "3 planning calls at most" in refused.words
    assert PlanningCall.objects.filter(candidate=candidate, state="booked").count() == 3


def test_a_change_and_an_approval_at_once_leave_nothing_approved_that_nobody_saw() -> None:
    world = a_world()
    candidate = said_yes(world)
    guest = Actor.contact(world.contact)
    kit = actions.save_kit(candidate, values=WORDS, sends=True, by=guest, at=now())
    assert not isinstance(kit, Refused)
    seen = kit.version
    done = at_once(
        lambda: actions.approve_kit(candidate, version=seen, by=Actor.person(world.manager), at=now()),
        lambda: actions.save_kit(candidate, values={"metrics": "From two weeks to a day."}, by=guest, at=now()),
    )
    assert not any(isinstance(each, BaseException) for each in done), done
    assert Preparation.objects.get(candidate=candidate).kit_state == "sent"
