"""What the views of this slice share: the reader, typed, and the two doors."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from goodword.kernel.errors import NotAllowed
from goodword.people import access
from goodword.people.models import User

View = Callable[..., HttpResponseBase]


def reader(request: HttpRequest) -> User:
    """The colleague who is signed in."""
    return cast("User", request.user)


def administrators_only(view: View) -> View:
    """Refuse everybody but administrators, before anything is read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.can_run_people(reader(request)):
            raise NotAllowed
        return view(request, *args, **kwargs)

    return guarded
