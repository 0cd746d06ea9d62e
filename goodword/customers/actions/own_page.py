"""The page on which a contact sees and changes what we may ask them: its link, and what they correct themselves."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.access import check_own_or_edit
from goodword.customers.actions.fields import changed_fields
from goodword.customers.actions.locks import lock_contact
from goodword.customers.models import Contact
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.text import mark_of, one_line
from goodword.links.actions import A_DAY, count_try

MOST_AN_HOUR: Final = 4
MOST_A_DAY: Final = 8
MOST_PEOPLE: Final = 5  # of one address, at as many companies


@transaction.atomic
def send_own_page(contact: Contact, *, at: datetime) -> bool:
    """Send a contact a fresh link to its own page, to the address that is written down here; not too often an hour, nor a day."""
    if not contact.email or not _may_have_another(mark_of(contact.email), at=at):
        return False
    record("contact.own_page_asked", by=Actor.contact(contact), at=at, about=[contact.account, contact])
    return True


def _may_have_another(mark: str, *, at: datetime) -> bool:
    """Count one more link to an address: what the hour refuses does not use up the day."""
    if count_try(f"own page {mark}", at=at) > MOST_AN_HOUR:
        return False
    return count_try(f"own page of a day {mark}", at=at, within=A_DAY) <= MOST_A_DAY


def send_own_pages(address: str, *, at: datetime) -> int:
    """Send a fresh link to everybody of an address who may be written to; returns how many, for nobody to be told."""
    people = Contact.objects.filter(email__iexact=address.strip(), left_on=None).select_related("account").order_by("pk")[:MOST_PEOPLE]
    return sum(send_own_page(person, at=at) for person in people)


@transaction.atomic
def correct_own_details(
    contact: Contact, *, by: Actor, at: datetime, name: str, title: str, languages: Sequence[str], time_zone: str
) -> Contact | Refused:
    """A contact says how it is called, what it does and where; its mail address is changed by a person here."""
    locked = lock_contact(contact.pk, account_id=contact.account_id)
    check_own_or_edit(by, locked)
    if not one_line(name):
        return refuse("name", _("Please leave us a name to call you by."))
    fields = {"name": one_line(name), "title": one_line(title), "languages": list(languages), "time_zone": time_zone}
    changed = changed_fields(locked, fields)
    if changed:
        locked.save(update_fields=[*changed, "updated_at"])
        record("contact.corrected", by=by, at=at, about=[locked.account, locked], fields=changed)
    return locked
