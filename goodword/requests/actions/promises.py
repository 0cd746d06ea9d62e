"""Taking one of the places that are promised to a team in a quarter. Two requests for the last one: one wins, the other is held."""

from datetime import datetime

from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.turns import take_turns
from goodword.policy.facts import Verdict
from goodword.policy.queries import in_force
from goodword.policy.rules.commitment import CODE
from goodword.requests.actions.deciding import decide_on_request
from goodword.requests.actions.exceptions import hold_for_review
from goodword.requests.actions.locks import note_on
from goodword.requests.kinds import KINDS
from goodword.requests.models import Because, ReferenceRequest
from goodword.requests.queries.judging import judge_sending
from goodword.requests.queries.reviewing import blocks_left

TURNS = "goodword promised places"


def take_place(row: ReferenceRequest, *, because: Because = Because.PLACE_GONE, by: Actor, at: datetime) -> Refused | None:
    """Take a promised place for a locked request that is about to be taken up, or hold it for a reviewer when none is left.

    Whoever takes a place has the turn until the end of the transaction, so nobody counts the same place as free. The caller moves the
    request only when nothing is returned. Tells the lead of the team when it is their last one.
    """
    if not KINDS[row.kind].is_promised or row.needed_on is None:
        return None
    take_turns(TURNS)
    now = in_force(at)
    judgement = judge_sending(row, now=now)
    left = blocks_left(row, judgement, now=now)
    verdict = judgement.by_rule(CODE)
    if verdict in left:
        decision = decide_on_request(row, judgement, now=now, step="place")
        review = hold_for_review(row, judgement, decision, because=because, now=now, by=by, at=at)
        name = review.approval.approver.name if review.approval is not None else ""
        return refuse("held", _("No promised place is left in that quarter. The request is held, and %(name)s decides.") % {"name": name})
    if is_last(verdict):
        quarter = now.fiscal.quarter_of(row.needed_on).start.isoformat()
        note_on("promise.used_up", row, by=by, at=at, team=row.team_id, quarter=quarter, promised=verdict.params["promised"])
    return None


def is_last(verdict: Verdict) -> bool:
    """Is the place that is taken now the last one that the team was promised."""
    used, promised = verdict.params.get("used"), verdict.params.get("promised")
    return isinstance(used, int) and isinstance(promised, int) and used + 1 == promised
