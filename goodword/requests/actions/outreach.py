"""Approaching the customer: by mail from here, or by a call, chat or meeting that somebody records."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor, ActorKind
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.ledger.actions import note_sent, turn_back, turn_into_ask
from goodword.ledger.models import LedgerEntry
from goodword.links.actions import Purpose, revoke
from goodword.people.queries import days_after, program
from goodword.people.queries import today as program_day
from goodword.policy.explain import refusal_of
from goodword.policy.models import Decision
from goodword.policy.queries import in_force
from goodword.requests import access
from goodword.requests.actions.deciding import decide_on_candidate, go_over, is_covered
from goodword.requests.actions.locks import Locked, lock_candidate, note_on, person, require
from goodword.requests.actions.speaking import check_room_to_speak, lock_event
from goodword.requests.actions.support import why_not_vouched
from goodword.requests.kinds.ways import ELSEWHERE, MAIL
from goodword.requests.models import Candidate
from goodword.requests.queries.contacts import choose_contact
from goodword.requests.queries.judging import Judged, judge_one
from goodword.requests.queries.leaving import is_still_here
from goodword.requests.queries.letters import answer_due
from goodword.requests.queries.refusals import explained
from goodword.requests.queries.travel import travel_missing
from goodword.requests.states import CANDIDATE_MOVES, CandidateState
from goodword.texts.actions import keep_own_words, why_not_own

OwnText = tuple[str, str]
WAYS = (MAIL, *ELSEWHERE)


@transaction.atomic
def ask(
    candidate: Candidate,
    *,
    by: Actor,
    at: datetime,
    contact_id: int | None = None,
    how: str = MAIL,
    reason: str = "",
    own: OwnText | None = None,
) -> Candidate | Refused:
    """Ask the customer: the hold becomes an ask, which keeps its place whatever the answer.

    Judged again; a no is refused unless a manager gives a reason. `own` are subject and body that replace the text in force in this
    one mail. Raises NotAllowed or WrongState.
    """
    campaign = lock_event(candidate.account_id, candidate.reference_request)
    locked = lock_candidate(candidate.pk)
    require(by, "ask", locked.candidate)
    full = check_room_to_speak(locked.reference_request, locked.candidate.account_id, locked=campaign, at=at)
    if full is not None:
        return full
    return ask_locked(locked, contact_id=contact_id, how=how, reason=reason, own=own, by=by, at=at)


def ask_locked(
    locked: Locked,
    *,
    contact_id: int | None,
    how: str,
    by: Actor,
    at: datetime,
    reason: str = "",
    asked_at: datetime | None = None,
    remark: str = "",
    own: OwnText | None = None,
) -> Candidate | Refused:
    """Ask the customer of a locked candidate; the caller has checked who does it.

    `asked_at` is when they were asked, where that is written down later: its day decides the period in the ledger.
    """
    row, since = locked.candidate, asked_at or at
    if how not in WAYS or row.ledger_entry is None:
        raise WrongState("ask", row.state)
    unfit = why_not_own(*own) if own is not None else None
    if unfit is not None:
        return unfit
    not_vouched = why_not_vouched(row)
    if not_vouched is not None:
        return not_vouched
    now = in_force(at)
    unsaid = travel_missing(locked.reference_request, now=now)
    if unsaid is not None:
        return unsaid
    judged = judge_one(locked.reference_request, locked.account, now=now, own=row)
    contact = choose_contact(judged, reference_request=locked.reference_request, wanted=contact_id or row.contact_id)
    if contact is None:
        return refuse("nobody", _("There is nobody at this customer who may be written to. Add a contact, or choose somebody else."))
    if contact_id is not None and contact.pk != contact_id:
        return refuse("not_this_one", _("This person may not be asked. Choose somebody else at this customer."))
    decision = _decided(row, judged, reason=reason.strip(), by=by, at=at)
    if isinstance(decision, Refused):
        return decision
    if row.ledger_entry.kind == LedgerEntry.HOLD:
        waits = how == MAIL and program().mail_delay_seconds > 0
        place = turn_into_ask(row.ledger_entry, asked_on=program_day(since), contact_id=contact.pk, unsent=waits)
        if isinstance(place, Refused):
            return explained(row, place, judged=judged)
    due_at = answer_due(since, locked.reference_request, now=now)
    move(
        row,
        CANDIDATE_MOVES,
        "ask",
        at=at,
        contact=contact,
        decision=decision,
        asked_at=since,
        attempts=1,
        last_attempt_at=since,
        answer_due_at=due_at,
        held_until=None,
    )
    _note_attempt("candidate.asked", row, how=how, since=since, remark=remark, own=own, by=by, at=at)
    return row


def _note_attempt(
    verb: str, row: Candidate, *, how: str, since: datetime, remark: str, own: OwnText | None, by: Actor, at: datetime
) -> None:
    """Write an attempt down, with the words that its mail has of its own."""
    due = row.answer_due_at.isoformat() if row.answer_due_at else ""
    entry = note_on(
        verb,
        row,
        by=by,
        at=at,
        note=remark,
        contact=row.contact_id,
        how=how,
        attempt=row.attempts,
        due=due,
        **earlier(since, at=at),
    )
    if own is not None:
        keep_own_words(entry, subject=own[0], body=own[1])


def _decided(row: Candidate, judged: Judged, *, reason: str, by: Actor, at: datetime) -> Decision | Refused:
    """Store what the rules say of the ask; a no is refused, unless a manager goes over it with a reason or did so before."""
    over = judged.judgement.blocks and not is_covered(row, judged.judgement)
    decision = decide_on_candidate(row, judged, step="ask")
    if not over:
        return decision
    if by.kind is ActorKind.SYSTEM or not reason or not access.can_override(person(by), row):
        return refusal_of(judged.judgement, today=judged.now.today)
    gone_over = go_over(decision, row, reason=reason, by=person(by), at=at)
    return gone_over if isinstance(gone_over, Refused) else decision


def earlier(since: datetime, *, at: datetime) -> dict[str, Any]:
    """For the journal: the day on which something happened, when that is not the day on which it is written down."""
    return {"happened_on": program_day(since).isoformat()} if program_day(since) != program_day(at) else {}


@transaction.atomic
def take_back(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate | Refused:
    """Undo an ask before its mail has left: nobody was asked, and the place is held again. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    require(by, "take_back", row)
    if not is_still_here(row):
        return refuse("has_left", _("They have been asked already. You may let the customer go, and write to them yourself."))
    return bring_back(row, by=by, at=at)


