"""A text in sentences, each with the rules that speak for it."""

from dataclasses import dataclass
from typing import Final

from sentencex import get_sentence_boundaries

from goodword.stories.marking.figures import why_figure
from goodword.stories.marking.quotable import why_quotable
from goodword.stories.marking.rules import FIGURE, QUOTABLE, Rule

# Shorter than this nobody quotes, longer than that nobody reads, in words.
SHORTEST: Final = 3
LONGEST: Final = 60
# Written without blanks between words, which are about so long.
UNSPACED: Final = ("ja",)
LETTERS_A_WORD: Final = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands in its text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, and what speaks for it: rules for figures, rules for quotable words. Both may be empty."""

    sentence: Sentence
    rules: tuple[Rule, ...]

    @property
    def is_figure(self) -> bool:
        """Whether it says a figure that a story could use."""
        return any(each.kind == FIGURE for each in self.rules)

    @property
    def is_quotable(self) -> bool:
        """Whether it could be quoted as it stands."""
        return any(each.kind == QUOTABLE for each in self.rules)


def sentences(text: str, language: str = "en") -> list[Sentence]:
    """The sentences of a text in order, without the blanks around them."""
    found = []
    for each in get_sentence_boundaries(language, text):
        words = each["text"].strip()
        if words:
            start = each["start_index"] + len(each["text"]) - len(each["text"].lstrip())
            found.append(Sentence(words, start, start + len(words)))
    return found


def mark(text: str, language: str = "en") -> list[Marked]:
    """Every sentence of a text with the rules that speak for it."""
    return [Marked(each, _rules(each.text, language)) for each in sentences(text, language)]


def _rules(sentence: str, language: str) -> tuple[Rule, ...]:
    length = len(sentence) // LETTERS_A_WORD if language in UNSPACED else len(sentence.split())
    if not SHORTEST <= length <= LONGEST or sentence.endswith(("?", "？")):
        return ()
    return (*why_figure(sentence, language), *why_quotable(sentence, language))
