"""A place that somebody wrote is found under any of its names; of several, that one which was meant."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from goodword.customers.models import Account, City
from goodword.customers.queries.places import Known, cities_beginning, cities_meant, find_spot
from goodword.kernel.globe import km_of, nearness
from goodword.policy.models import PoolMember
from goodword.policy.queries import distances, within
from goodword.site import cities
from tests.cities import know_some_cities
from tests.factories.customers import a_member, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some_cities")]


def _found(city: str, state: str = "", country: str = "") -> str:
    with connection.cursor() as cursor:
        cursor.execute("select city_id from goodword_spot(%s, %s, %s)", [city, state, country])
        (key,) = cursor.fetchone()
    if key is None:
        return "nowhere"
    row = City.objects.get(pk=key)
    return f"{row.name} {row.country}-{row.area}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (("Köln", "", "DE"), "Köln DE-07"),
        (("Cologne", "NRW", "DE"), "Köln DE-07"),
        (("KOLN", "Nordrhein-Westfalen", ""), "Köln DE-07"),
        (("München", "", "DE"), "Munich DE-02"),
        (("Munich", "Bavaria", "DE"), "Munich DE-02"),
        (("Frankfurt", "", "DE"), "Frankfurt am Main DE-05"),
        (("Frankfurt/Main", "Hessen", "DE"), "Frankfurt am Main DE-05"),
        (("Frankfurt", "Brandenburg", "DE"), "Frankfurt (Oder) DE-11"),
        (("Halle", "", "DE"), "Halle (Saale) DE-14"),
        (("Halle", "NRW", "DE"), "Halle DE-07"),
        (("Springfield", "", "US"), "Springfield US-MO"),
        (("Springfield", "IL", "US"), "Springfield US-IL"),
        (("Springfield", "Illinois", "US"), "Springfield US-IL"),
        (("Springfield", "Vermont", "US"), "nowhere"),
        (("Paris", "TX", "US"), "Paris US-TX"),
        (("Paris", "", ""), "Paris FR-11"),
        (("Paris, France", "", "FR"), "Paris FR-11"),
        (("Washington DC", "", "US"), "Washington US-DC"),
        (("Washington, D.C.", "", "US"), "Washington US-DC"),
        (("St. Louis", "MO", "US"), "St. Louis US-MO"),
        (("Saint Louis", "", "US"), "St. Louis US-MO"),
        (("Saint-Louis", "", "FR"), "Saint-Louis FR-44"),
        (("New York", "NY", "US"), "New York City US-NY"),
        (("Cambridge", "", "GB"), "Cambridge GB-ENG"),
        (("Cambridge", "MA", "US"), "Cambridge US-MA"),
        (("東京", "", "JP"), "Tokyo JP-40"),
        (("Zurich", "ZH", "CH"), "Zürich CH-ZH"),
        (("Genf", "", "CH"), "Geneva CH-GE"),
        (("Lisboa", "", "PT"), "Lisbon PT-14"),
        (("Lisbon", "", "ES"), "nowhere"),
        (("Lisbn", "", "PT"), "nowhere"),
        (("", "", "PT"), "nowhere"),
        (("...", "", ""), "nowhere"),
    ],
)
def test_a_city_is_found_as_it_was_meant(written: tuple[str, str, str], meant: str) -> None:
    assert _found(*written) == meant


def test_a_city_that_nobody_knows_is_still_in_its_state() -> None:
    assert find_spot(city="Nowhere at all", state="Texas", country="US").area == find_spot(city="Paris", state="TX", country="US").area
    assert find_spot(city="Nowhere at all", state="Texas", country="US").point is None
    assert find_spot(city="Nowhere at all", country="US").area == ""
    assert find_spot(city="Nowhere", state="Quelquepart", country="LU").area == "LU-quelquepart"


def test_who_misspells_a_city_is_offered_what_they_may_have_meant() -> None:
    assert cities_meant("Lisbn", country="PT") == [Known("Lisbon", "14", "PT")]
    assert cities_meant("Lisbon", country="ES")[0] == Known("Lisbon", "14", "PT")
    assert Known("Munich", "02", "DE") in cities_meant("Munnich", country="DE")
    assert cities_meant("xqzw") == []
    assert [each.name for each in cities_beginning("kol", country="DE")] == ["Köln"]
    assert [each.name for each in cities_beginning("frankf")] == ["Frankfurt am Main", "Frankfurt (Oder)"]
    assert cities_beginning("f") == []


def _far(one: str, other: str) -> int:
    points = find_spot(city=one).point, find_spot(city=other).point
    assert points[0] is not None
    assert points[1] is not None
    return km_of(nearness(points[0], points[1]))


@pytest.mark.parametrize(("one", "other", "km"), [("Paris", "London", 344), ("Oslo", "Bergen", 305), ("Tokyo", "Lisbon", 11151)])
def test_distances_are_those_of_an_atlas(one: str, other: str, km: int) -> None:
    assert _far(one, other) == pytest.approx(km, rel=0.01)
    assert _far(one, one) == 0


def _member(city: str, country: str, state: str = "") -> Account:
    return a_member(an_account(city=city, country=country, state=state)).account


def test_members_within_a_distance_those_of_unknown_towns_by_their_state() -> None:
    lisbon = find_spot(city="Lisbon", country="PT")
    here, near, far = _member("Lisboa", "PT"), _member("Setúbal", "PT"), _member("Porto", "PT")
    state = lisbon.area.partition("-")[2]
    PoolMember.objects.filter(pk=_member("Nowhere at all", "PT").pk).update(area=f"PT-{state}")

    def found(km: int) -> int:
        return within(PoolMember.objects.all(), lisbon, km).count()

    assert distances([here.pk, near.pk, far.pk], lisbon)[here.pk] == 0
    assert 25 < distances([near.pk], lisbon)[near.pk] < 50
    assert (found(25), found(50), found(250), found(500)) == (2, 3, 3, 4)


def test_a_customer_that_moves_is_found_in_the_new_place_and_its_history_says_one_thing() -> None:
    account = _member("Lisbon", "PT")
    lisbon = find_spot(city="Lisbon", country="PT")
    before = _changes(account)
    account.city = "Porto"
    account.save(update_fields=["city"])
    assert distances([account.pk], lisbon)[account.pk] > 250
    assert _changes(account) - before == 1  # the city; where that lies is no field of the customer
    Account.objects.filter(pk=account.pk).update(city="Nowhere at all")
    assert distances([account.pk], lisbon) == {}


def test_cities_that_become_known_place_the_members_that_are_there() -> None:
    account = _member("Lisbon", "PT")
    PoolMember.objects.update(x=None, y=None, z=None, area="")
    know_some_cities()
    assert PoolMember.objects.get(pk=account.pk).x is not None


def _changes(account: Account) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from goodword_fieldchange where kind = 'account' and object_id = %s", [account.pk])
        return int(cursor.fetchone()[0])


def test_the_command_reads_them_once_a_release(capsys: Any) -> None:
    assert cities.main([]) == 0
    assert capsys.readouterr().out == ""  # the fixture said that they are of this release
