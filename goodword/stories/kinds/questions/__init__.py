"""The library of questions for interviews, by theme, use case and program."""

from collections.abc import Mapping
from typing import Final

from goodword.stories.kinds.questions.by_program import BY_PROGRAM
from goodword.stories.kinds.questions.by_use_case import BY_USE_CASE
from goodword.stories.kinds.questions.definition import THEMES, Answer, Question, Theme
from goodword.stories.kinds.questions.general import GENERAL

QUESTIONS: Final[Mapping[str, Question]] = {each.code: each for each in (*GENERAL, *BY_USE_CASE, *BY_PROGRAM)}

__all__ = ["QUESTIONS", "THEMES", "Answer", "Question", "Theme"]
