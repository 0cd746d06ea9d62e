"""Stop a mail to a customer while it waits to leave, and undo what depends on it: the attempt, the apology, the ask."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.notifications.access import can_stop
from goodword.notifications.actions.send import concerned
from goodword.notifications.models import Mail
from goodword.notifications.queries import candidate_of_mail
from goodword.notifications.states import MOVES, State
from goodword.people.models import User
from goodword.requests import actions as requests
from goodword.requests.models import Candidate

STOPPED: Final = "stopped"
# What else is undone, by message; whoever stops another mail stops the mail alone.
UNDO: Final[dict[str, Callable[..., Any]]] = {
    "ask": requests.take_back,
    "ask_again": requests.take_back_attempt,
    "apology": requests.take_back_apology,
}


@transaction.atomic
def stop(mail: Mail, *, by: User, at: datetime) -> Mail | Refused:
    """Stop it; refused once it left, or was tried. Raises NotAllowed, or WrongState when the request has moved on."""
    found = waiting_to_leave(mail, by=by)
    if isinstance(found, Refused):
        return found
    row, candidate = found
    undo = UNDO.get(row.message)
    if undo is not None:
        undone = undo(candidate, by=Actor.person(by), at=at)
        if isinstance(undone, Refused):
            return undone
    move(row, MOVES, "cancel", at=at, error=STOPPED)
    record("mail.stopped", by=Actor.person(by), at=at, about=[row, *concerned(row, at=at)], circle_id=row.circle_id, message=row.message)
    return row


def waiting_to_leave(mail: Mail, *, by: User) -> tuple[Mail, Candidate] | Refused:
    """The row of a mail to a customer, locked, and its candidacy, while it waits to leave for the first time. Raises NotAllowed."""
    row = Mail.objects.select_for_update(of=("self",)).select_related("to_contact").get(pk=mail.pk)
    candidate = candidate_of_mail(row)
    if row.to_contact_id is None or candidate is None or not can_stop(by, row, candidate):
        raise NotAllowed
    if row.state != State.QUEUED or row.attempts:
        return refuse("has_left", _("It has left already, or was tried. You may write to them yourself."))
    return row, candidate
