"""Somebody at a customer leaves the program, or is erased: what is open with them ends kindly, and whoever waits is told."""

from datetime import datetime
from typing import Final

from goodword.customers.models import Contact
from goodword.kernel.actor import Actor
from goodword.requests.actions.answers import say_no
from goodword.requests.actions.ending import let_go
from goodword.requests.actions.locks import lock_before, lock_candidate, look_for_next
from goodword.requests.models import Candidate
from goodword.requests.queries.leaving import is_still_here
from goodword.requests.states import CANDIDATE_WON, CandidateState

LEFT_PROGRAM: Final = "not_any_more"
OPEN: Final = (CandidateState.ASKED, *CANDIDATE_WON, CandidateState.MISSED)


def let_person_go(contact: Contact, *, by: Actor, at: datetime) -> int:
    """End all that is open with this person, also calls that were agreed: nobody is left to hold them. Returns how many.

    Words that they approved and that are in use are none of it: those stay approved. The caller holds the account's lock.
    """
    rows = Candidate.objects.filter(contact=contact, state__in=OPEN, statement__usable=None)
    found = list(rows.order_by("reference_request_id", "pk").values_list("pk", "reference_request_id"))
    lock_before(accounts=[contact.account_id], requests=[request_id for _pk, request_id in found])
    ended = 0
    for pk, _request in found:
        locked = lock_candidate(pk)
        if locked.candidate.state not in OPEN or locked.candidate.contact_id != contact.pk:
            continue
        if locked.candidate.state == CandidateState.ASKED and is_still_here(locked.candidate):
            let_go(locked.candidate, because=LEFT_PROGRAM, by=Actor.system(), at=at)
            look_for_next(locked.reference_request)
        else:
            say_no(locked, code=LEFT_PROGRAM, words="", by=by, at=at)
        ended += 1
    return ended
