"""The promotion plan: sent to the customer's page, and approved there where that was asked for; or an answer heard elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from goodword.files.actions import Ready, attach, ready, remove
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.people.queries import today as program_day
from goodword.requests.actions.kit import Source
from goodword.requests.actions.locks import note_on
from goodword.requests.actions.preparing import LONGEST, lock_preparation, require_part
from goodword.requests.kinds.ways import ANSWER_WAYS
from goodword.requests.models import Candidate, PromotionPlan
from goodword.requests.queries.plan import files_of
from goodword.requests.states import PLAN_MOVES, PlanState

NOTED: Final = {"approve": "plan.approved", "return": "plan.returned", "decline": "plan.declined"}


def send_plan(
    candidate: Candidate,
    *,
    words: str = "",
    uploads: Sequence[UploadedFile[Any]] = (),
    takes_away: Sequence[int] = (),
    by: Actor,
    at: datetime,
) -> PromotionPlan | Refused:
    """Put the plan, words or files, on the customer's page. Where they must approve it nothing counts before they do.

    A changed plan is sent anew, and asks anew. Files that cannot be taken refuse the whole. Raises NotAllowed or WrongState.
    """
    with ready(uploads) as looked:
        if looked.refused:
            return Refused(tuple(looked.refused))
        return _send_plan(candidate, words=words, files=looked.ready, takes_away=takes_away, by=by, at=at)


@transaction.atomic
def _send_plan(
    candidate: Candidate, *, words: str, files: Sequence[Ready], takes_away: Sequence[int], by: Actor, at: datetime
) -> PromotionPlan | Refused:
    row, prepared = lock_preparation(candidate.pk)
    verb = "send" if row.reference_request.needs_plan_approval else "show"
    user = require_part(by, f"plan_{verb}", row)
    if user is None:
        raise NotAllowed
    before = PromotionPlan.objects.filter(preparation=prepared).first()
    said, standing = words.replace("\r\n", "\n").strip(), list(files_of(before)) if before is not None else []
    if len(said) > LONGEST * 2:
        return refuse("words", _("Too long: there is room for %(most)s letters. Add a file instead.") % {"most": LONGEST * 2})
    left = [file for file in standing if file.pk not in takes_away]
    if not said and not files and not left:
        return refuse("words", _("Write the plan down, or add a file."))
    is_same = before is not None and said == before.words and not files and len(left) == len(standing)
    if before is not None and is_same and prepared.plan_state in (PlanState.SENT, PlanState.SHOWN):
        return before  # pressed twice
    plan = before if before is not None else PromotionPlan.objects.create(preparation=prepared)
    for file in standing:
        if file.pk in takes_away:
            remove(file, about=plan, by=user, at=at)
    if files:
        kept = attach(plan, files=files, by=user, at=at, circle_id=row.reference_request.circle_id)
        if isinstance(kept, Refused):
            transaction.set_rollback(True)
            return kept
    plan.words, plan.sent_at, plan.answer_words, plan.answered_at = said, at, "", None
    plan.heard_by, plan.heard_how, plan.heard_on = None, "", None
    plan.save()
    move(prepared, PLAN_MOVES, verb, at=at, field="plan_state")
    note_on("plan.sent" if verb == "send" else "plan.shown", row, by=by, at=at, contact=row.contact_id)
    return plan


@transaction.atomic
def answer_plan(
    candidate: Candidate, *, verb: str, words: str = "", given: Source | None = None, by: Actor, at: datetime
) -> Candidate | Refused:
    """The customer approves the plan, asks for changes, or says no; or one of us writes down what they said elsewhere.

    Raises NotAllowed or WrongState.
    """
    row, prepared = lock_preparation(candidate.pk)
    user = require_part(by, f"plan_{verb}", row)
    said = words.strip()[:LONGEST]
    if verb == "return" and not said:
        return refuse("words", _("Say what should change, so that we can change it."))
    if user is not None and (given is None or given.how not in ANSWER_WAYS):
        return refuse("how", _("Choose how they said it."))
    if given is not None and given.on > program_day(at):
        return refuse("on", _("This day lies ahead."))
    PromotionPlan.objects.filter(preparation=prepared).update(
        answer_words=said,
        answered_at=at,
        heard_by=user,
        heard_how=given.how if given else "",
        heard_on=given.on if given else None,
    )
    move(prepared, PLAN_MOVES, verb, at=at, field="plan_state")
    heard: dict[str, Any] = {"heard": given.how, "on": given.on.isoformat()} if given is not None else {}
    note_on(NOTED[verb], row, by=by, at=at, note=said, contact=row.contact_id, **heard)
    return row
