"""In which language and time zone somebody at a customer is spoken to."""

from datetime import tzinfo
from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext

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


def zone_unsaid(contact: Contact) -> str:
    """Which time zone holds while none is chosen, and where it comes from."""
    account = contact.account if contact.account_id else None
    if account and (place := sure_zone(account.country, account.state, account.city)):
        return gettext("As where %(company)s is: %(zone)s") % {"company": account.name, "zone": place.replace("_", " ")}
    if account and account.region:
        return gettext("As in the region %(region)s: %(zone)s") % {
            "region": account.region.name,
            "zone": account.region.time_zone.replace("_", " "),
        }
    return gettext("The program's") if account else gettext("As where the company is")


def zone_choices(contact: Contact) -> list[tuple[str, str]]:
    """Every time zone to choose from, first the one that holds while none is chosen."""
    return [("", zone_unsaid(contact)), *((zone, zone.replace("_", " ")) for zone in sorted(available_timezones()))]
