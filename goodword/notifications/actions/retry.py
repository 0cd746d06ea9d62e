"""Send a mail again, by hand or because its job was lost."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.transitions import move
from goodword.notifications import queries
from goodword.notifications.access import visible_to
from goodword.notifications.actions.send import concerned
from goodword.notifications.actions.write import defer_send
from goodword.notifications.models import Mail
from goodword.notifications.states import MOVES
from goodword.people.models import User

LOST_AFTER: Final = timedelta(minutes=10)


@transaction.atomic
def retry(mail: Mail, *, by: User, at: datetime) -> Mail:
    """Queue a failed mail again, with all its attempts. NotAllowed for a mail they may not see, WrongState when it did not fail."""
    row = visible_to(by).select_for_update(of=("self",)).filter(pk=mail.pk).first()
    if row is None:
        raise NotAllowed
    move(row, MOVES, "retry", at=at, attempts=0, send_after=at)
    defer_send(row)
    record("mail.sent_again", by=Actor.person(by), at=at, about=[row, *concerned(row, at=at)], circle_id=row.circle_id)
    return row


@transaction.atomic
def send_overdue(*, at: datetime) -> int:
    """Defer a new job for each mail that should have left long ago; returns how many."""
    rows = list(queries.overdue(at - LOST_AFTER).select_for_update(skip_locked=True)[:500])
    for row in rows:
        row.send_after = at
        row.save(update_fields=["send_after"])
        defer_send(row)
    return len(rows)
