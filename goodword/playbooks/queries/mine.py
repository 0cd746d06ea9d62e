"""Open steps, of somebody or of many runs, with their titles."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Func, QuerySet, TextField

from goodword.people.models import User
from goodword.playbooks.kinds import OUTSIDE, Playbook, Step, StepRole
from goodword.playbooks.models import PlaybookVersion, RunStep
from goodword.playbooks.states import RunState, StepState


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that waits for somebody, and what its run is for."""

    subject_id: int
    step_id: int
    title: str
    is_optional: bool
    is_outside: bool
    who: str
    user_id: int | None
    due_on: date | None


class StepTitle(Func):
    """What the playbook of a run calls a step, within a statement."""

    function = "jsonb_path_query_first"
    template = "(%(function)s(%(expressions)s)) #>> '{}')"
    arg_joiner = ", '$.steps[*] ? (@.key == $k).title', jsonb_build_object('k', "
    output_field = TextField()

    def __init__(self) -> None:
        """Of the row's own key, in the version that its run follows."""
        super().__init__(F("run__version__definition"), F("key"))


def open_rows(*, kind: str) -> QuerySet[RunStep]:
    """The open steps of all runs of one kind of thing."""
    return RunStep.objects.filter(state=StepState.OPEN, is_gone=False, run__subject_kind=kind, run__state=RunState.RUNNING)


def open_rows_of(user: User, *, kind: str) -> QuerySet[RunStep]:
    """Those that somebody has to do."""
    return open_rows(kind=kind).filter(assignee=user)


def open_steps_of(user: User, *, kind: str) -> list[OpenStep]:
    """The same with their titles, the most urgent first."""
    return told(open_rows_of(user, kind=kind).order_by("due_on", "pk"))


def told(rows: QuerySet[RunStep]) -> list[OpenStep]:
    """Steps with what their playbook says of them: two statements, however many there are."""
    found = list(rows.values_list("run__subject_id", "pk", "key", "run__version_id", "role", "assignee__name", "assignee_id", "due_on"))
    known = _steps_of({version for _subject, _pk, _key, version, *_rest in found})
    said = []
    for subject, pk, key, version, role, name, user, due in found:
        step = known.get((version, key))
        if step is not None:
            outside = role in OUTSIDE
            who = str(StepRole(role).label) if outside or not name else name
            said.append(OpenStep(subject, pk, step.title, step.is_optional, outside, who, user, due))
    return said


def _steps_of(versions: set[int]) -> dict[tuple[int, str], Step]:
    rows = PlaybookVersion.objects.filter(pk__in=versions) if versions else ()
    return {(row.pk, step.key): step for row in rows for step in Playbook.from_json(row.definition).steps}
