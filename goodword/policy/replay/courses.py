"""One case, as it went and as it would have gone: a customer put forward for a request, or a request that was sent."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto
from typing import Final

from goodword.policy.facts import CandidateFacts, Judgement, Outcome, RequestFacts, Verdict

HOLD, ASK, SUBMIT = "hold", "ask", "submit"


class Answer(StrEnum):
    """What became of a case: it went on, a person had to decide about it first, or it was refused."""

    ALLOWED = auto()
    HELD = auto()
    REFUSED = auto()

    @property
    def weight(self) -> int:
        """Higher is worse."""
        return _WEIGHTS[self]


_WEIGHTS: Final = {answer: weight for weight, answer in enumerate(Answer)}


class Change(StrEnum):
    """What other numbers change about a case."""

    REFUSED = auto()
    HELD = auto()
    ALLOWED = auto()
    SAME = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A decision as it was stored: `case` is the candidate or the request, `over` the rules that somebody went over."""

    pk: int
    what: str
    step: str
    case: int
    facts: CandidateFacts | RequestFacts
    judgement: Judgement
    account_id: int = 0
    holder_id: int = 0
    over: Collection[str] = ()


@dataclass(slots=True)
class Course:
    """How a case went, and how it would have gone; `decision` is the one that made the difference, else the latest."""

    decision: int
    then: Answer | None = None
    now: Answer | None = None
    # Whether there is a place in the ledger, or would have been: without one nobody is asked.
    is_held: bool = False
    why: tuple[Verdict, ...] = ()
    free_on: date | None = None
    day_then: date | None = None
    day_now: date | None = None

    @property
    def change(self) -> Change:
        """What is different in the end."""
        if self.then is None or self.now is None or self.then is self.now:
            return Change.SAME
        if self.now.weight < self.then.weight:
            return Change.ALLOWED
        return Change.REFUSED if self.now is Answer.REFUSED else Change.HELD


def answer_of(stored: Stored, judgement: Judgement) -> Answer:
    """What a judgement means for a case: a request is held where a rule says no, a customer where one asks for care."""
    blocks = judgement.blocks
    if stored.what == "request":
        return Answer.HELD if blocks else Answer.ALLOWED
    if any(each.rule not in stored.over for each in blocks):
        return Answer.REFUSED
    return Answer.HELD if blocks or judgement.warnings else Answer.ALLOWED


def in_all(before: Answer | None, after: Answer) -> Answer:
    """Two steps of one case together: after a refusal it begins anew, else the worse of both counts."""
    if before is None or Answer.REFUSED in (before, after):
        return after
    return max(before, after, key=lambda each: each.weight)


def harder(judgement: Judgement, than: Judgement, stored: Stored) -> tuple[Verdict, ...]:
    """The verdicts that make one judgement worse than another: those that say no, else those that ask for care."""
    blocks = tuple(each for each in judgement.blocks if each.rule not in stored.over) or judgement.blocks
    found = blocks or judgement.warnings
    before = {each.rule for each in than.verdicts if each.outcome is (Outcome.BLOCK if blocks else Outcome.WARN)}
    return tuple(each for each in found if each.rule not in before) or found
