"""What happened away from our pages: since when something can have happened, and who may have heard it."""

from datetime import datetime

from goodword.journal.models import Entry
from goodword.requests.kinds.ways import MAIL
from goodword.requests.models import Candidate
from goodword.requests.states import CandidateState


def not_before(candidate: Candidate) -> datetime:
    """The earliest moment at which this customer can have been asked, or asked once more."""
    row = candidate.reference_request
    sent_at = row.submitted_at or row.created_at
    if candidate.state == CandidateState.ASKED and candidate.last_attempt_at is not None:
        return max(sent_at, candidate.last_attempt_at)
    return sent_at


def first_asked_by(candidate: Candidate) -> str:
    """The way by which the customer was first asked; from the journal."""
    entries = Entry.objects.filter(verb="candidate.asked", subjects__kind="candidate", subjects__object_id=candidate.pk)
    return entries.order_by("-at", "-pk").values_list("data__how", flat=True).first() or MAIL
