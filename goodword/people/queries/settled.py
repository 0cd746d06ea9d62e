"""What the program has set (lists, regions, policies) is read by every page and changes once a month.

A page comes with a stamp that triggers renew whenever any of it changes, so a process may keep what it read under one. Only pages that
change nothing use it: an action reads what it decides by inside its own transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Subquery

from goodword.people.models import Settled

Read = TypeVar("Read")


class _Page:
    """A page that changes nothing, with the stamp it came with."""

    stamp: UUID | None = None


_page: ContextVar[_Page | None] = ContextVar("page that only reads", default=None)


@contextmanager
def only_reads(*, really: bool) -> Iterator[None]:
    """Let what was set be kept for everything inside, where it really changes nothing."""
    token = _page.set(_Page() if really else None)
    try:
        yield
    finally:
        _page.reset(token)


def stamp_beside_a_user() -> Subquery:
    """The stamp as one column of somebody's row."""
    return Subquery(Settled.objects.filter(pk=1).values("stamp"))


def know_stamp(stamp: UUID | None) -> None:
    """Note the stamp that this page came with."""
    page = _page.get()
    if page is not None:
        page.stamp = stamp


class WhileSettled(Generic[Read]):
    """Something that the program has set, kept in the process while the stamp stands; whoever gets it must not change it."""

    def __init__(self, read: Callable[[], Read]) -> None:
        """Keep how it is read."""
        self._read = read
        self._kept: tuple[UUID, Read] | None = None

    def kept(self) -> Read | None:
        """What is kept for this page, read first where it is not there; None where nothing may be kept."""
        page = _page.get()
        if page is None or page.stamp is None:
            return None
        kept = self._kept
        if kept is None or kept[0] != page.stamp:
            # What is read now may be newer than the stamp: the next page then comes with a newer one.
            kept = self._kept = (page.stamp, self._read())
        return kept[1]

    def __call__(self) -> Read:
        """The same, read anew where nothing may be kept."""
        kept = self.kept()
        return self._read() if kept is None else kept
