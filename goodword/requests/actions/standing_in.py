"""Questions of somebody who is away: their deputy answers."""

from datetime import datetime

from django.db import transaction

from goodword.approvals.actions import delegate
from goodword.approvals.states import State
from goodword.kernel.actor import Actor
from goodword.people.actions import add_to_circle
from goodword.people.queries import deputy_of, own_day, working_days_after
from goodword.requests.actions.locks import lock_candidate, note_on
from goodword.requests.models import Candidate
from goodword.requests.states import CandidateState


@transaction.atomic
def pass_to_deputy(candidate: Candidate, *, at: datetime) -> bool:
    """Whoever was asked is away today, where they are: the question goes to their deputy, who has a working day at least.

    Both may answer from then on, also when the absence is over; of a confidential request the deputy is let know. False when
    nobody stands in, or it is answered.
    """
    locked = lock_candidate(candidate.pk)
    row, approval, circle_id = locked.candidate, locked.candidate.approval, locked.reference_request.circle_id
    if row.state != CandidateState.HELD or approval is None or approval.state != State.OPEN:
        return False
    deputy = deputy_of(approval.approver, own_day(approval.approver, at))
    if deputy is None:
        return False
    due_at = max(approval.due_at, working_days_after(at, 1, region=deputy.region))
    away = approval.approver_id
    delegate(approval, to=deputy, due_at=due_at, by=Actor.system(), at=at)
    if circle_id is not None:
        add_to_circle(circle_id, deputy, by=Actor.system(), at=at)
    note_on("candidate.delegated", row, by=Actor.system(), at=at, approval=approval.pk, to=deputy.pk, away=away)
    return True
