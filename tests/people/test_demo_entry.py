"""One-click entry: in the demo world, for invented people, by POST with a token; nowhere else."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.people import actions
from goodword.people.kinds import Role
from goodword.people.models import Program, User
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
URL = "/people/demo-entry/"


@pytest.fixture
def mara() -> User:
    actions.ensure_program()
    return a_manager(name="Mara Lindqvist")


@pytest.fixture
def demo(mara: User, settings: Any) -> None:
    settings.GOODWORD_DEMO_ENTRY = True
    Program.objects.update(is_demo=True)


def test_outside_the_demo_there_is_no_such_page(client: Client, mara: User, settings: Any) -> None:
    settings.GOODWORD_DEMO_ENTRY = True
    assert "Mara" not in client.get(reverse("account_login")).content.decode()
    assert client.post(URL, {"person": mara.pk}).status_code == 404
    assert client.get("/").status_code == 302


@pytest.mark.slow
@pytest.mark.usefixtures("demo")
def test_in_the_demo_one_click_enters_as_the_offered_person(client: Client, mara: User) -> None:
    assert "Mara Lindqvist" in client.get(reverse("account_login")).content.decode()
    assert client.post(URL, {"person": mara.pk})["Location"] == "/"
    assert client.get("/").context["user"] == mara
    assert client.get(URL).status_code == 405


@pytest.mark.usefixtures("demo")
def test_the_operator_can_forbid_it(client: Client, mara: User, settings: Any) -> None:
    settings.GOODWORD_DEMO_ENTRY = False
    assert client.post(URL, {"person": mara.pk}).status_code == 404


@pytest.mark.usefixtures("demo")
def test_it_needs_the_token_of_the_form(mara: User) -> None:
    assert Client(enforce_csrf_checks=True).post(URL, {"person": mara.pk}).status_code == 403


@pytest.mark.usefixtures("demo")
def test_real_people_are_never_entered_as(client: Client) -> None:
    real = a_person(Role.ADMINISTRATOR, name="Real Boss", password="four plain words here")
    assert "Real Boss" not in client.get(reverse("account_login")).content.decode()
    assert client.post(URL, {"person": real.pk}).status_code == 404
