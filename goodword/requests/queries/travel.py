"""Travel: whether the customer has to go somewhere, and who pays. Said before anybody is asked, and to the customer before it answers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.policy.numbers import Numbers
from goodword.policy.queries import InForce
from goodword.requests import access
from goodword.requests.kinds import KINDS
from goodword.requests.models import Payer, ReferenceRequest, Travel
from goodword.requests.states import REQUEST_OPEN

TRAVEL = "travel"
WHO = frozenset({access.Standing.REQUESTER, access.Standing.MANAGER})
PAID_BY = {
    Payer.REQUESTER: gettext_lazy("We pay for it."),
    Payer.FIELD_MARKETING: gettext_lazy("We pay for it."),
    Payer.PARTNER: gettext_lazy("Whoever holds the event pays for it."),
    Payer.CUSTOMER: gettext_lazy("It would be at your own cost."),
}


def may_be_timed(user: User, row: ReferenceRequest) -> bool:
    """May this person move its day and say who travels: whoever asked for it and whoever leads it, while it is open."""
    return row.state in REQUEST_OPEN and bool(access.standings(user, row) & WHO)


def asks_about_travel(row: ReferenceRequest) -> bool:
    """Is it a question whether the customer has to travel: an event that is somewhere."""
    asked = any(question.field == TRAVEL for question in KINDS[row.kind].questions)
    return KINDS[row.kind].is_on_a_day and asked and not row.is_online


def payer_of(row: ReferenceRequest, numbers: Numbers) -> Payer | None:
    """Who pays: as it was said, else as the policy says; nobody where that is to be decided for each request."""
    if row.travel_paid_by:
        return Payer(row.travel_paid_by)
    return Payer(numbers.travel) if numbers.travel in Payer.values else None


def travel_missing(row: ReferenceRequest, *, now: InForce) -> Refused | None:
    """Why the customer cannot be asked yet: it would not know whether it has to travel, or who pays."""
    if not asks_about_travel(row):
        return None
    if row.travel == Travel.UNKNOWN:
        return refuse(TRAVEL, _("Say first whether the customer has to travel: they read it before they answer."))
    if row.travel == Travel.NEEDED and payer_of(row, now.numbers) is None:
        return refuse("travel_paid_by", _("Say first who pays for the travel: the customer reads it before they answer."))
    return None


def travel_words(row: ReferenceRequest, *, now: InForce) -> str:
    """What the customer reads before they answer: "You would travel to Lisbon. We pay for it."; nothing while nobody has said."""
    if not KINDS[row.kind].is_on_a_day:
        return ""
    if row.is_online or row.travel == Travel.NONE:
        return _("You need not travel.")
    if row.travel == Travel.UNKNOWN:
        return ""
    place = _("You would travel to %(place)s.") % {"place": row.place_city} if row.place_city else _("You would have to travel.")
    payer = payer_of(row, now.numbers)
    return f"{place} {PAID_BY[payer]}" if payer is not None else place
