"""What happens to steps when somebody leaves, or gets a part."""

from goodword.people.models import User
from goodword.playbooks.models import Run, RunStep
from goodword.playbooks.states import STEP_ENDED


def pass_steps_on(run: Run, *, leaver: User, to: User) -> int:
    """What somebody had to do in a run, somebody else does; returns how many steps. Part of the verb that hands over what it is for."""
    return RunStep.objects.filter(run=run, assignee=leaver).exclude(state__in=STEP_ENDED).update(assignee=to)


def give_part(run: Run, role: str, *, to: User, instead_of: User | None) -> int:
    """Steps of a part that nobody else was chosen for go to whoever has the part now. Part of the verb that gives the part."""
    rows = RunStep.objects.filter(run=run, role=role).exclude(state__in=STEP_ENDED)
    return rows.filter(assignee=instead_of).update(assignee=to)
