"""The texts to customers as pages show them: the list, an example as its reader gets it, and what differs from the words in force."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from goodword.customers.kinds.places import language_name, languages
from goodword.notifications.actions import Composed
from goodword.notifications.messages.letter import Button, Letter
from goodword.notifications.messages.phrases import peace_words
from goodword.people.models import User
from goodword.people.queries import program
from goodword.texts.kinds import KINDS, PLACEHOLDERS, TextKind, Words, fill
from goodword.texts.models import TextVersion
from goodword.texts.queries import ENGLISH, languages_of, texts_in_force

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One kind in one language: its name, where it is edited, and who changed it last."""

    language: str
    name: str
    url: str
    version: TextVersion | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One kind with its languages."""

    kind: TextKind
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words in a difference: there before and now, only before, or only now."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one part of a text."""

    part: str
    pieces: tuple[Piece, ...]


def part_words() -> dict[str, str]:
    """What the parts of a text are called."""
    return {"subject": _("Subject"), "greeting": _("Greeting"), "body": _("Paragraphs"), "closing": _("Closing")}


def lines() -> list[Line]:
    """Every kind, with the languages in which it has words."""
    newest = texts_in_force()
    found = []
    for kind in KINDS.values():
        own = (ENGLISH, *kind.shipped_in)
        here = [*own, *(language for code, language in newest if code == kind.code and language not in own)]
        cells = (
            Cell(
                language=each,
                name=language_name(each),
                url=reverse("desk:text", args=[kind.code, each]),
                version=newest.get((kind.code, each)),
            )
            for each in here
        )
        found.append(Line(kind, tuple(each for each in cells if each.language in own or (each.version and not each.version.is_ours))))
    return found


def other_languages(kind: str) -> list[tuple[str, str]]:
    """The languages that a kind has no words in yet."""
    has = languages_of(kind)
    return [(code, name) for code, name in languages() if code not in has]


def example(kind: TextKind, words: Words, *, language: str, sender: User) -> Composed:
    """The mail with example facts, as somebody would read it."""
    house = program()
    with translation.override(language):
        facts = {code: str(each.example) for code, each in PLACEHOLDERS.items()}
        facts["company"] = house.company_name or _("our company")
        filled = fill(words, facts)
        letter = Letter(
            subject=filled.subject,
            greeting=filled.greeting,
            paragraphs=(*filled.paragraphs, *([str(kind.ours_after)] if kind.ours_after else [])),
            closing=filled.closing,
            sender=sender,
            button=Button(label=str(kind.button)) if kind.button else None,
            small=peace_words(),
        )
    company = house.company_name
    return Composed(
        letter=letter,
        program=house,
        is_to_customer=True,
        reader_name=facts["full_name"],
        reader_address="ingrid@example.com",
        sender_name=_("%(name)s at %(company)s") % {"name": sender.name, "company": company} if company else sender.name,
        sender_address=sender.email,
        signature=tuple(line for line in (sender.name, sender.title, company) if line),
        url=settings.GOODWORD_BASE_URL + "/r/\u2026" if kind.button else "",
    )


def differences(before: Words, now: Words) -> list[Difference]:
    """What differs, part by part and word by word."""
    names = part_words()
    pairs = ((part, _plain(getattr(before, part)), _plain(getattr(now, part))) for part in names)
    return [Difference(names[part], tuple(_pieces(was, is_now))) for part, was, is_now in pairs if was != is_now]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _pieces(was: str, is_now: str) -> Iterator[Piece]:
    one, two = _WORDS.findall(was), _WORDS.findall(is_now)
    for how, a, b, c, d in SequenceMatcher(a=one, b=two, autojunk=False).get_opcodes():
        if how == "equal":
            yield Piece("same", "".join(one[a:b]))
            continue
        if a < b:
            yield Piece("before", "".join(one[a:b]))
        if c < d:
            yield Piece("now", "".join(two[c:d]))
