"""What a transcript is read into, and how lines of one speaker become one turn."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from goodword.kernel.text import one_line

LONGEST_SPEAKER: Final = 60
MOST_WORDS_OF_A_NAME: Final = 5
# A turn of one speaker that nobody interrupts is broken after so many letters, where a sentence ends: a page of talk can be read then.
LONG: Final = 700
MOST_TURNS: Final = 20_000
LONGEST_TURN: Final = 20_000
_CLOCK: Final = re.compile(r"\\?[\[(<]?\b(?:(\d{1,2}):)?(\d{1,3}):(\d{2})(?:[.,](\d{1,3}))?\b\\?[\])>]?")
_NAME: Final = re.compile(r"^(?P<name>[^\W\d_][^:\n\t]{0,58}?)\s*(?:\((?P<aside>[^)]{0,20})\))?\s*:\s+(?P<said>\S.*)$", re.DOTALL)
_NEVER_A_NAME: Final = frozenset("http https note warning question answer example however because so and but well okay yes no".split())
_ENDS: Final = re.compile(r"[.!?…][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody said without a break: who (empty when the file does not say), at which second (or none), the words."""

    speaker: str
    at: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, in words, and on which line of the file (0 for the whole)."""

    line: int
    words: str


@dataclass(slots=True)
class ReadTranscript:
    """The turns of a transcript, and what was left out of it."""

    turns: list[Turn] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def speakers(self) -> list[str]:
        """Who speaks, in the order of their first words."""
        return list(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))


def plain(text: str) -> str:
    """Words without the signs of a markup that stand in spoken text, on one line: `&#39;` is an apostrophe."""
    for _again in range(2):  # what was made safe twice is read twice
        read = html.unescape(text)
        if read == text:
            break
        text = read
    return one_line(text.replace("\x00", ""))


def seconds(text: str) -> float | None:
    """The first clock time in a text as seconds: 1:02:03, 62:03, 00:01:02.500."""
    found = _CLOCK.search(text)
    return _as_seconds(found) if found is not None else None


def clock_at_the_start(text: str) -> tuple[float | None, str]:
    """A clock time at the beginning of a line, and what stands behind it."""
    found = _CLOCK.match(text.lstrip())
    if found is None:
        return None, text
    return _as_seconds(found), text.lstrip()[found.end() :].lstrip(" \t-–—:|")


def without_clocks(text: str) -> tuple[float | None, str]:
    """The words without the clock times in brackets among them, and the first of these."""
    first: list[float] = []

    def gone(found: re.Match[str]) -> str:
        if found.group(0)[0] in "\\[(<":
            first.append(_as_seconds(found))
            return " "
        return found.group(0)

    rest = _CLOCK.sub(gone, text)
    return (first[0] if first else None), rest


def _as_seconds(found: re.Match[str]) -> float:
    hours, minutes, rest, parts = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + (int(parts) / 10 ** len(parts) if parts else 0)


def named(text: str) -> tuple[str, str]:
    """A name before a colon, and what is said behind it; no name where the words before it are no name."""
    found = _NAME.match(text.strip())
    if found is None:
        return "", text
    name = found["name"].strip(" *_")
    words = name.split()
    is_name = (
        0 < len(words) <= MOST_WORDS_OF_A_NAME
        and words[0].casefold() not in _NEVER_A_NAME
        and all(word[0].isupper() or not word[0].isalpha() or not word.isascii() for word in words if len(word) > len("von"))
        and words[0][0].isupper() | (not words[0].isascii())
    )
    return (name, found["said"]) if is_name else ("", text)


def joined(lines: Iterable[Turn]) -> list[Turn]:
    """Lines of one speaker that follow each other as one turn, broken where it grows long and a sentence ends."""
    found: list[Turn] = []
    for line in lines:
        text = plain(line.text)[:LONGEST_TURN]
        if not text:
            continue
        speaker = plain(line.speaker)[:LONGEST_SPEAKER]
        before = found[-1] if found else None
        goes_on = before is not None and (before.speaker == speaker or not speaker)
        if before is None or not goes_on or (len(before.text) > LONG and _ENDS.search(before.text)) or len(before.text) > LONGEST_TURN:
            found.append(Turn(speaker or (before.speaker if before is not None and goes_on else ""), line.at, text))
        else:
            found[-1] = Turn(before.speaker, before.at, f"{before.text} {text}")
        if len(found) >= MOST_TURNS:
            break
    return found
