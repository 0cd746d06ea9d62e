"""What one person at a customer was asked: for their own page. They know of it, so what is confidential is among it; nobody else's is."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from goodword.customers.kinds import ActivityType
from goodword.ledger.models import LedgerEntry
from goodword.requests.models import Candidate
from goodword.requests.queries.leaving import is_still_here
from goodword.requests.states import CandidateState

MOST_SHOWN: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One ask of somebody: when, for what, and the candidacy it belongs to; what was written down from before Goodword has none."""

    on: date
    activity: ActivityType
    answer: str
    candidate: Candidate | None

    @property
    def is_open(self) -> bool:
        """Does it wait for their answer."""
        return self.candidate is not None and self.candidate.state == CandidateState.ASKED and self.answer == ""


def asked_of(contact_id: int) -> tuple[list[Asked], int]:
    """The latest asks of one person, newest first, and how many there were in all; a question whose mail has not left is none yet."""
    entries = LedgerEntry.objects.filter(contact_id=contact_id, kind=LedgerEntry.ASK, asked_on__isnull=False)
    rows = list(entries.order_by("-asked_on", "-pk")[:MOST_SHOWN])
    candidates = Candidate.objects.filter(ledger_entry__in=[row.pk for row in rows], contact_id=contact_id)
    known = {
        row.ledger_entry_id: row
        for row in candidates.select_related(
            "account__region",
            "account__member",
            "contact__account__region",
            "ledger_entry",
            "reference_request__requester__region",
            "reference_request__manager",
            "reference_request__opportunity__account",
        ).prefetch_related("times", "outcomes")
    }
    found = [
        Asked(on=row.asked_on, activity=ActivityType(row.activity_type), answer=row.answer, candidate=known.get(row.pk))
        for row in rows
        if row.asked_on is not None and not _is_here(row, known.get(row.pk))
    ]
    return found, entries.count()


def _is_here(entry: LedgerEntry, candidate: Candidate | None) -> bool:
    return entry.unsent and (candidate is None or is_still_here(candidate))
