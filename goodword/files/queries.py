"""Reading files."""

from django.db.models import QuerySet, Sum

from goodword.files.models import File


def about(kind: str, object_id: int, *, circle_ids: frozenset[int]) -> list[File]:
    """The files about a row and on the comments about it, newest first, less circles the reader is not in."""
    rows = File.objects.filter(subject_kind=kind, subject_id=object_id, removed_at=None).select_related("added_by")
    return [each for each in rows.order_by("-added_at", "-pk") if each.circle_id is None or each.circle_id in circle_ids]


def bytes_about(kind: str, object_id: int) -> int:
    """How much the files of a row take together, those taken away not counted."""
    rows = File.objects.filter(subject_kind=kind, subject_id=object_id, removed_at=None)
    return int(rows.aggregate(total=Sum("size"))["total"] or 0)


def with_comment(comment_id: int, *, removed: bool = False) -> QuerySet[File]:
    """The files on one comment; `removed`: those that were taken away."""
    return File.objects.filter(comment_id=comment_id, removed_at__isnull=not removed)
