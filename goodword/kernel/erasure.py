"""What becomes of a column when a person is erased: each slice says it for each of its columns that could hold something of them.

The words for saying it, and nothing that does it: `goodword.erasure` reads the decisions and carries them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

# What stands where a name, an address or a number stood.
BLACKENED: Final = "[erased]"


class Fate(StrEnum):
    """The ways in which a column lets go of a person."""

    GOES = "goes"  # the row goes with the person, and nobody else's says anything of them
    EMPTIED = "emptied"  # in the person's own rows nothing stays, in all others it is searched
    SEARCHED = "searched"  # wherever the person's names, addresses and numbers stand, they are blacked out
    DROPPED = "dropped"  # as searched, but the whole row goes
    APART = "apart"  # by a step of its own, which the reason names
    KEPT = "kept"  # holds nothing of customers' people, because …


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one column, why, and by which way a row of it is known to be the person's (`candidate__contact`)."""

    fate: Fate
    because: str
    theirs: str = ""
    only: tuple[tuple[str, Any], ...] = ()
    by_address: str = ""


Decisions = Mapping[str, Decision]


def _each(model: str, columns: str, decision: Decision) -> dict[str, Decision]:
    return {f"{model}.{name}": decision for name in columns.split()}


def goes(model: str, columns: str, because: str) -> dict[str, Decision]:
    """These columns go with the person's own row."""
    return _each(model, columns, Decision(Fate.GOES, because))


def emptied(model: str, columns: str, *, theirs: str, because: str, by_address: str = "", **only: Any) -> dict[str, Decision]:
    """These columns are the person's own words in rows that stay; `only` narrows which rows of theirs.

    `by_address` names a column with a mail address: a row is theirs too when it is one of theirs.
    """
    return _each(model, columns, Decision(Fate.EMPTIED, because, theirs, tuple(only.items()), by_address))


def searched(model: str, columns: str, because: str) -> dict[str, Decision]:
    """Somebody may have written of the person here."""
    return _each(model, columns, Decision(Fate.SEARCHED, because))


def dropped(model: str, columns: str, because: str) -> dict[str, Decision]:
    """Somebody may have written of the person here, and then the row is not worth keeping, or may not be changed."""
    return _each(model, columns, Decision(Fate.DROPPED, because))


def apart(model: str, columns: str, because: str) -> dict[str, Decision]:
    """A step of its own sees to these columns; the reason says which."""
    return _each(model, columns, Decision(Fate.APART, because))


def kept(model: str, columns: str, because: str) -> dict[str, Decision]:
    """Nothing of a customer's person can stand here."""
    return _each(model, columns, Decision(Fate.KEPT, because))
