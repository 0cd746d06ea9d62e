"""The program's settings, everybody's zone, and the rows an empty database begins with."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed
from goodword.people import actions, queries
from goodword.people.kinds import Role
from goodword.people.middleware import PlaceAndTongue
from goodword.people.models import Program, Region
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
FORM = {
    "company_name": "Harrow & Gate",
    "time_zone": "Asia/Tokyo",
    "language": "en",
    "fiscal_first_month": "4",
    "colour": "#3b3a8c",
    "mail_delay_seconds": "60",
    "ledger_holder": "account",
}


def test_an_empty_database_begins_with_a_program_and_regions_that_cover_the_world() -> None:
    Region.objects.all().delete()
    Program.objects.all().delete()
    actions.ensure_program()
    actions.ensure_program()
    assert Program.objects.count() == 1
    found = {code: getattr(queries.region_of_country(code), "code", None) for code in ("NO", "US", "JP", "BR", "ZA", "AU", "AE", "IN")}
    assert found == {"NO": "emea", "US": "americas", "JP": "apac", "BR": "americas", "ZA": "emea", "AU": "apac", "AE": "emea", "IN": "apac"}
    listed = [country for region in Region.objects.all() for country in region.countries]
    assert len(listed) == len(set(listed))


@pytest.mark.slow
def test_changes_are_kept_and_on_record(client: Client) -> None:
    actions.ensure_program()
    boss = a_person(Role.ADMINISTRATOR)
    client.force_login(boss)
    assert client.post(reverse("people:program"), FORM).status_code == 302
    program = queries.program()
    assert (program.company_name, program.time_zone, program.fiscal_first_month) == ("Harrow & Gate", "Asia/Tokyo", 4)
    entry = Entry.objects.get(verb="program.changed")
    assert entry.actor_id == boss.pk
    assert "Harrow" not in str(entry.data)
    assert "company name" in client.get(reverse("people:program")).content.decode()


@pytest.mark.slow
@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/Olympus"}, {"fiscal_first_month": "13"}, {"colour": "url(x)"}, {"company_name": ""}])
def test_what_cannot_be_is_refused_and_what_was_typed_is_kept(client: Client, wrong: dict[str, str]) -> None:
    actions.ensure_program()
    client.force_login(a_person(Role.ADMINISTRATOR))
    answer = client.post(reverse("people:program"), FORM | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(wrong)
    assert not Entry.objects.filter(verb="program.changed").exists()


@pytest.mark.slow
def test_two_who_change_settings_at_once_both_get_what_they_changed(client: Client) -> None:
    actions.ensure_program()
    client.force_login(a_person(Role.ADMINISTRATOR))
    page = client.get(reverse("people:program")).content.decode()
    shown = dict(re.findall(r'name="(initial-[a-z_]+)"(?: value="([^"]*)")?', page))
    was = {name.removeprefix("initial-"): value for name, value in shown.items()}
    assert set(was) == set(FORM)
    client.post(reverse("people:program"), shown | was | {"company_name": "Harrow & Gate"})
    client.post(reverse("people:program"), shown | was | {"company_name": "Harrow & Gate", "colour": "#3b3a8c"})
    client.post(reverse("people:program"), shown | was | {"company_name": "Harrow & Gate", "time_zone": "Asia/Tokyo"})
    program = queries.program()
    assert (program.company_name, program.colour, program.time_zone) == ("Harrow & Gate", "#3b3a8c", "Asia/Tokyo")


def test_a_manager_changes_no_settings() -> None:
    actions.ensure_program()
    with pytest.raises(NotAllowed):
        actions.change_program(by=a_manager(), at=clock.now(), company_name="Mine")


@pytest.mark.parametrize(("own", "expected"), [("America/Bogota", "America/Bogota"), ("", "Asia/Tokyo"), ("Mars/Olympus", "UTC")])
def test_a_request_runs_in_the_readers_time_zone_else_the_programs(rf: RequestFactory, own: str, expected: str) -> None:
    actions.ensure_program()
    Program.objects.update(time_zone="Asia/Tokyo")
    request = rf.get("/")
    request.user = a_person(time_zone=own)
    answer = PlaceAndTongue(lambda _request: HttpResponse(timezone.get_current_timezone_name()))(request)
    assert answer.content.decode() == expected
    assert timezone.get_current_timezone_name() == "UTC"
