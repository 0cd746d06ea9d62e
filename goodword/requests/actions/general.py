"""A general request: answered in words, or turned into another kind without typing again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.actions import add_to_circle
from goodword.requests import access
from goodword.requests.actions.drafts import fill
from goodword.requests.actions.locks import lock_request, note_on, person, require_on_request
from goodword.requests.actions.naming import tell_the_named
from goodword.requests.actions.submit import judge_again, unanswered
from goodword.requests.kinds import KINDS
from goodword.requests.models import ReferenceRequest
from goodword.requests.states import REQUEST_MOVES


@transaction.atomic
def settle(reference_request: ReferenceRequest, *, words: str, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Answer a general request without a customer; whoever made it reads the words. Raises NotAllowed or WrongState."""
    row = lock_request(reference_request.pk)
    require_on_request(by, "settle", row)
    if KINDS[row.kind].has_customers:
        raise WrongState("settle", row.state)
    if not words.strip():
        return refuse("reason", _("Say what came of it; whoever asked reads it."))
    move(row, REQUEST_MOVES, "settle", at=at, end_reason=words.strip())
    note_on("request.settled", row, by=by, at=at, note=words.strip())
    return row


@transaction.atomic
def turn_into(
    reference_request: ReferenceRequest, *, kind: str, asked: Mapping[str, Any], by: Actor, at: datetime
) -> ReferenceRequest | Refused:
    """Make another kind of a general request: it keeps its number, its people and what was said. Raises NotAllowed.

    What the other kind must know and nobody has said is refused, and nothing is changed; what it breaks is held for a decision.
    What was confidential stays so where the other kind does not ask; whoever leads it stays in the know.
    """
    row = lock_request(reference_request.pk)
    if not access.can_turn(person(by), row):
        raise NotAllowed
    if not KINDS[kind].has_customers:
        return refuse("kind", _("Choose what it becomes."))
    before = row.kind
    with transaction.atomic():
        fill(row, {"is_confidential": row.is_confidential, **asked}, kind=kind, at=at)
        missing = unanswered(row)
        if missing is not None:
            transaction.set_rollback(True)
    if missing is not None:
        return missing
    if row.circle_id is not None and row.manager is not None:
        add_to_circle(row.circle_id, row.manager, by=by, at=at)
    note_on("request.turned", row, by=by, at=at, was=before)
    judge_again(row, by=by, at=at)
    tell_the_named(row, by=by, at=at)
    return row
