"""Reading the journal."""

from typing import Any

from django.db.models import Q, QuerySet

from goodword.journal.models import Entry, Subject


def touched_by_import(kind: str, run: int) -> QuerySet[Subject, Any]:
    """The keys of the rows of a kind that one import brought in or changed, as a subquery."""
    verbs = [f"{noun}.{verb}" for noun in ("account", "contact", "opportunity") for verb in ("imported", "edited")]
    return Subject.objects.filter(kind=kind, entry__verb__in=verbs, entry__data__import=run).values("object_id")


def about(kind: str, object_id: int, *, circle_ids: frozenset[int]) -> QuerySet[Entry]:
    """Entries about one row, newest first, less those of circles the reader is not in."""
    entries = Entry.objects.filter(Q(circle=None) | Q(circle__in=circle_ids), subjects__kind=kind, subjects__object_id=object_id)
    return entries.select_related("note").prefetch_related("subjects").order_by("-at", "-pk")
