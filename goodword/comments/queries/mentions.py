"""Mentions: from what was typed (`@Mara Lindqvist`, `@mara`, `@mara@harrowgate.example`) to keys, and back to names.

In a stored text a mention is `@{17}`. A key counts only where the comment has a row for it, so a text that merely looks like one
stays a text.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from goodword.people.models import User

TOKEN: Final = re.compile(r"@\{(\d{1,18})\}")
# An @ inside a word is part of a mail address.
CALL: Final = re.compile(r"(?<![\w@.+-])@(?=\w)")
ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WORD: Final = re.compile(r"\w[\w'’-]*")
# From here on names and the words behind them are written without blanks.
FIRST_EAST_ASIAN: Final = "\u2e80"


@dataclass(frozen=True, slots=True)
class Found:
    """What was typed, with keys in place of names; who is mentioned, who may not be, and which calls fit several people."""

    text: str
    people: list[User]
    outsiders: list[User]
    unclear: list[str]


class _Directory:
    """Colleagues by what one may call them."""

    def __init__(self, everybody: Iterable[User]) -> None:
        """Sort them in."""
        self.by_address: dict[str, User] = {}
        self.by_first: defaultdict[str, list[User]] = defaultdict(list)
        for each in everybody:
            self.by_address[each.email.casefold()] = each
            first = WORD.match(each.name)
            if first is not None:
                self.by_first[first[0].casefold()].append(each)

    def called(self, rest: str) -> tuple[int, list[User]]:
        """Whom the words behind an @ call, and how many letters of them are the call."""
        address = ADDRESS.match(rest)
        if address is not None and (one := self.by_address.get(address[0].casefold())) is not None:
            return len(address[0]), [one]
        first = WORD.match(rest)
        known = self.by_first.get(first[0].casefold(), []) if first is not None else []
        whole = [each for each in known if _begins_with(rest, each.name)]
        if whole:
            longest = max(len(each.name) for each in whole)
            return longest, [each for each in whole if len(each.name) == longest]
        return (len(first[0]), known) if first is not None else (0, [])


def _begins_with(rest: str, name: str) -> bool:
    ends = rest[len(name) : len(name) + 1]
    apart = not ends.isalnum() or name[-1:] >= FIRST_EAST_ASIAN
    return apart and rest[: len(name)].casefold() == name.casefold()


def find(text: str, *, everybody: Iterable[User], may_see: Collection[int]) -> Found:
    """Read the calls in a text. Of several people of one name the one who may see the thing is meant; a name nobody has stays a text."""
    directory, people, outsiders, unclear = _Directory(everybody), dict[int, User](), dict[int, User](), list[str]()
    pieces, done = list[str](), 0
    for at in (match.start() for match in CALL.finditer(text)):
        length, called = directory.called(text[at + 1 :])
        seeing = [each for each in called if each.pk in may_see]
        if at < done or not called:
            continue
        if len(seeing) == 1:
            people[seeing[0].pk] = seeing[0]
            pieces += [text[done:at], f"@{{{seeing[0].pk}}}"]
            done = at + 1 + length
        elif seeing or len(called) > 1:
            unclear.append(text[at + 1 : at + 1 + length])
        else:
            outsiders[called[0].pk] = called[0]
    return Found("".join([*pieces, text[done:]]), list(people.values()), list(outsiders.values()), unclear)


def as_typed(text: str, people: Mapping[int, User], *, everybody: Iterable[User]) -> str:
    """A stored text as its writer would type it: names, and addresses for those who share their name."""
    names = [each.name.casefold() for each in everybody]

    def call(match: re.Match[str]) -> str:
        user = people.get(int(match[1]))
        return match[0] if user is None else call_of(user, alone=names.count(user.name.casefold()) <= 1)

    return TOKEN.sub(call, text)


def call_of(user: User, *, alone: bool) -> str:
    """How somebody is called in a text: by name, or by mail address when they are not alone with it."""
    return f"@{user.name if alone else user.email}"


def people_in(text: str) -> set[int]:
    """The keys that stand in a stored text."""
    return {int(match[1]) for match in TOKEN.finditer(text)}
