"""Putting customers forward for a request, and holding one for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from goodword.approvals.actions import open_approval
from goodword.approvals.models import Approval
from goodword.customers.actions import lock_account
from goodword.customers.kinds import ACTIVITY_FAMILY
from goodword.customers.models import Account, Contact
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.kept import change
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import can_move, move
from goodword.ledger.actions import Place, take_hold
from goodword.ledger.models import LedgerEntry
from goodword.people.actions import add_to_circle
from goodword.people.models import User
from goodword.people.queries import days_after, working_days_after
from goodword.policy.explain import refusal_of
from goodword.policy.queries import InForce, in_force
from goodword.requests import access
from goodword.requests.actions.deciding import decide_on_candidate, go_over
from goodword.requests.actions.ending import let_go
from goodword.requests.actions.given_word import take_word, word_given
from goodword.requests.actions.locks import Locked, lock_candidate, lock_request, note_on, person, require, states_of_others
from goodword.requests.actions.promises import take_place
from goodword.requests.actions.speaking import check_room_to_speak, lock_event
from goodword.requests.actions.support import ask_support
from goodword.requests.kinds import KINDS
from goodword.requests.models import Candidate, Opinion, ReferenceRequest
from goodword.requests.queries.answering import approver_of
from goodword.requests.queries.contacts import choose_contact
from goodword.requests.queries.judging import Judged, activity_of, judge_one
from goodword.requests.queries.owners import OWNER_QUESTION
from goodword.requests.queries.refusals import explained
from goodword.requests.queries.room import room_of
from goodword.requests.states import (
    CANDIDATE_IN_VAIN,
    CANDIDATE_MOVES,
    CANDIDATE_OUT,
    REQUEST_MOVES,
    CandidateState,
    RequestState,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A candidate that is held now, with the approval that was opened for it."""

    candidate: Candidate
    approval: Approval


@dataclass(frozen=True, slots=True)
class PutForward:
    """A customer who is put forward now; `refused` says why they are not held, when that was wanted too."""

    candidate: Candidate
    refused: Refused | None = None


@transaction.atomic
def put_forward(
    reference_request: ReferenceRequest, *, account: Account, shortlisted: bool = False, hold_now: bool = False, by: Actor, at: datetime
) -> PutForward | Refused:
    """Put an account forward, and with `hold_now` hold it at once. Who may not be held stays put forward; who may not hold changes nothing.

    Raises NotAllowed or WrongState.
    """
    if hold_now:
        lock_event(account.pk, reference_request)  # a campaign is locked before its requests, always
    candidate = suggest(reference_request, account=account, shortlisted=shortlisted, by=by, at=at)
    if isinstance(candidate, Refused) or not hold_now:
        return candidate if isinstance(candidate, Refused) else PutForward(candidate)
    held = hold(candidate, by=by, at=at)
    return PutForward(candidate, held) if isinstance(held, Refused) else PutForward(held.candidate)


@transaction.atomic
def suggest(
    reference_request: ReferenceRequest,
    *,
    account: Account,
    contact: Contact | None = None,
    shortlisted: bool = False,
    by: Actor,
    at: datetime,
) -> Candidate | Refused:
    """Put an account forward; a manager may put it in line at once, and with a `contact` once more. Raises NotAllowed or WrongState."""
    house = lock_account(account.pk)
    row = lock_request(reference_request.pk)
    user = person(by)
    if not access.can_suggest(user, row):
        if access.standings(user, row):
            raise WrongState("suggest", row.state)
        raise NotAllowed
    standing = row.candidates.filter(account=house).exclude(state__in=CANDIDATE_OUT).first()
    if standing is not None:
        return standing
    if contact is None and row.candidates.filter(account=house, state__in=CANDIDATE_IN_VAIN).exists():
        return refuse("asked_before", _("This customer was already asked for this request and did not say yes."))
    if row.state == RequestState.SUBMITTED and (beyond := take_place(row, by=by, at=at)) is not None:
        return beyond
    judged = judge_one(row, house, now=in_force(at))
    last = row.candidates.order_by("-position").values_list("position", flat=True).first()
    in_line = shortlisted and access.Standing.MANAGER in access.standings(user, row)
    candidate = Candidate(
        reference_request=row,
        account=house,
        state=CandidateState.SHORTLISTED if in_line else CandidateState.SUGGESTED,
        state_at=at,
        added_by=user,
        score=judged.fit.score,
        position=(last or 0) + 1,
        contact=contact or choose_contact(judged, reference_request=row),
    )
    try:
        with transaction.atomic():
            candidate.save()
    except IntegrityError:
        return refuse("already_there", _("Somebody has just added this customer."))
    if can_move(REQUEST_MOVES, "source", row.state):
        move(row, REQUEST_MOVES, "source", at=at)
    if row.list_agreed_at is not None:  # what was agreed to was another list
        row.list_agreed_at = None
        row.save(update_fields=["list_agreed_at"])
    outcome = judged.judgement.outcome.value
    note_on("candidate.suggested", candidate, by=by, at=at, score=judged.fit.score, outcome=outcome, in_line=in_line)
    return candidate


