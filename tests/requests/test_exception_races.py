"""The last promised place, and one exception, when two people are at it in the same instant."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goodword.approvals.models import Approval
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused
from goodword.requests import actions
from tests.at_once import at_once
from tests.factories.people import a_person
from tests.requests.exceptional import by, exceptional_world, fresh
from tests.requests.world import now, today


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_requests_for_the_last_promised_place_at_the_same_instant() -> None:
    world = exceptional_world()
    day = today() + timedelta(days=120)
    rows = [world.event(on=day) for _n in range(5)]
    for row in rows[:3]:
        actions.triage(row, by=Actor.person(world.manager), at=now())
    pressed = at_once(*(lambda row=row: actions.triage(row, by=Actor.person(world.manager), at=now()) for row in rows[3:]))
    assert sorted(fresh(row).state for row in rows[3:]) == ["held", "triage"]
    assert [isinstance(each, Refused) for each in pressed].count(True) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_two_reviewers_at_the_same_instant_make_one_decision() -> None:
    world = exceptional_world()
    other = a_person("exception_reviewer", name="Otto Brand")
    review = world.late()
    answers = at_once(
        lambda: actions.approve_exception(review, reason="Yes.", by=by(world.reviewer), at=now()),
        lambda: actions.decline_exception(review, reason="No.", by=Actor.person(other), at=now()),
    )
    assert [isinstance(each, WrongState) for each in answers].count(True) == 1
    row, approval = fresh(review.reference_request), Approval.objects.get(pk=review.approval_id or 0)
    assert (row.state, approval.state) in {("submitted", "approved"), ("declined", "declined")}
