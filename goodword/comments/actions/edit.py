"""Change a comment while few have read it, take it away, bring it back."""

from datetime import datetime

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from goodword.comments import access
from goodword.comments.actions.add import mention, what_is_said
from goodword.comments.models import Comment
from goodword.files.actions import remove_with, restore_with
from goodword.files.queries import with_comment
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User


@transaction.atomic
def edit(
    comment: Comment, *, about: models.Model, by: User, text: str, at: datetime, readers: QuerySet[User] | None = None
) -> Comment | Refused:
    """Change what one wrote. Only who is newly mentioned is told. Raises NotAllowed, or WrongState when it is gone."""
    row = _locked(comment, by=by)
    if row.removed_at is not None:
        raise WrongState("edit", "removed")
    if not access.can_edit(by, row, at=at):
        return refuse("late", _("A comment can be changed for fifteen minutes. Take it away, or write another one."))
    before = [each.user for each in row.mentions.select_related("user") if not each.user.is_active]
    said = what_is_said(text, readers=readers, without_words=with_comment(row.pk).exists(), also=before)
    if isinstance(said, Refused):
        return said
    if said.text == row.text:
        return row
    row.text, row.edited_at = said.text, at
    row.save(update_fields=["text", "edited_at"])
    told = [person.pk for person in mention(row, said.people)]
    record("comment.edited", by=Actor.person(by), at=at, about=[about, row], circle_id=row.circle_id, mentioned=told)
    return row


@transaction.atomic
def remove(comment: Comment, *, about: models.Model, by: User, at: datetime) -> Comment:
    """Take away what one wrote, with its files. Raises NotAllowed, or WrongState when it is gone."""
    row = _locked(comment, by=by)
    if row.removed_at is not None:
        raise WrongState("remove", "removed")
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    remove_with(row.pk, by=by, at=at)
    record("comment.removed", by=Actor.person(by), at=at, about=[about, row], circle_id=row.circle_id)
    return row


@transaction.atomic
def restore(comment: Comment, *, about: models.Model, by: User, at: datetime) -> Comment:
    """Bring a comment back, with the files that went with it. Raises NotAllowed, or WrongState when it is there."""
    row = _locked(comment, by=by)
    if row.removed_at is None:
        raise WrongState("restore", "there")
    restore_with(row.pk, removed_at=row.removed_at)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    record("comment.restored", by=Actor.person(by), at=at, about=[about, row], circle_id=row.circle_id)
    return row


def _locked(comment: Comment, *, by: User) -> Comment:
    row = Comment.objects.select_for_update(no_key=True).get(pk=comment.pk)
    if not access.can_remove(by, row):
        raise NotAllowed
    return row
