"""Publish a text, go back to ours or to an older version, and keep the words of one mail."""

from goodword.texts.actions.own import change_own_words, keep_own_words, why_not_own
from goodword.texts.actions.publish import publish, reset

__all__ = ["change_own_words", "keep_own_words", "publish", "reset", "why_not_own"]
