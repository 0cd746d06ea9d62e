"""Write the mails that one entry of the journal causes: rows and their jobs, together, once.

A colleague may want such a notice in the daily mail (then it is set aside for it) or not at all (then its row says so).
"""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from goodword.customers.models import Contact
from goodword.kernel.transitions import move
from goodword.notifications import queries
from goodword.notifications.kinds import Way
from goodword.notifications.messages import MESSAGES
from goodword.notifications.messages.letter import Message, Reader
from goodword.notifications.models import Mail
from goodword.notifications.states import MOVES
from goodword.people.models import User
from goodword.recruiting.models import Registration

SEND = "goodword.send_mail"


def defer_send(mail: Mail) -> None:
    """Defer the job that sends a mail, on the same connection, for the moment from which it may leave."""
    app.configure_task(SEND, schedule_at=mail.send_after).defer(mail_id=mail.pk)


@transaction.atomic
def write(message_code: str, *, entry_id: int, at: datetime) -> list[Mail]:
    """Write one mail per reader, each with its job; a second call for the same entry writes none."""
    message = MESSAGES[message_code]
    scene = queries.scene(entry_id, at=at)
    written = []
    for reader in dict.fromkeys(message.readers(scene)):
        if reader is None or _is_silent(message, scene, reader):
            continue
        delay = scene.program.mail_delay_seconds if message.delayed or isinstance(reader, Contact) else 0
        mail, created = Mail.objects.get_or_create(
            key=f"{message.code}:{entry_id}:{type(reader).__name__.lower()}:{reader.pk}",
            defaults={
                "message": message.code,
                "to_user": reader if isinstance(reader, User) else None,
                "to_contact": reader if isinstance(reader, Contact) else None,
                "to_registration": reader if isinstance(reader, Registration) else None,
                "context": {"entry": entry_id},
                "circle_id": scene.circle_id,
                "message_id": new_message_id(),
                "state_at": at,
                "created_at": at,
                "send_after": at + timedelta(seconds=delay),
            },
        )
        if created:
            _tell(mail, message, at=at)
            written.append(mail)
    return written


def _tell(mail: Mail, message: Message, *, at: datetime) -> None:
    """Let it leave; or, as a colleague wants to be told of such things, keep it for their daily mail, or send nothing."""
    way = queries.way_to_tell(mail.to_user, message.kind) if mail.to_user is not None else Way.AT_ONCE
    if way == Way.DAILY:
        move(mail, MOVES, "set_aside", at=at)
    elif way == Way.OFF:
        move(mail, MOVES, "cancel", at=at, error="off")
    else:
        defer_send(mail)


def _is_silent(message: Message, scene: queries.Scene, reader: Reader) -> bool:
    """Nobody is told of their own deed, and no colleague outside the circle is told at all."""
    if not isinstance(reader, User):
        return False
    if not message.to_actor and scene.actor is not None and scene.actor.pk == reader.pk:
        return True
    return not queries.in_circle(scene.circle_id, reader)


def new_message_id() -> str:
    """An id that a mail keeps on every attempt."""
    host = urlsplit(settings.GOODWORD_BASE_URL).hostname or "localhost"
    return f"<{uuid4().hex}@{host}>"
