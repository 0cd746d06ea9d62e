"""The way to a contact's own page, for tests."""

from datetime import timedelta
from email import message_from_bytes
from typing import Any

from django.test import Client
from django.urls import reverse

from goodword.customers.models import Contact
from goodword.customers.queries.own_word import bound_to
from goodword.kernel import clock
from goodword.links.actions import Purpose, issue
from goodword.people.queries import today

ME = "/me/"


def own_link(contact: Contact, **more: Any) -> str:
    """The address of somebody's own page, as a mail would carry it."""
    at = more.pop("at", clock.now())
    given = {"about": contact, "contact_id": contact.pk, "expires_at": at + timedelta(hours=24), "bound_to": bound_to(contact)} | more
    return reverse("portal:own", args=[issue(Purpose.MANAGE_CONTACT, at=at, **given)])


def opened(client: Client, contact: Contact) -> str:
    """The same, past its door."""
    url = own_link(contact)
    assert client.post(url).status_code == 302
    return url


def in_days(days: int) -> str:
    """A day ahead, as a form sends it."""
    return (today(clock.now()) + timedelta(days=days)).isoformat()


def text_of(envelope: Any) -> str:
    """The plain text of a mail that was taken."""
    part: Any = message_from_bytes(envelope.original_content or b"").get_payload(0)
    return str(part.get_payload(decode=True).decode())
