"""What one value of a shipped list is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shipped:
    """A value as it is shipped: its code, its label in English, other spellings, and for deal stages how they end."""

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    is_won: bool = False
    is_lost: bool = False
