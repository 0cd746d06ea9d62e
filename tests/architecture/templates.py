"""Look at a template the way a reader and a browser do: what is text, what is an attribute, what would be code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

# Attributes whose value a person reads or hears; on our own components also their texts.
READ_BY_PEOPLE = {"title", "alt", "placeholder", "aria-label", "aria-description", "data-confirm", "data-confirm-verb"}
TEXTS_OF_COMPONENTS = READ_BY_PEOPLE | {"label", "lead", "note", "hint", "confirm", "verb", "submit", "cancel"}
NAMES = {"Goodword"}  # the same in every language
SILENT = {"script", "style"}
_WORD = re.compile(r"[^\W\d_]{2,}")
_OPENS = re.compile(r"blocktrans(late)?\b")
_CLOSES = re.compile(r"endblocktrans(late)?\b")


def bare(text: str) -> str:
    """Return a template without its tags, variables and translated blocks; lines keep their numbers."""
    kept: list[str] = []
    translated = commented = False
    for token in Lexer(text).tokenize():
        source = token.contents if token.token_type is TokenType.TEXT else ""
        if token.token_type is TokenType.BLOCK:
            translated = not _CLOSES.match(token.contents) if _OPENS.match(token.contents) or _CLOSES.match(token.contents) else translated
            commented = token.contents != "endcomment" if token.contents.split()[0] in {"comment", "endcomment"} else commented
        kept.append("\n" * source.count("\n") if translated or commented else source)
    return "".join(kept)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.unmarked: list[str] = []
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        values = {name: value or "" for name, value in attrs}
        component = tag.startswith("c-")
        for name, value in values.items():
            read = name in (TEXTS_OF_COMPONENTS if component else READ_BY_PEOPLE) and tag != "c-vars"
            if read and _has_words(value):
                self.unmarked.append(f'{self._line()}: {name}="{value.strip()}"')
            if not component and (name == "style" or name.startswith("on")):
                self.inline.append(f"{self._line()}: <{tag} {name}=…>")
            if value.lower().lstrip().startswith("javascript:"):
                self.inline.append(f"{self._line()}: <{tag} {name}=javascript:…>")
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") not in {"application/json", "importmap"}):
            self.inline.append(f"{self._line()}: <{tag}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not SILENT & set(self.open) and _has_words(data):
            self.unmarked.append(f"{self._line()}: {' '.join(data.split())}")

    def _line(self) -> int:
        return self.getpos()[0]


def _has_words(text: str) -> bool:
    return bool(set(_WORD.findall(text)) - NAMES)


def _read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(bare(text))
    reader.close()
    return reader


def unmarked(path: Path, text: str) -> Iterator[str]:
    """Yield each text that people read and that no translator would see."""
    if path.suffix == ".html":
        yield from (f"{path}:{each}" for each in _read(text).unmarked)
    else:
        for number, line in enumerate(bare(text).splitlines(), 1):
            if _has_words(line):
                yield f"{path}:{number}: {line.strip()}"


def inline(path: Path, text: str) -> Iterator[str]:
    """Yield each style or script that the Content-Security-Policy would refuse."""
    if path.suffix == ".html":
        yield from (f"{path}:{each}" for each in _read(text).inline)
