"""Reading files."""

from typing import Any

from django.db.models import Q, QuerySet, Sum

from goodword.files.kinds import TYPES
from goodword.files.models import File


def about(kind: str, object_id: int, *, circle_ids: QuerySet[Any, int]) -> QuerySet[File]:
    """The files about a row and on the comments about it, newest first, less circles the reader is not in."""
    in_the_know = Q(circle=None) | Q(circle__in=circle_ids)
    rows = File.objects.filter(in_the_know, subject_kind=kind, subject_id=object_id, removed_at=None)
    return rows.select_related("added_by").order_by("-added_at", "-pk")


def bytes_about(kind: str, object_id: int) -> int:
    """How much the files of a row take together, those taken away not counted."""
    rows = File.objects.filter(subject_kind=kind, subject_id=object_id, removed_at=None)
    return int(rows.aggregate(total=Sum("size"))["total"] or 0)


def with_comment(comment_id: int, *, removed: bool = False) -> QuerySet[File]:
    """The files on one comment; `removed`: those that were taken away."""
    return File.objects.filter(comment_id=comment_id, removed_at__isnull=not removed)


def name_and_type(files: QuerySet[File]) -> list[tuple[int, str, str]]:
    """The key, the name and the type in words of some files."""
    return [(file.pk, file.name, str(TYPES[file.type].label)) for file in files]
