"""Whether somebody is at a run: a lock that a process loses when it dies, however it dies."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from goodword.imports.actions.launch import JOB
from goodword.imports.models import ImportRun
from goodword.imports.states import MOVES, State
from goodword.imports.values import wording
from goodword.kernel.alone import AloneAt
from goodword.kernel.transitions import move

UNDO_JOB = "goodword.imports.undo"
WORK = AloneAt(
    table=ImportRun._meta.db_table,
    key=742_001,
    states=(State.RUNNING, State.QUEUED, State.UNDOING),
    at_once=(State.RUNNING,),
    jobs=(JOB, UNDO_JOB),
    argument="run_id",
)


def notice_dead(*, at: datetime) -> list[int]:
    """Stop the runs that nobody is at any more and that no job will take up again. Returns their keys."""
    return [key for key in WORK.dead(at=at) if stop_dead(key, at=at)]


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
