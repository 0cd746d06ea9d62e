"""The owner's word that was given already: whoever called a customer a good idea on the short list is not asked the same again."""

from __future__ import annotations

from datetime import datetime

from goodword.approvals.actions import decide
from goodword.approvals.models import Approval
from goodword.kernel.actor import Actor
from goodword.kernel.transitions import move
from goodword.requests.actions.locks import Locked, note_on
from goodword.requests.models import Opinion
from goodword.requests.queries.opinions import good_word
from goodword.requests.states import CANDIDATE_MOVES


def word_given(locked: Locked, approval: Approval) -> Opinion | None:
    """What whoever would be asked now has said on the short list, about the very same; nothing when they have to be asked.

    A rule that says no, or a request that asks by itself, always asks.
    """
    row = locked.candidate
    if row.decision is None or row.decision.outcome == "block":
        return None
    return good_word(row, locked.reference_request, answers={approval.approver_id, approval.deputy_for_id})


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
