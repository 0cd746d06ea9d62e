"""Links to the public page that say where they stood, and how many came by each."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.recruiting.kinds import PublicProgram
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration, registered

pytestmark = pytest.mark.django_db
URL = "/recruiting/registrations/links"


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def test_a_manager_makes_links_with_a_tag_and_a_language_that_open_the_page(client: Client) -> None:
    client.force_login(a_manager())
    page = client.get(URL, {"tag": "Newsletter 2026-11", "lang": "de"})
    (first, *_others) = page.context["addresses"]
    assert first.url.endswith("/join/customer/?from=newsletter-2026-11&lang=de")
    assert "Legen Sie" in client.get(first.url.partition("/join/")[1] + first.url.partition("/join/")[2]).content.decode()


@pytest.mark.parametrize("tag", ["<script>", "a/b", "é", "x" * 41])
def test_a_tag_that_no_link_can_carry_is_refused_beside_its_field(client: Client, tag: str) -> None:
    client.force_login(a_manager())
    page = client.get(URL, {"tag": tag})
    assert page.context["form"].errors["tag"]
    assert "from=" not in page.context["addresses"][0].url


@pytest.mark.slow
def test_what_came_is_counted_once_it_is_confirmed_by_program_and_tag(client: Client) -> None:
    client.force_login(a_manager())
    assert "Nobody has registered yet" in client.get(URL).content.decode()
    a_registration(came_from="website")
    a_registration(came_from="website", email="other@vestara.example")
    registered(came_from="website", email="third@vestara.example")
    a_registration(program=PublicProgram.EDUCATION, email="rector@uni.example")
    counts = {(each.program, each.tag): each.confirmed for _label, each in client.get(URL).context["counts"]}
    assert counts == {("customer", "website"): 2, ("education", ""): 1}


def test_a_program_manager_sees_their_own_program_and_a_seller_none(client: Client) -> None:
    keeper = a_person(Role.OPEN_SOURCE_MANAGER)
    client.force_login(keeper)
    assert [each.program for each in client.get(URL).context["addresses"]] == ["open_source"]
    assert not client.get(URL).context["texts"]
    client.force_login(a_person())
    assert client.get(reverse("recruiting:join_links")).status_code == 403


def test_the_queue_leads_to_the_links_for_whoever_runs_a_program_and_nobody_else(client: Client) -> None:
    queue = reverse("recruiting:registrations")
    client.force_login(a_manager())
    assert f'href="{URL}"' in client.get(queue).content.decode()
    client.force_login(a_person())
    seller = client.get(queue)
    assert seller.status_code == 200, "they see those of their own customers"
    assert f'href="{URL}"' not in seller.content.decode()


def test_countries_stand_where_their_first_letter_is_looked_for(client: Client) -> None:
    options = [words for _code, words in client.get("/join/customer/?lang=de").context["form"].fields["country"].choices]
    assert options.index("Norwegen") < options.index("Österreich") < options.index("Polen")
