"""Saying something about a row, changing it, taking it away."""

from goodword.comments.actions.add import Outside, add
from goodword.comments.actions.edit import edit, remove, restore
from goodword.comments.actions.retention import sweep_taken_away

__all__ = ["Outside", "add", "edit", "remove", "restore", "sweep_taken_away"]