@transaction.atomic
def shortlist(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate:
    """Put a suggested customer in line. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    require(by, "shortlist", locked.candidate)
    move(locked.candidate, CANDIDATE_MOVES, "shortlist", at=at)
    note_on("candidate.shortlisted", locked.candidate, by=by, at=at)
    return locked.candidate


@transaction.atomic
def release(candidate: Candidate, *, by: Actor, at: datetime, because: str = "by_hand") -> Candidate:
    """Take a customer out again: a hold gives its place back, an ask keeps it. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    require(by, "release", row)
    was_won = row.state in (CandidateState.ACCEPTED, CandidateState.INTRODUCED, CandidateState.SCHEDULED, CandidateState.MISSED)
    let_go(row, because=because, by=by, at=at)
    if was_won and can_move(REQUEST_MOVES, "reopen", locked.reference_request.state):
        move(locked.reference_request, REQUEST_MOVES, "reopen", at=at)
        note_on("request.reopened", locked.reference_request, by=by, at=at)
    return row


@transaction.atomic
def hold(candidate: Candidate, *, by: Actor, at: datetime, reason: str = "") -> Held | Refused:
    """Hold a place for a candidate and ask its account owner: judged again under the account's lock.

    A no is refused with its reasons, unless a manager gives a `reason` to go over it (stored as an override). In
    self-service the requester may hold what passes cleanly; anything else is for the manager. Raises NotAllowed or WrongState.
    """
    campaign = lock_event(candidate.account_id, candidate.reference_request)
    locked = lock_candidate(candidate.pk)
    row, reference_request = locked.candidate, locked.reference_request
    user = require(by, "hold", row)
    _require_sourcing(reference_request)
    now = in_force(at)
    full = room_of(reference_request, states_of_others(locked), now.numbers).why_full()
    if full is None:
        full = check_room_to_speak(reference_request, row.account_id, locked=campaign, at=at)
    if full is not None:
        return full
    judged = judge_one(reference_request, locked.account, now=now)
    entry = _take_place(locked, judged, by=by, user=user, at=at, now=now, reason=reason)
    if isinstance(entry, Refused):
        change(row, {"decision": row.decision})
        return entry
    approval = _ask_owner(locked, entry, at=at, now=now)
    given = word_given(locked, approval)
    note_on(
        "candidate.held",
        row,
        by=by,
        at=at,
        approval=approval.pk,
        approver=approval.approver_id,
        decision=row.decision_id,
        until=entry.expires_at.isoformat() if entry.expires_at else None,
        opinion=given.pk if given is not None else None,
    )
    return Held(row, take_word(locked, approval, given, by=by, at=at) if given is not None else approval)


def _require_sourcing(row: ReferenceRequest) -> None:
    if row.state != RequestState.SOURCING:
        raise WrongState("hold", row.state)


def _take_place(
    locked: Locked, judged: Judged, *, by: Actor, user: User | None, at: datetime, now: InForce, reason: str
) -> LedgerEntry | Refused:
    """Store the decision and take the hold; the refusal when the verdict, or the database, says no."""
    row, reference_request = locked.candidate, locked.reference_request
    manages = user is not None and access.can_override(user, row)
    blocks, words = judged.judgement.blocks, reason.strip()
    decision = decide_on_candidate(row, judged, step="hold")
    row.decision = decision
    if blocks and not (manages and words):
        return explained(row, refusal_of(judged.judgement, today=now.today), judged=judged)
    if not judged.judgement.is_clean and not manages:
        note_on("candidate.referred", row, by=by, at=at, decision=decision.pk, manager=reference_request.manager_id)
        return refuse("for_the_manager", _("There is something to weigh here, so the reference manager decides. They have been told."))
    if blocks and user is not None:
        gone_over = go_over(decision, row, reason=words, by=user, at=at)
        if isinstance(gone_over, Refused):
            return explained(row, gone_over, judged=judged)
    contact = choose_contact(judged, reference_request=reference_request, wanted=row.contact_id)
    if contact is None:
        return refuse("nobody", _("There is nobody at this customer who may be written to. Add a contact, or choose somebody else."))
    activity = activity_of(reference_request)
    place = Place(
        account_id=row.account_id,
        family=ACTIVITY_FAMILY[activity],
        activity_type=activity,
        planned_on=now.today,
        effort=now.numbers.effort_of(activity),
        contact_id=contact.pk,
        circle_id=reference_request.circle_id,
    )
    entry = take_hold(place, expires_at=_held_until(locked.account, at=at, now=now), at=at)
    if isinstance(entry, Refused):
        return explained(row, entry, judged=judged)
    row.contact, row.ledger_entry = contact, entry
    return entry


def _held_until(account: Account, *, at: datetime, now: InForce) -> datetime:
    """As long as policy says, and at least a working day beyond the one on which a silent owner's question is passed on.

    Over a turn of the year the working days take longer than a hold; nobody but the owner would ever be asked.
    """
    passed_on = working_days_after(at, now.numbers.owner_escalation_working_days + 1, region=account.region, home=now.zone)
    return max(days_after(at, now.numbers.hold_days, zone=now.zone), passed_on)


def _ask_owner(locked: Locked, entry: LedgerEntry, *, at: datetime, now: InForce) -> Approval:
    row, reference_request, account = locked.candidate, locked.reference_request, locked.account
    approver, deputy_for = approver_of(account, reference_request, today=now.today)
    numbers, region = now.numbers, approver.region or account.region
    approval = open_approval(
        OWNER_QUESTION,
        about=row,
        approver=approver,
        deputy_for=deputy_for,
        account_id=account.pk,
        circle_id=reference_request.circle_id,
        at=at,
        remind_at=working_days_after(at, numbers.owner_reminder_working_days, region=region, home=now.zone),
        due_at=working_days_after(at, numbers.owner_escalation_working_days, region=region, home=now.zone),
    )
    if reference_request.circle_id is not None:
        add_to_circle(reference_request.circle_id, approver, by=Actor.system(), at=at)
    ask_support(locked, due_at=approval.due_at, at=at)
    move(
        row,
        CANDIDATE_MOVES,
        "hold",
        at=at,
        decision=row.decision,
        approval=approval,
        ledger_entry=entry,
        contact=row.contact,
        held_until=entry.expires_at,
        released_because="",
    )
    return approval


def hold_next(reference_request: ReferenceRequest, *, at: datetime) -> Held | Refused | None:
    """Hold whoever is next in line, when there is room for them; None when there is nobody, or it is no longer wanted.

    Everybody in line is tried once: whoever was refused then is for the manager, who is told once. Of a short list nobody is held
    by itself: its manager decides, with what the owners think.
    """
    row = ReferenceRequest.objects.filter(pk=reference_request.pk, state=RequestState.SOURCING).first()
    if row is None or not KINDS[row.kind].holds_next:
        return None
    if room_of(row, [each.counts_as for each in row.candidates.all()], in_force(at).numbers).why_full() is not None:
        return None
    outcome: Held | Refused | None = None
    in_line = row.candidates.filter(state=CandidateState.SHORTLISTED, decision=None).exclude(opinion__answer=Opinion.BAD)
    in_line = in_line.exclude(opinion__answer="", opinion__due_at__gt=at)  # their owner is about to say what they think
    for candidate in in_line.order_by("position", "pk"):
        try:
            outcome = hold(candidate, by=Actor.system(), at=at)
        except WrongState:
            return None
        if outcome:
            return outcome
    return outcome
