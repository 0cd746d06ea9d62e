"""Checking a text, and putting facts into it: plain replacement, once, of names on a list. Nothing in a fact is read as a placeholder.

A paragraph that speaks of a fact which is empty is left out. What looks like HTML stays text: whoever shows it escapes it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Final

from django.utils.translation import gettext as _

LONGEST_SUBJECT: Final = 120
LONGEST_LINE: Final = 120
LONGEST_BODY: Final = 4000
LONGEST_CLOSING: Final = 600
_HOLE = re.compile(r"\{([^{}\n]*)\}")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text as it is written: four parts, with placeholders."""

    subject: str
    greeting: str
    body: str
    closing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A text with its facts: what somebody reads."""

    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one part, in words."""

    part: str
    words: str


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The paragraphs of a text: what empty lines part."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    found = (re.sub(r"[ \t]+", " ", part).strip() for part in _PARAGRAPHS.split(plain))
    return tuple(part for part in found if part)


def typed_placeholders(text: str) -> tuple[str, ...]:
    """The names in braces, in their order."""
    return tuple(match.group(1).strip() for match in _HOLE.finditer(text))


def fill(words: Words, facts: Mapping[str, str]) -> Filled:
    """Put the facts in. A placeholder without a fact counts as empty."""
    return Filled(
        subject=_one_line(_filled(words.subject, facts)),
        greeting=_one_line(_filled(words.greeting, facts)),
        paragraphs=tuple(_filled_paragraphs(words.body, facts)),
        closing=tuple(_filled_paragraphs(words.closing, facts)),
    )


def _filled(text: str, facts: Mapping[str, str]) -> str:
    return _HOLE.sub(lambda match: facts.get(match.group(1).strip(), ""), text)


def _filled_paragraphs(text: str, facts: Mapping[str, str]) -> Iterator[str]:
    for paragraph in paragraphs_of(text):
        if all(facts.get(name, "").strip() for name in typed_placeholders(paragraph)):
            yield _filled(paragraph, facts)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def check(words: Words, *, allowed: Sequence[str], required: Sequence[str]) -> list[Problem]:
    """Everything that keeps a text from being published, part by part."""
    found = [problem for part in fields(words) for problem in _check_part(part.name, getattr(words, part.name), allowed)]
    there = set(typed_placeholders(words.subject + words.body))
    found += [
        Problem("body", _("{%(name)s} has to stand in it, so that they know who writes about what. Put it back in.") % {"name": name})
        for name in required
        if name not in there
    ]
    return found


def _check_part(part: str, text: str, allowed: Sequence[str]) -> Iterator[Problem]:
    lone = part in ("subject", "greeting")
    most = {"subject": LONGEST_SUBJECT, "greeting": LONGEST_LINE, "body": LONGEST_BODY, "closing": LONGEST_CLOSING}[part]
    if part in ("subject", "body") and not text.strip():
        yield Problem(part, _("It cannot be empty."))
    if lone and ("\n" in text.strip() or "\r" in text.strip()):
        yield Problem(part, _("It is one line: take the line break out."))
    if _CONTROL.search(text):
        yield Problem(part, _("There is a character in it that cannot be seen or printed. Type the line anew."))
    if len(text) > most:
        yield Problem(part, _("Too long: %(n)s letters, and there is room for %(most)s.") % {"n": len(text), "most": most})
    for name in dict.fromkeys(typed_placeholders(text)):
        if name not in allowed:
            yield Problem(part, _unknown(name, allowed))
    if "{" in (rest := _HOLE.sub("", text)) or "}" in rest:
        yield Problem(part, _("A brace stands alone. Placeholders look like {asker}; take it out, or close it."))


def _unknown(name: str, allowed: Sequence[str]) -> str:
    near = get_close_matches(name.lower().replace(" ", "_"), allowed, n=1, cutoff=0.5)
    if near:
        return _("There is no {%(name)s} here. Did you mean {%(near)s}?") % {"name": name, "near": near[0]}
    known = ", ".join(f"{{{each}}}" for each in allowed)
    return _("There is no {%(name)s} here. You may use %(known)s.") % {"name": name, "known": known}
