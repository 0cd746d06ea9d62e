"""Deadlines planned backwards from the day: the last day to ask the customer, for their answer, to introduce, for content, the dry run.

`plan` is pure: days in, days out. All are days in the program's time zone, and the day itself counts as in time.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from goodword.policy.numbers import Numbers
from goodword.policy.rules import notice
from goodword.requests.kinds import KINDS, Course
from goodword.requests.kinds.preparing import AHEAD

# Days that no policy names: to introduce somebody who said yes. What is prepared for an event has its own.
INTRODUCE_DAYS: Final = 3


class Deadline(StrEnum):
    """What must be done by a day."""

    SEND = "send"
    ASK = "ask"
    ANSWER = "answer"
    INTRODUCE = "introduce"
    CONTENT = "content"
    DRY_RUN = "dry_run"
    DAY = "day"


class Stands(StrEnum):
    """How a deadline stands today."""

    DONE = "done"
    MISSED = "missed"
    NEXT = "next"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Planned:
    """One deadline: its last day, and how it stands."""

    what: Deadline
    on: date
    stands: Stands


@dataclass(frozen=True, slots=True)
class Plan:
    """All deadlines of a request, earliest first; `earliest_on` is the first day that could still be kept, where this one cannot."""

    steps: tuple[Planned, ...]
    earliest_on: date | None = None

    @property
    def missed(self) -> tuple[Planned, ...]:
        """The deadlines that nobody can keep any more."""
        return tuple(each for each in self.steps if each.stands is Stands.MISSED)

    @property
    def next(self) -> Planned | None:
        """The deadline that comes next."""
        return next((each for each in self.steps if each.stands is Stands.NEXT), None)

    def by(self, what: Deadline) -> Planned | None:
        """One deadline, where this kind of request has it."""
        return next((each for each in self.steps if each.what is what), None)


def deadlines(kind: str, needed_on: date, *, with_plan: bool, numbers: Numbers) -> dict[Deadline, date]:
    """The last day for each thing that a kind of request has to do before its day, earliest first."""
    course, own = KINDS[kind].course, numbers.kind_of(kind)
    found: dict[Deadline, date] = {}
    days = notice.days_of(own, with_plan=with_plan)
    if days:
        found[Deadline.SEND] = needed_on - timedelta(days=days)
    if course in (Course.CALL, Course.EVENT):
        before = own.customer_days if own.customer_days is not None else numbers.answer_days + INTRODUCE_DAYS
        ask_by = needed_on - timedelta(days=before)
        answer_by = min(ask_by + timedelta(days=numbers.answer_days), needed_on)
        found |= {Deadline.ASK: ask_by, Deadline.ANSWER: answer_by}
        found[Deadline.INTRODUCE] = min(answer_by + timedelta(days=INTRODUCE_DAYS), needed_on)
    elif course in (Course.MANY, Course.WORDS):
        found[Deadline.ASK] = needed_on - timedelta(days=own.customer_days if own.customer_days is not None else numbers.answer_days)
    if course is Course.EVENT:
        found[Deadline.CONTENT] = needed_on - timedelta(days=AHEAD["content"])
        found[Deadline.DRY_RUN] = needed_on - timedelta(days=AHEAD["dry_run"])
    found[Deadline.DAY] = needed_on
    return dict(sorted(found.items(), key=lambda each: (each[1], list(Deadline).index(each[0]))))


def plan(kind: str, needed_on: date, *, today: date, numbers: Numbers, with_plan: bool = False, done: Collection[Deadline] = ()) -> Plan:
    """Plan a request backwards from its day; `done` is what was done already, however late."""
    steps: list[Planned] = []
    shift = timedelta(0)
    has_next = False
    for what, on in deadlines(kind, needed_on, with_plan=with_plan, numbers=numbers).items():
        if what in done:
            stands = Stands.DONE
        elif on < today:
            stands, shift = Stands.MISSED, max(shift, today - on)
        else:
            stands, has_next = (Stands.AHEAD if has_next else Stands.NEXT), True
        steps.append(Planned(what, on, stands))
    return Plan(tuple(steps), needed_on + shift if shift else None)
