"""What the views of this slice share: the reader, and the door."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from goodword.imports.access import can_import, visible_to
from goodword.imports.models import ImportRun
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.people.models import User

View = Callable[..., HttpResponseBase]


def importers_only(view: View) -> View:
    """Refuse everybody but reference managers and administrators, before anything is read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_import(request.user):
            raise NotAllowed
        return view(request, *args, **kwargs)

    return guarded


def actor(request: HttpRequest) -> Actor:
    """Who is signed in, for the actions."""
    return Actor.person(cast("User", request.user))


def run_or_404(request: HttpRequest, pk: int) -> ImportRun:
    """A run that the reader may see."""
    run = visible_to(request.user).select_related("started_by").filter(pk=pk).first()
    if run is None:
        raise Http404
    return run
