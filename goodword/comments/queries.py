"""Reading comments."""

from django.db.models import Q, QuerySet

from goodword.comments.models import Comment


def about(kind: str, object_id: int, *, circle_ids: frozenset[int]) -> QuerySet[Comment]:
    """What was said about a row, oldest first, less circles the reader is not in."""
    rows = Comment.objects.filter(subject_kind=kind, subject_id=object_id).filter(Q(circle=None) | Q(circle__in=circle_ids))
    return rows.select_related("author").order_by("created_at", "pk")