def bring_back(row: Candidate, *, by: Actor, at: datetime) -> Candidate:
    """Make a locked ask that has not left a hold again."""
    now = in_force(at)
    held_until = days_after(at, now.numbers.hold_days, zone=now.zone)
    if row.ledger_entry is not None:
        turn_back(row.ledger_entry, expires_at=held_until)
    move(
        row,
        CANDIDATE_MOVES,
        "take_back",
        at=at,
        attempts=0,
        asked_at=None,
        last_attempt_at=None,
        answer_due_at=None,
        held_until=held_until,
    )
    note_on("candidate.taken_back", row, by=by, at=at, contact=row.contact_id)
    return row


def note_left(candidate_id: int) -> None:
    """The question has left for the customer, or may have: what was asked stays asked."""
    for entry_id in Candidate.objects.filter(pk=candidate_id, ledger_entry__unsent=True).values_list("ledger_entry_id", flat=True):
        note_sent(entry_id)


@transaction.atomic
def remind_customer(candidate: Candidate, *, own: OwnText | None = None, by: Actor, at: datetime) -> Candidate | Refused:
    """Write to the customer once more; refused after as many attempts as the policy allows. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    if by.kind is not ActorKind.SYSTEM and not access.can_override(person(by), locked.candidate):
        raise NotAllowed
    return approach_again(locked, how=MAIL, own=own, by=by, at=at)


def approach_again(
    locked: Locked,
    *,
    how: str,
    by: Actor,
    at: datetime,
    asked_at: datetime | None = None,
    remark: str = "",
    own: OwnText | None = None,
) -> Candidate | Refused:
    """One more attempt to reach a locked candidate; the caller has checked who does it. Raises WrongState."""
    row, since = locked.candidate, asked_at or at
    if row.state != CandidateState.ASKED or how not in WAYS:
        raise WrongState("remind", row.state)
    if is_still_here(row):
        return refuse("not_left", _("The first mail has not left yet. Take it back if you have asked them yourself."))
    now = in_force(at)
    if row.attempts >= now.numbers.ask_attempts:
        return refuse("enough", _("They were approached as often as we allow ourselves. Let them be."))
    judged = judge_one(locked.reference_request, locked.account, now=now, own=row)
    if row.contact_id is None or not judged.may_ask(row.contact_id):
        return refuse("not_this_one", _("This person may not be written to any more."))
    unfit = why_not_own(*own) if own is not None else None
    if unfit is not None:
        return unfit
    row.attempts += 1
    row.last_attempt_at = since
    row.answer_due_at = answer_due(since, locked.reference_request, now=now)
    row.save(update_fields=["attempts", "last_attempt_at", "answer_due_at"])
    _note_attempt("candidate.reminded", row, how=how, since=since, remark=remark, own=own, by=by, at=at)
    return row


@transaction.atomic
def take_back_attempt(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate | Refused:
    """The second mail is stopped before it leaves: no attempt, and the answer is due when it was. Raises NotAllowed or WrongState."""
    row = _asked_and_led_by(candidate, by=by)
    attempts = _attempts_of(row)
    if row.attempts <= 1 or len(attempts) <= 1:  # the first ask is taken back by `take_back`
        raise WrongState("take_back_attempt", row.state)
    row.attempts -= 1
    row.last_attempt_at = attempts[-2].at
    row.answer_due_at = datetime.fromisoformat(attempts[-2].data["due"])
    row.save(update_fields=["attempts", "last_attempt_at", "answer_due_at"])
    note_on("candidate.attempt_taken_back", row, by=by, at=at, contact=row.contact_id)
    return row


def _attempts_of(row: Candidate) -> list[Entry]:
    """The entries of the attempts that count, the first ask first."""
    verbs = ("candidate.asked", "candidate.reminded", "candidate.attempt_taken_back")
    said = Entry.objects.filter(verb__in=verbs, subjects__kind="candidate", subjects__object_id=row.pk)
    found: list[Entry] = []
    for entry in said.order_by("at", "pk"):
        if entry.verb == "candidate.asked":
            found = [entry]
        elif entry.verb == "candidate.reminded":
            found.append(entry)
        else:
            found.pop()
    return found


@transaction.atomic
def withdraw_link(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate | Refused:
    """Make the customer's link useless, wherever it went. They stay asked; who opens it is told whom to write to.

    Raises NotAllowed or WrongState.
    """
    row = _asked_and_led_by(candidate, by=by)
    if is_still_here(row):
        return refuse("not_left", _("The mail has not left yet. Take the question back instead."))
    note_left(row.pk)
    if not revoke(about=row, purposes=(Purpose.ANSWER_ASK,), at=at):
        return refuse("no_link", _("There is no link that still works."))
    note_on("candidate.link_withdrawn", row, by=by, at=at, contact=row.contact_id)
    return row


@transaction.atomic
def send_fresh_link(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate | Refused:
    """Send the question with a new link; the old one stops working. It is the same ask, not one more. Raises NotAllowed or WrongState."""
    row = _asked_and_led_by(candidate, by=by)
    if is_still_here(row):
        return refuse("not_left", _("The first mail has not left yet; it brings them their link."))
    judged = judge_one(row.reference_request, row.account, now=in_force(at), own=row)
    if row.contact_id is None or not judged.may_ask(row.contact_id):
        return refuse("not_this_one", _("This person may not be written to any more."))
    note_left(row.pk)
    revoke(about=row, purposes=(Purpose.ANSWER_ASK,), at=at)
    note_on("candidate.link_renewed", row, by=by, at=at, contact=row.contact_id)
    return row


def _asked_and_led_by(candidate: Candidate, *, by: Actor) -> Candidate:
    row = lock_candidate(candidate.pk).candidate
    if not access.can_override(person(by), row):
        raise NotAllowed
    if row.state != CandidateState.ASKED:
        raise WrongState("renew_link", row.state)
    return row
