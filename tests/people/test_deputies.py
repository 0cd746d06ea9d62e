"""Absence and deputies, circles, and working days of a region."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.refusal import Refused
from goodword.people import actions, queries
from goodword.people.kinds import Role
from goodword.people.models import Absence, Team, User
from tests.factories.people import a_person, a_region

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 19)


def away(person: User, deputy: User | None, *, days: int = 5) -> None:
    Absence.objects.create(user=person, from_on=DAY, to_on=DAY + timedelta(days=days), deputy=deputy)


def test_a_deputy_stands_in_on_the_days_of_the_absence_only() -> None:
    priya, lars = a_person(), a_person()
    away(priya, lars, days=2)
    found = {offset: queries.deputy_of(priya, DAY + timedelta(days=offset)) for offset in (-1, 0, 1, 2)}
    assert found == {-1: None, 0: lars, 1: lars, 2: None}
    assert list(queries.stands_in_for(lars, DAY)) == [priya]


def test_a_deputy_who_is_away_passes_it_on_and_a_circle_ends() -> None:
    one, two, three = a_person(), a_person(), a_person()
    away(one, two)
    away(two, three)
    assert queries.deputy_of(one, DAY) == three
    away(three, one)
    assert queries.deputy_of(one, DAY) is None


def test_a_deputy_who_left_is_nobody() -> None:
    one, two = a_person(), a_person(is_active=False)
    away(one, two)
    assert queries.deputy_of(one, DAY) is None


def test_absence_is_noted_on_ones_own_page_and_taken_back(client: Client) -> None:
    priya, lars = a_person(), a_person()
    client.force_login(priya)
    today = queries.today(clock.now())
    form = {"first_day": today, "last_day": today, "deputy": lars.pk}
    assert client.post(reverse("people:absence", args=[priya.pk]), form).status_code == 302
    assert queries.deputy_of(priya, today) == lars
    again = client.post(reverse("people:absence", args=[priya.pk]), form)
    assert again.status_code == 422
    assert "noted already" in again.content.decode()
    client.post(reverse("people:end_absence", args=[Absence.objects.get().pk]))
    assert queries.deputy_of(priya, today) is None


@pytest.mark.slow
def test_nobody_notes_a_colleagues_absence_but_who_runs_the_program_or_leads_their_team(client: Client) -> None:
    lead, lars = a_person(), a_person()
    priya = a_person(team=Team.objects.create(code="field", name="Field", lead=lead))
    form = {"first_day": "2030-01-07", "last_day": "2030-01-09"}
    client.force_login(lars)
    assert client.post(reverse("people:absence", args=[priya.pk]), form).status_code == 403
    for who in (a_person(Role.ADMINISTRATOR), a_person(Role.REFERENCE_MANAGER), lead):
        client.force_login(who)
        assert client.post(reverse("people:absence", args=[priya.pk]), form).status_code == 302
        absence = Absence.objects.get()
        client.force_login(lars)
        assert client.post(reverse("people:end_absence", args=[absence.pk])).status_code == 403
        assert client.post(reverse("people:change_absence", args=[absence.pk]), form).status_code == 403
        absence.delete()


def test_an_absence_is_changed_and_what_was_typed_stays_when_it_cannot(client: Client) -> None:
    priya, lars = a_person(), a_person(name="Lars Moen")
    client.force_login(priya)
    for first, last in (("2030-01-07", "2030-01-09"), ("2030-02-04", "2030-02-06")):
        client.post(reverse("people:absence", args=[priya.pk]), {"first_day": first, "last_day": last})
    absence = Absence.objects.earliest("from_on")
    url = reverse("people:change_absence", args=[absence.pk])
    assert 'value="2030-01-09"' in client.get(url).content.decode()
    refused = client.post(url, {"first_day": "2030-01-07", "last_day": "2030-02-05", "deputy": lars.pk})
    assert refused.status_code == 422
    assert 'value="2030-02-05"' in refused.content.decode()
    assert client.post(url, {"first_day": "2030-01-08", "last_day": "2030-01-11", "deputy": lars.pk}).status_code == 302
    absence.refresh_from_db()
    assert (absence.from_on, absence.to_on, absence.deputy) == (date(2030, 1, 8), date(2030, 1, 12), lars)


def test_a_deputy_who_is_away_on_all_days_is_refused_on_some_it_is_said() -> None:
    priya, lars, kenji = a_person(), a_person(name="Lars Moen"), a_person(name="Kenji Mori")
    Absence.objects.create(user=lars, from_on=DAY, to_on=DAY + timedelta(days=3))
    whole = actions.set_absence(priya, from_on=DAY, to_on=DAY + timedelta(days=3), deputy=lars, by=priya, at=clock.now())
    assert isinstance(whole, Refused)
    assert "Lars Moen is away on these days too" in whole.words
    some = actions.set_absence(priya, from_on=DAY, to_on=DAY + timedelta(days=5), deputy=lars, by=priya, at=clock.now())
    assert isinstance(some, Absence)
    (line,) = queries.absence_lines([some], today=DAY)
    assert line.care
    assert "they are away too, and nobody answers." in line.words
    Absence.objects.filter(user=lars).update(deputy=kenji)
    (line,) = queries.absence_lines([some], today=DAY)
    assert not line.care
    assert "they are away too: Kenji Mori answers." in line.words


def test_one_cannot_stand_in_for_oneself() -> None:
    priya = a_person()
    assert isinstance(actions.set_absence(priya, from_on=DAY, to_on=DAY + timedelta(1), deputy=priya, by=priya, at=clock.now()), Refused)


def test_circles_know_who_is_in() -> None:
    one, two, three = a_person(), a_person(), a_person()
    circle = actions.open_circle([one, two, one])
    assert queries.circle_ids(one) == queries.circle_ids(two) == {circle.pk}
    assert queries.circle_ids(three) == frozenset()


@pytest.mark.slow
def test_working_days_know_the_regions_holidays() -> None:
    britain = a_region("britain", holiday_country="GB", time_zone="Europe/London")
    nowhere = a_region("nowhere", holiday_country="", time_zone="Europe/London")
    before_christmas = datetime(2026, 12, 24, 15, 30, tzinfo=UTC)
    assert queries.working_days_after(before_christmas, 2, region=britain) == datetime(2026, 12, 30, 15, 30, tzinfo=UTC)
    assert queries.working_days_after(before_christmas, 2, region=nowhere) == datetime(2026, 12, 28, 15, 30, tzinfo=UTC)
