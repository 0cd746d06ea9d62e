"""The owner's word that was given already: whoever called a customer a good idea on the short list is not asked the same again."""

from __future__ import annotations

from datetime import datetime

from goodword.approvals.actions import decide
from goodword.approvals.models import Approval
from goodword.kernel.actor import Actor
from goodword.kernel.transitions import move
from goodword.requests.actions.locks import Locked, note_on
from goodword.requests.models import Mode, Opinion
from goodword.requests.queries.opinions import fingerprint
from goodword.requests.states import CANDIDATE_MOVES


def word_given(locked: Locked, approval: Approval) -> Opinion | None:
    """What whoever would be asked now has said on the short list, about the very same; nothing when they have to be asked.

    A rule that says no, or a request that asks by itself, always asks.
    """
    row, request = locked.candidate, locked.reference_request
    opinion: Opinion | None = getattr(row, "opinion", None)
    asks_anyway = request.mode == Mode.SELF_SERVICE or row.decision is None or row.decision.outcome == "block"
    if opinion is None or opinion.answer != Opinion.GOOD or asks_anyway:
        return None
    answers = {approval.approver_id, approval.deputy_for_id}
    for_whom = opinion.deputy_for_id if opinion.answered_by_id == opinion.asked_id else None
    is_theirs = bool(answers & ({opinion.answered_by_id, for_whom} - {None}))
    return opinion if is_theirs and opinion.about == fingerprint(request) else None


def take_word(locked: Locked, approval: Approval, opinion: Opinion, *, by: Actor, at: datetime) -> Approval:
    """Count what was said on the short list as the yes to a customer that was held just now; the timeline says from where it is."""
    row = locked.candidate
    decided = decide(approval, approved=True, by=opinion.answered_by, at=at)
    row.approval = decided
    move(row, CANDIDATE_MOVES, "owner_approve", at=at)
    note_on(
        "candidate.owner_approved",
        row,
        by=by,
        at=at,
        approval=decided.pk,
        opinion=opinion.pk,
        said_by=opinion.answered_by_id,
    )
    return decided
