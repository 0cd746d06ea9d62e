"""Who may refine the short list of a request: ask owners, say what they think, take somebody off, agree to it."""

from django.db.models import Q

from goodword.people.models import User
from goodword.people.queries import circles_of
from goodword.requests import access
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.states import CANDIDATE_PLANNED, RequestState

LOOKED_FOR = (RequestState.SUBMITTED, RequestState.TRIAGE, RequestState.SOURCING)


def owed() -> Q:
    """The opinions that are still waited for: nobody answered, and the customer is not held or taken off yet."""
    return Q(answer="", candidate__state__in=CANDIDATE_PLANNED, candidate__reference_request__state__in=LOOKED_FOR)


def can_ask_owners(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person ask owners what they think of the short list: whoever runs the program, while somebody is looked for."""
    return reference_request.state in LOOKED_FOR and access.runs(user, reference_request)


def can_give_opinion(user: User, candidate: Candidate) -> bool:
    """May this person say whether a customer is a good idea: whoever was asked, and who answers for the customer, until it is held."""
    opinion = getattr(candidate, "opinion", None)
    if opinion is None or candidate.state not in CANDIDATE_PLANNED or candidate.reference_request.state not in LOOKED_FOR:
        return False
    if opinion.answer and opinion.answered_by_id != user.pk:
        return False
    return answers_for(user, candidate) and is_in_the_know(user, candidate.reference_request)


def answers_for(user: User, candidate: Candidate) -> bool:
    """Is this person asked for an opinion, or owner or success manager of the customer."""
    opinion = getattr(candidate, "opinion", None)
    named = {candidate.account.owner_id, candidate.account.csm_id, *((opinion.asked_id, opinion.deputy_for_id) if opinion else ())}
    return user.is_active and user.pk in named


def is_in_the_know(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person know of the request: it is for everybody, or they are in its circle."""
    circle = reference_request.circle_id
    return circle is None or circles_of(user).filter(circle_id=circle).exists()


def can_take_off(user: User, candidate: Candidate) -> bool:
    """May this person take a customer off the short list, with a reason."""
    return candidate.state in CANDIDATE_PLANNED and access.may(user, "release", candidate)


def can_agree_list(user: User, reference_request: ReferenceRequest) -> bool:
    """May this person agree to the short list: whoever asked, while it stands open."""
    open_list = reference_request.state == RequestState.SOURCING and reference_request.list_agreed_at is None
    return open_list and access.Standing.REQUESTER in access.standings(user, reference_request)
