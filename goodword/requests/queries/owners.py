"""What is asked of somebody about a customer that another colleague owns by now."""

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from goodword.approvals.states import State
from goodword.requests.models import Candidate, Opinion
from goodword.requests.queries.may import owed
from goodword.requests.states import CandidateState, StatementState

OWNER_QUESTION = "may_we_ask"


def asked_of_another() -> QuerySet[Candidate]:
    """Held customers about whom somebody else than their owner, or who stands in for them, is asked; not where nobody answered in time."""
    rows = Candidate.objects.filter(state=CandidateState.HELD, approval__state=State.OPEN, approval__question=OWNER_QUESTION)
    rows = rows.filter(approval__escalated_at=None, account__owner__is_active=True)
    return rows.annotate(first=Coalesce("approval__deputy_for", "approval__approver")).exclude(account__owner=F("first"))


def words_of_another() -> QuerySet[Candidate]:
    """Customers about whose sentences somebody else than their owner, or who stands in for them, is asked; not where nobody answered."""
    waits = Q(statement__state=StatementState.OWNER, statement__approval__state=State.OPEN, statement__approval__escalated_at=None)
    rows = Candidate.objects.filter(waits, account__owner__is_active=True)
    first = Coalesce("statement__approval__deputy_for", "statement__approval__approver")
    return rows.annotate(first=first).exclude(account__owner=F("first"))


def opinions_of_another() -> QuerySet[Opinion]:
    """The opinions on short lists that are waited for from somebody else than the owner, or who stands in for them."""
    rows = Opinion.objects.filter(owed(), candidate__account__owner__is_active=True)
    return rows.annotate(first=Coalesce("deputy_for", "asked")).exclude(candidate__account__owner=F("first"))
