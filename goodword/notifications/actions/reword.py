"""Change the words of a mail to a customer while it waits: it is held back for whoever writes, and then leaves as they left it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.notifications.actions.send import concerned
from goodword.notifications.actions.stop import waiting_to_leave
from goodword.notifications.actions.write import defer_send
from goodword.notifications.models import Mail
from goodword.people.models import User
from goodword.people.queries import program
from goodword.texts.actions import change_own_words, why_not_own

# For how long a mail waits for whoever changes its words, counted from when they began; then it leaves as it stands.
TIME_TO_WRITE: Final = timedelta(minutes=15)


@transaction.atomic
def hold_back(mail: Mail, *, by: User, at: datetime) -> Mail | Refused:
    """Let it wait for somebody who changes its words; refused once it left, or was tried. Raises NotAllowed."""
    row = _waiting(mail, by=by)
    if isinstance(row, Mail):
        row.send_after = max(row.send_after, at + TIME_TO_WRITE)
        row.save(update_fields=["send_after"])
        defer_send(row)
    return row


@transaction.atomic
def reword(mail: Mail, *, subject: str, body: str, by: User, at: datetime) -> Mail | Refused:
    """Give this one mail words of its own, and let it leave at its time, or after the program's pause when that has passed.

    Refused once it left, or when the words cannot leave as they are. Raises NotAllowed.
    """
    row = _waiting(mail, by=by)
    if isinstance(row, Refused):
        return row
    unfit = why_not_own(subject, body)
    if unfit is not None:
        return unfit
    change_own_words(Entry.objects.get(pk=row.context["entry"]), subject=subject, body=body)
    _let_go(row, at=at)
    record("mail.reworded", by=Actor.person(by), at=at, about=[row, *concerned(row, at=at)], circle_id=row.circle_id, message=row.message)
    return row


@transaction.atomic
def let_go(mail: Mail, *, by: User, at: datetime) -> Mail | Refused:
    """Let a mail that waits for its words leave as it stands. Raises NotAllowed."""
    row = _waiting(mail, by=by)
    if isinstance(row, Mail):
        _let_go(row, at=at)
    return row


def _let_go(row: Mail, *, at: datetime) -> None:
    pause = timedelta(seconds=program().mail_delay_seconds)
    own_time = row.created_at + pause
    row.send_after = own_time if own_time > at else at + pause
    row.save(update_fields=["send_after"])
    defer_send(row)


def _waiting(mail: Mail, *, by: User) -> Mail | Refused:
    found = waiting_to_leave(mail, by=by)
    return found if isinstance(found, Refused) else found[0]
