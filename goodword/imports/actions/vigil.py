"""Whether somebody is at a run: a lock that a process loses when it dies, however it dies."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection, transaction

from goodword.imports.actions.launch import JOB
from goodword.imports.models import ImportRun
from goodword.imports.states import MOVES, State
from goodword.imports.values import wording
from goodword.kernel.transitions import move

KEY = 742_001
UNDO_JOB = "goodword.imports.undo"
GRACE = timedelta(minutes=1)  # between the command's two steps
_DEAD = """
select r.id from {table} r where r.state in ('running', 'queued', 'undoing')
  and (r.state = 'running' or r.state_at < %(before)s)
  and not exists (select from pg_locks l where l.locktype = 'advisory' and l.classid = %(key)s and l.objid = r.id and l.granted)
  and not exists (select from procrastinate_jobs j where j.task_name = any(%(jobs)s) and j.status in ('todo', 'doing')
    and (j.args->>'run_id')::bigint = r.id)
"""


def hold(run_id: int) -> bool:
    """Take the run's lock for this connection; False when somebody else has it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, %s::int)", [KEY, run_id])
        return bool(cursor.fetchone()[0])


def let_go(run_id: int) -> None:
    """Give the run's lock back."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_unlock(%s, %s::int)", [KEY, run_id])


def notice_dead(*, at: datetime) -> list[int]:
    """Stop the runs that nobody is at any more and that no job will take up again. Returns their keys."""
    with connection.cursor() as cursor:
        cursor.execute(_DEAD.format(table=ImportRun._meta.db_table), {"key": KEY, "jobs": [JOB, UNDO_JOB], "before": at - GRACE})
        found = [key for (key,) in cursor.fetchall()]
    return [key for key in found if stop_dead(key, at=at)]


@transaction.atomic
def stop_dead(run_id: int, *, at: datetime) -> bool:
    """Stop one run and say where it ended; False when it ended by itself meanwhile."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.state == State.UNDOING:
        stay(run_id, at=at, error=wording.not_undone())
        return True
    if run.state not in {State.RUNNING, State.QUEUED}:
        return False
    error = wording.vanished(line=run.line_reached, taken=run.rows_taken)
    move(run, MOVES, "stop", at=at, stop_requested=False, error=error)
    return True


@transaction.atomic
def stay(run_id: int, *, at: datetime, error: str) -> None:
    """An import that could not be taken back is what it was before, and says why."""
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.state != State.UNDOING:
        return
    *_counts, before = run.detected["undoing"]
    detected = {name: value for name, value in run.detected.items() if name != "undoing"}
    move(run, MOVES, "stay_stopped" if before == State.STOPPED else "stay_done", at=at, error=error, detected=detected)
