"""The field of a city: offered as one types, told apart by state and country, and said beside it when nobody knows it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from tests.factories.people import a_manager, a_person
from tests.requests.world import a_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some_cities")]


def test_cities_are_offered_under_any_name_and_told_apart(client: Client) -> None:
    client.force_login(a_person())
    url = reverse("customers:cities")
    found = client.get(url, {"q": "springf"}).content.decode()
    assert "Springfield, Illinois, United States" in found
    assert "Springfield, Missouri, United States" in found
    assert 'data-area="Illinois" data-country="US"' in found
    assert 'data-city="Lisbon"' in client.get(url, {"q": "Lisboa", "country": "PT"}).content.decode()
    assert 'data-city="Lisbon"' in client.get(url, {"q": "Lisb", "country": "DE"}).content.decode()  # none there: then everywhere
    lines = client.get(url, {"q": "ha"}).content.decode().splitlines()
    assert len(lines) == len(set(lines))
    for nothing in ("", "x", "qqqq", "%", "a\0b"):
        assert "role" not in client.get(url, {"q": nothing}).content.decode()
    assert Client().get(url, {"q": "Lis"}).status_code == 302


def test_a_city_that_nobody_knows_is_said_and_kept(client: Client) -> None:
    client.force_login(a_person())
    url = reverse("customers:city_note")
    assert "Did you mean Lisbon, Portugal?" in client.get(url, {"q": "Lisbn", "country": "PT"}).content.decode()
    assert (
        "customers of the same state count as near" in client.get(url, {"q": "Xq", "country": "US", "state": "Illinois"}).content.decode()
    )
    assert client.get(url, {"q": "Lisboa", "country": "PT"}).content == b""


@pytest.mark.slow
def test_the_note_stands_beside_the_field_without_script_and_runs_nothing() -> None:
    world = a_world()
    typed = "<b>Lisbn</b>"
    asked = {"kind": "event", "once": str(uuid4()), "place_city": typed, "place_country": "PT", "send": "1"}
    page = world.as_(world.seller).post(reverse("requests:new"), asked).content.decode()
    assert 'id="id_place_city_helptext">We do not know where &lt;b&gt;Lisbn&lt;/b&gt; is.' in page
    assert 'value="&lt;b&gt;Lisbn&lt;/b&gt;"' in page
    assert "data-cities=" in page


@pytest.mark.slow
def test_a_customer_keeps_the_city_as_it_was_typed(client: Client) -> None:
    client.force_login(a_manager())
    sent = client.post(reverse("customers:new"), {"name": "Solvane Energy", "city": "Lisbn", "country": "PT"}, follow=True)
    assert sent.status_code == 200
    edit = client.get(reverse("customers:edit", args=[Account.objects.get().pk]))
    assert "We do not know where Lisbn is." in edit.content.decode()
