"""Outcomes that somebody owes before they ask again: how the last calls went, one click each."""

from dataclasses import dataclass
from datetime import datetime

from goodword.people.models import User
from goodword.policy.queries import in_force
from goodword.requests.models import Candidate
from goodword.requests.queries.judging import owing
from goodword.requests.states import CandidateState


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """The calls of which an outcome is due, and from how many on a new request waits for a decision."""

    calls: tuple[Candidate, ...]
    most: int


def owed_by(user: User, *, kind: str, at: datetime) -> Owed | None:
    """What somebody is asked for before their next request of a kind; nothing while they owe fewer than the policy allows."""
    most = in_force(at).numbers.outcome_debt
    calls = owed_calls(user, kind=kind, at=at)
    return Owed(calls=calls, most=most) if len(calls) >= most else None


def owed_calls(user: User, *, kind: str, at: datetime) -> tuple[Candidate, ...]:
    """The calls that count for a kind of which somebody has not said how they went though it is due, the oldest first."""
    rows = Candidate.objects.filter(reference_request__in=owing(user.pk, kind=kind, now=in_force(at)), state=CandidateState.DONE)
    return tuple(rows.select_related("account", "contact", "reference_request").order_by("reference_request__outcome_due_at", "pk"))
