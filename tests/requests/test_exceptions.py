"""Too late, or beyond what was promised: held with its reasons, decided by a reviewer, counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.approvals.models import Approval
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused
from goodword.people.models import Team, User
from goodword.policy.actions import publish
from goodword.policy.models import Decision
from goodword.policy.numbers import STANDARD
from goodword.requests import actions
from goodword.requests.models import ExceptionReview, ReferenceRequest
from goodword.requests.tasks import sweep
from tests.factories.people import a_person
from tests.requests.world import World, a_world, now, today

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize(
    ("days", "plan", "state"), [(74, False, "held"), (75, False, "submitted"), (89, True, "held"), (90, True, "submitted")]
)
def test_an_event_is_asked_for_in_time_or_held(days: int, plan: bool, state: str) -> None:
    world = exceptional_world()
    row = world.event(days=days, needs_plan_approval=plan, exception_reason="It is booked.")
    assert row.state == state
    stored = Decision.objects.get(reference_request_id=row.pk, step="submit")
    assert stored.team == "field_marketing"
    assert stored.facts["submitted_on"] == today().isoformat()
    assert stored.facts["needed_on"] == row.needed_on.isoformat()
    assert stored.facts["needs_plan_approval"] is plan
    assert len(stored.facts["promises"]) > 1
    if state == "held":
        assert row.review is not None
        assert row.review.earliest_on == today() + timedelta(days=days + 1)
        assert row.review.rules == ["notice"]


def test_without_a_reason_it_is_refused_with_the_earliest_day_and_stays_a_draft() -> None:
    world = exceptional_world()
    wanted = {"topic": "The move.", "needed_on": today() + timedelta(days=40), "details": {"event_name": "Rhine Summit"}}
    draft = actions.start_draft(once=uuid4(), kind="event", asked=wanted, by=Actor.person(world.seller), at=now())
    refused = actions.submit(draft, by=Actor.person(world.seller), at=now())
    assert isinstance(refused, Refused)
    assert [each.code for each in refused.reasons] == ["exception_reason"]
    assert "The day is 40 days away, and we need 75." in refused.words
    assert "The customer would have 40 days, and we give them 60." in refused.words
    assert "The earliest day would be" in refused.words
    assert fresh(draft).state == "draft"


def test_a_reviewer_makes_an_exception_with_conditions_and_the_request_goes_on() -> None:
    world = exceptional_world()
    review = world.late()
    row = review.reference_request
    assert review.approval is not None
    assert review.approval.approver == world.reviewer
    assert isinstance(actions.allow(row, reason="Let it.", by=Actor.person(world.manager), at=now()), Refused)
    assert isinstance(actions.approve_exception(review, reason=" ", by=by(world.reviewer), at=now()), Refused)
    done = actions.approve_exception(review, reason="Large stage.", conditions="One speaker.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest), done
    assert done.state == "submitted"
    review.refresh_from_db()
    assert (review.until_on, review.conditions) == (row.needed_on, "One speaker.")
    with pytest.raises(WrongState):
        actions.decline_exception(review, reason="No.", by=by(world.reviewer), at=now())
    assert actions.triage(done, by=Actor.person(world.manager), at=now()).state == "triage"
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "One speaker." in page
    assert "Made an exception" in page


def test_no_exception_declines_the_request_with_the_reason() -> None:
    world = exceptional_world()
    review = world.late()
    done = actions.decline_exception(review, reason="The customer would have no time.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest)
    assert (done.state, done.end_reason) == ("declined", "The customer would have no time.")


def test_without_a_reviewer_the_manager_decides() -> None:
    world = exceptional_world(with_reviewer=False)
    review = world.late()
    assert review.approval is not None
    assert review.approval.approver == world.manager
    done = actions.approve_exception(review, reason="All right.", by=Actor.person(world.manager), at=now())
    assert isinstance(done, ReferenceRequest)
    assert done.state == "submitted"


def test_a_fifth_event_of_a_quarter_is_held_once_four_are_taken_up_and_the_lead_is_told_of_the_fourth() -> None:
    world = exceptional_world()
    day = today() + timedelta(days=120)
    rows = [world.event(on=day) for _n in range(5)]
    assert {row.state for row in rows} == {"submitted"}
    for row in rows[:4]:
        assert isinstance(actions.triage(row, by=Actor.person(world.manager), at=now()), ReferenceRequest)
    gone = actions.triage(rows[4], by=Actor.person(world.manager), at=now())
    assert isinstance(gone, Refused)
    held = fresh(rows[4])
    assert held.state == "held"
    assert held.review is not None
    assert (held.review.because, held.review.rules) == ("place_gone", ["commitment"])
    another = world.event(on=day, exception_reason="It is the largest one.")
    assert another.state == "held"
    actions.withdraw(rows[0], by=Actor.person(world.seller), at=now())
    done = actions.approve_exception(held.review, reason="A place is free again.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest)
    assert isinstance(actions.triage(done, by=Actor.person(world.manager), at=now()), ReferenceRequest)


def test_an_exception_that_runs_out_before_anybody_looked_is_decided_again() -> None:
    world = exceptional_world()
    review = world.late()
    actions.approve_exception(review, reason="For this week.", until_on=today() + timedelta(days=5), by=by(world.reviewer), at=now())
    row = review.reference_request
    assert sweep(now() + timedelta(days=5))["lapsed"] == 0
    assert fresh(row).state == "submitted"
    assert sweep(now() + timedelta(days=6))["lapsed"] == 1
    again = fresh(row)
    assert again.state == "held"
    assert again.review is not None
    assert (again.review.pk != review.pk, again.review.because) == (True, "lapsed")
    assert sweep(now() + timedelta(days=6))["lapsed"] == 0


def test_a_reviewer_is_reminded_then_somebody_else_is_asked() -> None:
    world = exceptional_world()
    other = a_person("exception_reviewer", name="Otto Brand")
    review = world.late()
    assert sweep(now() + timedelta(days=4))["reviewers_reminded"] == 1
    assert sweep(now() + timedelta(days=14))["reviews_escalated"] == 1
    approval = Approval.objects.get(pk=review.approval_id)
    assert (approval.approver, approval.deputy_for) == (other, world.reviewer)
    done = actions.approve_exception(review, reason="Late, but yes.", by=by(world.reviewer), at=now())
    assert isinstance(done, ReferenceRequest)


def test_it_is_passed_on_and_withdrawing_takes_the_question_back() -> None:
    world = exceptional_world()
    review = world.late()
    passed = actions.delegate_exception(review, to=world.lead, note="You know them.", by=by(world.reviewer), at=now())
    assert isinstance(passed, ExceptionReview)
    assert world.as_(world.lead).get(reverse("desk:exception", args=[review.reference_request_id])).status_code == 200
    assert isinstance(actions.delegate_exception(review, to=world.seller, by=by(world.lead), at=now()), Refused)
    actions.withdraw(review.reference_request, by=Actor.person(world.seller), at=now())
    assert Approval.objects.get(pk=review.approval_id).state == "withdrawn"
    with pytest.raises(WrongState):
        actions.approve_exception(review, reason="Yes.", by=by(world.lead), at=now())


def test_a_policy_that_promises_less_holds_the_next_only() -> None:
    world = exceptional_world()
    day = today() + timedelta(days=120)
    first, second = world.event(on=day), world.event(on=day)
    actions.triage(first, by=Actor.person(world.manager), at=now())
    less = replace(STANDARD, commitments={"field_marketing": 1})
    publish(numbers=less, effective_from=today(), name="Less", by=world.manager, at=now())
    assert fresh(first).state == "triage"
    assert isinstance(actions.triage(second, by=Actor.person(world.manager), at=now()), Refused)
