"""The words of the public page: every one of them in every language that is shipped, with the same gaps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from goodword.site.gather_words import gathered
from goodword.site.words import WORDS, make_ready

_GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
LANGUAGES = [code for code, _name in settings.GUEST_LANGUAGES if code != "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_public_page_is_said_in_every_language(language: str) -> None:
    with (WORDS / language / "django.po").open("rb") as stream:
        catalog = read_po(stream, locale=language)
    known = {str(each.id): str(each.string) for each in catalog if each.id}
    wanted = {str(each) for each in gathered()}
    assert wanted
    assert {each for each in wanted if not known.get(each)} == set()
    assert set(known) - wanted == set()
    assert {each for each, said in known.items() if set(_GAP.findall(each)) != set(_GAP.findall(said))} == set()


def test_words_are_made_ready_once_and_again_when_they_change(tmp_path: Path) -> None:
    words, ready = tmp_path / "words", tmp_path / "ready"
    (words / "de").mkdir(parents=True)
    source = words / "de" / "django.po"
    source.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Country"\nmsgstr "Land"\n', encoding="utf-8")
    assert make_ready(ready, words=words) == 1
    assert make_ready(ready, words=words) == 0
    source.write_text(source.read_text(encoding="utf-8").replace("Land", "Staat"), encoding="utf-8")
    assert make_ready(ready, words=words) == 1
    assert b"Staat" in (ready / "de" / "LC_MESSAGES" / "django.mo").read_bytes()


def test_a_folder_that_cannot_be_written_leaves_english(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder would be", encoding="utf-8")
    assert make_ready(blocked) == 0
