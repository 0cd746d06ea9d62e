"""Putting files beside something, taking them away, bringing them back, and tidying up."""

from goodword.files.actions.attach import Taken, attach, attach_all
from goodword.files.actions.ready import Looked, Ready, ready
from goodword.files.actions.remove import remove, remove_with, restore, restore_with
from goodword.files.actions.sweep import sweep_loose, sweep_removed

__all__ = [
    "Looked",
    "Ready",
    "Taken",
    "attach",
    "attach_all",
    "ready",
    "remove",
    "remove_with",
    "restore",
    "restore_with",
    "sweep_loose",
    "sweep_removed",
]
