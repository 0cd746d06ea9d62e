"""The owner's page: what a yes would mean."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goodword.approvals.access import can_decide
from goodword.policy.queries import four_facts, in_force
from goodword.portal.queries.names import first_name
from goodword.requests.kinds import KINDS, Course
from goodword.requests.queries.asking import favour_of, when_and_where
from goodword.requests.queries.ball import owner_due
from goodword.requests.queries.by_link import Candidate
from goodword.requests.queries.words import name_of
from goodword.requests.states import CandidateState
from goodword.ui.dates import day_words
from goodword.ui.pieces import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerPage:
    """The page of one question to an account owner."""

    candidate: Candidate
    is_open: bool
    reader: str
    asker: str
    favour: str
    minutes: int
    when: str
    due_on: date | None
    facts: tuple[Fact, ...]
    decided: str
    after: str


def owner_page(candidate: Candidate, reader: Any, *, at: datetime) -> OwnerPage:
    """What the owner needs for a yes or no: who asks, for what, and how often this customer was asked lately."""
    request, approval = candidate.reference_request, candidate.approval
    now = in_force(at)
    four = four_facts([candidate.account_id], now)[candidate.account_id]
    others = len(four.planned) - 1  # one of them is this very hold
    asked = (
        ngettext("%(n)s time in a year, last on %(day)s", "%(n)s times in a year, last on %(day)s", four.asked_in_all)
        % {"n": four.asked_in_all, "day": day_words(four.last_asked_on, today=now.today)}
        if four.last_asked_on
        else _("Not in the last year")
    )
    facts = [
        Fact(label=_("Customer"), value=candidate.account.name),
        Fact(label=_("We would write to"), value=candidate.contact.name if candidate.contact else _("Not chosen yet")),
        Fact(label=_("For"), value=name_of(request) or (_("A prospect") if KINDS[request.kind].for_a_prospect else "")),
        Fact(label=_("It is about"), value=request.topic),
        Fact(label=_("Asked before"), value=asked),
        Fact(
            label=_("Planned"),
            value=ngettext("%(n)s other thing", "%(n)s other things", others) % {"n": others} if others > 0 else _("Nothing else"),
        ),
        Fact(
            label=_("Effort so far"), value=_("%(effort)s of %(comfort)s points") % {"effort": four.effort, "comfort": four.effort_comfort}
        ),
        Fact(label=_("Comfortable with"), value=four.comfort),
    ]
    is_open = candidate.state == CandidateState.HELD and approval is not None and can_decide(reader, approval)
    return OwnerPage(
        candidate=candidate,
        is_open=is_open,
        reader=first_name(reader.name),
        asker=request.requester.name,
        favour=favour_of(request),
        minutes=request.minutes if KINDS[request.kind].course is Course.CALL else 0,
        when=when_and_where(request, today=now.today),
        due_on=owner_due(candidate),
        facts=tuple(fact for fact in facts if fact.value),
        decided=_decided(candidate, reader, is_open=is_open),
        after=AFTER.get(approval.state, AFTER[""]) if approval and not is_open else "",
    )


AFTER: dict[str, Any] = {
    "approved": gettext_lazy("Thank you: we ask the customer politely, and you hear what comes of it."),
    "declined": gettext_lazy("Thank you: the customer is not asked, and we look elsewhere."),
    "": gettext_lazy("There is nothing for you to do."),
}


def _decided(candidate: Candidate, reader: Any, *, is_open: bool) -> str:
    """How the question was answered, when it was."""
    approval = candidate.approval
    if is_open or approval is None:
        return ""
    if approval.decided_by_id is not None and approval.decided_by_id == reader.pk:
        words = {"approved": _("You said yes."), "declined": _("You said no.")}
    else:
        who = {"name": approval.decided_by.name if approval.decided_by else _("Somebody")}
        words = {"approved": _("%(name)s said yes.") % who, "declined": _("%(name)s said no.") % who}
    return words.get(approval.state, _("The question is no longer open."))
