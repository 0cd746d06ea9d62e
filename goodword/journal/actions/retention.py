"""Letting go of words that the journal does not need."""

from datetime import datetime

from goodword.journal import queries


def forget_field_history(*, before: datetime, at: datetime) -> int:
    """Forget what fields were and became before a moment; who did what stays. Returns how many."""
    del at
    gone, _kinds = queries.field_changes(before=before).delete()
    return gone
