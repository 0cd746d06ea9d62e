"""Who may try links, and what one leads to."""

from datetime import datetime
from typing import Final

from django.http import HttpRequest

from goodword.kernel.errors import NotFound
from goodword.links.actions import Link, Purpose, count_guess, find, find_dead
from goodword.notifications.queries import Reader

MISSES: Final = 40


class TooManyMisses(NotFound):
    """This address has tried too many links that do not exist."""


def open_link(request: HttpRequest, token: str, *purposes: Purpose, at: datetime) -> Link:
    """The live link of a token: it always opens. Raises NotFound for unknown, expired and revoked alike, TooManyMisses for who guesses."""
    try:
        return find(token, purposes=purposes, at=at)
    except NotFound:
        if find_dead(token, purposes=purposes) is None and count_guess(request.META.get("REMOTE_ADDR", ""), at=at) > MISSES:
            raise TooManyMisses from None
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
