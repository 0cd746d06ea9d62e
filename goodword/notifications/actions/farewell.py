"""The last mail to somebody who was erased: put into words before their row goes, sent when nothing of them is left; no row is kept."""

import logging
from dataclasses import dataclass, field
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import get_connection
from django.utils import translation
from django.utils.translation import gettext as _

from goodword.customers.models import Contact
from goodword.notifications.actions.compose import Composed, Unwritable, envelope
from goodword.notifications.actions.write import new_message_id
from goodword.notifications.messages.letter import Letter
from goodword.notifications.messages.phrases import hello
from goodword.notifications.models import Mail
from goodword.notifications.queries import language_of
from goodword.people.queries import manager_for, program
from goodword.requests.queries.letters import called, worded

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Farewell:
    """The words of one last mail, and where it goes."""

    address: str
    name: str
    subject: str
    greeting: str
    paragraphs: list[str]
    closing: list[str]
    signature: list[str]
    sender_address: str = ""
    stays: list[str] = field(default_factory=list)


def farewell_for(contact: Contact, *, stays: int = 0) -> Farewell | None:
    """The last mail to a person, in their language; none where no mail would reach them. `stays`: how much evidence does."""
    if not contact.email or contact.bounced_at is not None:
        return None
    house, keeper = program(), manager_for(account=contact.account)
    with translation.override(language_of(contact, house)):
        facts = {
            "name": called(contact.name),
            "full_name": contact.name,
            "company": house.company_name or _("our company"),
            "asker": called(keeper.name) if keeper else "",
            "asker_name": keeper.name if keeper else "",
        }
        made = worded("erased", contact, house=house, facts=lambda: facts)
        words = list(made.filled.paragraphs)
        if stays:
            words.append(
                _("Words of yours that you approved and that we use stay with your name, as you read before, until we use them no more.")
            )
        return Farewell(
            address=contact.email,
            name=contact.name,
            subject=made.filled.subject,
            greeting=made.filled.greeting if contact.name and made.filled.greeting else hello(contact),
            paragraphs=words,
            closing=list(made.filled.closing),
            signature=[line for line in ((keeper.name, keeper.title) if keeper else ()) if line] + [facts["company"]],
            sender_address=keeper.email if keeper and keeper.is_active else "",
        )


def say_farewell(farewell: Farewell) -> bool | None:
    """Send it. False where it cannot be sent, None when it is worth another try; nothing of it is written down, also not in a log."""
    if not settings.GOODWORD_MAIL_CONFIGURED:
        return False
    letter = Letter(
        subject=farewell.subject,
        greeting=farewell.greeting,
        paragraphs=tuple(farewell.paragraphs),
        closing=tuple(farewell.closing),
        sender=None,
    )
    composed = Composed(
        letter=letter,
        program=program(),
        is_to_customer=True,
        reader_name=farewell.name,
        reader_address=farewell.address,
        sender_name=farewell.signature[0],
        sender_address=farewell.sender_address,
        signature=tuple(farewell.signature),
    )
    try:
        message = envelope(Mail(message_id=new_message_id()), composed)
        get_connection(timeout=settings.EMAIL_TIMEOUT).send_messages([message])
    except Unwritable:
        return False
    except (SMTPException, OSError) as problem:
        log.warning("the last mail of an erasure did not leave: %s", type(problem).__name__)
        return None
    return True
