"""A new installation: its first administrator is led to the set-up page, and may leave it."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from goodword.journal.models import Entry
from goodword.people import queries
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import Program, Team, User
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
PASSWORD = "four quiet words here"
ANSWERS = {"company_name": "Harrow & Gate", "time_zone": "Asia/Tokyo", "fiscal_first_month": "4", "language": "en", "colour": "#3b3a8c"}


@pytest.fixture
def boss() -> User:
    ensure_program()
    person = a_person(Role.ADMINISTRATOR, name="Ada Winter")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client: Client, person: User, to: str = "/") -> Any:
    return client.post(f"{reverse('account_login')}?next={to}", {"login": person.email, "password": PASSWORD, "next": to})


@pytest.mark.slow
def test_the_first_administrator_is_led_to_the_set_up_and_later_ones_home(client: Client, boss: User) -> None:
    assert sign_in(client, boss)["Location"] == reverse("people:begin")
    home = client.get("/").content.decode()
    assert "Still missing: company name, time zone and fiscal year, logo, teams." in home
    assert client.post(reverse("people:begin"), ANSWERS)["Location"] == "/"
    program = queries.program()
    assert (program.company_name, program.time_zone, program.fiscal_first_month) == ("Harrow & Gate", "Asia/Tokyo", 4)
    assert "Still missing: logo, teams." in client.get("/").content.decode()
    client.logout()
    assert sign_in(client, boss)["Location"] == "/"


def test_whoever_came_for_another_page_goes_there_and_others_are_not_asked(client: Client, boss: User) -> None:
    assert sign_in(client, boss, to="/people/")["Location"] == "/people/"
    manager = a_manager()
    manager.set_password(PASSWORD)
    manager.save()
    client.logout()
    assert sign_in(client, manager)["Location"] == "/"


@pytest.mark.slow
def test_logo_and_teams_come_with_it_and_a_second_time_nothing_is_doubled(client: Client, boss: User) -> None:
    client.force_login(boss)
    made = BytesIO()
    Image.new("RGB", (300, 100), "teal").save(made, "PNG")
    for _ in range(2):
        logo = SimpleUploadedFile("logo.png", made.getvalue())
        answer = client.post(reverse("people:begin"), ANSWERS | {"teams": "Field marketing\n\n Alliances \nALLIANCES", "logo": logo})
        assert answer.status_code == 302
    assert list(Team.objects.values_list("name", flat=True)) == ["Alliances", "Field marketing"]
    assert queries.program().logo.endswith("-300x100.png")
    assert Entry.objects.filter(verb="team.added").count() == 2
    assert "Name, calendar, logo and teams are there." in client.get("/").content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong", [{"company_name": " "}, {"time_zone": "Mars/Olympus"}, {"logo": SimpleUploadedFile("a.svg", b"<svg/>")}, {"teams": "x" * 121}]
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_kept(client: Client, boss: User, wrong: dict[str, Any]) -> None:
    client.force_login(boss)
    answer = client.post(reverse("people:begin"), ANSWERS | {"teams": "Alliances"} | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == list(wrong)
    assert "Harrow" in answer.content.decode() or "company_name" in wrong
    assert Program.objects.get().company_name == ""
    assert not Team.objects.exists()
    assert not Entry.objects.exists()
