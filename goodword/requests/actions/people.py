"""The people on a request: who runs it, and who is in the know when it is confidential."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import delegate
from goodword.approvals.states import State
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.links.actions import Purpose, revoke
from goodword.people.access import can_run_people
from goodword.people.actions import add_to_circle, remove_from_circle
from goodword.people.models import User
from goodword.people.queries import circle_ids, working_days_after
from goodword.requests import access
from goodword.requests.actions.locks import lock_candidate, lock_request, note_on, person
from goodword.requests.actions.preparing import lock_preparation
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.know import why_they_stay
from goodword.requests.states import CONTENT_OPEN, RequestState

TO_ANSWER: Final = 2


@transaction.atomic
def hand_over(
    reference_request: ReferenceRequest,
    *,
    to: User,
    note: str = "",
    stays_in_the_know: bool = False,
    together: bool = False,
    by: Actor,
    at: datetime,
) -> ReferenceRequest | Refused:
    """Give an open request to another manager, or take it over oneself; a confidential one is then known to them too.

    Whoever led a confidential one before leaves the people in the know, unless they are kept or have another part in it.
    `together` with others: whoever does it says so once for all of them. Raises NotAllowed or WrongState.
    """
    row = lock_request(reference_request.pk)
    user = person(by)
    if not access.runs(user, row):
        raise NotAllowed
    if not access.can_be_handed_over(row):
        raise WrongState("hand_over", row.state)
    before = row.manager
    if not to.is_active or not to.is_manager:
        return refuse("nobody", _("Choose a reference manager who can sign in."))
    if before is not None and before.pk == to.pk:
        return refuse("same", _("%(name)s leads this request already.") % {"name": to.name})
    if row.circle_id is not None:
        add_to_circle(row.circle_id, to, by=by, at=at)
    row.manager = to
    row.save(update_fields=["manager"])
    said: dict[str, Any] = {"to": to.pk, "before": before.pk if before else None, "fields": ["manager"]}
    said |= {"together": True} if together else {}
    note_on("request.handed_over", row, by=by, at=at, note=note.strip(), **said)
    if before is not None and not stays_in_the_know and before.pk not in why_they_stay(row):
        _no_longer_knows(row, before, by=by, at=at)
    return row


@transaction.atomic
def take_over(reference_request: ReferenceRequest, *, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """A manager takes an open request from the one who leads it, who is told. Raises NotAllowed or WrongState."""
    return hand_over(reference_request, to=person(by), by=by, at=at)


@transaction.atomic
def pass_on(reference_request: ReferenceRequest, *, leaver: User, to: User, by: Actor, at: datetime) -> bool:
    """Give what a leaver asked for or leads to a colleague, who is then in the know; False when nothing is theirs or it may not move.

    A draft goes along, unless it is confidential: nobody else knows of it. What was sent confidentially moves only when whoever
    moves it, or whoever gets it, is in the know. They hear of all of it once. Raises NotAllowed.
    """
    row = lock_request(reference_request.pk)
    is_theirs_to_finish = row.state == RequestState.DRAFT and not row.is_confidential
    if not may_change_hands(row, to=to, by=by) or not (is_theirs_to_finish or access.can_be_handed_over(row)):
        return False
    fields = ["requester"] if row.requester_id == leaver.pk else []
    fields += ["manager"] if row.manager_id == leaver.pk and to.is_manager else []
    if not fields:
        return False
    for name in fields:
        setattr(row, name, to)
    row.save(update_fields=fields)
    if row.circle_id is not None:
        add_to_circle(row.circle_id, to, by=by, at=at)
    note_on("request.handed_over", row, by=by, at=at, to=to.pk, before=leaver.pk, fields=fields, together=True)
    return True


@transaction.atomic
def delegate_question(candidate: Candidate, *, leaver: User, to: User, by: Actor, at: datetime) -> bool:
    """Give a leaver's open question about a customer to a colleague, who is then in the know; False when it may not move any more.

    What is overdue gets a few working days. Raises NotAllowed.
    """
    locked = lock_candidate(candidate.pk)
    row, approval, circle_id = locked.candidate, locked.candidate.approval, locked.reference_request.circle_id
    if not may_change_hands(locked.reference_request, to=to, by=by):
        return False
    if approval is None or approval.state != State.OPEN or approval.approver_id != leaver.pk:
        return False
    due_at = approval.due_at if approval.due_at > at else working_days_after(at, TO_ANSWER, region=to.region)
    delegate(approval, to=to, due_at=due_at, by=by, at=at, together=True)
    if circle_id is not None:
        add_to_circle(circle_id, to, by=by, at=at)
    note_on("candidate.delegated", row, by=by, at=at, approval=approval.pk, to=to.pk)
    return True


@transaction.atomic
def pass_content(candidate: Candidate, *, leaver: User, to: User, by: Actor, at: datetime) -> bool:
    """Give the content that a leaver prepares for an event to a colleague, who is then in the know; False when it may not move.

    Raises NotAllowed.
    """
    row, prepared = lock_preparation(candidate.pk)
    circle_id = row.reference_request.circle_id
    if not may_change_hands(row.reference_request, to=to, by=by):
        return False
    if prepared.pmm_id != leaver.pk or prepared.content_state not in CONTENT_OPEN:
        return False
    prepared.pmm = to
    prepared.save(update_fields=["pmm"])
    if circle_id is not None:
        add_to_circle(circle_id, to, by=by, at=at)
    note_on("content.assigned", row, by=by, at=at, to=to.pk, together=True)
    return True


@transaction.atomic
def leave_the_know(leaver: User, *, by: Actor, at: datetime) -> int:
    """Take a leaver out of the people in the know wherever nobody needs them there any more; returns how many requests that were.

    Whoever does it learns nothing by it. Raises NotAllowed.
    """
    if not can_run_people(person(by)):
        raise NotAllowed
    left = 0
    for pk in ReferenceRequest.objects.filter(circle__in=circle_ids(leaver)).order_by("pk").values_list("pk", flat=True):
        row = lock_request(pk)
        if leaver.pk not in why_they_stay(row):
            _no_longer_knows(row, leaver, by=by, at=at)
            left += 1
    return left


def may_change_hands(row: ReferenceRequest, *, to: User, by: Actor) -> bool:
    """May what a leaver has here go to a colleague: administrators move it.

    What is confidential moves only when they, or whoever gets it, are in the know. Raises NotAllowed.
    """
    if not can_run_people(person(by)) or not to.is_active:
        raise NotAllowed
    return row.circle_id is None or bool({row.circle_id} & (circle_ids(person(by)) | circle_ids(to)))


@transaction.atomic
def let_know(reference_request: ReferenceRequest, *, who: User, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Let one more colleague know of a confidential request. Raises NotAllowed."""
    row = lock_request(reference_request.pk)
    circle_id = _circle_of(row, by=by)
    if not who.is_active:
        return refuse("nobody", _("Choose a colleague who can sign in."))
    if add_to_circle(circle_id, who, by=by, at=at):
        note_on("request.shared", row, by=by, at=at, to=who.pk)
    return row


