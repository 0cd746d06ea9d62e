"""A call that did not take place: who missed it, whether somebody has apologised, and what one would write."""

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from goodword.customers.queries.speaking import language_of_contact
from goodword.journal.models import Entry
from goodword.people.queries import program
from goodword.requests.kinds.missing import ASKER, CUSTOMER, MISSING_WORDS, NEITHER
from goodword.requests.models import Candidate


def who_missed(candidate: Candidate) -> str:
    """The code of who did not come to the call that was missed last; nothing when nobody said."""
    entries = _entries(candidate, "candidate.missed").order_by("-at", "-pk")
    return entries.values_list("data__who", flat=True).first() or ""


def missing_choices(candidate: Candidate) -> list[tuple[str, str]]:
    """Who may not have come, with their names."""
    contact = candidate.contact
    names = {"contact": contact.name if contact else candidate.account.name, "asker": candidate.reference_request.requester.name}
    return [(code, str(words) % names) for code, words in MISSING_WORDS.items()]


def has_apologised(candidate: Candidate) -> bool:
    """Has somebody apologised since the call was missed."""
    return _entries(candidate, "candidate.apologised").filter(at__gte=candidate.state_at).exists()


def apology_words(candidate: Candidate) -> str:
    """What an apology says, in the customer's language; whoever sends it reads it first, and may change it."""
    contact, house = candidate.contact, program()
    with translation.override(language_of_contact(contact, house) if contact is not None else None):
        first = {
            ASKER: _("We are sorry: none of us came to the call with you. That should not have happened."),
            NEITHER: _("We are sorry: the call with you did not take place, and we should have told you."),
            CUSTOMER: _("We are sorry that we missed each other on the call. These things happen, and nothing is lost."),
        }
        words = first.get(who_missed(candidate), _("We are sorry that the call with you could not take place."))
        then = _("If you still like to help, choose another time below, or simply answer this mail. If not, that is fine.")
    return f"{words}\n\n{then}"


def _entries(candidate: Candidate, verb: str) -> QuerySet[Entry]:
    return Entry.objects.filter(verb=verb, subjects__kind="candidate", subjects__object_id=candidate.pk)
