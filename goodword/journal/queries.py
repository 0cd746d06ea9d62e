"""Reading the journal."""

from django.db.models import Q, QuerySet

from goodword.journal.models import Entry


def about(kind: str, object_id: int, *, circle_ids: frozenset[int]) -> QuerySet[Entry]:
    """Entries about one row, newest first, less those of circles the reader is not in."""
    entries = Entry.objects.filter(Q(circle=None) | Q(circle__in=circle_ids), subjects__kind=kind, subjects__object_id=object_id)
    return entries.select_related("note").prefetch_related("subjects").order_by("-at", "-pk")
