"""Dates in words: the day in the reader's zone, its year when that is not this one, and nothing that breaks over a line."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from goodword.ui import dates

TODAY = date(2026, 11, 19)
AT = datetime(2026, 11, 19, 9, 42, tzinfo=UTC)


def plain(text: str) -> str:
    return text.replace(dates.NO_BREAK, " ")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "Tue 24 Nov"),
        (date(2026, 1, 2), "Fri 2 Jan"),
        (date(2027, 2, 1), "Mon 1 Feb 2027"),
        (date(2028, 8, 31), "31 Aug 2028"),
    ],
)
def test_day(day: date, words: str) -> None:
    assert plain(dates.day_words(day, today=TODAY)) == words
    assert " " not in dates.day_words(day, today=TODAY)


def test_a_column_of_days_looks_alike_in_every_other_year() -> None:
    said = [plain(dates.column_day_words(d, today=TODAY)) for d in (date(2026, 11, 24), date(2027, 2, 1), date(2029, 2, 1))]
    assert said == ["Tue 24 Nov", "1 Feb 2027", "1 Feb 2029"]


def test_a_moment_belongs_to_the_day_of_the_reader() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        assert dates.moment_words(late, today=TODAY) == "tomorrow, 08:30"
        assert dates.exact_words(late) == "Friday 20 November 2026, 08:30:00 (Asia/Tokyo, UTC+0900)"
    with timezone.override(UTC):
        assert dates.moment_words(late, today=TODAY) == "today, 23:30"


@pytest.mark.parametrize(
    ("due", "tone", "words"),
    [
        (TODAY - timedelta(days=1), "over", "1 day late"),
        (TODAY - timedelta(days=2), "over", "2 days late"),
        (TODAY, "today", "Today"),
        (AT + timedelta(hours=2), "today", "Today, 11:42"),
        (AT - timedelta(minutes=2), "over", "Late since 09:40"),
        (TODAY + timedelta(days=5), "", "Tue 24 Nov"),
    ],
)
def test_due(due: date, tone: str, words: str) -> None:
    said = dates.due_words(due, at=AT)
    assert (said.tone, plain(said.words)) == (tone, words)


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (AT, "just now"),
        (AT - timedelta(minutes=12), "12 minutes ago"),
        (AT - timedelta(hours=3), "3 hours ago"),
        (AT - timedelta(hours=10), "yesterday"),
        (TODAY - timedelta(days=3), "3 days ago"),
        (TODAY - timedelta(days=21), "3 weeks ago"),
        (TODAY - timedelta(days=245), "8 months ago"),
        (TODAY - timedelta(days=800), "2 years ago"),
    ],
)
def test_ago(then: date, words: str) -> None:
    assert dates.ago_words(then, at=AT) == words


@pytest.mark.parametrize(("ahead", "words"), [(-2, "2 days late"), (0, "today"), (1, "1 day left"), (5, "5 days left")])
def test_countdown(ahead: int, words: str) -> None:
    assert plain(dates.countdown_words(TODAY + timedelta(days=ahead), today=TODAY)) == words
