"""A refusal is a value that carries a reason a person can read."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a code for the record, words for the reader, and the day on which it goes away, if known."""

    code: str
    words: str
    clears_on: date | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """What an action returns instead of doing it; falsy, so `if not outcome` reads well."""

    reasons: tuple[Reason, ...] = field(default_factory=tuple)

    def __bool__(self) -> bool:
        """A refusal is not a success."""
        return False

    @property
    def words(self) -> str:
        """All reasons as one text."""
        return " ".join(str(reason.words) for reason in self.reasons)


def refuse(code: str, words: str) -> Refused:
    """A refusal with a single reason."""
    return Refused((Reason(code, words),))
