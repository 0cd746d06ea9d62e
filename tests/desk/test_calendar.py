"""The calendar of a quarter: what stands on which day, for whom, and the same as a calendar file."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from goodword.customers.kinds import Standing
from goodword.customers.models import Campaign, Member
from goodword.desk.queries.calendar import quarter_called
from goodword.kernel.actor import Actor
from goodword.people import queries
from goodword.people.models import Program, User
from goodword.requests import actions
from tests.factories.people import a_manager, a_person
from tests.requests.events import said_yes
from tests.requests.world import World, a_world, now, today

pytestmark = pytest.mark.django_db


def days(world: World, who: User, **query: str) -> dict[str, str]:
    """What stands on each day, by the day."""
    page = world.as_(who).get(reverse("desk:calendar"), query).content.decode()
    cells = re.findall(r'<time datetime="([\d-]+)">(.*?)</td>', page, re.DOTALL)
    return {day: " ".join(re.sub(r"<[^>]+>", " ", cell).split()) for day, cell in cells}


@pytest.mark.slow
def test_events_deadlines_and_customers_who_are_free_again_stand_on_their_days() -> None:
    world = a_world()
    quarter = quarter_called("", at=now())
    on = max(today() + timedelta(days=1), quarter.start)
    asked = quarter_called(on.isoformat(), at=now())
    row = world.asked(needed_on=on).reference_request
    Campaign.objects.create(name="Northwind Days", held_on=on, city="Lisbon")
    other = world.account.member
    Member.objects.filter(pk=other.pk).update(standing=Standing.PAUSED, paused_until=on)
    found = days(world, world.manager, quarter=asked.start.isoformat())
    assert len(found) == (asked.end - asked.start).days, "every day of the quarter, and no other"
    for words in ("Northwind Days", "Lisbon", "Needed by this day: Reference call for Oakmere Bank", "their pause ends"):
        assert words in found[on.isoformat()]
    due = row.candidates.get().answer_due_at
    assert due is not None
    all_of_them = {**found, **days(world, world.manager, quarter=due.date().isoformat())}
    assert any("Answer due: Vestara Insurance" in cell for cell in all_of_them.values())
    assert "today" in days(world, world.manager)[today().isoformat()]
    only = days(world, world.manager, quarter=asked.start.isoformat(), show="events")
    assert "Oakmere" not in only[on.isoformat()]
    assert "Northwind" in only[on.isoformat()]


@pytest.mark.slow
def test_what_is_confidential_stands_in_no_strangers_calendar() -> None:
    world = a_world()
    on = today() + timedelta(days=1)
    world.asked(needed_on=on, is_confidential=True)
    elif_ = a_manager(name="Elif Kaya")
    for query in (on.isoformat(), (on + timedelta(days=20)).isoformat()):
        page = world.as_(elif_).get(reverse("desk:calendar"), {"quarter": query}).content.decode()
        assert "Oakmere" not in page
        assert "Answer due" not in page
    assert "Oakmere" in world.as_(world.manager).get(reverse("desk:calendar"), {"quarter": on.isoformat()}).content.decode()


@pytest.mark.slow
def test_the_quarter_is_the_companys_and_odd_addresses_mean_this_one() -> None:
    world = a_world()
    Program.objects.update(fiscal_first_month=2)
    assert {"2026-11-01", "2027-01-31"} <= days(world, world.seller, quarter="2026-11-22").keys()
    for odd in ("x", "0001-01-01", "9999-12-31", "2026-13-40"):
        assert today().isoformat() in days(world, world.seller, quarter=odd)


@pytest.mark.slow
def test_what_is_shown_is_a_calendar_file() -> None:
    world = a_world()
    Campaign.objects.create(name="Northwind Days", held_on=today(), ended_on=today() + timedelta(days=2))
    answer = world.as_(world.manager).get(reverse("desk:calendar"), {"export": "ics", "show": "events"})
    assert answer["Content-Type"].startswith("text/calendar")
    event = next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))
    assert event["summary"] == "Events: Northwind Days"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (today(), today() + timedelta(days=3))
    assert isinstance(event.decoded("dtstart"), date)


@pytest.mark.slow
def test_planning_calls_stand_on_their_day_for_those_who_may_know() -> None:
    world = a_world()
    candidate = said_yes(world)
    at = now() + timedelta(days=5)
    actions.book_call(candidate, kind="planning", starts_at=at, by=Actor.person(world.manager), at=now())
    day = queries.today(at)
    found = days(world, world.manager, quarter=day.isoformat(), show="planning")
    assert f"Planning call: Planning call: {candidate.account.name}" in found[day.isoformat()]
    assert candidate.account.name not in " ".join(days(world, a_person(), quarter=day.isoformat()).values())


@pytest.mark.slow
def test_a_saved_filter_narrows_list_board_and_calendar_alike() -> None:
    world = a_world()
    day = today() + timedelta(days=2)
    world.asked(needed_on=day)
    Campaign.objects.create(name="Northwind Days", held_on=day)
    boss = world.as_(world.manager)
    for name, query in (("Calls", "kind=sales_call"), ("Press", "kind=press")):
        boss.post(f"{reverse('filters:save', args=['requests'])}?{query}", {"name": name})
    for page in ("requests:list", "requests:board", "desk:calendar"):
        shown = {}
        for name in ("Calls", "Press"):
            menu = boss.get(reverse(page), {"quarter": day.isoformat()}).context["saved_filters"]
            url = next(each.url for each in menu.own if each.name == name)
            assert url.startswith(reverse(page))
            answer = boss.get(f"{url}&quarter={day.isoformat()}")
            assert answer.context["saved_filters"].on.name == name
            shown[name] = "Oakmere Bank" in answer.content.decode().split('id="list"')[1]
        assert shown == {"Calls": True, "Press": False}, page
    assert "Northwind Days" not in days(world, world.manager, quarter=day.isoformat(), kind="sales_call")[day.isoformat()]
