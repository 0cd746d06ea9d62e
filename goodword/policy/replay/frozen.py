"""Stored facts read back: the inverse of `facts_to_json`.

What was stored before a fact existed takes the fact's default, which rules take for "not known"; what is stored and is no fact
any more is left out. Each class is looked through once, and read by functions that were put together then.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from goodword.policy.facts import CandidateFacts, RequestFacts

Read = Callable[[Any], Any]
KINDS: Final = {"candidate": CandidateFacts, "request": RequestFacts}


class FactsError(ValueError):
    """Stored facts that cannot be read: something that has no default is missing, or is of another kind."""


def facts_from_json(data: Mapping[str, Any], *, what: str) -> CandidateFacts | RequestFacts:
    """Read the facts of a decision about a `candidate` or a `request`; raises FactsError."""
    try:
        read: CandidateFacts | RequestFacts = _reader_of(KINDS[what])(data)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        message = f"{what}: {problem}"
        raise FactsError(message) from problem
    return read


@cache
def _reader_of(kind: type) -> Read:
    hints = get_type_hints(kind)
    known = tuple((each.name, _reader(hints[each.name])) for each in fields(kind))
    needed = tuple(each.name for each in fields(kind) if each.default is MISSING and each.default_factory is MISSING)

    def read(data: Mapping[str, Any]) -> Any:
        values = {name: value(data[name]) if value is not None else data[name] for name, value in known if name in data}
        for name in needed:
            if name not in values:
                raise KeyError(name)
        return kind(**values)

    return read


def _reader(hint: Any) -> Read | None:
    """How a value of this kind is read; None when it is stored as it is."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(part for part in parts if part is not types.NoneType))
        return inner and _or_none(inner)
    if origin is frozenset:
        return frozenset
    if origin is tuple:
        return _tuple_of(_reader(parts[0]))
    if hint is date:
        return date.fromisoformat
    if isinstance(hint, type) and is_dataclass(hint):
        return _reader_of(hint)
    return None


def _or_none(inner: Read) -> Read:
    return lambda value: None if value is None else inner(value)


def _tuple_of(inner: Read | None) -> Read:
    return tuple if inner is None else lambda values: tuple(inner(each) for each in values)
