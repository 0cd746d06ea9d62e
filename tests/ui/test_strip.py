"""The year strip: nothing leaves the window, an ask of these days never looks like the future, words say the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.kernel.clock import FiscalYear
from goodword.ui.pieces import StripMark
from goodword.ui.strip import YearStrip, quarters_around, year_strip

TODAY = date(2026, 11, 19)
QUARTERS = quarters_around(TODAY, FiscalYear(first_month=2))
DAYS = st.dates(date(2024, 1, 1), date(2029, 1, 1))
MARKS = st.builds(
    lambda family, kind, start, length: StripMark(
        family=family, kind=kind, start=start, end=start + timedelta(days=length) if length else None
    ),
    st.sampled_from(["call", "participation", "content", "research"]),
    st.sampled_from(["ask", "hold", "rest", "event", "considered"]),
    DAYS,
    st.integers(0, 500),
)


def drawn(*marks: StripMark, **more: Any) -> YearStrip:
    return year_strip(marks=marks, quarters=QUARTERS, today=TODAY, **more)


def number(percent: str) -> float:
    assert percent.endswith("%")
    return float(percent[:-1])


def test_window_is_four_quarters_back_and_two_ahead() -> None:
    assert (QUARTERS[0].start, QUARTERS[-1].end, len(QUARTERS)) == (date(2026, 2, 1), date(2027, 8, 1), 6)


def test_places_agree_with_the_picture_of_the_design() -> None:
    strip = drawn(StripMark(family="call", kind="ask", start=date(2026, 3, 18)))
    assert strip.blocks[0].x == "8.24%"
    assert strip.today == "53.3%"
    assert (strip.behind, strip.ahead) == ("66.85%", "33.15%")
    assert [line.label for line in strip.quarters] == ["Feb", "May", "Aug", "Nov", "Feb", "May"]
    assert [line.year for line in strip.quarters] == ["2026", "", "", "", "2027", ""]
    assert [line.running for line in strip.quarters] == [False, False, False, True, False, False]


def test_an_ask_of_these_days_ends_at_its_date() -> None:
    recent = drawn(StripMark(family="call", kind="ask", start=TODAY - timedelta(days=9))).blocks[0]
    older = drawn(StripMark(family="call", kind="ask", start=TODAY - timedelta(days=10))).blocks[0]
    assert recent.shift == int(recent.width) > 0
    assert older.shift == 0


def test_only_the_family_asked_for_is_hatched_in_a_list() -> None:
    marks = [StripMark(family=f, kind="rest", start=TODAY, end=date(2027, 2, 1)) for f in ("call", "participation")]
    assert len(drawn(*marks).rests) == 2
    assert len(drawn(*marks, asked_for="call").rests) == 1
    assert [len(lane.rests) for lane in drawn(*marks, asked_for="call").lanes] == [1, 1, 0]


def test_what_lies_outside_is_left_out_and_what_sticks_out_is_cut() -> None:
    before = StripMark(family="call", kind="rest", start=date(2025, 1, 1), end=QUARTERS[0].start)
    across = StripMark(family="call", kind="rest", start=date(2025, 1, 1), end=date(2026, 5, 1))
    assert drawn(before).rests == ()
    assert (drawn(across).rests[0].x, drawn(across).rests[0].width) == ("0%", "16.3%")


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        ("ask", date(2026, 3, 18), "asked for a call on 18 March 2026"),
        ("rest", date(2026, 11, 9), "resting from a call until 1 February 2027"),
        ("event", date(2027, 3, 10), "a call planned on 10 March 2027"),
        ("event", date(2026, 3, 10), "a call on 10 March 2026"),
    ],
)
def test_the_label_says_what_the_picture_shows(kind: Any, day: date, words: str) -> None:
    end = date(2027, 2, 1) if kind == "rest" else None
    label = drawn(StripMark(family="call", kind=kind, start=day, end=end), name="Vestara Insurance").label
    assert label == f"Vestara Insurance, February\u00a02026 to July\u00a02027: {words}"


def test_never_asked_is_said() -> None:
    assert drawn().label.endswith(": never asked")


@pytest.mark.slow
@given(st.lists(MARKS, max_size=12), DAYS, st.integers(1, 12))
def test_nothing_ever_leaves_the_window(marks: list[StripMark], today: date, first_month: int) -> None:
    quarters = quarters_around(today, FiscalYear(first_month=first_month))
    strip = year_strip(marks=marks, quarters=quarters, today=today)
    assert any(today in q for q in quarters)
    for block in (*strip.rests, *strip.blocks):
        assert 0 <= number(block.x) <= 100
        if block.width.endswith("%"):
            assert number(block.x) + number(block.width) <= 100.02
    for ring in strip.rings:
        assert 0 <= number(ring.x) <= 100
    assert sum(len(lane.blocks) for lane in strip.lanes) == len(strip.blocks)
    assert 0 <= number(strip.today) <= 100
