"""The first mail to a customer, as long as it waits to leave: until then nobody was asked, and no link is missed."""

from datetime import datetime, timedelta

from goodword.journal.models import Entry
from goodword.links.models import Purpose
from goodword.links.queries import was_made
from goodword.people.queries import program
from goodword.requests.models import Candidate
from goodword.requests.states import CandidateState

# A mail that is about to leave is not stopped any more.
LEAVING = timedelta(seconds=2)


def is_still_here(candidate: Candidate, *, at: datetime) -> bool:
    """Has the first mail to the customer not left yet: it waits as long as the program's settings say.

    A mail makes its link under the candidate's lock when it leaves. So who has that lock knows, however long they waited for it.
    """
    asked_at = candidate.asked_at
    if candidate.attempts != 1 or asked_at is None or at >= asked_at + _delay() - LEAVING:
        return False
    return not was_made("candidate", candidate.pk, purpose=Purpose.ANSWER_ASK, since=asked_at)


def leaves_at(candidate: Candidate, *, at: datetime) -> datetime | None:
    """When the first mail leaves that still waits; nothing once it has left, or when the customer was asked by another way."""
    asked_at = candidate.asked_at
    if candidate.state != CandidateState.ASKED or asked_at is None or not is_still_here(candidate, at=at):
        return None
    entries = Entry.objects.filter(verb="candidate.asked", subjects__kind="candidate", subjects__object_id=candidate.pk)
    how = entries.order_by("-at", "-pk").values_list("data__how", flat=True).first()
    return asked_at + _delay() if how == "mail" else None


def _delay() -> timedelta:
    return timedelta(seconds=program().mail_delay_seconds)
