"""Who does something: a person, a customer's contact, an API token, or the system itself."""

from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Protocol


class ActorKind(StrEnum):
    """The kinds of actor the journal knows."""

    PERSON = "person"
    CONTACT = "contact"
    TOKEN = auto()
    SYSTEM = "system"


class HasPk(Protocol):
    """Anything with an integer primary key."""

    pk: int


@dataclass(frozen=True, slots=True)
class Actor:
    """A frozen value, so that the journal never guesses who. `id` is None for the system."""

    kind: ActorKind
    id: int | None = None

    @classmethod
    def person(cls, user: HasPk) -> "Actor":
        """A signed-in colleague."""
        return cls(ActorKind.PERSON, user.pk)

    @classmethod
    def contact(cls, contact: HasPk) -> "Actor":
        """A customer's contact, known by a link."""
        return cls(ActorKind.CONTACT, contact.pk)

    @classmethod
    def system(cls) -> "Actor":
        """Goodword itself: sweeps, reactions, imports on a schedule."""
        return cls(ActorKind.SYSTEM)

    @property
    def person_id(self) -> int | None:
        """The colleague's id, when a colleague acts."""
        return self.id if self.kind is ActorKind.PERSON else None
