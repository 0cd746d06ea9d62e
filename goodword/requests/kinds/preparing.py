"""The parts of what is prepared with a customer, what is waited for in each, and how many days ahead it should be there."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """A part of what is prepared with a customer."""

    CONTENT = "content"
    KIT = "kit"
    PLAN = "plan"
    CALLS = "calls"
    CAMPAIGN = "campaign"
    REUSE = "reuse"
    WORDS = "words"


class Todo(StrEnum):
    """What is waited for; each has one owner."""

    ASSIGN = "assign"
    LOOK = "look"
    WORK = "work"
    UNBLOCK = "unblock"
    FILL_IN = "fill_in"
    MEND_KIT = "mend_kit"
    APPROVE_KIT = "approve_kit"
    WRITE_PLAN = "write_plan"
    MEND_PLAN = "mend_plan"
    ANSWER_PLAN = "answer_plan"
    BOOK = "book"
    LET_GO = "let_go"
    CAMPAIGN = "campaign"
    REVIEW = "review"
    WRITE_WORDS = "write_words"
    OWNER_WORDS = "owner_words"
    MEND_WORDS = "mend_words"
    ANSWER_WORDS = "answer_words"
    NO_WORDS = "no_words"
    NOT_USED = "not_used"


@dataclass(frozen=True, slots=True)
class Days:
    """By when each part should be there, counted back from the first day."""

    kit: date
    plan: date
    content: date
    dry_run: date


# How many days ahead of the event, and how many are left at least to whoever must act when it was agreed on late.
AHEAD: Final = {"kit": 28, "plan": 35, "content": 14, "dry_run": 7}
LEAST: Final = {"kit": 7, "plan": 4, "content": 10, "dry_run": 12}
# A customer looks at a plan for so long, and colleagues at what came in.
ANSWER_PLAN_DAYS: Final = 10
LOOK_WORKING_DAYS: Final = 3
REVIEW_DAYS: Final = 21
# Sentences go to the owner so long ahead of the day on which they are used, and the customer has them so long before it.
WORDS_AHEAD: Final = 28
WORDS_LEAST: Final = 4
ANSWER_WORDS_DAYS: Final = 10


def days_of(first_day: date | None, *, opened_on: date) -> Days | None:
    """Counted back from the event; never so early that nobody could, never after the event. None while it has no day."""
    if first_day is None:
        return None
    last = max(first_day, opened_on)
    return Days(
        **{
            name: min(max(first_day - timedelta(days=ahead), opened_on + timedelta(days=LEAST[name])), last)
            for name, ahead in AHEAD.items()
        }
    )


def words_due(day: date | None, *, opened_on: date) -> date | None:
    """By when the sentences should be written, counted back from the day on which they are used."""
    if day is None:
        return None
    return min(max(day - timedelta(days=WORDS_AHEAD), opened_on + timedelta(days=WORDS_LEAST)), max(day, opened_on))
