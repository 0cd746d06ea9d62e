"""Who has the ball is the same in the database as in Python, in whatever state a request is, and lists count and sort by it."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from goodword.approvals.models import Approval
from goodword.people.models import User
from goodword.requests.models import Candidate, ProposedTime, ReferenceRequest
from goodword.requests.queries.ball import Step, Turn
from goodword.requests.queries.lists import turn_in, with_ball
from goodword.requests.queries.turns import late, with_turns
from goodword.requests.states import CandidateState, RequestState
from goodword.ui.dates import local_day
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person, a_region
from tests.requests.world import World, a_world, now

pytestmark = pytest.mark.django_db
ROUNDS = 400


@pytest.mark.slow
def test_the_view_says_of_every_state_what_python_says_of_one_row() -> None:
    at, dice, world = now(), random.Random(7), a_world()
    people = [world.seller, world.manager, world.owner, a_manager(region=a_region("apac")), a_person(region=a_region("us"))]
    accounts = [world.account, *(an_account(f"Customer {n}", region=dice.choice(people).region) for n in range(3))]
    for _ in range(ROUNDS):
        _any_request(dice, world, people, accounts, at=at)
    rows = with_ball(with_turns(ReferenceRequest.objects.all(), at=at))
    steps = set()
    for row in rows:
        turn = turn_in(row, at=at)
        steps.add(turn.step)
        assert _said(row) == _meant(turn), f"{row.state}, {[c.state for c in row.candidates.all()]}"
    assert steps == set(Step), "every step was met"


def _any_request(dice: random.Random, world: World, people: list[User], accounts: list[object], *, at: datetime) -> None:
    def ago() -> datetime:
        return at - timedelta(hours=dice.randrange(1, 24 * 90), minutes=dice.randrange(60))

    row = ReferenceRequest.objects.create(
        state=dice.choice(RequestState.values),
        state_at=ago(),
        requester=dice.choice(people),
        manager=dice.choice([*people, None]),
        mode=dice.choice(["managed", "self_service"]),
        minutes=dice.choice([15, 30, 60]),
        outcome_due_at=dice.choice([None, ago()]),
        once=uuid4(),
        created_at=ago(),
        saved_at=ago(),
    )
    for account in dice.sample(accounts, dice.randrange(3)):
        state = dice.choice(CandidateState.values)
        candidate = Candidate.objects.create(
            reference_request=row,
            account=account,
            contact=dice.choice([None, world.contact]),
            state=state,
            state_at=ago(),
            position=dice.randrange(3),
            held_until=ago() + timedelta(days=40),
            answer_due_at=dice.choice([None, ago() + timedelta(days=40)]),
            scheduled_at=dice.choice([None, at - timedelta(minutes=20), ago(), ago() + timedelta(days=60)]),
        )
        if dice.random() < 0.7:
            candidate.approval = Approval.objects.create(
                question="may_we_ask",
                subject_kind="candidate",
                subject_id=candidate.pk,
                approver=dice.choice(people),
                deputy_for=dice.choice([None, world.lead]),
                state_at=ago(),
                opened_at=ago(),
                due_at=ago() + timedelta(days=40),
            )
            candidate.save(update_fields=["approval"])
        if dice.random() < 0.3:
            chosen = dice.random() < 0.5
            ProposedTime.objects.create(candidate=candidate, starts_at=ago(), by_customer=dice.random() < 0.7, chosen=chosen)


def _said(row: ReferenceRequest) -> tuple[object, ...]:
    ball = getattr(row, "ball", None)
    if ball is None:
        return (Step.NOTHING.value,)
    due = local_day(ball.due_at) if row.turn_step == Step.CALL else row.turn_due  # type: ignore[attr-defined]
    return row.turn_step, row.turn_who, ball.contact_id, ball.candidate_id, due  # type: ignore[attr-defined]


def _meant(turn: Turn) -> tuple[object, ...]:
    if turn.step is Step.NOTHING:
        return (Step.NOTHING.value,)
    who, contact, candidate = (each.pk if each else None for each in (turn.who, turn.contact, turn.candidate))
    return turn.step.value, who, contact, candidate, local_day(turn.due) if turn.due else None


def test_late_is_whoever_lets_a_day_pass_and_never_a_call_that_is_booked() -> None:
    at, world = now(), a_world()
    row = world.sent()
    ReferenceRequest.objects.update(state_at=at - timedelta(days=1))
    assert not with_turns(ReferenceRequest.objects.all(), at=at).filter(late(local_day(at))).exists()
    ReferenceRequest.objects.update(state_at=at - timedelta(days=12))
    assert list(with_turns(ReferenceRequest.objects.all(), at=at).filter(late(local_day(at)))) == [row]
