"""By what somebody who is erased is known again: keyed hashes, in the database and in a list beside it."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

from goodword.customers.models import Contact, ErasedMark, Merge
from goodword.customers.queries.erased import mark_of_address, mark_of_id
from goodword.erasure.queries.traces import Traces


def marks_of(contact: Contact, traces: Traces) -> list[tuple[str, str]]:
    """The marks of every address and every ID that somebody has or had, with their kinds."""
    marks = [(ErasedMark.ADDRESS, mark_of_address(each)) for each in traces.addresses]
    if contact.external_id:
        marks.append((ErasedMark.OWN_ID, mark_of_id(contact.source, contact.external_id)))
    gone = Merge.objects.filter(kind=Merge.CONTACT, now_id=contact.pk).exclude(external_id="").values_list("source", "external_id")
    return list(dict.fromkeys([*marks, *((ErasedMark.OWN_ID, mark_of_id(*each)) for each in gone)]))


def list_of_erased() -> Path:
    """Who was erased, by marks alone: it lies beside the database, so that a backup from before does not bring anybody back."""
    return Path(settings.GOODWORD_DATA) / "erased.jsonl"


def remember(marks: list[str], *, person: int, at: datetime) -> None:
    """Add a line to the list of who was erased."""
    path = list_of_erased()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps({"person": person, "marks": marks, "at": at.isoformat()}) + "\n")
    path.chmod(0o600)
