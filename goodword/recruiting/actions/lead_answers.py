"""What an owner says of a lead: yes, not now until a day, never because; and taking it back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from goodword.customers.actions.locks import lock_account
from goodword.customers.models import Account
from goodword.customers.queries import labels
from goodword.journal.actions import forget_notes, record
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused, refuse
from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.recruiting.access import can_answer_lead
from goodword.recruiting.actions.start import start_nomination
from goodword.recruiting.kinds import Source
from goodword.recruiting.kinds.leads import LeadChoice
from goodword.recruiting.models import LeadAnswer, Nomination, ReferenceLead
from goodword.recruiting.queries.briefing import begun_with
from goodword.recruiting.queries.lead_words import Sayer
from goodword.recruiting.queries.leads import words_of_answers
from goodword.recruiting.states import NominationState

MOST_WORDS = 1000
UNDONE_WITHIN = timedelta(hours=1)


@transaction.atomic
def answer_lead(
    lead: ReferenceLead, *, answer: str, until_on: date | None = None, words: str = "", by: Actor, at: datetime
) -> LeadAnswer | Refused:
    """Say what becomes of a lead; an earlier answer ends. A yes begins a nomination that knows what the report knew.

    Raises NotAllowed for who neither owns the customer, nor stands in, nor runs the program.
    """
    account = lock_account(lead.account_id)
    lead = ReferenceLead.objects.select_related("report", "nudge").get(pk=lead.pk)
    lead.account = account
    user, now = User.objects.filter(pk=by.person_id or 0).first(), in_force(at)
    if user is None or not can_answer_lead(user, lead, today=now.today):
        raise NotAllowed
    words = words.strip()[:MOST_WORDS]
    refused = _unsaid(answer, until_on, words, today=now.today)
    if refused is not None:
        return refused
    held = LeadAnswer.objects.select_for_update().filter(account=account, ended_at=None).first()
    said = {"answer": answer, "until_on": until_on if answer == LeadChoice.NOT_NOW else None, "words": words}
    if held is not None and all(getattr(held, name) == value for name, value in said.items()):
        return held  # pressed twice
    nomination = _begin_nomination(lead, by=by, at=at) if answer == LeadChoice.YES else None
    if isinstance(nomination, Refused):
        return nomination
    if held is not None:
        held.ended_at = at
        held.save(update_fields=["ended_at"])
    row = LeadAnswer.objects.create(account=account, report=lead.report, nomination=nomination, answered_by=user, answered_at=at, **said)
    until = row.until_on.isoformat() if row.until_on else None
    record("lead.answered", by=by, at=at, about=[account, row], note=words, answer=answer, report=lead.report_id, until=until)
    return row


@transaction.atomic
def take_back_lead_answer(pk: int, *, by: Actor, at: datetime) -> LeadAnswer:
    """Let what was said of a lead not hold any more; a nomination that it began stays. Raises NotFound or NotAllowed.

    Within the hour it is as if it had not been said: what held before holds again, and a draft that nobody has touched goes.
    """
    found = LeadAnswer.objects.filter(pk=pk).first()
    if found is None:
        raise NotFound
    account = lock_account(found.account_id)
    row = LeadAnswer.objects.select_for_update().get(pk=pk)
    user, today = User.objects.filter(pk=by.person_id or 0).first(), in_force(at).today
    lead = ReferenceLead(account=account)
    if user is None or not (row.answered_by_id == user.pk or can_answer_lead(user, lead, today=today)):
        raise NotAllowed
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
        before = _unsay(row) if at - row.answered_at < UNDONE_WITHIN else None
        record("lead.answer_taken_back", by=by, at=at, about=[account, row], answer=row.answer, before=before.pk if before else None)
    return row


def _unsay(row: LeadAnswer) -> LeadAnswer | None:
    """The way back to the moment before; returns the answer that holds again."""
    draft = row.nomination
    if draft is not None and draft.state == NominationState.DRAFT and draft.created_at == draft.edited_at == row.answered_at:
        draft.delete()
    before = LeadAnswer.objects.select_for_update().filter(account_id=row.account_id, ended_at=row.answered_at).exclude(pk=row.pk).last()
    if before is not None:
        before.ended_at = None
        before.save(update_fields=["ended_at"])
    return before


def _unsaid(answer: str, until_on: date | None, words: str, *, today: date) -> Refused | None:
    if answer not in LeadChoice.values:
        return refuse("answer", _("Choose one of the three."))
    if answer == LeadChoice.NOT_NOW and (until_on is None or until_on <= today):
        return refuse("until_on", _("Choose a day that is still to come."))
    if answer == LeadChoice.NEVER and not words:
        return refuse("words", _("Say why; it spares the next one from asking."))
    return None


def _begin_nomination(lead: ReferenceLead, *, by: Actor, at: datetime) -> Nomination | Refused:
    champion = lead.account.contacts.filter(is_champion=True, left_on=None).order_by("pk").first()
    briefing = {**begun_with(lead.account), **briefing_of(lead.account, lead, at=at)}
    return start_nomination(lead.account, by=by, at=at, champion=champion, source=Source.REFERENCE_LEAD, briefing=briefing)


def briefing_of(account: Account, lead: ReferenceLead, *, at: datetime) -> dict[str, str]:
    """What a nomination can say from the start: why the report named this customer."""
    lead.account = account
    reasons = Sayer.here(labels(), today=in_force(at).today).reasons(lead)
    return {"why_us": _("Not their own words yet; found as a reference lead: %(reasons)s.") % {"reasons": ", ".join(reasons)}}


@transaction.atomic
def forget_lead_words(*, before: datetime, at: datetime) -> int:
    """What was written beside answers that have not held since a moment goes, in the journal as well; returns how many."""
    del at
    keys = list(words_of_answers(before=before).select_for_update(skip_locked=True).order_by("pk").values_list("pk", flat=True))
    forget_notes("lead.answered", about="leadanswer", keys=keys)
    return LeadAnswer.objects.filter(pk__in=keys).update(words="")
