"""Days that count, and finding somebody by a name that was mistyped."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.people.models import Region
from goodword.policy.queries import in_force
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.ball import turn_of
from goodword.requests.queries.head import head_of
from tests.requests.world import a_customer, a_world, now

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_the_ball_rests_on_the_holidays_of_whoever_has_it() -> None:
    world = a_world()
    oslo, boston = (
        Region.objects.create(code=code, name=code, holiday_country=country, time_zone=zone)
        for code, country, zone in (("no", "NO", "Europe/Oslo"), ("us", "US", "America/New_York"))
    )
    row = world.sent()
    ReferenceRequest.objects.filter(pk=row.pk).update(state_at=datetime(2026, 5, 13, 12, tzinfo=UTC))  # the day before Ascension Day
    for region, expected in ((oslo, date(2026, 5, 18)), (boston, date(2026, 5, 15))):
        world.manager.region = region
        world.manager.save(update_fields=["region"])
        fresh = ReferenceRequest.objects.select_related("manager__region").get(pk=row.pk)
        assert turn_of(fresh, [], at=now()).due == expected


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["Vsetara", "vestera insurance", "insurance"])
def test_a_customer_is_found_by_a_name_that_was_mistyped(typed: str) -> None:
    world = a_world()
    a_customer("Quorra Foods", region=world.account.region)
    row = world.sent()
    found = world.as_(world.manager).get(reverse("requests:search", args=[row.pk]), {"q": typed}).content.decode()
    assert "Vestara Insurance" in found
    assert "Quorra Foods" not in found


@pytest.mark.slow
def test_once_the_call_has_begun_saying_that_it_took_place_is_the_big_button() -> None:
    world = a_world()
    candidate = world.accepted()
    starts = now() + timedelta(days=2)
    actions.schedule(candidate, starts_at=starts, by=Actor.person(world.seller), at=now())
    candidate = Candidate.objects.select_related("contact", "account", "reference_request").get(pk=candidate.pk)
    row = candidate.reference_request
    for moment, is_big in (
        (starts - timedelta(minutes=1), False),
        (starts + timedelta(minutes=5), True),
        (starts + timedelta(hours=2), True),
    ):
        head = head_of(row, turn_of(row, [candidate], at=moment), [], world.seller, now=in_force(moment))
        assert ([step.label for step in head.steps if step.style == "primary"] == ["It took place"]) is is_big
        assert ("It took place already" in [step.label for step in head.more]) is not is_big
