"""Add a comment."""

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from goodword.comments.models import Comment
from goodword.journal.actions import record
from goodword.journal.actions.record import subject_kind
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User

LONGEST = 10_000


@transaction.atomic
def add(about: models.Model, *, author: User, text: str, at: datetime, circle_id: int | None) -> Comment | Refused:
    """Add what somebody said; the caller says of which circle it is, and has checked that they may see it."""
    words = text.strip()
    if not words:
        return refuse("empty", _("Write something first."))
    if len(words) > LONGEST:
        return refuse("too_long", _("That is too long for a comment. Keep it under %(most)d characters.") % {"most": LONGEST})
    comment = Comment.objects.create(
        subject_kind=subject_kind(about), subject_id=about.pk, author=author, text=words, circle_id=circle_id, created_at=at
    )
    record("comment.added", by=Actor.person(author), at=at, about=[about, comment], circle_id=circle_id)
    return comment
