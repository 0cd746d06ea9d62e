"""Who may see a comment, change it, and take it away."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet

from goodword.comments.models import Comment
from goodword.people.models import User
from goodword.people.queries import circles_of

MAY_CHANGE: Final = timedelta(minutes=15)


def visible_to(user: User, *, among: Mapping[str, QuerySet[Any]], removed: bool = False) -> QuerySet[Comment]:
    """The comments about what somebody sees; `among` says by kind which rows that are. `removed`: those that were taken away instead."""
    if not user.is_active:
        return Comment.objects.none()
    about = Q(pk__in=[])
    for kind, rows in among.items():
        about |= Q(subject_kind=kind, subject_id__in=rows.values("pk"))
    in_the_know = Q(circle=None) | Q(circle__in=circles_of(user))
    return Comment.objects.filter(about, in_the_know, removed_at__isnull=not removed)


def can_edit(user: User, comment: Comment, *, at: datetime) -> bool:
    """May this person change what they wrote: for a quarter of an hour, while few have read it."""
    return can_remove(user, comment) and comment.removed_at is None and at - comment.created_at < MAY_CHANGE


def can_remove(user: User, comment: Comment) -> bool:
    """May this person take a comment away, or bring it back: whoever wrote it."""
    return user.is_active and comment.author_id == user.pk
