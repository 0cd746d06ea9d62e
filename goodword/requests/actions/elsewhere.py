"""What was asked of a customer elsewhere: by phone, in a mail of one's own, in person. Written down, it is an ask like any other."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.requests import access
from goodword.requests.actions.locks import lock_candidate, person
from goodword.requests.actions.outreach import approach_again, ask_locked
from goodword.requests.actions.speaking import check_room_to_speak, lock_event
from goodword.requests.kinds.ways import ELSEWHERE
from goodword.requests.models import Candidate
from goodword.requests.queries.elsewhere import not_before
from goodword.requests.states import CandidateState


@transaction.atomic
def record_ask(
    candidate: Candidate,
    *,
    how: str,
    asked_at: datetime,
    contact_id: int | None = None,
    remark: str = "",
    reason: str = "",
    sequel: bool = False,
    by: Actor,
    at: datetime,
) -> Candidate | Refused:
    """Write down that the customer was asked, by whoever may ask or answers for them: final at once, as they know of it.

    The first time the hold becomes an ask, by the rules of every ask; then (`sequel`) it is one more attempt. Which of the two was
    meant is said by the caller, so that two people who write down the same call make one ask. Raises NotAllowed or WrongState.
    """
    campaign = None if sequel else lock_event(candidate.account_id, candidate.reference_request)
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    if not access.can_write_down(person(by), row):
        raise NotAllowed
    if row.state != (CandidateState.ASKED if sequel else CandidateState.OWNER_APPROVED):
        raise WrongState("record_ask", row.state)
    if how not in ELSEWHERE:
        return refuse("how", _("Choose how they were asked."))
    if asked_at > at:
        return refuse("asked_at", _("This lies ahead. Write an ask down once it has happened."))
    first = not_before(row)
    if asked_at < first - timedelta(minutes=1):  # forms know minutes only
        return refuse("asked_at", _("This is too early: an ask comes after the request, and a second one after the first."))
    since = max(asked_at, first)
    if sequel:
        return approach_again(locked, how=how, asked_at=since, remark=remark.strip(), by=by, at=at)
    full = check_room_to_speak(locked.reference_request, row.account_id, locked=campaign, at=at)
    if full is not None:
        return full
    return ask_locked(locked, contact_id=contact_id, how=how, reason=reason, asked_at=since, remark=remark.strip(), by=by, at=at)
