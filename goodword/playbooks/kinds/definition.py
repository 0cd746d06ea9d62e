"""A playbook as a value: its steps, what each waits for, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext as _

from goodword.playbooks.kinds.gates import GATES
from goodword.playbooks.kinds.roles import StepRole
from goodword.playbooks.kinds.stages import Stage

MOST_STEPS: Final = 80
MOST_DAYS: Final = 400


class Since(StrEnum):
    """From when the days of a step are counted."""

    PREVIOUS = "previous"
    START = "start"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. `after` None: it waits for the one above it; empty: for nothing."""

    key: str
    title: str
    stage: str
    role: str = StepRole.MANAGER.value
    days: int | None = None
    since: str = Since.PREVIOUS.value
    instructions: str = ""
    produces: str = ""
    gates: tuple[str, ...] = ()
    after: tuple[str, ...] | None = None
    is_optional: bool = False
    is_repeatable: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: at which step (its place from 0, none for the whole), in which field, in words."""

    place: int | None
    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Playbook:
    """A playbook: its name, what it is for, its steps in their order."""

    name: str
    about: str
    steps: tuple[Step, ...] = field(default_factory=tuple)

    def to_json(self) -> dict[str, Any]:
        """What a row keeps."""
        return {"name": self.name, "about": self.about, "steps": [_kept(each) for each in self.steps]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Playbook:
        """Read what a row keeps; fields that are not known any more are left out."""
        return cls(kept["name"], kept.get("about", ""), tuple(_step(each) for each in kept["steps"]))

    def step(self, key: str) -> Step | None:
        """A step by its key."""
        return next((each for each in self.steps if each.key == key), None)

    def waits_for(self) -> dict[str, tuple[str, ...]]:
        """For each step the keys of those that it waits for."""
        found: dict[str, tuple[str, ...]] = {}
        before: tuple[str, ...] = ()
        for each in self.steps:
            found[each.key] = before if each.after is None else each.after
            before = (each.key,)
        return found


_LISTS: Final = ("gates", "after")


def _kept(step: Step) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(step).items()}


def _step(kept: Mapping[str, Any]) -> Step:
    names = Step.__dataclass_fields__
    values: dict[str, Any] = {name: value for name, value in kept.items() if name in names}
    values |= {name: tuple(values[name]) for name in _LISTS if values.get(name) is not None}
    return Step(**values)


def problems(book: Playbook) -> list[Problem]:
    """Everything that is wrong with a playbook, step by step; none when it may be used."""
    found = list(_of_all(book))
    keys = [each.key for each in book.steps]
    for place, step in enumerate(book.steps):
        if keys.index(step.key) != place:
            found.append(Problem(place, "key", _("There is a step of this key already: %(key)s.") % {"key": step.key}))
        found += (Problem(place, name, words) for name, words in _of_step(step, keys))
    if not found:
        found += _in_circles(book)
    return found


def _of_all(book: Playbook) -> Iterator[Problem]:
    if not book.name.strip():
        yield Problem(None, "name", _("It needs a name."))
    if not book.steps:
        yield Problem(None, "steps", _("It needs at least one step."))
    if len(book.steps) > MOST_STEPS:
        yield Problem(None, "steps", _("It has %(n)s steps; %(most)s are the most.") % {"n": len(book.steps), "most": MOST_STEPS})


def _of_step(step: Step, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    if not step.title.strip():
        yield "title", _("The step needs a title.")
    if step.stage not in Stage.values:
        yield "stage", _("There is no stage “%(code)s”. Choose one of: %(all)s.") % {"code": step.stage, "all": ", ".join(Stage.values)}
    if step.role not in StepRole.values:
        yield "role", _("Nobody is called “%(code)s”. Choose one of: %(all)s.") % {"code": step.role, "all": ", ".join(StepRole.values)}
    if step.since not in list(Since):
        yield "since", _("Days count from one of: %(all)s.") % {"all": ", ".join(Since)}
    if step.days is not None and abs(step.days) > MOST_DAYS:
        yield "days", _("%(n)s days are the most.") % {"n": MOST_DAYS}
    if step.days is not None and step.days < 0 and step.since != Since.EVENT:
        yield "days", _("Only from an event days are counted back.")
    for gate in step.gates:
        if gate not in GATES:
            yield "gates", _("There is no gate “%(code)s”.") % {"code": gate}
    for key in step.after or ():
        if key == step.key:
            yield "after", _("A step cannot wait for itself.")
        elif key not in keys:
            yield "after", _("It waits for “%(key)s”, and there is no such step.") % {"key": key}


def _in_circles(book: Playbook) -> list[Problem]:
    """Steps that wait for each other, and so would never open."""
    waits, passed = book.waits_for(), set[str]()
    left = [each.key for each in book.steps]
    while True:
        ready = {key for key in left if set(waits[key]) <= passed}
        if not ready:
            break
        passed |= ready
        left = [key for key in left if key not in ready]
    if not left:
        return []
    titles = ", ".join(each.title for each in book.steps if each.key in left)
    place = next(n for n, each in enumerate(book.steps) if each.key in left)
    return [Problem(place, "after", _("These steps wait for each other and would never begin: %(titles)s.") % {"titles": titles})]
