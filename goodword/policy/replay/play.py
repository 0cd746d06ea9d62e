"""The replay itself: stored decisions in, in the order of time; what would have been different out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goodword.policy.facts import CandidateFacts, Judgement, RequestFacts, Verdict
from goodword.policy.numbers import Numbers
from goodword.policy.replay.courses import ASK, HOLD, SUBMIT, Answer, Change, Course, Stored, answer_of, harder, in_all
from goodword.policy.replay.places import Places
from goodword.policy.rules import judge_all, judge_request


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one case and would have become of it; `why` are the verdicts that make the difference."""

    decision: int
    then: Answer
    now: Answer
    change: Change
    why: tuple[Verdict, ...] = ()
    free_on: date | None = None


class Replay:
    """Some numbers over the decisions of a period. Holds one small record for each case, and nothing of the facts."""

    def __init__(self, numbers: Numbers) -> None:
        """Begin with nothing different from what was."""
        self._numbers = numbers
        self._places = Places(numbers)
        self._courses: dict[tuple[str, int], Course] = {}

    def feed(self, stored: Stored) -> None:
        """Take the next decision; they come in the order in which they were made."""
        key = stored.what, stored.case
        facts = stored.facts
        if isinstance(facts, CandidateFacts):
            # Whoever is asked without having been held in this period was held before it.
            course = self._courses.setdefault(key, Course(stored.pk, is_held=stored.step == ASK))
            self._candidate(stored, facts, course)
        elif stored.step == SUBMIT and key not in self._courses:
            course = self._courses[key] = Course(stored.pk)
            self._request(stored, facts, course)

    def results(self) -> Iterator[Result]:
        """Every case once, in the order in which they began."""
        for course in self._courses.values():
            if course.then is None or course.now is None:
                continue
            change = course.change
            is_told = change is not Change.SAME
            yield Result(
                course.decision,
                course.then,
                course.now,
                change,
                course.why if is_told else (),
                course.free_on if change in (Change.REFUSED, Change.HELD) else None,
            )

    def _request(self, stored: Stored, facts: RequestFacts, course: Course) -> None:
        judgement = judge_request(facts, self._numbers)
        course.then, course.now = answer_of(stored, stored.judgement), answer_of(stored, judgement)
        _explain(course, stored, judgement, course.then, course.now)

    def _candidate(self, stored: Stored, facts: CandidateFacts, course: Course) -> None:
        then = answer_of(stored, stored.judgement)
        is_reached = _is_reached(stored, course)
        course.then = in_all(course.then, then)
        if then is not Answer.REFUSED:
            course.day_then = facts.ask_on
        elif stored.step == HOLD:
            course.day_then = None
        if is_reached:
            self._replayed(stored, facts, course, then)
        self._places.note(stored, facts, course)

    def _replayed(self, stored: Stored, facts: CandidateFacts, course: Course, then: Answer) -> None:
        judgement = judge_all(self._places.over(facts, stored), self._numbers)
        now = answer_of(stored, judgement)
        course.now = in_all(course.now, now)
        if now is not Answer.REFUSED:
            course.day_now, course.is_held = facts.ask_on, True
        elif stored.step == HOLD:
            course.day_now, course.is_held = None, False
        elif then is not Answer.REFUSED:
            course.day_now = None  # asked then, and not now; where both refuse, the hold stands as it stood
        _explain(course, stored, judgement, then, now)


def _is_reached(stored: Stored, course: Course) -> bool:
    """Whether it would have come to this: nobody is asked who is not held, nor held who was let through at once."""
    if stored.step == ASK:
        return course.is_held
    return not course.is_held or course.day_then is not None


def _explain(course: Course, stored: Stored, judgement: Judgement, then: Answer, now: Answer) -> None:
    """Keep what makes the difference, where this decision makes one."""
    if now is then:
        if not course.why:
            course.decision = stored.pk
        return
    course.decision = stored.pk
    if now.weight > then.weight:
        course.why = harder(judgement, stored.judgement, stored)
        course.free_on = judgement.free_on
    else:
        course.why = harder(stored.judgement, judgement, stored)
        course.free_on = None
