"""Record what happened, and let the world react after the commit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from procrastinate.contrib.django import app

from goodword.journal.models import Entry, Note, Subject
from goodword.kernel.actor import Actor

REACT = "goodword.react"


def subject_kind(row: models.Model) -> str:
    """The noun under which a row is a subject of journal entries."""
    return str(row._meta.model_name)


def record(
    verb: str, *, by: Actor, at: datetime, about: Iterable[models.Model], circle_id: int | None = None, note: str = "", **data: Any
) -> Entry:
    """Write one entry about some rows and defer the reactions to it on the same connection.

    `data` holds ids, codes, numbers and dates as text: never a name, an address or free text (those go to `note`).
    """
    entry = Entry.objects.create(at=at, verb=verb, actor_kind=by.kind.value, actor_id=by.id, circle_id=circle_id, data=data)
    subjects = {(subject_kind(row), row.pk) for row in about}
    Subject.objects.bulk_create(Subject(entry=entry, kind=kind, object_id=pk) for kind, pk in sorted(subjects))
    if note:
        Note.objects.create(entry=entry, text=note)
    app.configure_task(REACT).defer(entry_id=entry.pk)
    return entry
