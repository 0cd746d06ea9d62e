"""The list of who was erased, by marks alone, beside the database: a backup from before brings nobody back for good."""

import json
from datetime import datetime

from goodword.customers.models import Contact
from goodword.erasure.actions.erase import erase
from goodword.erasure.actions.marks import list_of_erased, marks_of
from goodword.erasure.models import Erasure
from goodword.erasure.queries.traces import traces_of
from goodword.erasure.states import State

__all__ = ["erase_again", "list_of_erased"]


def erase_again(*, at: datetime) -> int:
    """After a backup was brought back: erase once more everybody on the list who came back with it. Returns how many."""
    path = list_of_erased()
    if not path.exists():
        return 0
    done = 0
    for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
        known = json.loads(line)
        contact = Contact.objects.filter(pk=known["person"]).first()
        if contact is None or not _is_them(contact, set(known["marks"])):
            continue
        row, _new = Erasure.objects.exclude(state=State.DONE).get_or_create(
            person=contact.pk, defaults={"by_themselves": True, "asked_at": at, "state_at": at}
        )
        erase(row.pk, at=at, tell=False)
        done += 1
    return done


def _is_them(contact: Contact, marks: set[str]) -> bool:
    """Whether this row is the person who was erased: by an address or an ID of theirs; a row without either by its number."""
    own = {mark for _kind, mark in marks_of(contact, traces_of(contact))}
    return bool(own & marks) or (not own and not marks)
