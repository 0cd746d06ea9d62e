"""The first mail to a customer, as long as it has not left: until then nobody was asked, and no link is missed."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from goodword.links.models import Purpose
from goodword.links.queries import is_out, may_be_out
from goodword.people.queries import program
from goodword.requests.models import Candidate
from goodword.requests.states import CandidateState

LINK_IS_OUT = "link_is_out"


def with_leaving(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Read beside candidates, for pages, whether a link to answer may be out: what `is_still_here` looks at."""
    return candidates.annotate(**{LINK_IS_OUT: is_out("candidate", purpose=Purpose.ANSWER_ASK, since="asked_at")})


def is_still_here(candidate: Candidate) -> bool:
    """Has the mail with the question not left: it waits out the program's pause, or no mail server took it.

    The ledger says so, and a mail makes its link under the candidate's lock before it leaves. So who has that lock knows,
    however long they waited for it.
    """
    entry, asked_at = candidate.ledger_entry, candidate.asked_at
    if candidate.state != CandidateState.ASKED or entry is None or not entry.unsent or asked_at is None:
        return False
    known = getattr(candidate, LINK_IS_OUT, None)  # the pages read it beside the candidate (`with_ball`), whoever writes asks
    return not (may_be_out("candidate", candidate.pk, purpose=Purpose.ANSWER_ASK, since=asked_at) if known is None else known)


def leaves_at(candidate: Candidate) -> datetime | None:
    """When the first mail leaves, or should have left; nothing once it has, or when the customer was asked by another way."""
    if candidate.asked_at is None or not is_still_here(candidate):
        return None
    return candidate.asked_at + timedelta(seconds=program().mail_delay_seconds)
