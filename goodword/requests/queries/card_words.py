"""The three words of a customer's card: the owner's, the customer's, and what comes of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodword.approvals.states import State
from goodword.people.models import User
from goodword.requests.kinds.answers import RESULT_WORDS
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries import hands
from goodword.requests.queries.ball import owner_due
from goodword.requests.states import CANDIDATE_PLANNED, CANDIDATE_WON, CandidateState, StatementState
from goodword.ui import dates

C = CandidateState
UNDECIDED = (*CANDIDATE_PLANNED, C.HELD, C.OWNER_APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One of the three words of a candidate: whose, what it says, whether it is the running one."""

    label: str
    text: str
    now: bool = False


def three_words(row: ReferenceRequest, candidate: Candidate, viewer: User, *, leaves: datetime | None) -> tuple[Word, ...]:
    """The owner's word, the customer's word and the introduction, the running one marked."""
    return (_owner_word(candidate, viewer), _customer_word(candidate, leaves), _meeting_word(row, candidate))


def _owner_word(candidate: Candidate, viewer: User) -> Word:
    approval, label = candidate.approval, _("Owner’s word")
    if approval is None:
        return Word(label=label, text=_("Not asked yet") if candidate.state in UNDECIDED else _("Agreed"))
    if approval.state == State.OPEN:
        who = _("you") if approval.approver_id == viewer.pk else approval.approver.name
        until = dates.day_words(owner_due(candidate) or approval.due_at, today=dates.local_day(approval.opened_at))
        return Word(label=label, text=_("Waiting for %(who)s, until %(day)s") % {"who": who, "day": until}, now=True)
    name = approval.decided_by.name if approval.decided_by else approval.approver.name
    return Word(label=label, text=_("%(name)s said yes") % {"name": name})


def _customer_word(candidate: Candidate, leaves: datetime | None) -> Word:
    label = _("Customer’s word")
    name = candidate.contact.first_name if candidate.contact else candidate.account.name
    if candidate.state == C.HELD:
        return Word(label=label, text=_("%(name)s is asked when the owner agrees") % {"name": name})
    if candidate.state == C.OWNER_APPROVED:
        return Word(label=label, text=_("%(name)s is not asked yet") % {"name": name}, now=True)
    if leaves is not None:
        return Word(label=label, text=_("The mail to %(name)s has not left yet") % {"name": name}, now=True)
    if candidate.state == C.ASKED:
        asked = ngettext("%(name)s was asked once", "%(name)s was asked %(n)s times", candidate.attempts)
        return Word(label=label, text=asked % {"name": name, "n": candidate.attempts}, now=True)
    words = f" “{candidate.answer_words}”" if candidate.answer_words else ""
    return Word(label=label, text=(_("%(name)s said yes") % {"name": name}) + words)


def _meeting_word(row: ReferenceRequest, candidate: Candidate) -> Word:
    label, prepared = _("Introduction"), hands.preparation_of(candidate) is not None
    call = _("Event") if prepared else _("Call")
    if prepared and candidate.state in (C.ACCEPTED, C.INTRODUCED, C.SCHEDULED):
        return Word(label=label, text=_("%(name)s prepares it with them") % {"name": row.requester.name}, now=True)
    if hands.statement_of(candidate) is not None:
        return _words_word(row, candidate, label=label)
    if candidate.state in (C.ACCEPTED, C.INTRODUCED):
        return Word(label=label, text=_("%(name)s agrees on a time") % {"name": row.requester.name}, now=True)
    if candidate.state == C.SCHEDULED and candidate.scheduled_at is not None:
        local = dates.local_day(candidate.scheduled_at)
        return Word(label=call, text=dates.moment_words(candidate.scheduled_at, today=local - timedelta(days=30)), now=True)
    if candidate.state == C.MISSED:
        return Word(label=call, text=_("Did not take place"), now=True)
    if candidate.state == C.DONE:
        said = next((each for each in candidate.outcomes.all() if not each.by_customer), None)
        return Word(label=call, text=str(RESULT_WORDS[said.result]) if said else _("Took place"), now=said is None)
    return Word(label=label, text=_("%(name)s, after the yes") % {"name": row.requester.name})


def _words_word(row: ReferenceRequest, candidate: Candidate, *, label: str) -> Word:
    """The third word where nothing takes place: the sentences, and whether they were used."""
    if candidate.state == C.DONE:
        said = next((each for each in candidate.outcomes.all() if not each.by_customer), None)
        return Word(label=_("Words"), text=str(RESULT_WORDS[said.result]) if said else _("Used"), now=said is None)
    if candidate.state == C.MISSED:
        return Word(label=_("Words"), text=_("Not used"), now=True)
    if candidate.state in CANDIDATE_WON:
        return Word(label=_("Words"), text=str(StatementState(candidate.statement.state).label), now=True)
    return Word(label=label, text=_("%(name)s, after the yes") % {"name": row.requester.name})
