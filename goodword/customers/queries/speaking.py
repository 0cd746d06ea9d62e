"""In which language and time zone somebody at a customer is spoken to."""

from datetime import tzinfo

from django.conf import settings

from goodword.customers.kinds.zones import sure_zone
from goodword.customers.models import Contact
from goodword.people.models import Program
from goodword.people.queries import zone_called


def zone_of_contact(contact: Contact, house: Program) -> tzinfo:
    """A contact's own time zone, else their account's place's where that is sure, else its region's, else the program's."""
    account = contact.account
    region = account.region
    place = "" if contact.time_zone else sure_zone(account.country, account.state, account.city)
    return zone_called(contact.time_zone, place, region.time_zone if region else "", house.time_zone)


def language_of_contact(contact: Contact, house: Program) -> str:
    """The first of a contact's languages that we speak, else the program's, else our own."""
    known = dict(settings.LANGUAGES)
    return next((code for code in [*contact.languages, house.language] if code in known), settings.LANGUAGE_CODE)
