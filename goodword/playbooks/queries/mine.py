"""The open steps of somebody."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from goodword.people.models import User
from goodword.playbooks.models import RunStep
from goodword.playbooks.states import RunState, StepState


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that waits for somebody, and what its run is for."""

    subject_id: int
    key: str
    title: str
    due_on: date | None
    opened_at: datetime | None
    step_id: int


def open_rows_of(user: User, *, kind: str) -> QuerySet[RunStep]:
    """The open steps that somebody has to do in runs of one kind, the most urgent first."""
    rows = RunStep.objects.filter(assignee=user, state=StepState.OPEN, is_gone=False, run__subject_kind=kind, run__state=RunState.RUNNING)
    return rows.order_by("due_on", "pk")


def open_steps_of(user: User, *, kind: str, most: int = 20) -> list[OpenStep]:
    """The same with their titles, in one statement."""
    found = []
    for row in open_rows_of(user, kind=kind).select_related("run__version")[:most]:
        said = next((each for each in row.run.version.definition["steps"] if each["key"] == row.key), None)
        title = str(said["title"]) if said else row.key
        found.append(OpenStep(row.run.subject_id, row.key, title, row.due_on, row.opened_at, row.pk))
    return found
