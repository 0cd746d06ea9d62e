"""Who may try links, and what one leads to."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from goodword.kernel.errors import NotFound
from goodword.links.actions import Link, Purpose, find, find_dead
from goodword.notifications.queries import Reader

MISSES: Final = 40
WITHIN_SECONDS: Final = 600


class TooManyMisses(NotFound):
    """This address has tried too many links that do not exist."""


def open_link(request: HttpRequest, token: str, *purposes: Purpose, at: datetime) -> Link:
    """The live link of a token. Raises NotFound for unknown, expired and revoked alike, and TooManyMisses for somebody who guesses."""
    key = f"portal-misses:{_address(request)}"
    if cache.get(key, 0) >= MISSES:
        raise TooManyMisses
    try:
        return find(token, purposes=purposes, at=at)
    except NotFound:
        cache.add(key, 0, WITHIN_SECONDS)
        cache.incr(key)
        raise


def dead_link(token: str, *purposes: Purpose) -> Link | None:
    """The link of a token that was withdrawn or has run out: whoever holds it was once given it, so they may know whom to write to."""
    return find_dead(token, purposes=purposes)


def reader_of(link: Link) -> Reader:
    """Who a link was made for. Raises NotFound for a colleague who has left."""
    reader = link.contact or link.user
    if reader is None or (link.user is not None and not link.user.is_active):
        raise NotFound
    return reader


def _address(request: HttpRequest) -> str:
    if settings.ENVIRONMENT.behind_proxy:
        return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rsplit(",", maxsplit=1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))
