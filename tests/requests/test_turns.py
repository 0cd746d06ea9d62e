"""Who has the ball is the same in the database as in Python, in whatever state a request is, and lists count and sort by it."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from goodword.approvals.models import Approval
from goodword.customers.models import Account
from goodword.people.models import Program, Region, User
from goodword.requests.models import Ball, Candidate, ExceptionReview, Opinion, Preparation, ProposedTime, ReferenceRequest
from goodword.requests.queries import balls
from goodword.requests.queries.ball import Step, Turn, due_day
from goodword.requests.queries.balls import catch_up, catch_up_portion, late
from goodword.requests.queries.lists import turn_in, turns_in, with_ball
from goodword.requests.states import CANDIDATE_PLANNED, CANDIDATE_WON, CandidateState, RequestState
from goodword.requests.tasks import make_balls_whole
from goodword.site import worker
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person, a_region
from tests.requests.world import World, a_world, now

pytestmark = pytest.mark.django_db
ROUNDS = 150
OFTEN = [*RequestState.values, *["sourcing", "confirmed", "completed"] * 4]
OFTEN_OF_CANDIDATES = [*CandidateState.values, "scheduled", "scheduled", "done"]


@pytest.mark.slow
def test_what_is_kept_is_what_would_be_said_whatever_changes_and_however_late_it_is() -> None:
    at, dice, world = now(), random.Random(7), a_world()
    people = [world.seller, world.manager, world.owner, a_manager(region=a_region("apac")), a_person(region=a_region("us"))]
    accounts = [world.account, *(an_account(f"Customer {n}", region=dice.choice(people).region) for n in range(3))]
    for _ in range(ROUNDS):
        _any_request(dice, world, people, accounts, at=at)
    steps = _agrees(at)
    for change in _changes(dice, world, people, at=at):
        change()
        steps |= _agrees(at)
    for hours in (1, 5, 25, 24 * 30):
        steps |= _agrees(at + timedelta(hours=hours))
    assert steps == set(Step) - {Step.OPINION}, "every step was met; what owners think of a list is never what a request waits for"


def _agrees(at: datetime) -> set[Step]:
    steps = set()
    catch_up(at=at)
    for row in with_ball(ReferenceRequest.objects.select_related("ball")):
        turn = turn_in(row, at=at)
        steps.add(turn.step)
        assert _said(row) == _meant(turn), f"{row.state}, {[c.state for c in row.candidates.all()]}"
        assert hasattr(row, "ball") is not row.is_ended
        if not row.is_ended:
            assert row.ball.hands == sorted({each.who.pk for each in turns_in(row, at=at) if each.who is not None})
    return steps


def _changes(dice: random.Random, world: World, people: list[User], *, at: datetime) -> list[Callable[[], object]]:
    """Each changes many rows at once, past every verb, as an import or a merge does."""
    requests, candidates = ReferenceRequest.objects.all(), Candidate.objects.all()
    return [
        lambda: requests.filter(state="sourcing").update(manager=people[3]),
        lambda: requests.filter(state="triage").update(state="sourcing", wanted=3),
        lambda: requests.filter(state="completed").update(outcome_due_at=at + timedelta(days=9)),
        lambda: requests.filter(pk__in=dice.sample(list(requests.values_list("pk", flat=True)), 10)).update(state="withdrawn"),
        lambda: candidates.filter(state="held").update(state="owner_approved"),
        lambda: candidates.filter(state="suggested").delete(),
        lambda: Approval.objects.update(approver=people[4], due_at=at + timedelta(days=2)),
        lambda: candidates.filter(state="asked").update(contact=None, answer_due_at=at + timedelta(days=3)),
        lambda: Opinion.objects.update(asked=people[4], due_at=at + timedelta(days=2)),
        lambda: Opinion.objects.filter(candidate__in=candidates.filter(position=1)).update(answer="good", answered_at=at),
        lambda: Opinion.objects.filter(candidate__in=candidates.filter(position=2)).delete(),
        lambda: ProposedTime.objects.filter(by_customer=True).delete(),
        lambda: [ProposedTime.objects.create(candidate=each, starts_at=at) for each in candidates.filter(state="scheduled")],
        lambda: User.objects.filter(pk=world.seller.pk).update(region=people[3].region),
        lambda: Region.objects.update(time_zone="Pacific/Auckland", holiday_country="JP"),
        lambda: Program.objects.update(time_zone="Pacific/Honolulu"),
    ]


def _any_request(dice: random.Random, world: World, people: list[User], accounts: list[Account], *, at: datetime) -> None:
    def ago() -> datetime:
        return at - timedelta(hours=dice.randrange(1, 24 * 90), minutes=dice.randrange(60))

    row = ReferenceRequest.objects.create(
        state=dice.choice(OFTEN),
        state_at=ago(),
        requester=dice.choice(people),
        manager=dice.choice([*people, None]),
        mode=dice.choice(["managed", "self_service"]),
        minutes=dice.choice([15, 30, 60]),
        outcome_due_at=dice.choice([None, ago()]),
        kind=dice.choice([*["sales_call"] * 5, "event", "research", "general"]),
        wanted=dice.choice([1, 2]),
        needed_on=dice.choice([None, (ago() + timedelta(days=40)).date()]),
        once=uuid4(),
        created_at=ago(),
        saved_at=ago(),
    )
    _maybe_reviewed(row, random.Random(ReferenceRequest.objects.count()), world, people, at=at)
    for account in dice.sample(accounts, dice.randrange(3)):
        state = dice.choice(OFTEN_OF_CANDIDATES)
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
        if dice.random() < 0.4:
            candidate.support = Approval.objects.create(
                question="all_is_well",
                subject_kind="candidate",
                subject_id=candidate.pk,
                approver=dice.choice(people),
                state=dice.choice(["open", "approved"]),
                state_at=ago(),
                opened_at=ago(),
                due_at=ago() + timedelta(days=40),
            )
            candidate.save(update_fields=["support"])
        if state in CANDIDATE_PLANNED:
            Opinion.objects.create(candidate=candidate, asked=people[candidate.pk % len(people)], asked_at=at, due_at=at)
        if row.kind == "event" and state in CANDIDATE_WON:
            Preparation.objects.create(
                candidate=candidate, opened_at=ago(), content_state_at=ago(), kit_state_at=ago(), plan_state_at=ago(), reuse_state_at=ago()
            )
        if dice.random() < 0.3:
            chosen = dice.random() < 0.5
            ProposedTime.objects.create(candidate=candidate, starts_at=ago(), by_customer=dice.random() < 0.7, chosen=chosen)


def _maybe_reviewed(row: ReferenceRequest, dice: random.Random, world: World, people: list[User], *, at: datetime) -> None:
    """Of many, somebody decides on an exception."""
    if dice.random() < 0.5:
        return
    review = ExceptionReview.objects.create(reference_request=row, kind=row.kind, opened_at=at)
    review.approval = Approval.objects.create(
        question="exception",
        subject_kind="exceptionreview",
        subject_id=review.pk,
        approver=dice.choice(people),
        deputy_for=dice.choice([None, world.lead]),
        state_at=at,
        opened_at=at,
        due_at=at + timedelta(days=dice.randrange(-40, 40)),
    )
    review.save(update_fields=["approval"])
    ReferenceRequest.objects.filter(pk=row.pk).update(review=review)


def _said(row: ReferenceRequest) -> tuple[object, ...]:
    kept = getattr(row, "ball", None)
    if kept is None or kept.step == Step.NOTHING:
        return (Step.NOTHING.value,)
    return kept.step, kept.who_id, kept.contact_id, kept.also_id, kept.due_on


def _meant(turn: Turn) -> tuple[object, ...]:
    if turn.step is Step.NOTHING:
        return (Step.NOTHING.value,)
    who, contact = (each.pk if each else None for each in (turn.who, turn.contact))
    return turn.step.value, who, contact, turn.approval.deputy_for_id if turn.approval else None, due_day(turn)


@pytest.mark.slow
def test_late_is_whoever_lets_a_day_pass_and_never_a_call_that_is_booked() -> None:
    at, world = now(), a_world()
    row = world.sent()
    ReferenceRequest.objects.update(state_at=at - timedelta(days=1))
    catch_up(at=at)
    assert not ReferenceRequest.objects.filter(late(at)).exists()
    ReferenceRequest.objects.update(state_at=at - timedelta(days=12))
    catch_up(at=at)
    assert list(ReferenceRequest.objects.filter(late(at))) == [row]


@pytest.mark.slow
def test_nothing_is_made_anew_while_nothing_changes_and_only_what_changed_when_something_does() -> None:
    at, world = now(), a_world()
    first, _second = world.sent(), world.sent()
    assert catch_up(at=at) == 2
    assert catch_up(at=at) == 0
    first.save(update_fields=["topic"])
    assert catch_up(at=at) == 1
    assert catch_up(at=at + timedelta(hours=25)) == 2, "nothing is kept for longer than a day"
    Ball.objects.filter(pk=first.pk).update(rules="another")
    assert catch_up(at=at) == 1, "another version of the code says it anew"


@pytest.mark.slow
def test_after_a_deploy_the_worker_says_it_anew_in_portions_and_no_reader_waits_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    at, world = now(), a_world()
    for _ in range(5):
        world.sent()
    catch_up(at=at)
    Ball.objects.update(rules="before")
    monkeypatch.setattr(balls, "FEW", 3)
    monkeypatch.setattr(balls, "PORTION", 2)
    ReferenceRequest.objects.filter(pk=ReferenceRequest.objects.earliest("pk").pk).update(manager=world.manager)
    assert catch_up(at=at) == 1  # what was changed; the others are left to the worker
    assert Ball.objects.filter(rules="before").count() == 4
    assert catch_up_portion(at=at) == 2
    make_balls_whole()
    assert not Ball.objects.filter(rules="before").exists()
    Ball.objects.filter(pk__in=Ball.objects.values("pk")[:3]).update(rules="before")
    assert catch_up(at=at) == 3  # so few a reader says anew


def test_a_worker_that_starts_asks_for_it_once() -> None:
    for _again in range(2):
        worker.ask_for_what_is_due()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = %s and status = 'todo'", [worker.AT_START])
        assert cursor.fetchone() == (1,)
