"""The same moment on the clock of the other side: requester and customer often live in different time zones."""

from datetime import datetime, tzinfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goodword.customers.queries.speaking import zone_of_contact
from goodword.kernel.clock import city_of
from goodword.people.queries import program, zone_called
from goodword.requests.models import Candidate


def zones_of(candidate: Candidate) -> tuple[tzinfo, ...]:
    """The time zones of the customer's contact and of the requester."""
    house, asker = program(), candidate.reference_request.requester
    ours = zone_called(asker.time_zone, asker.region.time_zone if asker.region else "", house.time_zone)
    return (zone_of_contact(candidate.contact, house), ours) if candidate.contact is not None else (ours,)


def also_there(value: datetime, candidate: Candidate) -> str:
    """A moment on the clock of whichever of the two has another hour than the reader: "08:00 in New York"; nothing when all agree."""
    here = timezone.localtime(value)
    for zone in zones_of(candidate):
        there = value.astimezone(zone)
        if there.utcoffset() != here.utcoffset():
            form = "H:i" if there.date() == here.date() else "D j M, H:i"
            said = {"time": date_format(there, form), "city": city_of(getattr(zone, "key", "")) or there.tzname()}
            return _("%(time)s in %(city)s") % said
    return ""


def their_clock(candidate: Candidate, *, at: datetime) -> str:
    """On which clock the other side lives, for whoever types a time: "It is 08:00 in New York now."."""
    there = also_there(at, candidate)
    return _("Your time. Just now it is %(there)s.") % {"there": there} if there else ""
