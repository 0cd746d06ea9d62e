"""What views share: the reader, typed, as the actor of a verb; running one verb and saying what happened; the door of administrators."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from goodword.kernel.refusal import Refused
from goodword.people import access
from goodword.people.models import User
from goodword.ui import pages

View = Callable[..., HttpResponseBase]


def reader(request: HttpRequest) -> User:
    """The colleague who is signed in."""
    return cast("User", request.user)


def actor(request: HttpRequest) -> Actor:
    """The signed-in colleague, as the actor of a verb."""
    return Actor.person(reader(request))


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


def administrators_only(view: View) -> View:
    """Refuse everybody but administrators, before anything is read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.can_run_people(reader(request)):
            raise NotAllowed
        return view(request, *args, **kwargs)

    return guarded
