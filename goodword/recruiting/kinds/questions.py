"""What a nomination asks: each question with how it is answered, and what of the customer's record it fills.

Which of them a track asks, and which it insists on, is the policy's (`Numbers.commercial_questions` and the like); the order is this one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goodword.customers.kinds import ListKind

Words = str | Promise


class Answer(StrEnum):
    """How a question is answered."""

    ONE = "one"
    SOME = "some"
    REGION = "region"
    NUMBER = "number"
    LINE = "line"
    LIST = "list"
    TEXT = "text"
    ACTIVITIES = "activities"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the briefing; `field` is the column of the account that its answer belongs to."""

    code: str
    label: Words
    answer: Answer
    help: Words = ""
    field: str = ""
    of_list: ListKind | None = None


QUESTIONS: Final[dict[str, Question]] = {
    each.code: each
    for each in (
        Question("industry", _("Industry"), Answer.ONE, field="industry", of_list=ListKind.INDUSTRY),
        Question("region", _("Region"), Answer.REGION, field="region"),
        Question("segment", _("Segment"), Answer.ONE, field="segment", of_list=ListKind.SEGMENT),
        Question("tier", _("Product tier"), Answer.ONE, field="tier", of_list=ListKind.TIER),
        Question("seats", _("Licensed seats"), Answer.NUMBER, field="seats"),
        Question("use_cases", _("Use cases"), Answer.SOME, field="use_cases", of_list=ListKind.USE_CASE),
        Question(
            "why_us",
            _("Why did they choose us?"),
            Answer.TEXT,
            _("The story in a few sentences: what was hard, what they do differently now."),
        ),
        Question(
            "metrics",
            _("Which figures show it?"),
            Answer.TEXT,
            _("“Releases went from monthly to daily.” A rough one is better than none."),
        ),
        Question("beaten", _("Who was beaten?"), Answer.SOME, field="competitors_replaced", of_list=ListKind.COMPETITOR),
        Question("version", _("Product version"), Answer.LINE, field="product_version"),
        Question("stages", _("Stages used"), Answer.LIST, _("Separated by commas."), field="stages_used"),
        Question("tech_stack", _("Tech stack"), Answer.LIST, _("Separated by commas."), field="tech_stack"),
        Question("activities", _("What may they be asked for?"), Answer.ACTIVITIES, _("As far as you know. They say it themselves later.")),
        Question("interest", _("What do they know of the program?"), Answer.TEXT, _("Have you talked about it, and how did they take it?")),
    )
}


class Track(StrEnum):
    """Two ways to nominate, by the segment of the customer."""

    COMMERCIAL = "commercial"
    STRATEGIC = "strategic"


TRACK_LABELS: Final[dict[str, Words]] = {Track.COMMERCIAL: _("Commercial"), Track.STRATEGIC: _("Strategic")}


class Step(StrEnum):
    """What must have happened before a nomination can be approved."""

    CHAMPION = "champion"
    BRIEFING = "briefing"
    INTRODUCTION = "introduction"


STEP_LABELS: Final[dict[str, Words]] = {
    Step.CHAMPION: _("A champion is named"),
    Step.BRIEFING: _("The briefing is complete"),
    Step.INTRODUCTION: _("The introduction call took place"),
}
