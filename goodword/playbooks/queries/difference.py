"""What differs between two playbooks, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.kernel.text import Words
from goodword.playbooks.kinds import GATES, Playbook, Stage, Step, StepRole
from goodword.playbooks.queries.words import days_words

ADDED: Final = "added"
GONE: Final = "gone"
CHANGED: Final = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A step that is new, is gone, or says something else; `was` says each field before and after."""

    how: str
    title: str
    key: str
    was: tuple[tuple[Words, str, str], ...] = ()


def difference(old: Playbook, new: Playbook) -> list[Change]:
    """What the new one adds, takes away and says otherwise, in its own order; what is gone stands last."""
    found = []
    if (old.name, old.about) != (new.name, new.about):
        about = [(_("Name"), old.name, new.name), (_("What it is for"), old.about, new.about)]
        found.append(Change(CHANGED, _("The playbook itself"), "", tuple(each for each in about if each[1] != each[2])))
    before = {each.key: each for each in old.steps}
    kept = [each.key for each in old.steps if new.step(each.key)]
    order = [each.key for each in new.steps if each.key in before]
    for step in new.steps:
        if step.key not in before:
            found.append(Change(ADDED, step.title, step.key))
            continue
        was: list[tuple[Words, str, str]] = list(_fields(before[step.key], step, old, new))
        if kept.index(step.key) != order.index(step.key):
            place = _("step %(n)s")
            first, second = kept.index(step.key) + 1, order.index(step.key) + 1
            was.append((_("Place"), place % {"n": first}, place % {"n": second}))
        if was:
            found.append(Change(CHANGED, step.title, step.key, tuple(was)))
    found += (Change(GONE, each.title, each.key) for each in old.steps if new.step(each.key) is None)
    return found


_LABELS: Final = {
    "title": gettext_lazy("Title"),
    "stage": gettext_lazy("Stage"),
    "role": gettext_lazy("Who"),
    "days": gettext_lazy("Due"),
    "instructions": gettext_lazy("How"),
    "produces": gettext_lazy("What comes of it"),
    "gates": gettext_lazy("Only when"),
    "after": gettext_lazy("After"),
    "is_optional": gettext_lazy("May be left out"),
    "is_repeatable": gettext_lazy("May be done again"),
}


def _fields(old: Step, new: Step, before: Playbook, after: Playbook) -> Iterator[tuple[Words, str, str]]:
    one, two = in_words(old, before), in_words(new, after)
    yield from ((label, one[name], two[name]) for name, label in _LABELS.items() if one[name] != two[name])


def in_words(step: Step, book: Playbook) -> dict[str, str]:
    """Each field of a step as one reads it."""
    titles = {each.key: each.title for each in book.steps}
    yes = {True: _("yes"), False: _("no")}
    return {
        "title": step.title,
        "stage": str(Stage(step.stage).label) if step.stage in Stage.values else step.stage,
        "role": str(StepRole(step.role).label) if step.role in StepRole.values else step.role,
        "days": days_words(step),
        "instructions": step.instructions,
        "produces": step.produces,
        "gates": ", ".join(str(GATES.get(each, each)) for each in step.gates),
        "after": _("the step above it") if step.after is None else ", ".join(titles.get(key, key) for key in step.after) or _("nothing"),
        "is_optional": yes[step.is_optional],
        "is_repeatable": yes[step.is_repeatable],
    }
