"""A playbook as a file: read strictly, so that a slip of the pen is named and never guessed at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from goodword.playbooks.kinds.definition import Playbook, Since, Step, problems

_BOOK: Final = {"name": str, "about": str, "steps": list}
_STEP: Final = {
    "key": str,
    "title": str,
    "stage": str,
    "role": str,
    "days": int,
    "from": str,
    "instructions": str,
    "produces": str,
    "gates": list,
    "after": list,
    "optional": bool,
    "repeatable": bool,
}
_NEEDED: Final = ("key", "title", "stage", "role")


class UnreadableError(ValueError):
    """A file is no playbook; it says where and why, a line each."""

    def __init__(self, name: str, faults: list[str]) -> None:
        """Name the file and everything that is wrong with it."""
        self.faults = faults
        super().__init__("\n".join(f"{name}: {fault}" for fault in faults))


def read(text: str, *, name: str) -> Playbook:
    """Read one playbook, or raise UnreadableError with every fault of the file."""
    try:
        known = YAML(typ="safe", pure=True).load(text)
    except DuplicateKeyError as error:
        raise UnreadableError(name, [f"line {_line(error)}: this key stands there twice"]) from error
    except YAMLError as error:
        raise UnreadableError(name, [f"line {_line(error)}: this is not YAML"]) from error
    if not isinstance(known, dict):
        raise UnreadableError(name, ["it begins with `name:`, `about:` and `steps:`"])
    faults = list(_wrong(known, _BOOK, ("name", "steps"), "the playbook"))
    said = known.get("steps")
    listed: list[Any] = said if isinstance(said, list) else []
    for n, each in enumerate(listed, 1):
        faults += _wrong(each, _STEP, _NEEDED, f"step {n}") if isinstance(each, dict) else [f"step {n}: it is no list of properties"]
    if faults:
        raise UnreadableError(name, faults)
    book = Playbook(known["name"], known.get("about", ""), tuple(_step(each) for each in listed))
    found = [f"{f'step {each.place + 1}, ' if each.place is not None else ''}{each.field}: {each.words}" for each in problems(book)]
    if found:
        raise UnreadableError(name, found)
    return book


def _line(error: YAMLError) -> int:
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    return mark.line + 1 if mark is not None else 1


def _wrong(said: Mapping[Any, Any], kinds: Mapping[str, type], needed: tuple[str, ...], where: str) -> Iterator[str]:
    for key, value in said.items():
        if key not in kinds:
            yield f"{where}: nothing is called {key!r}"
        elif not isinstance(value, kinds[key]) or (kinds[key] is int and isinstance(value, bool)):
            yield f"{where}: {key} is not a {kinds[key].__name__}"
        elif isinstance(value, list) and key != "steps" and not all(isinstance(each, str) for each in value):
            yield f"{where}: {key} lists names"
    yield from (f"{where}: {key} is missing" for key in needed if key not in said)


def _step(said: Mapping[str, Any]) -> Step:
    return Step(
        key=said["key"],
        title=said["title"],
        stage=said["stage"],
        role=said["role"],
        days=said.get("days"),
        since=said.get("from", Since.PREVIOUS.value),
        instructions=said.get("instructions", "").strip(),
        produces=said.get("produces", ""),
        gates=tuple(said.get("gates", ())),
        after=tuple(said["after"]) if "after" in said else None,
        is_optional=said.get("optional", False),
        is_repeatable=said.get("repeatable", False),
    )
