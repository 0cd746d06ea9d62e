"""What a single-purpose link leads to: one candidacy, whoever holds the link; nothing once it is about somebody else."""

from datetime import datetime

from goodword.customers.models import Contact
from goodword.journal.models import Entry
from goodword.kernel.errors import NotFound
from goodword.links.models import Link
from goodword.requests.access import may_follow
from goodword.requests.kinds.kit import PLANNING_WORDS
from goodword.requests.models import Candidate
from goodword.requests.queries.leaving import is_still_here
from goodword.requests.states import CANDIDATE_WON, CandidateState, PlanningState

__all__ = ["Candidate", "booked_calls", "candidate_of", "last_agreed_time", "open_to"]


def candidate_of(link: Link) -> Candidate:
    """The candidacy that a live link is about. Raises NotFound when there is none for whoever holds it, or not any more."""
    rows = Candidate.objects.select_related(
        "account__region",
        "account__member",
        "contact__account__region",
        "ledger_entry",
        "reference_request__requester__region",
        "reference_request__team",
        "reference_request__manager",
        "reference_request__opportunity__account",
        "approval__approver",
        "preparation",
        "statement__usable__version",
    )
    about = {"candidate": {"pk": link.subject_id}, "approval": {"approval_id": link.subject_id}}.get(link.subject_kind)
    candidate = rows.filter(**about).first() if about else None
    if candidate is None or (link.contact_id is not None and link.contact_id != candidate.contact_id):
        raise NotFound
    if link.user is not None and not may_follow(link.user, link.purpose, candidate):
        raise NotFound
    return candidate


def open_to(contact: Contact, candidate_id: int) -> Candidate | None:
    """The candidacy of which somebody was asked and may still answer or change something; nothing when it is another's, or over."""
    open_states = (CandidateState.ASKED, *CANDIDATE_WON, CandidateState.MISSED)
    rows = Candidate.objects.filter(contact=contact, state__in=open_states).select_related("ledger_entry")
    row = rows.filter(pk=candidate_id).first()
    return None if row is None or is_still_here(row) else row


def last_agreed_time(candidate: Candidate) -> datetime | None:
    """The time that was last agreed for a call, also when it was called off since; from the journal."""
    entries = Entry.objects.filter(verb="candidate.scheduled", subjects__kind="candidate", subjects__object_id=candidate.pk)
    starts = entries.order_by("-at", "-pk").values_list("data__starts", flat=True).first()
    return datetime.fromisoformat(starts) if starts else None


def booked_calls(candidate: Candidate, *, at: datetime) -> list[tuple[str, datetime, int]]:
    """The planning calls that are ahead: what each is, when, and how many minutes."""
    rows = candidate.planning_calls.filter(state=PlanningState.BOOKED, starts_at__gt=at)
    return [(str(PLANNING_WORDS[each.kind]), each.starts_at, each.minutes) for each in rows]
