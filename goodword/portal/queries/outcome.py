"""What came of a call, as one side says it."""

from dataclasses import dataclass
from datetime import datetime

from goodword.portal.queries.names import first_name
from goodword.requests.kinds import KINDS
from goodword.requests.queries.by_link import Candidate
from goodword.requests.states import CandidateState


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomePage:
    """The page on which one side says what came of a call."""

    candidate: Candidate
    by_customer: bool
    reader: str
    other: str
    said: str
    words: str
    thing: str
    is_possible: bool


def outcome_page(candidate: Candidate, *, by_customer: bool, at: datetime) -> OutcomePage:
    """Who speaks about which call, and what they said already."""
    request, contact = candidate.reference_request, candidate.contact
    said = candidate.outcomes.filter(by_customer=by_customer).first()
    reader = (contact.name if contact else "") if by_customer else request.requester.name
    over = candidate.scheduled_at is not None and candidate.scheduled_at <= at
    return OutcomePage(
        candidate=candidate,
        by_customer=by_customer,
        reader=first_name(reader),
        other=first_name(request.requester.name) if by_customer else candidate.account.name,
        said=said.result if said else "",
        words=said.words if said else "",
        thing=str(KINDS[request.kind].thing),
        is_possible=candidate.state == CandidateState.DONE or (candidate.state == CandidateState.SCHEDULED and over),
    )
