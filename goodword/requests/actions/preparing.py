"""What is prepared with a customer who said yes to an event: opened with the yes, the content given to product marketing."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.people.models import User
from goodword.requests.actions.locks import lock_candidate, note_on, person
from goodword.requests.kinds import KINDS, Course
from goodword.requests.models import Candidate, PlanningCall, Preparation, SpeakerKit
from goodword.requests.queries import hands
from goodword.requests.queries.pmm import could_prepare, who_prepares
from goodword.requests.states import CONTENT_MOVES, CONTENT_OPEN, PLANNING_MOVES, PREPARATION_MOVES, PlanningState

LONGEST = 2000
# Verbs after which somebody else must know why.
TOLD_WHY = ("wait", "transfer", "decline")


def open_preparation(candidate: Candidate, *, at: datetime) -> Preparation | None:
    """With the yes to an event, of a locked candidate: the content is given to product marketing, and the speaker kit asked for.

    Nothing where the request is no event, or where it was opened before.
    """
    row = candidate.reference_request
    if KINDS[row.kind].course is not Course.EVENT or Preparation.objects.filter(candidate=candidate).exists():
        return None
    prepared = Preparation.objects.create(
        candidate=candidate,
        opened_at=at,
        content_state_at=at,
        kit_state_at=at,
        plan_state_at=at,
        reuse_state_at=at,
        pmm=who_prepares(row),
    )
    candidate.preparation = prepared
    SpeakerKit.objects.create(preparation=prepared, changed_at=at)
    note_on("content.opened", candidate, by=Actor.system(), at=at, to=prepared.pmm_id)
    note_on("kit.asked", candidate, by=Actor.system(), at=at, contact=candidate.contact_id)
    return prepared


def call_off_preparation(candidate: Candidate, *, by: Actor, at: datetime) -> None:
    """A locked candidate does not speak any more: calls ahead are called off, and nobody goes on with the content."""
    prepared = Preparation.objects.filter(candidate=candidate).first()
    if prepared is None:
        return
    for call in PlanningCall.objects.filter(candidate=candidate, state=PlanningState.BOOKED, starts_at__gt=at).order_by("pk"):
        move(call, PLANNING_MOVES, "cancel", at=at, sequence=call.sequence + 1)
        note_on("planning.cancelled", candidate, by=by, at=at, contact=candidate.contact_id, call=call.pk)
    if prepared.content_state in CONTENT_OPEN:
        move(prepared, CONTENT_MOVES, "cancel", at=at, field="content_state", content_words="")
        note_on("content.cancelled", candidate, by=by, at=at, to=prepared.pmm_id)


def close_preparation(candidate: Candidate, *, at: datetime) -> None:
    """The event of a locked candidate is over: nobody works on its content any more."""
    prepared = Preparation.objects.filter(candidate=candidate, content_state__in=CONTENT_OPEN).first()
    if prepared is not None:
        move(prepared, CONTENT_MOVES, "cancel", at=at, field="content_state", content_words="")
        note_on("content.cancelled", candidate, by=Actor.system(), at=at, to=prepared.pmm_id)


def lock_preparation(candidate_id: int) -> tuple[Candidate, Preparation]:
    """Lock a candidate in the order of the house; who has that lock has what is prepared with it too. Raises NotFound."""
    row = lock_candidate(candidate_id).candidate
    prepared = Preparation.objects.select_related("pmm", "dry_run").filter(candidate=row).first()
    if prepared is None:
        raise NotFound
    row.preparation = prepared
    return row, prepared


def require_part(by: Actor, verb: str, candidate: Candidate) -> User | None:
    """Check who acts on a part, then its state; returns the colleague, if it is one. Raises NotAllowed or WrongState."""
    part, _line, name = verb.partition("_")
    user = None if by.kind is ActorKind.CONTACT else person(by)
    if user is not None:
        stands = hands.hands_of(user, candidate)
    else:
        stands = frozenset({hands.Hand.CONTACT}) if by.id is not None and by.id == candidate.contact_id else frozenset()
    if not stands & hands.PREPARATION_VERBS[verb]:
        raise NotAllowed
    state = getattr(candidate.preparation, f"{part}_state")
    if not can_move(PREPARATION_MOVES[part], name, state) or not hands.is_being_prepared(candidate, part):
        raise WrongState(verb, state)
    return user


@transaction.atomic
def support_content(
    candidate: Candidate, *, verb: str, words: str = "", to: User | None = None, by: Actor, at: datetime
) -> Candidate | Refused:
    """One step of product marketing's work on the content: a verb of its table. `to` is who gets it. Raises NotAllowed or WrongState."""
    row, prepared = lock_preparation(candidate.pk)
    user = require_part(by, f"content_{verb}", row)
    said = words.strip()[:LONGEST]
    if verb in TOLD_WHY and not said:
        return refuse("words", _("Say why; whoever waits for it reads the reason."))
    if verb == "assign" and (to is None or not could_prepare(row.reference_request).filter(pk=to.pk).exists()):
        return refuse("to", _("Choose somebody in product marketing who may know of this request."))
    if verb == "triage" and prepared.pmm is None:
        to = user
    changes = {"pmm": to} if to is not None else {}
    before = move(prepared, CONTENT_MOVES, verb, at=at, field="content_state", content_words=said, **changes)
    about: dict[str, Any] = {"to": prepared.pmm_id} if prepared.pmm_id is not None else {}
    note_on(NOTED[verb], row, by=by, at=at, note=said, before=before, **about)
    return row


NOTED = {
    "triage": "content.triaged",
    "backlog": "content.put_aside",
    "assign": "content.assigned",
    "begin": "content.begun",
    "wait": "content.stopped",
    "complete": "content.completed",
    "transfer": "content.transferred",
    "decline": "content.declined",
    "cancel": "content.cancelled",
    "reopen": "content.reopened",
}
