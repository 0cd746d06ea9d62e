"""Which track a nomination takes, and what the policy asks on it."""

from collections.abc import Mapping
from typing import Any

from goodword.policy.numbers import Numbers
from goodword.recruiting.kinds import QUESTIONS, Question, Step, Track
from goodword.recruiting.models import Nomination


def track_of(segment: str, numbers: Numbers) -> Track:
    """The track of a customer of this segment; one whose segment nobody knows takes the longer one."""
    return Track.STRATEGIC if segment in numbers.strategic_segments else Track.COMMERCIAL


def track_now(row: Nomination, numbers: Numbers) -> Track:
    """The track of a nomination: the one it was sent on; of a draft what the segment says, as it was written down last."""
    if row.track:
        return Track(row.track)
    return track_of(str(row.briefing.get("segment") or row.account.segment), numbers)


def questions_of(track: str, numbers: Numbers) -> tuple[Question, ...]:
    """What is asked on a track, in its order."""
    asked = numbers.strategic_questions if track == Track.STRATEGIC else numbers.commercial_questions
    return tuple(each for code, each in QUESTIONS.items() if code in asked)


def questions_shown(row: Nomination, numbers: Numbers, *, told: bool = False) -> tuple[Question, ...]:
    """What is asked on the track of a nomination, and what somebody has told besides: why it was found. `told`: all that was."""
    asked = questions_of(track_now(row, numbers), numbers)
    return tuple(
        each
        for code, each in QUESTIONS.items()
        if each in asked or (row.briefing.get(code) not in (None, "", []) and (told or not each.field))
    )


def required_of(track: str, numbers: Numbers) -> frozenset[str]:
    """What must be answered on a track before a nomination is sent."""
    asked, required = (
        (numbers.strategic_questions, numbers.strategic_required)
        if track == Track.STRATEGIC
        else (numbers.commercial_questions, numbers.commercial_required)
    )
    return required & asked


def steps_of(track: str, numbers: Numbers) -> tuple[Step, ...]:
    """What must have happened on a track before a nomination is approved."""
    steps = numbers.strategic_steps if track == Track.STRATEGIC else numbers.commercial_steps
    return tuple(each for each in Step if each in steps)


def missing_in(briefing: Mapping[str, Any], track: str, numbers: Numbers) -> tuple[Question, ...]:
    """The questions that must be answered and are not."""
    required = required_of(track, numbers)
    return tuple(each for each in questions_of(track, numbers) if each.code in required and briefing.get(each.code) in (None, "", []))
