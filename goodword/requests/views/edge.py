"""What every view here does: know the reader, load through `visible_to`, run one action, say what happened."""

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused
from goodword.people.models import User
from goodword.requests.access import visible_to
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.lists import with_ball
from goodword.requests.queries.opening import candidate_for
from goodword.ui import pages


def reader(request: HttpRequest) -> User:
    """The signed-in colleague."""
    return cast("User", request.user)


def actor(request: HttpRequest) -> Actor:
    """The signed-in colleague, as the actor of a verb."""
    return Actor.person(reader(request))


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


def attempt(do: Callable[[], Any]) -> Any:
    """Run one action: whoever came too late gets a refusal in words, whoever may not is turned away, nothing is lost."""
    try:
        return do()
    except (WrongState, Conflict):
        return Refused(())
    except NotAllowed as error:
        raise PermissionDenied from error
    except NotFound as error:
        raise Http404 from error


def announce(request: HttpRequest, outcome: object, *, said: str, undo_url: str = "") -> None:
    """Say what happened: done, refused with its reasons, or too late."""
    if isinstance(outcome, Refused):
        pages.refused(
            request, outcome if outcome.reasons else _("Somebody was faster: this has changed in the meantime. Here is how it stands now.")
        )
    elif said:
        pages.said(request, said, undo_url=undo_url)
