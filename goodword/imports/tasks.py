"""The job that carries a run out, and what keeps the room tidy."""

import time

from procrastinate.contrib.django import app

from goodword.imports.actions import Watch, carry_out, notice_dead, path_of
from goodword.imports.models import ImportRun
from goodword.kernel import clock
from goodword.kernel.actor import Actor


@app.task(name="goodword.imports.carry_out", pass_context=False)
def carry_out_run(run_id: int) -> None:
    """Bring a file in, or try to; safe to run again."""
    run = ImportRun.objects.select_related("started_by").get(pk=run_id)
    began = time.monotonic()
    by = Actor.person(run.started_by) if run.started_by else Actor.system()
    carry_out(run_id, path=path_of(run), by=by, at=clock.now(), watch=Watch(lambda: time.monotonic() - began))


@app.periodic(cron="* * * * *")
@app.task(name="goodword.imports.notice_dead", queueing_lock="goodword.imports.notice_dead", pass_context=False)
def notice_dead_runs(timestamp: int) -> None:
    """Say of runs whose process is gone that they stopped."""
    del timestamp
    notice_dead(at=clock.now())
