"""A comment that could not be written: what was typed, and why."""

from dataclasses import dataclass

from goodword.comments.actions import Outside
from goodword.kernel.refusal import Refused
from goodword.people.models import User


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What stands in the box again, why, and whom the writer could let in so that it can be written."""

    text: str
    why: str
    could_come_in: tuple[User, ...] = ()


def unsaid(text: str, why: Refused, *, may_let_in: bool = False) -> Unsaid:
    """Keep what was typed beside the reason; who is outside may be let in by whoever may do that."""
    words = "\n".join(str(reason.words) for reason in why.reasons)
    return Unsaid(text, words, why.people if may_let_in and isinstance(why, Outside) else ())
