"""Saying something about a row."""

from goodword.comments.actions.add import add

__all__ = ["add"]
