"""What was written to them."""

from collections.abc import Iterable
from datetime import datetime

from goodword.customers.models import Contact
from goodword.erasure.queries.held.parts import Row
from goodword.links.models import Link
from goodword.notifications.models import Mail, SentWords


def mails(contact: Contact, at: datetime) -> Iterable[Row]:
    """What was written to them."""
    del at
    said = dict(SentWords.objects.filter(mail__to_contact=contact).values_list("mail_id", "words"))
    for mail in Mail.objects.filter(to_contact=contact).order_by("created_at", "pk"):
        words = said.get(mail.pk, {})
        yield {
            "at": mail.created_at,
            "state": mail.get_state_display(),
            "subject": words.get("subject", ""),
            "words": "\n\n".join(words.get("paragraphs", [])),
        }


def links(contact: Contact, at: datetime) -> Iterable[Row]:
    """The links that they were given."""
    del at
    for link in Link.objects.filter(contact=contact).order_by("created_at", "pk"):
        yield {"what": link.get_purpose_display(), "at": link.created_at, "opened_at": link.first_opened_at, "until": link.expires_at}
