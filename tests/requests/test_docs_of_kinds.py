"""The example of how a kind is added (docs/kinds.md) is true: put beside the others it is offered, asked for and read by the customer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Final

import pytest
from django.urls import reverse

from goodword.policy.explain import kinds as numbers
from goodword.requests.kinds import KINDS, Kind, kinds_in
from goodword.requests.models import ReferenceRequest
from tests.requests.asking import answers
from tests.requests.world import a_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOCS: Final = Path(__file__).parents[2] / "docs" / "kinds.md"
IMPORTS: Final = """
from goodword.requests.queries.asking import ask_words
from tests.requests.asking import asked_for
from tests.requests.world import a_world, today
"""
FILE, TEST = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)[:2]


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def podcast(tmp_path: Path) -> Iterator[Kind]:
    """The kind of the example among the others, in its place, for one test."""
    file = tmp_path / "podcast.py"
    file.write_text(FILE)
    kind: Kind = _module(file).PODCAST
    before, named = dict(KINDS), dict(numbers.KINDS)
    KINDS[kind.code] = kind
    in_order = sorted(KINDS.values(), key=lambda each: (each.place, each.code))
    KINDS.clear()
    KINDS.update({each.code: each for each in in_order})
    numbers.name_kind(kind.code, kind.ruled_as)
    yield kind
    KINDS.clear()
    KINDS.update(before)
    numbers.KINDS.clear()
    numbers.KINDS.update(named)


def test_the_podcast_of_the_docs_is_offered_asked_for_and_shown(podcast: Kind) -> None:
    world = a_world()
    seller = world.as_(world.seller)
    codes = list(KINDS)
    assert codes.index("webinar") + 1 == codes.index(podcast.code)
    page = seller.get(reverse("requests:new"), {"kind": podcast.code}).content.decode()
    assert "A guest of our podcast" in page
    assert "What is the episode called?" in page
    missing = seller.post(reverse("requests:new"), {**answers(podcast.code), "episode": ""})
    assert missing.status_code == 422
    sent = seller.post(reverse("requests:new"), {**answers(podcast.code), "length": "40", "filmed": "on"}, follow=True)
    assert sent.status_code == 200
    row = ReferenceRequest.objects.exclude(state="draft").get(kind=podcast.code)
    shown = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    for words in ("Guest of the podcast for Northwind Days", "Minutes", "40", "Filmed"):
        assert words in shown, words


def test_the_test_that_the_docs_show_passes(podcast: Kind, tmp_path: Path) -> None:
    assert podcast.always_online
    file = tmp_path / "shown.py"
    file.write_text(IMPORTS + TEST)
    _module(file).test_a_podcast_is_always_online_and_the_customer_reads_its_episode()


def test_two_kinds_with_one_code_stop_the_start(podcast: Kind) -> None:
    other = replace(podcast, label="Another podcast")
    with pytest.raises(ValueError, match="code 'podcast'"):
        kinds_in([SimpleNamespace(ONE=podcast), SimpleNamespace(TWO=other)])
    assert kinds_in([SimpleNamespace(ONE=podcast), SimpleNamespace(ONE=podcast)]) == [podcast]
