"""Taking a request up again that fell through or was closed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.kernel.turns import take_turns
from goodword.policy.queries import in_force
from goodword.requests.actions.deciding import decide_on_request
from goodword.requests.actions.ending import let_all_go
from goodword.requests.actions.exceptions import hold_for_review
from goodword.requests.actions.locks import lock_request, note_on, require_on_request
from goodword.requests.actions.promises import TURNS
from goodword.requests.models import Because, ReferenceRequest
from goodword.requests.queries.judging import judge_sending
from goodword.requests.queries.reviewing import blocks_left, exceptional
from goodword.requests.states import REQUEST_MOVES, RequestState


@transaction.atomic
def reopen(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Look for a customer again after the call fell through or the request was closed. Raises NotAllowed or WrongState.

    What was closed gave its promised place back, and may have been refused an exception: it waits for a reviewer if it needs one.
    """
    row = lock_request(reference_request.pk)
    require_on_request(by, "reopen", row)
    held = _hold_again(row, by=by, at=at) if row.state in (RequestState.UNFULFILLED, RequestState.DECLINED) else None
    if held is not None:
        return held
    move(row, REQUEST_MOVES, "reopen", at=at, end_reason="")
    let_all_go(row, because="reopened", by=by, at=at)
    note_on("request.reopened", row, by=by, at=at)
    return row


def _hold_again(row: ReferenceRequest, *, by: Actor, at: datetime) -> Refused | None:
    take_turns(TURNS)
    now = in_force(at)
    judgement = judge_sending(row, now=now)
    late = exceptional(judgement)
    if not any(each in late for each in blocks_left(row, judgement, now=now)):
        return None
    decision = decide_on_request(row, judgement, now=now, step="reopen")
    review = hold_for_review(row, judgement, decision, because=Because.REOPENED, now=now, by=by, at=at)
    row.end_reason = ""
    row.save(update_fields=["end_reason"])
    name = review.approval.approver.name if review.approval is not None else ""
    return refuse("held", _("It needs an exception. The request is held, and %(name)s decides.") % {"name": name})
