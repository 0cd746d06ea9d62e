"""A run as its page shows it: each step with its state, whom it waits for and what must hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goodword.kernel.text import Words
from goodword.people.models import User
from goodword.playbooks.kinds import GATES, OUTSIDE, Answers, Gate, Playbook, Stage, Step, StepRole
from goodword.playbooks.models import PlaybookVersion, Run, RunStep
from goodword.playbooks.states import STEP_ENDED, StepState


@dataclass(frozen=True, slots=True)
class ShownGate:
    """A gate of a step: what must hold, whether it does, and what is missing."""

    code: str
    label: Words
    gate: Gate


@dataclass(frozen=True, slots=True)
class ShownStep:
    """A step of a run. `step` is what the playbook says of it."""

    row: RunStep
    step: Step
    stage: str
    who: str
    gates: Sequence[ShownGate]
    waits_for: Sequence[str]
    is_late: bool

    @property
    def is_outside(self) -> bool:
        """It waits for somebody who does not work here; whoever has it sees to it."""
        return self.row.role in OUTSIDE

    @property
    def missing(self) -> list[ShownGate]:
        """The gates that do not hold."""
        return [each for each in self.gates if not each.gate.is_met]


@dataclass(frozen=True, slots=True)
class Waited:
    """How long it waited for somebody, or for a part that nobody has, in all."""

    who: str
    user: User | None
    days: int
    is_open: bool


def run_of(kind: str, pk: int) -> Run | None:
    """The run that something has."""
    return Run.objects.select_related("version", "region").filter(subject_kind=kind, subject_id=pk).first()


def book_of(run: Run) -> Playbook:
    """The playbook that a run follows."""
    return Playbook.from_json(run.version.definition)


def steps_of(run: Run, *, answers: Answers, day: date) -> list[ShownStep]:
    """Every step of a run in the order of its playbook; those that are gone from it last."""
    book = book_of(run)
    titles = {each.key: each.title for each in book.steps}
    waits = book.waits_for()
    rows = list(run.steps.select_related("assignee", "done_by"))
    ended = {each.key for each in rows if each.state in STEP_ENDED}
    shown: list[ShownStep] = []
    gone: list[ShownStep] = []
    known = _before(run, [each for each in rows if each.is_gone])
    for row in rows:
        step = book.step(row.key) or known.get(row.key)
        if step is None:
            continue
        still = row.state in (StepState.OPEN, StepState.WAITING)
        one = ShownStep(
            row=row,
            step=step,
            stage=str(Stage(step.stage).label) if step.stage in Stage.values else step.stage,
            who=row.assignee.name if row.assignee is not None and row.role not in OUTSIDE else str(StepRole(row.role).label),
            gates=_gates(step, answers) if still else (),
            waits_for=[titles[key] for key in waits.get(row.key, ()) if key not in ended] if row.state == StepState.WAITING else [],
            is_late=row.state == StepState.OPEN and row.due_on is not None and row.due_on < day,
        )
        (gone if row.is_gone else shown).append(one)
    return shown + gone


def _gates(step: Step, answers: Answers) -> list[ShownGate]:
    return [ShownGate(code, GATES[code], answers.get(code, Gate(is_met=False))) for code in step.gates if code in GATES]


def _before(run: Run, gone: Sequence[RunStep]) -> dict[str, Step]:
    """Steps that the version of a run does not have any more, as the last version that had them says them."""
    if not gone:
        return {}
    found: dict[str, Step] = {}
    for version in PlaybookVersion.objects.filter(code=run.version.code).order_by("number"):
        found |= {each.key: each for each in Playbook.from_json(version.definition).steps}
    return found


def stage_of(run: Run) -> str:
    """How far a run is: the stage of the first open step that has to be, else of any open one, else the last."""
    book = book_of(run)
    open_keys = set(run.steps.filter(state=StepState.OPEN, is_gone=False).values_list("key", flat=True))
    still = [each for each in book.steps if each.key in open_keys]
    needed = [each for each in still if not each.is_optional]
    return (needed or still or list(book.steps[-1:]))[0].stage


def waited(steps: Sequence[ShownStep], *, at: datetime) -> list[Waited]:
    """For whom it waited how long, the longest first: from the opening of each step until it was done."""
    spans: dict[tuple[int, str], tuple[timedelta, bool, User | None]] = {}
    for each in steps:
        row = each.row
        if row.opened_at is None or row.state == StepState.WAITING:
            continue
        is_open = row.state == StepState.OPEN
        assignee = row.assignee if not each.is_outside else None
        key = (assignee.pk, "") if assignee is not None else (0, row.role)
        before, was_open, user = spans.get(key, (timedelta(), False, assignee))
        spans[key] = (before + ((at if is_open else row.state_at) - row.opened_at), was_open or is_open, user)
    found = [
        Waited(who=user.name if user is not None else str(StepRole(role).label), user=user, days=span.days, is_open=is_open)
        for (_pk, role), (span, is_open, user) in spans.items()
    ]
    return sorted((each for each in found if each.days or each.is_open), key=lambda each: (-each.days, each.who))
