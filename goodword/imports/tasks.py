"""The job that carries a run out, and what keeps the room tidy."""

import time

from procrastinate.contrib.django import app

from goodword.imports.actions import Watch, carry_out, notice_dead, path_of, undo
from goodword.imports.models import ImportRun
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.models import User


@app.task(name="goodword.imports.carry_out", pass_context=False)
def carry_out_run(run_id: int) -> None:
    """Bring a file in, or try to; safe to run again."""
    run = ImportRun.objects.select_related("started_by").get(pk=run_id)
    began = time.monotonic()
    by = Actor.person(run.started_by) if run.started_by else Actor.system()
    carry_out(run_id, path=path_of(run), by=by, at=clock.now(), watch=Watch(lambda: time.monotonic() - began))


@app.task(name="goodword.imports.undo", pass_context=False)
def undo_run(run_id: int, by: int | None) -> None:
    """Take an import back; safe to run again."""
    person = User.objects.get(pk=by) if by is not None else None
    undo(run_id, by=Actor.person(person) if person else Actor.system(), at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="goodword.imports.notice_dead", queueing_lock="goodword.imports.notice_dead", pass_context=False)
def notice_dead_runs(timestamp: int) -> None:
    """Say of runs whose process is gone that they stopped."""
    del timestamp
    notice_dead(at=clock.now())
