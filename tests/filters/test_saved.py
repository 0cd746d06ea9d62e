"""Saved filters: kept under a name for oneself or for everybody, one of them the usual one, and only what the list understands."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.actions import ensure_lists
from goodword.filters.kinds import LISTS
from goodword.filters.models import SavedFilter, UsualFilter
from goodword.people.kinds import Role
from goodword.people.models import User
from tests.at_once import at_once
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person, a_region
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db
CUSTOMERS = "/customers/"


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def saved(client: Client, name: str, query: str, code: str = "customers", **more: str) -> Any:
    return client.post(f"{reverse('filters:save', args=[code])}?{query}", {"name": name, **more})


def menu(client: Client, address: str = CUSTOMERS) -> Any:
    return client.get(address).context["saved_filters"]


@pytest.mark.slow
def test_every_list_with_a_filter_bar_keeps_its_filters_and_knows_each_of_them() -> None:
    world = a_world()
    world.asked()
    client = as_(a_person(Role.ADMINISTRATOR, Role.REFERENCE_MANAGER))
    for code, each in LISTS.items():
        page = client.get(reverse(each.address), {"q": "a"})
        assert page.status_code == 200, code
        assert reverse("filters:save", args=[code]) in page.content.decode(), code
        table = page.context.get("table")
        keys = (
            {one.key for one in table.filters}
            if table
            else {facet.dimension.key for facet in page.context["facets"] if hasattr(facet, "dimension")}
        )
        assert keys <= set(each.parameters), code


def test_what_is_kept_is_what_the_list_understands_and_the_menu_says_which_is_on() -> None:
    client = as_(a_person(Role.CSM))
    name = "B" * 80
    assert menu(client).save_url == ""
    answer = saved(client, name, "page=4&industry=banking&evil=%3Cscript%3E&q=al&export=csv&industry=banking")
    assert answer["Location"] == f"{CUSTOMERS}?q=al&industry=banking"
    (own,) = menu(client, f"{CUSTOMERS}?industry=banking&q=al&page=2").own
    assert (own.name, own.is_on, own.is_usual) == (name, True, False)
    assert not menu(client, f"{CUSTOMERS}?q=al").own[0].is_on
    assert saved(client, name.lower(), "q=x").status_code == 422
    assert saved(client, "B" * 81, "q=x").status_code == 422
    assert "Nothing is searched" in saved(client, "Empty", "page=2").content.decode()
    assert SavedFilter.objects.count() == 1


@pytest.mark.slow
def test_only_who_runs_the_program_shares_and_everybody_sees_it() -> None:
    manager, asker = as_(a_manager()), as_(a_person(Role.REQUESTER))
    saved(asker, "Mine", "q=al", is_shared="on")
    assert not SavedFilter.objects.get().is_shared
    assert menu(manager).own == menu(manager).shared == ()
    saved(manager, "Banks", "industry=banking", is_shared="on")
    (shared,) = menu(asker).shared
    assert shared.name == "Banks"
    key = SavedFilter.objects.get(name="Banks").pk
    assert asker.post(reverse("filters:take_away", args=[key])).status_code == 403
    mine = SavedFilter.objects.get(name="Mine").pk
    assert manager.get(reverse("filters:change", args=[mine])).status_code == 404
    assert manager.post(reverse("filters:take_away", args=[mine])).status_code == 404
    assert asker.get(reverse("filters:of", args=["outbox"])).status_code == 403


@pytest.mark.slow
def test_a_list_begins_with_the_usual_filter_until_somebody_takes_it_away() -> None:
    manager, asker = as_(a_manager()), as_(a_person(Role.REQUESTER))
    saved(manager, "Banks", "industry=banking", is_shared="on")
    key = SavedFilter.objects.get().pk
    asker.post(reverse("filters:change", args=[key]), {"is_usual": "on"})
    answer = asker.get(CUSTOMERS)
    assert (answer.status_code, answer["Location"]) == (302, f"{CUSTOMERS}?industry=banking")
    assert manager.get(CUSTOMERS).status_code == 200
    page = asker.get(answer["Location"])
    assert f'href="{CUSTOMERS}?all=1"' in page.content.decode()
    assert asker.get(f"{CUSTOMERS}?all=1").status_code == 200
    manager.post(reverse("filters:take_away", args=[key]))
    assert asker.get(CUSTOMERS).status_code == 200
    assert asker.get(reverse("filters:change", args=[key])).status_code == 404


def test_a_filter_gets_another_name_and_goes_back_to_whoever_made_it() -> None:
    manager, other = as_(someone := a_manager()), as_(a_manager())
    saved(manager, "Banks", "industry=banking", is_shared="on", is_usual="on")
    key = SavedFilter.objects.get().pk
    other.post(reverse("filters:change", args=[key]), {"name": "Big banks", "is_shared": "on", "is_usual": "on"})
    assert UsualFilter.objects.count() == 2
    other.post(reverse("filters:change", args=[key]), {"name": "Big banks"})
    row = SavedFilter.objects.get()
    assert (row.name, row.is_shared, row.made_by) == ("Big banks", False, someone)
    assert [each.user for each in UsualFilter.objects.all()] == [someone]
    assert other.get(reverse("filters:change", args=[key])).status_code == 404


def test_what_is_not_there_any_more_is_said_and_can_be_left_out() -> None:
    ensure_lists()
    an_account("Alder", tags=["lighthouse"])
    client = as_(a_manager())
    saved(client, "Old words", "tag=lighthouse&tag=yesterdays_word")
    page = client.get(f"{CUSTOMERS}?tag=lighthouse&tag=yesterdays_word").content.decode()
    assert "yesterdays word: not there any more" in page
    assert f'href="{CUSTOMERS}?tag=lighthouse"' in page
    assert "Alder" in page


@pytest.mark.slow
def test_the_menu_costs_one_statement_however_many_there_are() -> None:
    client = as_(a_manager())

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(CUSTOMERS).status_code == 200
        assert len([each for each in captured if "goodword_savedfilter" in each["sql"]]) == 1
        return len(captured)

    client.get(CUSTOMERS)
    few = statements()
    for number in range(12):
        saved(client, f"Filter {number}", f"q=a{number}")
    client.get(CUSTOMERS)
    assert statements() == few


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_saved_four_times_at_once_it_is_kept_once() -> None:
    user = a_manager()
    clients = [as_(user) for _press in range(4)]
    answers = at_once(*(lambda each=each: saved(each, "Banks", "industry=banking").status_code for each in clients))
    assert sorted(answers) == [302, 422, 422, 422]
    assert SavedFilter.objects.count() == 1


def test_what_a_filter_keeps_is_said_with_labels() -> None:
    a_region("islands", name="Islands of the north")
    client = as_(a_person(Role.REFERENCE_MANAGER))
    page = client.get(f"{reverse('filters:save', args=['customers'])}?region=islands&standing=active&show=members").content.decode()
    for words in ("Region: Islands of the north", "Standing: Active", "Show: Members only"):
        assert words in page, words
    assert "Country: Norway" in client.get(f"{reverse('filters:save', args=['find'])}?country=NO").content.decode()
    assert "State: Draft" in client.get(f"{reverse('filters:save', args=['requests'])}?state=draft").content.decode()
