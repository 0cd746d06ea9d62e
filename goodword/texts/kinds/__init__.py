"""The kinds of text, their placeholders, our own words, and how they are filled."""

from goodword.texts.kinds.filling import Filled, Problem, Words, check, fill, typed_placeholders
from goodword.texts.kinds.ours import KINDS, TextKind
from goodword.texts.kinds.placeholders import PLACEHOLDERS, Placeholder

__all__ = ["KINDS", "PLACEHOLDERS", "Filled", "Placeholder", "Problem", "TextKind", "Words", "check", "fill", "typed_placeholders"]
