"""Record what happened, and let the world react after the commit."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, models
from procrastinate.contrib.django import app

from goodword.journal.models import Entry, Note
from goodword.kernel.actor import Actor
from goodword.kernel.kept import add

REACT = "goodword.react"
_SUBJECTS = """
insert into goodword_subject (entry_id, kind, object_id) select %s, * from unnest(%s::varchar[], %s::bigint[])
"""


def subject_kind(row: models.Model) -> str:
    """The noun under which a row is a subject of journal entries."""
    return str(row._meta.model_name)


def record(
    verb: str, *, by: Actor, at: datetime, about: Iterable[models.Model], circle_id: int | None = None, note: str = "", **data: Any
) -> Entry:
    """Write one entry about some rows and defer the reactions to it on the same connection.

    `data` holds ids, codes, numbers and dates as text: never a name, an address or free text (those go to `note`).
    """
    entry = add(Entry(at=at, verb=verb, actor_kind=by.kind.value, actor_id=by.id, circle_id=circle_id, data=data))
    subjects = sorted({(subject_kind(row), row.pk) for row in about})
    with connection.cursor() as cursor:
        cursor.execute(_SUBJECTS, [entry.pk, [kind for kind, _pk in subjects], [pk for _kind, pk in subjects]])
    if note:
        Note.objects.create(entry=entry, text=note)
    app.configure_task(REACT).defer(entry_id=entry.pk)
    return entry
