"""The table that an event chooses from: near the place first, and several at once onto the short list."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.customers.models import Account
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.policy.queries import in_force
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries import table
from tests.factories.people import a_person
from tests.requests.short_lists import a_speaker, an_event
from tests.requests.world import World, a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("some_cities")]


@pytest.fixture
def world() -> World:
    return a_world()


def _names(world: World, row: ReferenceRequest, query: str = "", *, user: Any = None) -> list[str]:
    answer = world.as_(user or world.manager).get(f"{reverse('requests:pool', args=[row.pk])}?{query}")
    assert answer.status_code == 200
    return [line.account.name for line in answer.context["lines"]]


@pytest.mark.slow
def test_the_nearest_stand_first_and_the_distance_narrows(world: World) -> None:
    row = an_event(world)
    for name, city in (("Aveleda", "Porto"), ("Belmar", "Setúbal"), ("Cascata", "Lisboa"), ("Drumlin", "Nowhere at all")):
        a_speaker(name, city)
    a_speaker("Eskdale", "Springfield", "US", state="IL")
    assert _names(world, row, "where=any") == ["Cascata", "Belmar", "Aveleda", "Eskdale", "Drumlin"]
    assert _names(world, row, "where=50") == ["Cascata", "Belmar"]
    assert _names(world, row, "where=25") == ["Cascata"]
    assert _names(world, row) == ["Cascata", "Belmar"]  # 250 km as a rule
    assert _names(world, row, "where=country&sort=name") == ["Aveleda", "Belmar", "Cascata", "Drumlin"]
    assert _names(world, row, "where=any&q=belm") == ["Belmar"]
    assert _names(world, row, "where=nonsense&sort=nonsense&page=99") == ["Cascata", "Belmar"]
    shown = world.as_(world.manager).get(f"{reverse('requests:pool', args=[row.pk])}?where=50").content.decode()
    assert "within 50 km of Lisbon" in shown
    assert "km away" in shown


def test_the_fit_of_the_table_is_the_fit_of_the_rules(world: World) -> None:
    row = an_event(world)
    for name, city in (("Aveleda", "Porto"), ("Belmar", "Setúbal"), ("Cascata", "Lisboa"), ("Drumlin", "Nowhere at all")):
        a_speaker(name, city)
    ground = table.ground_of(row, now=in_force(now()))
    sought = table.Sought(table.ANYWHERE, table.FIT)
    found = list(table.pool(ground, sought))
    judged = {line.account.name: line.fit.figure for line in table.lines(found, ground)}
    assert [each.fit for each in found] == list(judged.values())
    assert judged["Cascata"] > judged["Aveleda"] >= judged["Drumlin"]


@pytest.mark.slow
def test_whoever_is_not_free_stands_apart_with_the_reason(world: World) -> None:
    row, tired = an_event(world), a_speaker("Tarn", "Lisbon")
    tired.do_not_contact = True
    tired.save()
    a_speaker("Upland", "Lisbon")
    assert _names(world, row) == ["Upland"]
    assert _names(world, row, "show=blocked") == ["Tarn"]


@pytest.mark.slow
def test_a_city_that_nobody_knows_is_said_with_what_may_be_meant_and_the_state_takes_its_place(world: World) -> None:
    row = an_event(world, "Springfeld", "US", place_state="Illinois")
    a_speaker("Eskdale", "Springfield", "US", state="IL")
    a_speaker("Frome", "Springfield", "US", state="MO")
    shown = world.as_(world.manager).get(reverse("requests:pool", args=[row.pk])).content.decode()
    assert "We do not know where Springfeld is." in shown
    assert "Did you mean Springfield" in shown
    assert _names(world, row) == ["Eskdale"]
    assert sorted(_names(world, row, "where=any")) == ["Eskdale", "Frome"]


@pytest.mark.slow
def test_an_event_online_asks_for_no_distance(world: World) -> None:
    row = an_event(world, "Lisbon", is_online=True)
    a_speaker("Aveleda", "Porto")
    shown = world.as_(world.manager).get(reverse("requests:pool", args=[row.pk])).content.decode()
    assert "500 km" not in shown
    assert _names(world, row) == ["Aveleda"]


@pytest.mark.slow
def test_a_partner_gets_customers_of_the_size_they_asked_for(world: World) -> None:
    row = an_event(world, kind="partner_event", details={"partner": "Corvale", "asked_tier": "commercial"})
    for name, segment in (("Aveleda", "smb"), ("Belmar", "mid_market"), ("Cascata", "enterprise")):
        a_speaker(name, "Lisbon", segment=segment)
    assert sorted(_names(world, row)) == ["Aveleda", "Belmar"]
    assert sorted(_names(world, row, "size=any")) == ["Aveleda", "Belmar", "Cascata"]


@pytest.mark.slow
def test_several_go_onto_the_short_list_together_and_pressing_twice_adds_nobody(world: World) -> None:
    row, one, two = an_event(world), a_speaker("Aveleda", "Lisbon"), a_speaker("Belmar", "Lisbon")
    url, client = reverse("requests:choose", args=[row.pk]), world.as_(world.manager)
    for _again in range(2):
        answer = client.post(url, {"account": [one.pk, two.pk]})
        assert answer.status_code == 302
        assert answer["Location"].endswith("#candidates")
    assert sorted(row.candidates.values_list("account__name", "state")) == [("Aveleda", "shortlisted"), ("Belmar", "shortlisted")]
    assert _names(world, row) == []
    assert client.post(url, {"account": ["x", ""]}, follow=True).status_code == 200
    assert row.candidates.count() == 2


@pytest.mark.slow
def test_the_requester_reads_the_table_and_wishes_and_an_outsider_sees_nothing(world: World) -> None:
    row, one = an_event(world), a_speaker("Aveleda", "Lisbon")
    assert _names(world, row, user=world.seller) == ["Aveleda"]
    world.as_(world.seller).post(reverse("requests:choose", args=[row.pk]), {"account": [one.pk]})
    assert row.candidates.get().state == "suggested"
    outsider = a_person()
    assert world.as_(outsider).get(reverse("requests:pool", args=[row.pk])).status_code == 404
    assert world.as_(outsider).post(reverse("requests:choose", args=[row.pk]), {"account": [one.pk]}).status_code == 404
    with pytest.raises(NotAllowed):
        actions.put_on_list(row, accounts=[one], by=Actor.person(outsider), at=now())
    call = world.sent()
    assert world.as_(world.manager).get(reverse("requests:pool", args=[call.pk])).status_code == 404


def test_the_table_as_a_file_runs_no_formula(world: World) -> None:
    row = an_event(world)
    a_speaker("=HYPERLINK(1)", "Lisbon")
    answer: Any = world.as_(world.manager).get(f"{reverse('requests:pool', args=[row.pk])}?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "Kilometres" in text


@pytest.mark.slow
def test_more_than_fit_on_a_page_are_leafed_through(world: World) -> None:
    row = an_event(world)
    for number in range(30):
        a_speaker(f"Mellstock Joint Water, Drainage and Land Improvement Company, Section {number:02}", "Lisbon")
    assert len(_names(world, row)) == 25
    assert len(_names(world, row, "page=2")) == 5
    many = list(Account.objects.filter(name__startswith="Mellstock"))
    assert isinstance(actions.put_on_list(row, accounts=many * 2, by=Actor.person(world.manager), at=now()), Refused)
    assert not Candidate.objects.exists()


@pytest.mark.slow
def test_whoever_misspells_the_city_reads_so_while_they_ask(world: World) -> None:
    asked = {"kind": "event", "once": str(uuid4()), "place_city": "Lisbn", "place_country": "PT", "topic": "x"}
    shown = world.as_(world.seller).post(reverse("requests:live"), asked).content.decode()
    assert "Did you mean Lisbon, Portugal?" in shown
    assert "Did you mean" not in world.as_(world.seller).post(reverse("requests:live"), {**asked, "place_city": "Lisboa"}).content.decode()
