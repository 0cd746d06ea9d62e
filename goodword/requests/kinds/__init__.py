"""Kinds of request: one file each, their questions and numbers as data. How to add one: docs/kinds.md.

Every file here is read; a `Kind` that stands in one is offered, in the order of their places. The policy, which knows no requests, is
told what each is called where its numbers are set.
"""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules

from goodword.policy.explain.kinds import name_kind
from goodword.requests.kinds.definition import KINDS, Course, Kind, Question
from goodword.requests.kinds.sales_call import SALES_CALL

_FILES = [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]


def kinds_in(files: Iterable[object]) -> list[Kind]:
    """The kinds that stand in some files. Raises ValueError when two have one code: requests are stored under it."""
    found: dict[str, Kind] = {}
    for each in (each for file in files for each in vars(file).values() if isinstance(each, Kind)):
        if found.setdefault(each.code, each) is not each:
            raise ValueError(f"Two kinds of request have the code {each.code!r}.")
    return list(found.values())


for _kind in sorted(kinds_in(_FILES), key=lambda each: (each.place, each.code)):
    KINDS[_kind.code] = _kind
    name_kind(_kind.code, _kind.ruled_as)

__all__ = ["KINDS", "SALES_CALL", "Course", "Kind", "Question", "kinds_in"]
