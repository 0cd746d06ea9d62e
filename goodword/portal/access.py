"""Who may try links, and what one leads to."""

from datetime import datetime
from secrets import token_urlsafe
from typing import Final

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest
from procrastinate.contrib.django import app

from goodword.customers.queries.own_word import Contact, bound_to
from goodword.kernel.errors import NotFound
from goodword.links.actions import Link, Purpose, count_guess, count_try, find, find_dead
from goodword.notifications.queries import Reader
from goodword.recruiting.kinds import network_called

MISSES: Final = 40
MOST_ADDRESSES: Final = 20  # that one network may type in an hour
SEND_OWN_PAGES: Final = "goodword.portal.send_own_pages"
KEPT_ASIDE: Final = 3600


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


def contact_of(link: Link) -> Contact:
    """Whose own page a live link opens. Raises NotFound once they have left, moved, or have another address."""
    contact = link.contact
    if contact is None or link.subject_kind != "contact" or link.subject_id != contact.pk or contact.left_on is not None:
        raise NotFound
    if link.bound_to != bound_to(contact):
        raise NotFound
    return contact


def network_of(request: HttpRequest) -> str:
    """The network of whoever asks: the address itself, or the part of a longer one that belongs to one household."""
    return network_called(request.META.get("REMOTE_ADDR", ""))


def typed_too_many(request: HttpRequest, *, at: datetime) -> bool:
    """Count one more address that this network typed, and say whether that is enough for an hour."""
    return count_try(f"own page {network_of(request)}", at=at) > MOST_ADDRESSES


def send_link_later(address: str) -> None:
    """Let the worker see whether anybody has this address: here nothing differs, whether somebody does or not, also not in time."""
    key = f"own-page-{token_urlsafe(16)}"
    with transaction.atomic():
        cache.set(key, address, KEPT_ASIDE)
        app.configure_task(SEND_OWN_PAGES).defer(key=key)
