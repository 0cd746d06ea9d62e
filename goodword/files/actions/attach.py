"""Put files beside something."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.files.actions.ready import MEGABYTE, Ready, ready
from goodword.files.models import File
from goodword.files.queries import bytes_about
from goodword.journal.actions import record
from goodword.journal.actions.record import subject_kind
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Reason, Refused, refuse
from goodword.kernel.turns import take_turns
from goodword.people.models import User
from goodword.ui.typed import Content

# How many names the timeline says.
NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of several files: those that are here now, and why the others are not."""

    files: list[File]
    refused: Refused


class _Waiting(Content[bytes]):
    """Bytes that wait on this disk: a storage on the same disk takes them by a rename."""

    def __init__(self, path: Path) -> None:
        """Open them."""
        super().__init__(path.open("rb"), name=path.name)
        self.path = path

    def temporary_file_path(self) -> str:
        """Where they are, as Django's storage asks for it."""
        return str(self.path)


def attach_all(about: models.Model, *, uploads: Sequence[UploadedFile[Any]], by: User, at: datetime, circle_id: int | None) -> Taken:
    """Take what may be taken of some uploaded files; the caller says of which circle they are, and has checked that `by` may add any."""
    if not uploads:
        return Taken([], refuse("none", _("Choose a file first.")))
    with ready(uploads) as looked:
        made = attach(about, files=looked.ready, by=by, at=at, circle_id=circle_id) if looked.ready else []
    if isinstance(made, Refused):
        return Taken([], Refused((*looked.refused, *made.reasons)))
    return Taken(made, Refused(tuple(looked.refused)))


def attach(
    about: models.Model, *, files: Sequence[Ready], by: User, at: datetime, circle_id: int | None, comment: models.Model | None = None
) -> list[File] | Refused:
    """Take files that were looked at, all or none: bytes, rows and one journal entry. What is on a comment has its entry there."""
    kept: list[str] = []
    try:
        with transaction.atomic():
            return _attach(about, files, by=by, at=at, circle_id=circle_id, comment=comment, kept=kept)
    except BaseException:
        for name in kept:  # the sweep would find them as well
            default_storage.delete(name)
        raise


def _attach(
    about: models.Model,
    files: Sequence[Ready],
    *,
    by: User,
    at: datetime,
    circle_id: int | None,
    comment: models.Model | None,
    kept: list[str],
) -> list[File] | Refused:
    kind = subject_kind(about)
    take_turns(f"goodword files {kind} {about.pk}")  # two together do not go over what a row may hold
    if bytes_about(kind, about.pk) + sum(each.size for each in files) > settings.FILES_MEGABYTES * MEGABYTE:
        words = _("That is more than the %(most)s MB that can be kept here. Take away what nobody needs any more, then add it again.")
        return Refused((Reason("full", words % {"most": settings.FILES_MEGABYTES}),))
    rows = []
    for each in files:
        name = secrets.token_hex(16)
        kept.append(f"{name[:2]}/{name}")
        with _Waiting(each.path) as content:
            stored_as = default_storage.save(kept[-1], content)
        kept[-1] = stored_as
        rows.append(
            File(
                subject_kind=kind,
                subject_id=about.pk,
                comment_id=comment.pk if comment is not None else None,
                circle_id=circle_id,
                name=each.name,
                type=each.type.code,
                size=each.size,
                sha256=each.sha256,
                stored_as=stored_as,
                added_by=by,
                added_at=at,
            )
        )
    File.objects.bulk_create(rows)
    if comment is None:
        record("file.added", by=Actor.person(by), at=at, about=[about, *rows], circle_id=circle_id, note=_names(rows), n=len(rows))
    return rows


def _names(rows: Sequence[File]) -> str:
    """The first names, and how many more there are."""
    named, more = ", ".join(row.name for row in rows[:NAMED]), len(rows) - NAMED
    return ngettext("%(names)s and %(n)s more", "%(names)s and %(n)s more", more) % {"names": named, "n": more} if more > 0 else named
