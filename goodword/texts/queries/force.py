"""The words in force for a reader: the first of their languages that has a text of this kind, else English, which always has ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils import translation

from goodword.texts.kinds import KINDS, Words
from goodword.texts.models import OwnWords, TextVersion

ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """Words in force with what they are: kind, language, and the version, or none while they are ours."""

    kind: str
    language: str
    words: Words
    version: TextVersion | None = None

    @property
    def number(self) -> int:
        """The number of the version; 0 while nobody has published one."""
        return self.version.number if self.version else 0

    @property
    def is_ours(self) -> bool:
        """Whether these are the words it came with."""
        return self.version is None or self.version.is_ours


def _words_of(version: TextVersion) -> Words:
    if version.is_ours:
        return ours(version.kind, version.language)
    return Words(subject=version.subject, greeting=version.greeting, body=version.body, closing=version.closing)


def ours(kind: str, language: str = ENGLISH) -> Words:
    """Our own words: English, and for some kinds other languages."""
    with translation.override(language if has_ours(kind, language) else ENGLISH):
        return KINDS[kind].words


def has_ours(kind: str, language: str) -> bool:
    """Do we have words of our own for a kind in a language?"""
    return language == ENGLISH or language in KINDS[kind].shipped_in


def version_text(version: TextVersion) -> Text:
    """A version, old or in force, with its words."""
    return Text(version.kind, version.language, _words_of(version), version)


def text_in_force(kind: str, languages: Iterable[str]) -> Text:
    """The words of a kind for somebody who reads these languages, best first."""
    wanted = [*languages, ENGLISH]
    newest = {
        each.language: each
        for each in TextVersion.objects.filter(kind=kind, language__in=wanted).order_by("language", "-number").distinct("language")
    }
    for language in wanted:
        version = newest.get(language)
        if version is not None and (not version.is_ours or has_ours(kind, language)):
            return version_text(version)
        if has_ours(kind, language):
            return Text(kind, language, ours(kind, language), version)
    raise AssertionError(kind)


def text_of(kind: str, language: str) -> Text:
    """The words of a kind in one language; where it has none yet, the English ones to begin from, with the number of what was there."""
    found = text_in_force(kind, [language])
    if found.language == language:
        return found
    return Text(kind, language, found.words, versions(kind, language).first())


def texts_in_force() -> dict[tuple[str, str], TextVersion]:
    """The newest version of every kind and language that has one."""
    rows = TextVersion.objects.select_related("by").order_by("kind", "language", "-number").distinct("kind", "language")
    return {(row.kind, row.language): row for row in rows}


def languages_of(kind: str) -> list[str]:
    """The languages in which a kind has words of its own now, English first."""
    rows = TextVersion.objects.filter(kind=kind).order_by("language", "-number").distinct("language")
    written = [row.language for row in rows if not row.is_ours]
    return list(dict.fromkeys([ENGLISH, *KINDS[kind].shipped_in, *written]))


def versions(kind: str, language: str) -> QuerySet[TextVersion]:
    """Every version of a kind in a language, newest first."""
    return TextVersion.objects.filter(kind=kind, language=language).select_related("by").order_by("-number")


def own_words_of(entry_id: int) -> OwnWords | None:
    """The words that somebody changed for the mail of one entry."""
    return OwnWords.objects.filter(entry=entry_id).first()
