"""What the link in the mail of the public page opens: the registration that it is about, and what else waits for the same address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from goodword.portal.queries.joining import program_called
from goodword.recruiting.queries import registration_of_address, standing_of, waiting_at
from goodword.recruiting.states import REGISTRATION_OPEN, RegistrationState


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits to be confirmed, with what its page is called."""

    row: Any
    called: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirming:
    """Waiting for the button, with us, or taken back; and what else waits, whoever sent it."""

    row: Any
    waiting: Sequence[Waiting]

    @property
    def is_done(self) -> bool:
        """It is with us."""
        return self.row.confirmed_at is not None

    @property
    def is_back(self) -> bool:
        """It was taken back."""
        return bool(self.row.state == RegistrationState.WITHDRAWN)

    @property
    def may_withdraw(self) -> bool:
        """It can still be taken back."""
        return self.row.state in REGISTRATION_OPEN

    @property
    def says_something(self) -> bool:
        """There is anything to say of it, or to confirm."""
        return self.is_done or self.is_back or bool(self.waiting)

    def chosen(self, key: int | None) -> Any:
        """The one of those that wait whose key is given, else the one that this page is about."""
        return next((each.row for each in self.waiting if each.row.pk == key), self.row)


def confirming(held: Any, *, asked: int | None = None) -> Confirming:
    """How it stands with the registration of a link, or with another one of its address that is asked for by its key.

    Whoever holds the link reads that inbox, so they may see and choose among what was sent in its name, by themselves or by strangers.
    """
    row = standing_of(held)
    other = registration_of_address(row.email, asked)
    language = get_language() or ""
    waiting = [Waiting(each, program_called(each.program, language)) for each in waiting_at(row.email)]
    return Confirming(row=standing_of(other) if other is not None else row, waiting=waiting)
