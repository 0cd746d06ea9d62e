"""What opens and closes by itself when a step changes, and when it is due."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from goodword.kernel.errors import NotFound
from goodword.kernel.transitions import move
from goodword.people.models import User
from goodword.people.queries import is_holiday
from goodword.people.queries.workdays import day_there
from goodword.playbooks.kinds import Playbook, Step
from goodword.playbooks.kinds.due import due_on
from goodword.playbooks.models import Run, RunStep
from goodword.playbooks.queries.runs import book_of
from goodword.playbooks.states import RUN_MOVES, STEP_ENDED, STEP_MOVES, RunState, StepState


def lock_run(run: Run) -> Run:
    """Read a run again under its lock. Raises NotFound."""
    found = Run.objects.select_for_update(of=("self",), no_key=True).select_related("version", "region").filter(pk=run.pk).first()
    if found is None:
        raise NotFound
    return found


def latest(run: Run) -> dict[str, RunStep]:
    """The row of each step that counts: the last time that it is done."""
    return {each.key: each for each in run.steps.filter(is_gone=False).order_by("number")}


def settle(run: Run, *, at: datetime) -> None:
    """Open what may be done now, let wait what may not yet, and end the run when nothing is left. The run is locked."""
    book, rows = book_of(run), latest(run)
    passed = _passed(book, rows)
    waits, calendar = book.waits_for(), is_holiday(run.region)
    for step in book.steps:
        row = rows.get(step.key)
        if row is None or row.state in STEP_ENDED:
            continue
        may_open = all(key in passed for key in waits[step.key])
        if may_open and row.state == StepState.WAITING:
            move(row, STEP_MOVES, "open", at=at, opened_at=at, due_on=due_of(run, step, opened=at, calendar=calendar))
        elif not may_open and row.state == StepState.OPEN and row.number == 1:
            move(row, STEP_MOVES, "wait", at=at)
    left = any(row.state not in STEP_ENDED for row in rows.values())
    if not left and run.state == RunState.RUNNING:
        move(run, RUN_MOVES, "finish", at=at)
    elif left and run.state == RunState.DONE:
        move(run, RUN_MOVES, "go_on", at=at)


def _passed(book: Playbook, rows: Mapping[str, RunStep]) -> set[str]:
    """Steps for which nobody waits any more: those that ended, and those that need not be once they could be."""
    passed = {key for key, row in rows.items() if row.state in STEP_ENDED}
    passed |= {each.key for each in book.steps if each.key not in rows}
    waits = book.waits_for()
    while True:
        more = {each.key for each in book.steps if each.is_optional and each.key not in passed and set(waits[each.key]) <= passed}
        if not more:
            return passed
        passed |= more


def due_of(run: Run, step: Step, *, opened: datetime | None, calendar: Callable[[date], bool]) -> date | None:
    """By when a step is due in a run, by its region's calendar."""
    began = day_there(run.started_at, region=run.region)
    day = day_there(opened, region=run.region) if opened is not None else None
    return due_on(step, started=began, opened=day, event=run.anchor_on, is_holiday=calendar)


def who_for(people: Mapping[str, User], role: str) -> User | None:
    """Whoever has the part, else whoever leads it: somebody sees that each step goes on."""
    return people.get(role) or people.get("manager")
