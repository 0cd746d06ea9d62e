"""Events that are over and lack something: found, said, and mended with one click."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.customers.models import Campaign, CampaignSpeaker
from goodword.people.models import Circle
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_person
from tests.reports.world import figures
from tests.requests.world import World, a_world, now, today

pytestmark = pytest.mark.django_db
PAGE = "reports:unfinished"


@pytest.fixture
def world() -> World:
    return a_world()


def an_event(name: str, *, days_ago: int = 10, **fields: Any) -> Campaign:
    return Campaign.objects.create(name=name, held_on=today() - timedelta(days=days_ago), **fields)


def spoke(campaign: Campaign, account: Any) -> None:
    CampaignSpeaker.objects.create(campaign=campaign, account=account, created_at=now())


def helped(world: World, campaign: Campaign, account: Any, circle: Circle | None = None) -> None:
    row = ReferenceRequest.objects.create(
        kind="event", state="completed", state_at=now(), requester=world.seller, campaign=campaign, once=uuid4(),
        created_at=now(), saved_at=now(), submitted_at=now(), circle=circle,
    )  # fmt: skip
    Candidate.objects.create(reference_request=row, account=account, state="done", state_at=now())


def lacks(world: World) -> dict[str, str]:
    return {row["Campaign"]: row["What is missing"] for row in figures(world, world.manager, f"{reverse(PAGE)}?period=all&block=events")}


def press(world: World, name: str) -> None:
    """Press the button that mends an event."""
    page = world.as_(world.manager).get(f"{reverse(PAGE)}?period=all").content.decode()
    row = next(part for part in page.split("<tr") if f">{name}</a>" in part)
    address = re.findall(r'<form method="post" action="([^"]+)"', row)[0]
    fields = {key: html.unescape(value) for key, value in re.findall(r'<input type="hidden" name="(account_name)" value="([^"]*)"', row)}
    assert world.as_(world.manager).post(address, fields).status_code == 302


@pytest.mark.slow
def test_each_lack_is_found_said_and_mended_in_one_click(world: World) -> None:
    member, stranger = world.account, an_account("No Member Ltd")
    other = a_member(name="Other Speaker").account
    fine = an_event("All is well")
    spoke(fine, member)
    an_event("Nobody known")
    unlisted = an_event("Not listed")
    helped(world, unlisted, member)
    without = an_event("No reference ID")
    spoke(without, stranger)
    recorded = an_event("Recorded", recording="https://video.example/1")
    spoke(recorded, member)
    after = Campaign.objects.create(name="Recorded, on demand")
    spoke(recorded, other)
    spoke(an_event("Today", days_ago=0), stranger)
    an_event("Lasts until today", days_ago=2, ended_on=today())
    assert lacks(world) == {
        "Nobody known": "No speaker is written down",
        "Not listed": "Vestara Insurance spoke and is not on the list",
        "No reference ID": "No Member Ltd has no reference ID",
        "Recorded": "Recorded, and no on-demand campaign",
    }
    counts = {row["What"]: int(row["Events"]) for row in figures(world, world.manager, f"{reverse(PAGE)}?period=all&block=lacks")}
    assert sum(counts.values()) == 4
    press(world, "Not listed")
    assert "Not listed" not in lacks(world)
    edit = reverse("customers:campaign_edit", args=[recorded.pk])
    asked = {"name": "Recorded", "held_on": recorded.held_on, "recording": recorded.recording}
    client = world.as_(world.manager)
    answer = client.post(edit, {**asked, "on_demand_name": "Recorded on demnd"})
    assert "Recorded, on demand" in answer.content.decode()
    assert 'value="Recorded on demnd"' in answer.content.decode()
    assert client.post(edit, {**asked, "on_demand_name": "recorded, on demand"}).status_code == 302
    # Who spoke is written into the campaign of the recording along with it.
    assert {each.account for each in after.speakers.all()} == {member, other}
    assert "Recorded" not in lacks(world)
    after.speakers.filter(account=member).delete()
    assert lacks(world)["Recorded"] == "Vestara Insurance is not on the list of Recorded, on demand"
    press(world, "Recorded")
    assert set(lacks(world)) == {"Nobody known", "No reference ID"}
    page = client.get(reverse("desk:campaign", args=[recorded.pk])).content.decode()
    assert reverse("desk:campaign", args=[after.pk]) in page
    assert "Recorded at" in client.get(reverse("desk:campaign", args=[after.pk])).content.decode()


def test_a_confidential_speaker_is_missed_by_nobody(world: World) -> None:
    event = an_event("Whispered")
    spoke(event, world.account)
    circle = Circle.objects.create()
    circle.people.add(world.manager, world.seller)
    helped(world, event, a_member(name="Never named").account, circle)
    assert lacks(world) == {}


def test_a_campaign_is_not_its_own_recording(world: World) -> None:
    event = an_event("Alone")
    sent = {"name": "Alone", "on_demand_name": "Alone"}
    answer = world.as_(world.manager).post(reverse("customers:campaign_edit", args=[event.pk]), sent)
    assert (answer.status_code, "No other campaign here is called that" in answer.content.decode()) == (422, True)


@pytest.mark.slow
def test_who_may_not_write_campaigns_sees_what_is_missing_without_a_button(world: World) -> None:
    an_event("Nobody known")
    client = world.as_(a_person(name="Ann Onlooker"))
    page = client.get(f"{reverse(PAGE)}?period=all").content.decode()
    assert "No speaker is written down" in page
    assert "Say who spoke" not in page
