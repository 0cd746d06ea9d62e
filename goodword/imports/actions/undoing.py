"""Undo an import as a whole: what it brought goes, what it changed goes back. What somebody touched since is left, and listed."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from goodword.imports.actions import reverting, vigil
from goodword.imports.actions.launch import check
from goodword.imports.actions.staging import execute
from goodword.imports.kinds import KINDS
from goodword.imports.models import ImportRun
from goodword.imports.states import MOVES, State
from goodword.imports.values import wording
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move

# Past asks keep their place in the ledger, and colleagues are never deleted.
UNDOABLE = ("accounts", "contacts", "opportunities", "members", "health", "campaigns")


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows went away, went back, and were left because somebody touched them since."""

    gone: int
    restored: int
    left: int


@transaction.atomic
def ask_undo(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun | Refused:
    """Hand an import to the worker, to be taken back."""
    locked = begin_undo(run, by=by, at=at)
    if isinstance(locked, ImportRun):
        app.configure_task(vigil.UNDO_JOB).defer(run_id=locked.pk, by=by.person_id)
    return locked


@transaction.atomic
def begin_undo(run: ImportRun, *, by: Actor, at: datetime) -> ImportRun | Refused:
    """Make an import ready to be taken back; from now on nothing else happens to it."""
    check(by, run.kind)
    locked = ImportRun.objects.select_for_update().get(pk=run.pk)
    if locked.kind not in UNDOABLE:
        return refuse("stays", _("What this list brought stays: the ledger keeps every ask, and colleagues are not deleted."))
    if locked.state == State.UNDOING:
        return refuse("under_way", _("This import is being undone already."))
    if locked.is_dry or locked.state not in {State.DONE, State.STOPPED} or not locked.created + locked.updated:
        return refuse("nothing", _("There is nothing to undo."))
    move(locked, MOVES, "take_back", at=at, error="", detected=locked.detected | {"undoing": [0, 0, locked.state]})
    return locked


def undo(run_id: int, *, by: Actor, at: datetime) -> Undone | None:
    """Take one import back, in one transaction: all that nobody touched since. Safe to run again; None when there is nothing to do."""
    if not vigil.WORK.hold(run_id):
        return None  # somebody else is at it
    try:
        return undone(run_id, by=by, at=at)
    except Exception:
        vigil.stay(run_id, at=at, error=wording.not_undone())
        raise
    finally:
        vigil.WORK.let_go(run_id)


@transaction.atomic
def undone(run_id: int, *, by: Actor, at: datetime) -> Undone | None:
    """Take one import back under its lock. The row of the run itself is written last, so that others may write how far this is."""
    run = ImportRun.objects.get(pk=run_id)
    if run.state != State.UNDOING:
        return None
    kind = KINDS[run.kind]
    with ThreadPoolExecutor(max_workers=1) as aside:
        try:
            reverting.gather(run, kind)
            rows = reverting.count()
            told = teller(aside, run, of=rows)
            gone, restored = reverting.revert(kind, run, rows=rows, by=by, at=at, told=told)
        finally:
            aside.submit(connection.close)
    found = Undone(gone=gone, restored=restored, left=reverting.list_touched(kind, run))
    execute("drop table undo_rows, undo_steps, undo_changes")
    detected: dict[str, Any] = {name: value for name, value in run.detected.items() if name != "undoing"}
    move(run, MOVES, "undo", at=at, detected=detected | {"undone": [found.gone, found.restored, found.left]})
    record("import.undone", by=by, at=at, about=[run], gone=found.gone, restored=found.restored, left=found.left)
    return found


def teller(aside: ThreadPoolExecutor, run: ImportRun, *, of: int) -> Callable[[int], None]:
    """Who writes down, outside of the transaction, how many rows are done."""
    *_counts, before = run.detected["undoing"]

    def write(done: int) -> None:
        with suppress(OperationalError), connection.cursor() as cursor:  # whoever has the row just now is not worth waiting for
            cursor.execute("set lock_timeout = '1s'")
            ImportRun.objects.filter(pk=run.pk, state=State.UNDOING).update(detected=run.detected | {"undoing": [done, of, before]})

    def tell(done: int) -> None:
        aside.submit(write, min(done, of)).result()

    tell(0)
    return tell
