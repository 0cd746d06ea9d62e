"""State machines as tables, and the only function that writes a state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

from goodword.kernel.errors import WrongState
from goodword.kernel.kept import change


@dataclass(frozen=True, slots=True)
class Move:
    """One legal verb: from which states, to which."""

    verb: str
    sources: frozenset[str]
    target: str


def table(*moves: tuple[str, Iterable[str], str]) -> Mapping[str, Move]:
    """A transition table by verb from `(verb, sources, target)` rows."""
    return {verb: Move(verb, frozenset(map(str, sources)), str(target)) for verb, sources, target in moves}


def can_move(moves: Mapping[str, Move], verb: str, state: str) -> bool:
    """Is this verb legal from this state?"""
    return verb in moves and state in moves[verb].sources


def verbs_from(moves: Mapping[str, Move], state: str) -> tuple[str, ...]:
    """The verbs that are legal from this state, in the table's order."""
    return tuple(verb for verb, move in moves.items() if state in move.sources)


def move_all(
    rows: models.QuerySet[Any], moves: Mapping[str, Move], verb: str, *, at: datetime, field: str = "state", **changes: Any
) -> int:
    """Move many locked rows by a verb in one statement, as `move` does one; where it is not legal they stay. Returns how many moved."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a state moves inside a transaction")
    legal = moves[verb]
    return rows.filter(**{f"{field}__in": legal.sources}).update(**{field: legal.target, f"{field}_at": at, **changes})


def move(row: models.Model, moves: Mapping[str, Move], verb: str, *, at: datetime, field: str = "state", **changes: Any) -> str:
    """Move a locked row by a verb; writes the state, `<field>_at` and `changes`, returns the state it left.

    Must run inside a transaction. The update is conditional on the state read, so that even a caller who forgot
    the lock cannot move a row twice. Raises WrongState when the verb is not legal (any more).
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a state moves inside a transaction")
    legal = moves[verb]
    before: str = getattr(row, field)
    if before not in legal.sources:
        raise WrongState(verb, before)
    values: dict[str, Any] = {field: legal.target, f"{field}_at": at, **changes}
    if not change(row, values, where={field: before}):
        row.refresh_from_db(fields=[field])
        raise WrongState(verb, getattr(row, field))
    for name, value in values.items():
        setattr(row, name, value)
    return before
