"""What the views of this slice share: who reads, and the door of those who run the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from goodword.kernel.errors import NotAllowed
from goodword.people.models import User
from goodword.policy import access
from goodword.ui.pieces import Crumb

View = Callable[..., HttpResponseBase]


def reader(request: HttpRequest) -> User:
    """The colleague who is signed in."""
    return cast("User", request.user)


def managers_only(view: View) -> View:
    """Refuse everybody who does not run the program, before anything is read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not access.can_publish(reader(request)):
            raise NotAllowed
        return view(request, *args, **kwargs)

    return guarded


def crumbs(*more: Crumb) -> list[Crumb]:
    """The way from the policy to here."""
    return [Crumb(label=_("Policy"), url=reverse("policy:index")), *more]
