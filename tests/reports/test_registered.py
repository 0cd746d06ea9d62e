"""The report of registrations: from where they came, how far each got, and the list behind each figure."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.recruiting.actions import deciding, team
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration, registered

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_each_figure_counts_without_what_was_set_aside_and_opens_its_list(client: Client) -> None:
    ensure_program()
    manager = a_manager()
    by, at = Actor.person(manager), clock.now()
    an_account("Vestara Insurance", owner=a_person(), website="https://www.vestara.example")
    deciding.accept(a_registration(came_from="newsletter"), by=by, at=at)
    a_registration(email="second@vestara.example", came_from="newsletter")
    registered(email="never@vestara.example", came_from="newsletter")
    deciding.discard([a_registration(email="bot@junk.example", came_from="newsletter")], by=by, at=at)
    client.force_login(manager)
    page = client.get(reverse("reports:registered")).content.decode()
    assert "3 registrations, 2 confirmed" in page
    listed = client.get(reverse("reports:registrations"), {"source": "newsletter", "step": "accepted"}).content.decode()
    assert "Ingrid Solberg" in listed
    assert "second@" not in listed
    for by_what in ("program", "month", "source"):
        written = client.get(reverse("reports:registered"), {"by": by_what, "export": "csv", "block": "registrations"})
        assert "3,2,1,0" in b"".join(written.streaming_content).decode()  # type: ignore[attr-defined]  # a file


def test_who_may_not_open_a_registration_reads_only_that_there_is_one(client: Client) -> None:
    ensure_program()
    a_manager()
    a_registration(came_from="newsletter")
    client.force_login(a_person(Role.EDUCATION_MANAGER))
    listed = client.get(reverse("reports:registrations")).content.decode()
    assert "REG-" in listed
    assert "Ingrid Solberg" not in listed


@pytest.mark.slow
def test_home_says_who_waits_for_an_answer(client: Client) -> None:
    ensure_program()
    manager, owner = a_manager(), a_person()
    an_account("Vestara Insurance", owner=owner, website="https://www.vestara.example")
    row = a_registration()
    team.ask_team([row], by=Actor.person(manager), at=clock.now())
    client.force_login(owner)
    assert "do they fit?" in client.get(reverse("desk:home")).content.decode()
    team.answer_fitness(row.fitness.get(), answer="fits", by=Actor.person(owner), at=clock.now())
    client.force_login(manager)
    assert "waits for your answer" in client.get(reverse("desk:home")).content.decode()
