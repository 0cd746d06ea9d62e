"""The kinds of text, their placeholders, our own words, and how they are filled."""

from collections.abc import Mapping
from typing import Final

from goodword.texts.kinds.events import OF_EVENTS
from goodword.texts.kinds.filling import Filled, Problem, Words, check, fill, typed_placeholders
from goodword.texts.kinds.joining import OF_JOINING
from goodword.texts.kinds.leaving import OF_LEAVING
from goodword.texts.kinds.ours import KINDS as OURS
from goodword.texts.kinds.ours import TextKind
from goodword.texts.kinds.pitch import OF_PITCH
from goodword.texts.kinds.placeholders import PLACEHOLDERS, Placeholder
from goodword.texts.kinds.recruiting import OF_RECRUITING
from goodword.texts.kinds.reviewing import OF_REVIEW
from goodword.texts.kinds.statements import OF_WORDS
from goodword.texts.kinds.stories import OF_STORIES

KINDS: Final[Mapping[str, TextKind]] = {
    **OURS,
    **OF_EVENTS,
    **OF_WORDS,
    **OF_JOINING,
    **OF_LEAVING,
    **OF_RECRUITING,
    **OF_REVIEW,
    **OF_PITCH,
    **OF_STORIES,
}

__all__ = ["KINDS", "PLACEHOLDERS", "Filled", "Placeholder", "Problem", "TextKind", "Words", "check", "fill", "typed_placeholders"]
