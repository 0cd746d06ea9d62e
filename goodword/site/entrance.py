"""What is refused at the door, from the headers alone and before a byte of the body is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from goodword.site.errors import unreadable

FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")


class Entrance:
    """Stands before everything that reads a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Every page of ours sends its forms as UTF-8; what says otherwise cannot be read."""
        params = request.content_params or {}
        if request.content_type in FORMS and params.get("charset", "utf-8").lower() != "utf-8":
            return unreadable()
        return self.get_response(request)
