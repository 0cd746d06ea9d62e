"""A call that did not take place: who missed it, whether somebody has apologised, and which text fits."""

from django.db.models import QuerySet

from goodword.journal.models import Entry
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
    said = _entries(candidate, "candidate.apologised", "candidate.apology_taken_back").filter(at__gte=candidate.state_at)
    return said.order_by("-at", "-pk").values_list("verb", flat=True).first() == "candidate.apologised"


def apology_kind(candidate: Candidate) -> str:
    """Which text an apology has: it depends on who did not come."""
    kinds = {ASKER: "apology_asker", NEITHER: "apology_neither", CUSTOMER: "apology_customer"}
    return kinds.get(who_missed(candidate), "apology")


def _entries(candidate: Candidate, *verbs: str) -> QuerySet[Entry]:
    return Entry.objects.filter(verb__in=verbs, subjects__kind="candidate", subjects__object_id=candidate.pk)
