"""A call that did not take place: it keeps its place in the ledger, somebody may apologise, and another time is looked for."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused, refuse
from goodword.kernel.transitions import move
from goodword.ledger.actions import note_missed
from goodword.requests import access
from goodword.requests.actions.locks import lock_candidate, note_on, person, require
from goodword.requests.kinds.missing import WHO_MISSED
from goodword.requests.models import Candidate
from goodword.requests.queries.missed import has_apologised
from goodword.requests.states import CANDIDATE_MOVES, CandidateState
from goodword.texts.actions import keep_own_words, why_not_own

LONGEST: Final = 2000


@transaction.atomic
def miss(candidate: Candidate, *, who: str = "", remark: str = "", by: Actor, at: datetime) -> Candidate | Refused:
    """The call did not take place, and who did not come; another time is looked for. Raises NotAllowed or WrongState."""
    locked = lock_candidate(candidate.pk)
    row = locked.candidate
    require(by, "miss", row)
    if who and who not in WHO_MISSED:
        return refuse("who", _("Choose who did not come."))
    if row.state == CandidateState.SCHEDULED and row.scheduled_at is not None and row.scheduled_at > at:
        return refuse("ahead", _("The call is still ahead. To move it, agree on another time."))
    move(row, CANDIDATE_MOVES, "miss", at=at)
    if row.ledger_entry_id is not None:
        note_missed(row.ledger_entry_id, missed=True)
    row.times.all().delete()
    note_on("candidate.missed", row, by=by, at=at, note=remark.strip(), contact=row.contact_id, who=who)
    return row


@transaction.atomic
def apologise(candidate: Candidate, *, text: str, subject: str = "", by: Actor, at: datetime) -> Candidate | Refused:
    """Write to the customer that we are sorry, in the words that were read and sent off; once for each call that was missed.

    Raises NotAllowed or WrongState.
    """
    row = lock_candidate(candidate.pk).candidate
    user, words = person(by), text.strip()
    if row.state != CandidateState.MISSED:
        raise WrongState("apologise", row.state)
    if not access.can_apologise(user, row):
        raise NotAllowed
    if not words or len(words) > LONGEST:
        return refuse("text", _("Write a few lines: they leave as they stand here."))
    if has_apologised(row):
        return refuse("already", _("Somebody has written to them already. One apology is enough."))
    contact = row.contact
    if contact is None or not contact.email or contact.left_on is not None or contact.do_not_contact or row.account.do_not_contact:
        return refuse("nobody", _("There is nobody who may be written to: look at what stands beside them on the customer's page."))
    unfit = why_not_own(subject, words) if subject else None
    if unfit is not None:
        return unfit
    entry = note_on("candidate.apologised", row, by=by, at=at, note=words, contact=contact.pk)
    if subject:
        keep_own_words(entry, subject=subject, body=words)
    return row


@transaction.atomic
def take_back_apology(candidate: Candidate, *, by: Actor, at: datetime) -> Candidate | Refused:
    """The apology is stopped before it leaves: nobody has apologised. Raises NotAllowed or WrongState."""
    row = lock_candidate(candidate.pk).candidate
    if not access.can_apologise(person(by), row):
        raise NotAllowed
    if not has_apologised(row):
        raise WrongState("take_back_apology", row.state)
    note_on("candidate.apology_taken_back", row, by=by, at=at, contact=row.contact_id)
    return row
