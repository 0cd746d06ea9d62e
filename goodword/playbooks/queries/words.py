"""A playbook in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.kernel.text import Words
from goodword.playbooks.kinds import GATES, Playbook, Stage, Step, StepRole
from goodword.playbooks.kinds.definition import Since


def days_words(step: Step) -> str:
    """When a step is due, in words."""
    if step.days is None:
        return _("whenever it is")
    if step.since == Since.EVENT:
        if step.days == 0:
            return _("on the day of the event")
        if step.days < 0:
            return ngettext("%(n)s working day before the event", "%(n)s working days before the event", -step.days) % {"n": -step.days}
        return ngettext("%(n)s working day after the event", "%(n)s working days after the event", step.days) % {"n": step.days}
    if step.since == Since.START:
        return ngettext("%(n)s working day after the beginning", "%(n)s working days after the beginning", step.days) % {"n": step.days}
    return ngettext("within %(n)s working day", "within %(n)s working days", step.days) % {"n": step.days}


@dataclass(frozen=True, slots=True)
class ReadStep:
    """A step as one reads it in a playbook. `beside`: what it waits for is not simply the step above it."""

    step: Step
    n: int
    who: str
    due: str
    gates: Sequence[Words]
    waits_for: Sequence[str]
    beside: bool


def read_stages(book: Playbook) -> list[tuple[str, list[ReadStep]]]:
    """The stages of a playbook in its own order, each with its steps; a stage that comes again stands again."""
    found: list[tuple[str, list[ReadStep]]] = []
    titles = {each.key: each.title for each in book.steps}
    waits, before = book.waits_for(), ""
    for n, step in enumerate(book.steps, 1):
        label = str(Stage(step.stage).label)
        if not found or found[-1][0] != label:
            found.append((label, []))
        beside = step.after is not None and step.after != ((before,) if before else ())
        found[-1][1].append(
            ReadStep(
                step=step,
                n=n,
                who=str(StepRole(step.role).label),
                due=days_words(step),
                gates=[GATES[each] for each in step.gates],
                waits_for=[titles[key] for key in waits[step.key]],
                beside=beside,
            )
        )
        before = step.key
    return found
