"""Who may see a file, and who may take it away."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from goodword.files.models import File
from goodword.people.models import User
from goodword.people.queries import circles_of


def visible_to(user: User, *, among: Mapping[str, QuerySet[Any]], removed: bool = False) -> QuerySet[File]:
    """The files about what somebody sees; `among` says by kind which rows that are. `removed`: those that were taken away instead."""
    if not user.is_active:
        return File.objects.none()
    about = Q(pk__in=[])
    for kind, rows in among.items():
        about |= Q(subject_kind=kind, subject_id__in=rows.values("pk"))
    in_the_know = Q(circle=None) | Q(circle__in=circles_of(user))
    return File.objects.filter(about, in_the_know, removed_at__isnull=not removed)


def can_remove(user: User, file: File) -> bool:
    """May this person take a file away, and bring it back: whoever put it there, and who runs the program."""
    return user.is_active and (file.added_by_id == user.pk or user.is_manager)
