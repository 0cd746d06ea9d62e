"""The board and the queue with many open requests, beside a bare Django page of as many cards."""

from __future__ import annotations

import random
import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from bench.measure import percentile
from bench.result import Result
from goodword.approvals.models import Approval
from goodword.customers.models import Account
from goodword.kernel import clock
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import RoleAssignment, User
from goodword.policy.actions import ensure_first_version
from goodword.requests.models import Ball, BallMark, Candidate, ReferenceRequest
from goodword.requests.queries.balls import catch_up
from goodword.requests.states import CandidateState, RequestState

ROUNDS, CARDS = 30, 96
BARE = (
    "{% for row in rows %}<li><a href='/requests/{{ row.pk }}'>{{ row.prospect }}</a>"
    "{{ row.requester.name }} {{ row.needed_on }}</li>{% endfor %}"
)
# How open requests stand, and how often: without a candidate, or with one in this state.
STANDS = (
    (RequestState.SUBMITTED, "", 3),
    (RequestState.HELD, "", 1),
    (RequestState.TRIAGE, "", 2),
    (RequestState.SOURCING, "", 3),
    (RequestState.SOURCING, CandidateState.HELD, 4),
    (RequestState.SOURCING, CandidateState.ASKED, 3),
    (RequestState.CONFIRMED, CandidateState.SCHEDULED, 2),
    (RequestState.COMPLETED, CandidateState.DONE, 2),
)


def run(size: int) -> Result:
    """Open the board and the queue of a manager who leads much of `size` open requests, 30 times each."""
    settings.ALLOWED_HOSTS = ["testserver"]
    ensure_program()
    ensure_first_version()
    manager = _fill(size)
    client = Client()
    client.force_login(manager)
    BallMark.objects.bulk_create(BallMark(request_id=key) for key in ReferenceRequest.objects.values_list("pk", flat=True))
    began = time.perf_counter()
    catch_up(at=clock.now())
    anew = time.perf_counter() - began
    pages = {
        name: (_timed(partial(_get, client, path)), _statements(client, path), len(client.get(path).content))
        for name, path in (("board", "/requests/board"), ("queue", "/requests/?view=all&sort=due"), ("home", "/"))
    }
    floor = _timed(_bare())
    figures = {"all_said_anew_s": anew}
    for name, (times, statements, weight) in pages.items():
        figures |= {f"{name}_p50_ms": percentile(times, 0.5) * 1000, f"{name}_p95_ms": percentile(times, 0.95) * 1000}
        figures |= {f"{name}_statements": statements, f"{name}_kilobytes": weight / 1024}
    bare = percentile(floor, 0.5) * 1000
    return Result(
        name="board",
        size=size,
        figures=figures,
        floor={"bare_p50_ms": bare},
        ratio={name: figures[f"{name}_p50_ms"] / bare for name in pages},
        goal={"board": "p95 at most 200 ms", "queue": "p95 at most 200 ms"},
        met={name: figures[f"{name}_p95_ms"] <= 200 for name in ("board", "queue")},
        notes=["in one process through the whole of Django; said anew is who has the ball of every request, as after a new version"],
    )


def _get(client: Client, path: str, _round: int) -> object:
    return client.get(path)


def _timed(page: Callable[[int], object]) -> list[float]:
    for number in range(3):
        page(number)
    walls = []
    for number in range(ROUNDS):
        began = time.perf_counter()
        page(number)
        walls.append(time.perf_counter() - began)
    return walls


def _statements(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _bare() -> Callable[[int], HttpResponse]:
    template = engines["django"].from_string(BARE)

    def page(_number: int) -> HttpResponse:
        request: HttpRequest = RequestFactory().get("/")
        rows = ReferenceRequest.objects.select_related("requester").order_by("needed_on")[:CARDS]
        return HttpResponse(template.render({"rows": rows}, request))

    return page


def _fill(size: int) -> User:
    """People, customers, and `size` open requests; the same in every run."""
    dice, at = random.Random(5), clock.now()
    manager = _person("bench-manager", Role.REFERENCE_MANAGER)
    people = [_person(f"bench-{n}") for n in range(40)]
    Ball.objects.all().delete()
    Candidate.objects.all().delete()
    ReferenceRequest.objects.all().delete()
    Approval.objects.all().delete()
    if not Account.objects.filter(source="bench-board").exists():
        Account.objects.bulk_create(Account(name=f"Customer {n}", source="bench-board", owner=dice.choice(people)) for n in range(400))
    accounts = list(Account.objects.filter(source="bench-board").order_by("pk"))
    kinds = [(state, candidate) for state, candidate, often in STANDS for _ in range(often)]
    stands = [dice.choice(kinds) for _ in range(size)]
    rows = ReferenceRequest.objects.bulk_create(_request(dice, state, people, manager, at=at) for state, _candidate in stands)
    made = [_candidate(dice, row, state, dice.choice(accounts), at=at) for row, (_state, state) in zip(rows, stands, strict=True) if state]
    Candidate.objects.bulk_create(made)
    held = [each for each in made if each.state == CandidateState.HELD]
    for each, approval in zip(held, Approval.objects.bulk_create(_question(dice, each, people, at=at) for each in held), strict=True):
        each.approval = approval
    Candidate.objects.bulk_update(held, ["approval"])
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return manager


def _person(name: str, role: str = "") -> User:
    person, _ = User.objects.get_or_create(email=f"{name}@example.org", defaults={"name": name.title()})
    if role:
        RoleAssignment.objects.get_or_create(user=person, role=role, region=None)
    return person


def _request(dice: random.Random, state: str, people: list[User], manager: User, *, at: datetime) -> ReferenceRequest:
    since = at - timedelta(hours=dice.randrange(1, 24 * 20))
    return ReferenceRequest(
        state=state,
        state_at=since,
        requester=dice.choice(people),
        manager=manager if dice.random() < 0.5 else dice.choice(people),
        prospect=f"Prospect {dice.randrange(10_000)}",
        needed_on=(at + timedelta(days=dice.randrange(60))).date(),
        outcome_due_at=at + timedelta(days=dice.randrange(-5, 20)),
        once=uuid.UUID(int=dice.getrandbits(128)),
        created_at=since,
        saved_at=since,
    )


def _candidate(dice: random.Random, row: ReferenceRequest, state: str, account: Account, *, at: datetime) -> Candidate:
    due = at + timedelta(days=dice.randrange(-3, 12))
    return Candidate(
        reference_request=row,
        account=account,
        state=state,
        state_at=row.state_at,
        held_until=due,
        answer_due_at=due,
        scheduled_at=due if state == CandidateState.SCHEDULED else None,
    )


def _question(dice: random.Random, candidate: Candidate, people: list[User], *, at: datetime) -> Approval:
    due = at + timedelta(days=dice.randrange(-3, 6))
    return Approval(
        question="may_we_ask",
        subject_kind="candidate",
        subject_id=candidate.pk,
        approver=dice.choice(people),
        state_at=at,
        opened_at=at,
        due_at=due,
    )
