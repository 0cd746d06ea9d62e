"""What happened away from our pages: since when something can have happened, and who may have heard it."""

from datetime import datetime

from django.db.models import QuerySet

from goodword.journal.models import Entry
from goodword.people.models import User
from goodword.people.queries import active_people
from goodword.requests.kinds.ways import MAIL
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.know import people_in_the_know
from goodword.requests.states import CandidateState


def not_before(candidate: Candidate) -> datetime:
    """The earliest moment at which this customer can have been asked, or asked once more."""
    row = candidate.reference_request
    sent_at = row.submitted_at or row.created_at
    if candidate.state == CandidateState.ASKED and candidate.last_attempt_at is not None:
        return max(sent_at, candidate.last_attempt_at)
    return sent_at


def could_have_heard(row: ReferenceRequest) -> QuerySet[User]:
    """The colleagues whom a customer can have told their answer; of a confidential request those in the know."""
    return active_people() if row.circle_id is None else people_in_the_know(row).filter(is_active=True)


def may_have_heard(row: ReferenceRequest, who: User) -> bool:
    """Say whether a customer can have told this colleague."""
    return could_have_heard(row).filter(pk=who.pk).exists()


def first_asked_by(candidate: Candidate) -> str:
    """The way by which the customer was first asked; from the journal."""
    entries = Entry.objects.filter(verb="candidate.asked", subjects__kind="candidate", subjects__object_id=candidate.pk)
    return entries.order_by("-at", "-pk").values_list("data__how", flat=True).first() or MAIL
