"""A thousand at once from one network, all of them confirmed: the queue can still be read, and costs no more."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.kernel import clock
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.recruiting.models import Registration
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration

pytestmark = pytest.mark.django_db
MANY: Final = 1000
LARGEST: Final = 60_000


@pytest.fixture
def manager() -> User:
    ensure_program()
    return a_manager()


def _flood(n: int, *, network: str = "f" * 32, since: datetime | None = None, **fields: Any) -> None:
    at = since or (clock.now() - timedelta(days=1)).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    said = {"program": "customer", "state": "confirmed", "state_at": at, "confirmed_at": at, "network": network, "due_on": at.date()}
    Registration.objects.bulk_create(
        Registration(
            **said, created_at=at + timedelta(seconds=each % 3000), name=f"Bot {each}", email=f"b{each}@{n}-{network}{each}.example",
            company=f"Zxq {each} with a long name of a company that nobody knows", **fields
        )
        for each in range(n)
    )  # fmt: skip


def _opened(client: Client, query: str = "") -> tuple[str, int]:
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse("recruiting:registrations") + query)
    assert page.status_code == 200
    return page.content.decode(), len(captured)


def test_a_thousand_from_one_network_are_one_line_beside_the_real_ones(manager: User, client: Client) -> None:
    client.force_login(manager)
    an_account("Vestara Insurance", owner=a_person(), website="https://www.vestara.example")
    a_registration()
    before = _opened(client)[1]
    _flood(MANY)
    page, statements = _opened(client)
    assert "1,000 from one network within an hour" in page
    assert "Ingrid Solberg" in page
    assert "Zxq" not in page
    assert len(page.encode()) < LARGEST
    assert statements <= before
    key = page.split('name="bunch" value="')[1].split('"')[0]
    inside, _n = _opened(client, f"?bunch={key}")
    assert inside.count("Zxq") >= 50
    done = client.post(reverse("recruiting:many_registrations"), {"what": "discard", "bunch": key}, follow=True).content.decode()
    assert "1,000 are set aside" in done or "1000 are set aside" in done
    assert Registration.objects.filter(state="discarded").count() == MANY
    assert "Ingrid Solberg" in _opened(client)[0]


def test_fifty_lines_stay_small_and_cost_as_many_statements_as_five(manager: User, client: Client) -> None:
    client.force_login(manager)
    _flood(5, network="")
    few = _opened(client)[1]
    _flood(MANY, network="")  # from everywhere: nothing to fold
    page, many = _opened(client)
    assert page.count("Zxq") >= 50
    assert len(page.encode()) < LARGEST
    assert many <= few
    assert "1 to 50 of 1,005" in page


def test_many_floods_are_as_many_lines_and_no_more_statements_than_one(manager: User, client: Client) -> None:
    client.force_login(manager)
    _flood(25, network="a" * 32)
    one = _opened(client)[1]
    for n in range(12):
        _flood(25, network=f"{n:032d}")
    page, many = _opened(client)
    assert page.count("from one network within an hour") == 13
    assert many == one
