"""Times to offer: working days and hours of the customer, where it can be also of the asker, true across summer time."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.people.queries import is_holiday_in, weekend_in
from goodword.portal.queries import Slot, slots

ZONES = ["Europe/Oslo", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Auckland"]
COUNTRIES = ["NO", "JP", "US", "AU", "IN", "NZ", "AE", "IL", "", "XX"]


def _days(found: list[Slot], zone: str) -> list[date]:
    return [each.starts_at.astimezone(ZoneInfo(zone)).date() for each in found]


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(
    at=st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
    theirs=st.sampled_from(ZONES),
    ours=st.sampled_from(ZONES),
    country=st.sampled_from(COUNTRIES),
)
def test_always_some_times_and_all_of_them_decent(at: datetime, theirs: str, ours: str, country: str) -> None:
    found = slots(at=at, minutes=30, country=country, theirs=ZoneInfo(theirs), ours=ZoneInfo(ours))
    assert 4 <= len(found) <= 6
    for each, day in zip(found, _days(found, theirs), strict=True):
        local = each.starts_at.astimezone(ZoneInfo(theirs))
        assert at + timedelta(days=1) < each.starts_at
        assert 8 <= local.hour <= 18
        assert day.weekday() not in weekend_in(country)
        assert not is_holiday_in(country)(day)
        assert each.ends_at.astimezone(UTC) - each.starts_at.astimezone(UTC) == timedelta(minutes=30)
        assert datetime.strptime(each.value, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC) == each.starts_at


@pytest.mark.parametrize(("country", "skipped"), [("NO", date(2027, 5, 17)), ("JP", date(2027, 5, 3)), ("", None)])
def test_a_holiday_of_their_country_is_skipped(country: str, skipped: date | None) -> None:
    around = skipped or date(2027, 5, 17)
    at = datetime(around.year, around.month, around.day, 9, tzinfo=UTC) - timedelta(days=4)
    days = _days(slots(at=at, minutes=30, country=country, theirs=ZoneInfo("Europe/Oslo"), ours=ZoneInfo("Europe/Oslo")), "Europe/Oslo")
    assert (around in days) is (skipped is None)


def test_both_are_awake_where_that_can_be() -> None:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    found = slots(at=at, minutes=30, country="JP", theirs=ZoneInfo("Asia/Tokyo"), ours=ZoneInfo("Europe/Berlin"))
    assert {8 <= each.starts_at.astimezone(ZoneInfo("Europe/Berlin")).hour <= 19 for each in found} == {True}


def test_what_the_asker_offers_comes_alone() -> None:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    offered = (at - timedelta(days=1), at + timedelta(days=3))
    found = slots(at=at, minutes=45, country="NO", theirs=ZoneInfo("Europe/Oslo"), ours=ZoneInfo("Europe/Oslo"), offered=offered)
    assert [(each.starts_at, each.is_offered) for each in found] == [(offered[1], True)]


def test_what_is_booked_is_not_offered_again() -> None:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    oslo = ZoneInfo("Europe/Oslo")
    first, *others = slots(at=at, minutes=30, country="NO", theirs=oslo, ours=oslo)
    moved = slots(at=at, minutes=30, country="NO", theirs=oslo, ours=oslo, booked=first.starts_at)
    assert [each.starts_at for each in moved][: len(others)] == [each.starts_at for each in others]
