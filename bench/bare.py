"""A Django of one view that takes a POST and does nothing: the floor of everything that is posted. Served as Goodword is."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

ANYTHING = "<path:rest>"


def posted(request: HttpRequest, rest: str) -> HttpResponse:
    """Read what was sent and say so."""
    return HttpResponse(f"{request.method} {rest} {len(request.POST)}")


urlpatterns = [path(ANYTHING, posted)]


def application() -> object:
    """The application for a WSGI server, with settings of its own."""
    settings.configure(ROOT_URLCONF=sys.modules[__name__], ALLOWED_HOSTS=["*"], MIDDLEWARE=[])
    return get_wsgi_application()
