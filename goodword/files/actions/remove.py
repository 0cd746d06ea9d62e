"""Take a file away, and bring it back while it is still kept."""

from datetime import datetime

from django.db import models, transaction

from goodword.files import access
from goodword.files.models import File
from goodword.files.queries import with_comment
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.people.models import User


@transaction.atomic
def remove(file: File, *, about: models.Model, by: User, at: datetime) -> File:
    """Take a file of a row away; its bytes stay until the sweep. Raises NotAllowed, or WrongState when it is away already."""
    row = _locked(file, by=by)
    if row.removed_at is not None:
        raise WrongState("remove", "removed")
    row.removed_at, row.removed_by = at, by
    row.save(update_fields=["removed_at", "removed_by"])
    _note("file.removed", row, about, by=by, at=at)
    return row


@transaction.atomic
def restore(file: File, *, about: models.Model, by: User, at: datetime) -> File:
    """Bring a file back. Raises NotAllowed, or WrongState when it is there."""
    row = _locked(file, by=by)
    if row.removed_at is None:
        raise WrongState("restore", "there")
    row.removed_at = row.removed_by = None
    row.save(update_fields=["removed_at", "removed_by"])
    _note("file.restored", row, about, by=by, at=at)
    return row


def remove_with(comment_id: int, *, by: User, at: datetime) -> int:
    """Take the files of a comment away along with it; the comment's own entry says so."""
    return with_comment(comment_id).update(removed_at=at, removed_by=by)


def restore_with(comment_id: int, *, removed_at: datetime) -> int:
    """Bring back the files that went away with a comment, and no others."""
    return with_comment(comment_id, removed=True).filter(removed_at=removed_at).update(removed_at=None, removed_by=None)


def _locked(file: File, *, by: User) -> File:
    row = File.objects.select_for_update(no_key=True).get(pk=file.pk)
    if not access.can_remove(by, row):
        raise NotAllowed
    return row


def _note(verb: str, row: File, about: models.Model, *, by: User, at: datetime) -> None:
    record(verb, by=Actor.person(by), at=at, about=[about, row], circle_id=row.circle_id, note=row.name)
