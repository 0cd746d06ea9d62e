"""A run stops with what it is for, and goes on with it."""

from datetime import datetime

from goodword.kernel.transitions import can_move, move
from goodword.playbooks.actions.settling import lock_run, settle
from goodword.playbooks.models import Run
from goodword.playbooks.states import RUN_MOVES


def stop_run(run: Run, *, at: datetime) -> Run:
    """Nobody has to do anything of it any more; what was done stays. Part of the verb that stops what it is for."""
    locked = lock_run(run)
    if can_move(RUN_MOVES, "stop", locked.state):
        move(locked, RUN_MOVES, "stop", at=at)
    return locked


def resume_run(run: Run, *, at: datetime) -> Run:
    """Go on where it stopped."""
    locked = lock_run(run)
    if can_move(RUN_MOVES, "resume", locked.state):
        move(locked, RUN_MOVES, "resume", at=at)
        settle(locked, at=at)
    return locked