@transaction.atomic
def take_out(reference_request: ReferenceRequest, *, who: User, by: Actor, at: datetime) -> ReferenceRequest | Refused:
    """Take a colleague out of the people in the know; refused for those without whom it cannot go on. Raises NotAllowed."""
    row = lock_request(reference_request.pk)
    _circle_of(row, by=by)
    stays = why_they_stay(row).get(who.pk)
    if stays:
        return refuse("stays", stays)
    _no_longer_knows(row, who, by=by, at=at)
    return row


def _no_longer_knows(row: ReferenceRequest, who: User, *, by: Actor, at: datetime) -> None:
    if row.circle_id is not None and remove_from_circle(row.circle_id, who, by=by, at=at):
        _end_links(row, who, at=at)
        note_on("request.unshared", row, by=by, at=at, to=who.pk)


def _end_links(row: ReferenceRequest, who: User, *, at: datetime) -> None:
    """The links in a colleague's mails end with their part in a request, also should they come back to it."""
    for candidate in row.candidates.select_related("approval"):
        revoke(about=candidate, purposes=(Purpose.REQUESTER_OUTCOME, Purpose.OWNER_OPINIONS), user_id=who.pk, at=at)
        if candidate.approval is not None:
            revoke(about=candidate.approval, purposes=(Purpose.OWNER_ANSWER,), user_id=who.pk, at=at)


def _circle_of(row: ReferenceRequest, *, by: Actor) -> int:
    if row.circle_id is None or not access.can_share(person(by), row):
        raise NotAllowed
    return row.circle_id
