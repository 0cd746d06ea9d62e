"""Whose request it is when a proxy stands in front: told once, so that every throttle counts the same address."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ClientAddress:
    """With GOODWORD_BEHIND_PROXY=1 `REMOTE_ADDR` becomes what our own proxy wrote last; without it no header is believed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next layer."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Put the visitor's address in place of the proxy's."""
        if settings.ENVIRONMENT.behind_proxy and (told := _last_address(request.headers.get("X-Forwarded-For", ""))):
            request.META["REMOTE_ADDR"] = told
        return self.get_response(request)


def _last_address(header: str) -> str:
    text = header.rpartition(",")[2].strip().removeprefix("[").partition("]")[0]
    if text.count(":") == 1:  # an address of four numbers with a port
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""
