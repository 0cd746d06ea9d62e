"""A run follows a newer version of its playbook, after somebody has seen what that changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.people.queries import is_holiday
from goodword.playbooks.actions.settling import due_of, lock_run, settle, who_for
from goodword.playbooks.kinds import Playbook
from goodword.playbooks.models import PlaybookVersion, Run, RunStep
from goodword.playbooks.queries.runs import book_of
from goodword.playbooks.states import STEP_ENDED, RunState, StepState


@dataclass(frozen=True, slots=True)
class Preview:
    """What moving to a version would do: titles of steps that come, that go, and that are kept as they stand; `done` of them are done."""

    added: Sequence[str]
    gone: Sequence[str]
    gone_done: Sequence[str]
    kept: int
    done: int


def preview_move(run: Run, version: PlaybookVersion) -> Preview:
    """What would change, before anything does."""
    old, new = book_of(run), Playbook.from_json(version.definition)
    states: dict[str, str] = {each.key: each.state for each in run.steps.filter(is_gone=False)}
    gone = [each for each in old.steps if new.step(each.key) is None]
    return Preview(
        added=[each.title for each in new.steps if each.key not in states],
        gone=[each.title for each in gone if states.get(each.key) not in STEP_ENDED],
        gone_done=[each.title for each in gone if states.get(each.key) in STEP_ENDED],
        kept=sum(1 for each in new.steps if each.key in states),
        done=sum(1 for each in new.steps if states.get(each.key) in STEP_ENDED),
    )


@transaction.atomic
def move_to_version(
    run: Run, version: PlaybookVersion, *, by: Actor, at: datetime, about: Sequence[models.Model], people: Mapping[str, User]
) -> Run | Refused:
    """Follow another version from now on: what was done stays done, steps that are not in it any more are kept aside."""
    locked = lock_run(run)
    if locked.state == RunState.STOPPED:
        raise WrongState("move", locked.state)
    if version.code != locked.version.code:
        return refuse("version", _("This is a version of another playbook."))
    if version.pk == locked.version_id:
        return locked
    before, locked.version = locked.version.number, version
    locked.save(update_fields=["version"])
    new, calendar = Playbook.from_json(version.definition), is_holiday(locked.region)
    rows = {each.key: each for each in locked.steps.order_by("number")}
    places = {each.key: place for place, each in enumerate(new.steps)}
    for row in locked.steps.all():
        row.is_gone, row.place = row.key not in places, places.get(row.key, row.place)
        step = new.step(row.key)
        if step is not None and row.state not in STEP_ENDED:
            if row.role != step.role:
                row.role, row.assignee = step.role, who_for(people, step.role)
            row.due_on = due_of(locked, step, opened=row.opened_at if row.state == StepState.OPEN else None, calendar=calendar)
        row.save(update_fields=["is_gone", "place", "role", "assignee", "due_on"])
    RunStep.objects.bulk_create(
        RunStep(
            run=locked,
            key=step.key,
            place=places[step.key],
            role=step.role,
            state_at=at,
            assignee=who_for(people, step.role),
            due_on=due_of(locked, step, opened=None, calendar=calendar),
        )
        for step in new.steps
        if step.key not in rows
    )
    settle(locked, at=at)
    record("run.moved", by=by, at=at, about=about, circle_id=locked.circle_id, playbook=version.code, before=before, number=version.number)
    return locked
