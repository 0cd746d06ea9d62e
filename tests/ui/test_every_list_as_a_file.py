"""Every list with a filter bar can be had as a file, all of it, and nothing in it that its reader may not see."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.requests.models import ReferenceRequest
from tests.factories.people import a_person
from tests.requests.world import World, a_world
from tests.site.test_every_address import NOBODYS, staff_pages

pytestmark = pytest.mark.django_db


def rows_of(world: World, user: User, address: str) -> list[dict[str, str]]:
    answer: Any = world.as_(user).get(address)
    assert answer["Content-Type"].startswith("text/csv"), address
    return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.mark.slow
def test_every_list_with_a_filter_bar_can_be_had_as_a_file() -> None:
    world = a_world()
    world.asked()
    client = Client()
    client.force_login(a_person(Role.ADMINISTRATOR, Role.REFERENCE_MANAGER))
    seen = 0
    for path in staff_pages(pk=str(world.account.pk)):
        if NOBODYS in path or (page := client.get(path)).status_code != 200 or page.streaming:
            continue
        text = page.content.decode()
        if 'class="gw-filters"' in text or "gw-facets" in text:
            seen += 1
            for form in ("csv", "xlsx"):
                answer = client.get(path, {"export": form})
                assert "attachment" in answer.get("Content-Disposition", ""), f"{path} cannot be had as {form}"
    assert seen >= 6


@pytest.mark.slow
def test_a_confidential_request_is_in_no_outsiders_file() -> None:
    world = a_world()
    row = world.sent(is_confidential=True)
    assert isinstance(row, ReferenceRequest)
    stranger = a_person(Role.REQUESTER)
    address = f"{reverse('requests:list')}?export=csv&view=all"
    assert [each["Number"] for each in rows_of(world, world.seller, address)] == [row.number]
    assert rows_of(world, stranger, address) == []


def test_a_file_has_the_rows_that_the_filters_leave() -> None:
    world = a_world()
    address = f"{reverse('people:list')}?export=csv"
    everybody = rows_of(world, world.manager, address)
    assert {"Name", "Job title", "Mail address", "Does", "Region"} <= set(everybody[0])
    leads = rows_of(world, world.manager, f"{address}&role=reference_manager")
    assert {row["Name"] for row in leads} < {row["Name"] for row in everybody}


def test_find_says_who_can_be_asked_and_why_not() -> None:
    world = a_world()
    (row,) = rows_of(world, world.seller, f"{reverse('desk:find')}?export=csv")
    assert (row["Customer"], row["Can be asked"]) == (world.account.name, "yes")


def test_asking_only_for_the_head_of_a_file_writes_nothing() -> None:
    world = a_world()
    client = world.as_(world.manager)
    client.get(reverse("customers:list"))
    for form in ("csv", "xlsx"):
        answer = client.head(reverse("customers:list"), {"export": form})
        assert answer["Content-Disposition"].endswith(f'.{form}"')
        assert not answer.streaming
