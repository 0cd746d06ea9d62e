"""A mail came back after a server had taken it: its row fails, the address is flagged, and the people who must know are told."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from goodword.integrations.mail.mapping import returned
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.text import mark_of
from goodword.kernel.transitions import move
from goodword.notifications.actions.send import ERROR_LENGTH, concerned
from goodword.notifications.models import Mail
from goodword.notifications.states import MOVES, State

LARGEST: Final = 2_000_000


class Bounced(StrEnum):
    """What became of a mail that came in."""

    NO_REPORT = "no_report"
    NOT_OURS = "not_ours"
    OTHER_ADDRESS = "other_address"
    DELAYED = "delayed"
    KNOWN = "known"
    FLAGGED = "flagged"


@transaction.atomic
def note_bounce(raw: bytes, *, at: datetime) -> Bounced:
    """Read one report. Only a report about a mail of ours, and about the address it went to, changes anything; safe to run twice."""
    report = returned(raw[:LARGEST])
    if not report.refused and not report.delayed:
        return Bounced.NO_REPORT
    rows = Mail.objects.select_for_update(of=("self",)).select_related("to_contact__account", "to_user", "to_registration")
    mail = rows.filter(message_id__in=report.message_ids).first()
    if mail is None:
        return Bounced.NOT_OURS
    contact = mail.to_contact
    reader = contact or mail.to_user or mail.to_registration
    address = reader.email.lower() if reader is not None else ""
    if address not in report.refused:
        if address in report.delayed:
            mail.context = {**mail.context, "delayed": int(mail.context.get("delayed", 0)) + 1}
            mail.save(update_fields=["context"])
            return Bounced.DELAYED
        return Bounced.OTHER_ADDRESS
    if mail.state != State.SENT:
        return Bounced.KNOWN
    move(mail, MOVES, "come_back", at=at, error=report.words[:ERROR_LENGTH] or "came_back")
    if contact is not None:
        about = [contact.account, contact]
        record("contact.mail_refused", by=Actor.system(), at=at, about=about, circle_id=mail.circle_id, address=mark_of(contact.email))
        if concern := concerned(mail, at=at):
            record("mail.failed", by=Actor.system(), at=at, about=concern, circle_id=mail.circle_id, mail=mail.pk)
    return Bounced.FLAGGED
