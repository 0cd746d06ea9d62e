"""What of requests is in the hands of somebody who leaves, so that somebody else must take it over."""

from typing import Final

from django.db.models import Q, QuerySet

from goodword.approvals.states import State as ApprovalState
from goodword.people.models import User
from goodword.requests.models import Candidate, ExceptionReview, Opinion, ReferenceRequest
from goodword.requests.queries.may import owed
from goodword.requests.states import CONTENT_OPEN, REQUEST_OPEN, RequestState

IN_PLAY: Final = (*REQUEST_OPEN, RequestState.COMPLETED)


def open_requests(person: User) -> QuerySet[ReferenceRequest]:
    """Requests that they made or manage and that are not over."""
    return ReferenceRequest.objects.filter(Q(requester=person) | Q(manager=person), state__in=IN_PLAY).order_by("pk")


def drafts(person: User) -> QuerySet[ReferenceRequest]:
    """Requests that they began and did not send; of a confidential one nobody else knows."""
    return ReferenceRequest.objects.filter(requester=person, state=RequestState.DRAFT, is_confidential=False).order_by("pk")


def secret_drafts(person: User) -> QuerySet[ReferenceRequest]:
    """Confidential requests that they began and did not send; they stay, and nobody learns what they are about."""
    return ReferenceRequest.objects.filter(requester=person, state=RequestState.DRAFT, is_confidential=True)


def open_questions(person: User) -> QuerySet[Candidate]:
    """The candidates about which a question waits for their answer."""
    return Candidate.objects.filter(approval__approver=person, approval__state=ApprovalState.OPEN).order_by("pk")


def open_reviews(person: User) -> QuerySet[ExceptionReview]:
    """The exceptions on which they have to decide."""
    rows = ExceptionReview.objects.filter(approval__approver=person, approval__state=ApprovalState.OPEN)
    return rows.select_related("reference_request").order_by("reference_request_id", "pk")


def open_opinions(person: User) -> QuerySet[Candidate]:
    """The customers on short lists of whom they have not said yet whether they are a good idea."""
    rows = Candidate.objects.filter(opinion__in=Opinion.objects.filter(owed(), asked=person))
    return rows.select_related("reference_request").order_by("reference_request_id", "pk")


def open_content(person: User) -> QuerySet[Candidate]:
    """The customers with whom they prepare the content of an event."""
    return Candidate.objects.filter(preparation__pmm=person, preparation__content_state__in=CONTENT_OPEN).order_by("pk")


def open_words(person: User) -> QuerySet[Candidate]:
    """The customers about whom sentences wait for their word."""
    asked = {"statement__approval__approver": person, "statement__approval__state": ApprovalState.OPEN}
    return Candidate.objects.filter(**asked).order_by("pk")
