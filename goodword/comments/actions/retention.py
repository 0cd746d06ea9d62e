"""Letting go of what was taken away."""

from datetime import datetime

from goodword.comments.models import Comment
from goodword.files.actions import sweep_removed


def sweep_taken_away(*, before: datetime, at: datetime) -> int:
    """Delete comments and files that were taken away before a moment; returns how many."""
    del at
    files = sweep_removed(before=before)
    _all, of_each = Comment.objects.filter(removed_at__lt=before).delete()
    return files + of_each.get(Comment._meta.label, 0)
