"""The verbs of one step of a run. Who may is decided by what the run is for; it has locked that, and passes the answers to the gates in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.models import User
from goodword.people.queries import is_holiday
from goodword.playbooks.actions.settling import due_of, lock_run, settle
from goodword.playbooks.kinds import GATES, Answers, Gate, Step
from goodword.playbooks.models import Run, RunStep
from goodword.playbooks.queries.runs import book_of
from goodword.playbooks.states import STEP_ENDED, STEP_MOVES, RunState, StepState

About = Sequence[models.Model]


@transaction.atomic
def finish_step(
    row: RunStep, *, by: Actor, at: datetime, about: About, answers: Answers, over: str = "", remark: str = ""
) -> RunStep | Refused:
    """Done. While a gate does not hold it is refused with what is missing; `over` is the reason of whoever goes over it."""
    run, locked, step = _begin(row)
    missing = [code for code in step.gates if not answers.get(code, Gate(is_met=False)).is_met]
    if missing and not over.strip():
        return refuse("gates", _missing(missing, answers))
    values: dict[str, Any] = {"done_by_id": by.person_id, "remark": remark.strip() or locked.remark}
    if missing:
        values |= {"reason": over.strip(), "over": missing}
    move(locked, STEP_MOVES, "finish", at=at, **values)
    settle(run, at=at)
    verb = "run.step_forced" if missing else "run.step_finished"
    note = over.strip() if missing else remark.strip()
    _record(verb, run, locked, by=by, at=at, about=about, note=note, **({"gates": missing} if missing else {}))
    return locked


@transaction.atomic
def skip_step(row: RunStep, *, by: Actor, at: datetime, about: About, reason: str) -> RunStep | Refused:
    """Leave a step out, with a reason; what need not be needs none."""
    run, locked, step = _begin(row)
    if not reason.strip() and not step.is_optional:
        return refuse("reason", _("Say why it is left out; whoever looks later reads it."))
    move(locked, STEP_MOVES, "skip", at=at, done_by_id=by.person_id, reason=reason.strip())
    settle(run, at=at)
    _record("run.step_skipped", run, locked, by=by, at=at, about=about, note=reason.strip())
    return locked


@transaction.atomic
def reopen_step(row: RunStep, *, by: Actor, at: datetime, about: About) -> RunStep:
    """Take back that a step is done; what waits for it waits again."""
    run, locked, step = _begin(row)
    due = due_of(run, step, opened=at, calendar=is_holiday(run.region))
    move(locked, STEP_MOVES, "reopen", at=at, done_by_id=None, reason="", over=[], opened_at=at, due_on=due)
    settle(run, at=at)
    _record("run.step_reopened", run, locked, by=by, at=at, about=about)
    return locked


@transaction.atomic
def repeat_step(row: RunStep, *, by: Actor, at: datetime, about: About) -> RunStep | Refused:
    """Do a step once more, beside the time that it was done; what waits for it waits for this one."""
    run, locked, step = _begin(row)
    if not step.is_repeatable:
        return refuse("repeat", _("This step is done once. Reopen it instead."))
    if locked.state not in STEP_ENDED:
        raise WrongState("repeat", locked.state)
    last = run.steps.filter(key=locked.key).order_by("-number").first()
    if last is not None and last.state not in STEP_ENDED:
        return refuse("repeat", _("It is open once more already."))
    made = RunStep.objects.create(
        run=run,
        key=locked.key,
        number=(last or locked).number + 1,
        place=locked.place,
        role=locked.role,
        state=StepState.OPEN,
        state_at=at,
        opened_at=at,
        assignee=locked.assignee,
        due_on=due_of(run, step, opened=at, calendar=is_holiday(run.region)),
    )
    settle(run, at=at)
    _record("run.step_repeated", run, made, by=by, at=at, about=about, again=made.number)
    return made


@transaction.atomic
def assign_step(row: RunStep, user: User, *, by: Actor, at: datetime, about: About) -> RunStep | Refused:
    """Give a step to somebody."""
    run, locked, _step = _begin(row)
    if not user.is_active:
        return refuse("user", _("%(name)s does not work here any more. Choose somebody who does.") % {"name": user.name})
    if locked.state in STEP_ENDED:
        raise WrongState("assign", locked.state)
    if locked.assignee_id != user.pk:
        locked.assignee = user
        locked.save(update_fields=["assignee"])
        _record("run.step_assigned", run, locked, by=by, at=at, about=about, to=user.pk)
    return locked


@transaction.atomic
def remark_on(row: RunStep, *, by: Actor, at: datetime, about: About, words: str) -> RunStep:
    """Write a remark beside a step."""
    run, locked, _step = _begin(row)
    if locked.remark != words.strip():
        locked.remark = words.strip()
        locked.save(update_fields=["remark"])
        _record("run.step_remarked", run, locked, by=by, at=at, about=about, note=words.strip())
    return locked


def _begin(row: RunStep) -> tuple[Run, RunStep, Step]:
    run = lock_run(row.run)
    if run.state == RunState.STOPPED:
        raise WrongState("step", run.state)
    locked = run.steps.select_for_update(of=("self",)).select_related("assignee").filter(pk=row.pk, is_gone=False).first()
    step = book_of(run).step(locked.key) if locked is not None else None
    if locked is None or step is None:
        raise NotFound
    return run, locked, step


def _missing(codes: Sequence[str], answers: Answers) -> str:
    said = [answers[code].words if code in answers and answers[code].words else str(GATES.get(code, code)) for code in codes]
    return _("Not yet: %(what)s") % {"what": " ".join(said)}


def _record(verb: str, run: Run, row: RunStep, *, by: Actor, at: datetime, about: About, note: str = "", **data: Any) -> None:
    known = {"playbook": run.version.code, "step": row.key}
    record(verb, by=by, at=at, about=about, circle_id=run.circle_id, note=note, **known, **data)
