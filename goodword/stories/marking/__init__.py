"""Sentences of an interview that are worth a second look: figures, and words that could be quoted. Rules only, no rows."""

from goodword.stories.marking.rules import FIGURE, QUOTABLE, RULES, Rule
from goodword.stories.marking.sentences import Marked, Sentence, mark
from goodword.stories.marking.wording import Wording, wording

__all__ = ["FIGURE", "QUOTABLE", "RULES", "Marked", "Rule", "Sentence", "Wording", "mark", "wording"]
