"""Letting go of words that the journal does not need."""

from collections.abc import Collection
from datetime import datetime

from goodword.journal import queries
from goodword.journal.models import Note, Subject


def forget_field_history(*, before: datetime, at: datetime) -> int:
    """Forget what fields were and became before a moment; who did what stays. Returns how many."""
    del at
    gone, _kinds = queries.field_changes(before=before).delete()
    return gone


def forget_notes(verb: str, *, about: str, keys: Collection[int]) -> int:
    """Forget the words beside entries of one verb about some rows; that it happened stays. Returns how many."""
    said = Subject.objects.filter(kind=about, object_id__in=keys, entry__verb=verb).values("entry")
    gone, _kinds = Note.objects.filter(entry__in=said).delete()
    return gone
