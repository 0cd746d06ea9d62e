"""The board of stories with many in the making, beside a bare Django page of as many cards."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from functools import partial

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory

from bench.boarding import _get, _person, _statements, _timed
from bench.measure import percentile
from bench.result import Result
from goodword.customers.models import Account
from goodword.kernel import clock
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.playbooks.actions import ensure_shipped
from goodword.playbooks.kinds import shipped
from goodword.playbooks.models import PlaybookVersion, Run, RunStep
from goodword.policy.actions import ensure_first_version
from goodword.stories.kinds import KINDS
from goodword.stories.models import Story

BARE = (
    "{% for row in rows %}<li><a href='/stories/{{ row.number }}'>{{ row.title }}</a>"
    "{{ row.account.name }} {{ row.stage }}</li>{% endfor %}"
)


def run(size: int) -> Result:
    """Open the board, a story and home of a manager with `size` stories in the making, 30 times each."""
    settings.ALLOWED_HOSTS = ["testserver"]
    ensure_program()
    ensure_first_version()
    ensure_shipped()
    manager = _fill(size)
    client = Client()
    client.force_login(manager)
    first = Story.objects.filter(kind="case_study").order_by("pk").first()
    paths = {"board": "/stories/board", "story": f"/stories/{first}" if first is not None else "/stories/", "home": "/"}
    figures: dict[str, float] = {}
    for name, path in paths.items():
        times = _timed(partial(_get, client, path))
        figures |= {f"{name}_p50_ms": percentile(times, 0.5) * 1000, f"{name}_p95_ms": percentile(times, 0.95) * 1000}
        figures |= {f"{name}_statements": _statements(client, path), f"{name}_kilobytes": len(client.get(path).content) / 1024}
    bare = percentile(_timed(_bare), 0.5) * 1000
    return Result(
        name="stories",
        size=size,
        figures=figures,
        floor={"bare_p50_ms": bare},
        ratio={name: figures[f"{name}_p50_ms"] / bare for name in paths},
        goal={"board": "p95 at most 100 ms"},
        met={"board": figures["board_p95_ms"] <= 100},
        notes=["in one process through the whole of Django; every story is on the board with its open steps"],
    )


def _bare(_number: int) -> HttpResponse:
    request: HttpRequest = RequestFactory().get("/")
    template = engines["django"].from_string(BARE)
    return HttpResponse(template.render({"rows": Story.objects.select_related("account")}, request))


def _fill(size: int) -> User:
    """People, customers, and `size` stories, each somewhere in its playbook; the same in every run."""
    dice, at = random.Random(6), clock.now()
    manager = _person("bench-manager", Role.REFERENCE_MANAGER)
    people = [manager, *(_person(f"bench-{n}") for n in range(40))]
    Run.objects.all().delete()
    Story.objects.all().delete()
    if not Account.objects.filter(source="bench-stories").exists():
        Account.objects.bulk_create(Account(name=f"Customer {n}", source="bench-stories", owner=dice.choice(people)) for n in range(100))
    accounts = list(Account.objects.filter(source="bench-stories").order_by("pk"))
    versions = {each.code: each for each in PlaybookVersion.objects.filter(number=1)}
    kinds = [code for code, kind in KINDS.items() if not kind.needs_parent]
    for number in range(size):
        row = _story(dice, number, dice.choice(kinds), dice.choice(accounts), dice.choice(people), at=at)
        _run(dice, row, versions[KINDS[row.kind].playbook], people, at=at)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    return manager


def _story(dice: random.Random, number: int, kind: str, account: Account, manager: User, *, at: datetime) -> Story:
    return Story.objects.create(
        kind=kind,
        title=f"What came of it at customer {number}",
        account=account,
        manager=manager,
        proposed_by=manager,
        state="running",
        state_at=at,
        stage_at=at,
        once=uuid.UUID(int=dice.getrandbits(128)),
        created_at=at,
        edited_at=at,
        started_at=at,
    )


def _run(dice: random.Random, row: Story, version: PlaybookVersion, people: list[User], *, at: datetime) -> None:
    """So many steps done, two open, the rest later."""
    book = shipped(version.code)
    done = dice.randrange(len(book.steps))
    made = Run.objects.create(subject_kind="story", subject_id=row.pk, version=version, state_at=at, started_at=at)
    states = ["done" if place < done else "open" if place < done + 2 else "waiting" for place in range(len(book.steps))]
    RunStep.objects.bulk_create(
        RunStep(
            run=made,
            key=step.key,
            place=place,
            role=step.role,
            state=states[place],
            state_at=at,
            assignee=dice.choice(people),
            opened_at=None if states[place] == "waiting" else at,
            due_on=(at + timedelta(days=dice.randrange(-5, 20))).date(),
        )
        for place, step in enumerate(book.steps)
    )
    row.stage = book.steps[done].stage
    row.save(update_fields=["stage"])
