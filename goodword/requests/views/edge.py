"""Loading a request or a candidate through `visible_to`."""

from django.http import Http404, HttpRequest

from goodword.people.views.edge import reader
from goodword.requests.access import visible_to
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.lists import with_ball
from goodword.requests.queries.opening import candidate_for


def load_request(request: HttpRequest, number: int) -> ReferenceRequest:
    """A request with its candidates, if the reader may know of it; else there is none."""
    row = with_ball(visible_to(reader(request)), to_judge=True).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def load_candidate(request: HttpRequest, number: int, candidate_id: int) -> Candidate:
    """A candidate of a request, if the reader may know of it; else there is none."""
    row = candidate_for(reader(request), number, candidate_id)
    if row is None:
        raise Http404
    return row
