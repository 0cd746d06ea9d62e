"""Add a comment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.comments.models import Comment, Mention
from goodword.comments.queries.mentions import Found, find
from goodword.files.actions import attach, ready
from goodword.journal.actions import record
from goodword.journal.actions.record import subject_kind
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Reason, Refused, refuse
from goodword.people.models import User
from goodword.people.queries import active_people

LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Outside(Refused):
    """Refused because somebody is mentioned who may not see what it is about."""

    people: tuple[User, ...] = ()


def add(
    about: models.Model,
    *,
    author: User,
    text: str,
    at: datetime,
    circle_id: int | None,
    readers: QuerySet[User] | None = None,
    uploads: Sequence[UploadedFile[Any]] = (),
) -> Comment | Refused:
    """Add what somebody said, with its files; the caller says of which circle it is, and has checked that they may see it.

    `readers` are those who may see what it is about, and so may be mentioned: without them, everybody.
    """
    with ready(uploads) as looked:
        if looked.refused:
            kept_nothing = ngettext(
                "Nothing was written yet. Choose the files again without it.",
                "Nothing was written yet. Choose the files again without them.",
                len(looked.refused),
            )
            again = Reason("again", kept_nothing)
            return Refused((*looked.refused, again))
        said = what_is_said(text, readers=readers, without_words=bool(looked.ready))
        if isinstance(said, Refused):
            return said
        with transaction.atomic():
            comment = Comment.objects.create(
                subject_kind=subject_kind(about), subject_id=about.pk, author=author, text=said.text, circle_id=circle_id, created_at=at
            )
            if looked.ready:
                kept = attach(about, files=looked.ready, by=author, at=at, circle_id=circle_id, comment=comment)
                if isinstance(kept, Refused):
                    transaction.set_rollback(True)
                    return kept
            mention(comment, said.people)
            told = [person.pk for person in said.people]
            data: dict[str, Any] = {"mentioned": told, **({"files": len(looked.ready)} if looked.ready else {})}
            record("comment.added", by=Actor.person(author), at=at, about=[about, comment], circle_id=circle_id, **data)
    return comment


def what_is_said(text: str, *, readers: QuerySet[User] | None, without_words: bool = False, also: Iterable[User] = ()) -> Found | Refused:
    """A text that may be said, with keys in place of names; `also` are people no longer here whom it mentioned before."""
    words = text.replace("\r\n", "\n").strip()
    if not words and not without_words:
        return refuse("empty", _("Write something first."))
    if len(words) > LONGEST:
        return refuse("too_long", _("That is too long for a comment. Keep it under %(most)d characters.") % {"most": LONGEST})
    if "@" not in words:
        return Found(words, [], [], [])
    everybody = [*active_people(), *also]
    may_see = {each.pk for each in everybody} if readers is None else {*readers.values_list("pk", flat=True), *(each.pk for each in also)}
    found = find(words, everybody=everybody, may_see=may_see)
    if found.unclear:
        said = _("Several colleagues are called %(name)s. Write the whole name, or @ and the mail address.")
        return refuse("unclear", said % {"name": found.unclear[0]})
    if found.outsiders:
        names = ", ".join(each.name for each in found.outsiders)
        said = ngettext(
            "%(names)s may not see this, so nothing was written yet.",
            "%(names)s may not see this, so nothing was written yet.",
            len(found.outsiders),
        )
        return Outside((Reason("outside", said % {"names": names}),), tuple(found.outsiders))
    return found


def mention(comment: Comment, people: Iterable[User]) -> list[User]:
    """Write down who is mentioned; returns those who were not before."""
    wanted = {each.pk: each for each in people}
    known = set(Mention.objects.filter(comment=comment).values_list("user_id", flat=True))
    Mention.objects.filter(comment=comment).exclude(user__in=wanted).delete()
    new = [each for key, each in wanted.items() if key not in known]
    Mention.objects.bulk_create(Mention(comment=comment, user=each) for each in new)
    return new
