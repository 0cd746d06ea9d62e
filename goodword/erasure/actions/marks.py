"""By what somebody who is erased is known again: keyed hashes, in the database and in a list beside it."""

import fcntl
import json
import os
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction

from goodword.customers.models import Contact, ErasedMark, Merge
from goodword.customers.queries.erased import mark_of_address, mark_of_id
from goodword.erasure.queries.traces import Traces


def marks_of(contact: Contact | None, traces: Traces) -> list[tuple[str, str]]:
    """The marks of every address and every ID that somebody has or had, with their kinds; of a row that is gone, of its addresses."""
    marks = [(ErasedMark.ADDRESS, mark_of_address(each)) for each in traces.addresses]
    if contact is not None and contact.external_id:
        marks.append((ErasedMark.OWN_ID, mark_of_id(contact.source, contact.external_id)))
    gone = Merge.objects.filter(kind=Merge.CONTACT, now_id__in=traces.people).exclude(external_id="").values_list("source", "external_id")
    return list(dict.fromkeys([*marks, *((ErasedMark.OWN_ID, mark_of_id(*each)) for each in gone)]))


def list_of_erased() -> Path:
    """Who was erased, by marks alone: it lies beside the database, so that a backup from before does not bring anybody back."""
    return Path(settings.GOODWORD_DATA) / "erased.jsonl"


def marks_kept(person: int) -> list[str]:
    """The marks that were kept of somebody who was erased."""
    return sorted(ErasedMark.objects.filter(person=person).values_list("mark", flat=True))


def remember(people: list[int], *, marks: list[str], at: datetime) -> None:
    """Add to the list of who was erased, once it is sure that they are; whoever stands there already is not added again."""
    transaction.on_commit(partial(_write_down, people, marks=marks, at=at))


def _write_down(people: list[int], *, marks: list[str], at: datetime) -> None:
    path = list_of_erased()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = [{"person": person, "marks": marks} for person in people]
    with os.fdopen(os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600), "r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        known = [json.loads(line) for line in file if line.strip()]
        there = [{name: each[name] for name in ("person", "marks")} for each in known]
        file.write("".join(json.dumps(each | {"at": at.isoformat()}) + "\n" for each in new if each not in there))
        file.flush()
        os.fsync(file.fileno())
