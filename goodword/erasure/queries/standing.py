"""How an erasure stands, for whoever holds its receipt, and for those who run the program."""

from typing import Final
from uuid import UUID

from goodword.erasure import access
from goodword.erasure.models import Erasure
from goodword.erasure.states import State
from goodword.people.models import User

__all__ = ["by_receipt", "is_done", "latest", "under_way"]


MOST_SHOWN: Final = 100


def by_receipt(receipt: UUID) -> Erasure | None:
    """The erasure of a receipt; it says nothing of who it was."""
    return Erasure.objects.filter(receipt=receipt).first()


def under_way(person: int) -> Erasure | None:
    """The erasure of a person that is not done yet."""
    return Erasure.objects.filter(person=person).exclude(state=State.DONE).first()


def is_done(erasure: Erasure) -> bool:
    """Whether everything is gone."""
    return bool(erasure.state == State.DONE)


def latest(reader: User) -> list[Erasure]:
    """The latest erasures that somebody may know of, newest first."""
    return list(access.visible_to(reader).order_by("-asked_at", "-pk")[:MOST_SHOWN])
