"""Initials and languages of names; a company's colour can always be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.ui import colour, names

CHANNEL = st.integers(0, 255)


@pytest.mark.parametrize(
    ("name", "company", "letters"),
    [
        ("Mara Lindqvist", False, "ML"),
        ("Anna Maria von Hohenfels", False, "AH"),
        ("Plato", False, "P"),
        ("Kestrel & Holm Bank", True, "KH"),
        ("Bank of the North", True, "BN"),
        ("株式会社星凪システムズ", True, "星"),
        ("星野 凪", False, "星"),
        ("Åse Øby", False, "ÅØ"),
        ("", False, "?"),
        ("!!!", False, "?"),
    ],
)
def test_initials(name: str, company: bool, letters: str) -> None:
    assert names.initials(name, company=company) == letters


@pytest.mark.parametrize(("name", "lang"), [("Vestara", ""), ("星野 凪", "ja"), ("ホシナギ", "ja"), ("김민수", "ko"), ("Müller", "")])
def test_language(name: str, lang: str) -> None:
    assert names.lang_of(name) == lang


@pytest.mark.slow
@given(st.text(max_size=40), st.booleans())
def test_every_name_has_initials(name: str, company: bool) -> None:
    assert names.initials(name, company=company).strip()


def test_tone_is_stable_and_spread() -> None:
    assert names.tone(42) == names.tone("42")
    assert {names.tone(n) for n in range(50)} == set(names.TONES)


@pytest.mark.slow
@given(st.tuples(CHANNEL, CHANNEL, CHANNEL))
def test_any_colour_becomes_readable(rgb: tuple[int, int, int]) -> None:
    roles = colour.brand(colour.hexed(rgb))

    def contrast(one: str, other: str) -> float:
        first, second = colour.parse(one), colour.parse(other)
        assert first is not None
        assert second is not None
        return colour.contrast(first, second)

    for light_or_dark in (0, 1):
        assert contrast(roles.fill[light_or_dark], "#ffffff") >= 4.5
        assert contrast(roles.accent[light_or_dark], roles.soft[light_or_dark]) >= 4.5
        assert contrast(roles.strong[light_or_dark], roles.soft[light_or_dark]) >= 4.5
    assert contrast(roles.accent[0], "#ffffff") >= 4.5
    assert contrast(roles.accent[1], "#0f1514") >= 4.5


@pytest.mark.slow
@given(st.text(max_size=30))
def test_the_sheet_holds_nothing_but_colours(text: str) -> None:
    sheet = colour.stylesheet(text)
    assert re.fullmatch(r"\.gw-guest \{\n(  --gw-[a-z-]+: light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\);\n)+\}\n", sheet)
