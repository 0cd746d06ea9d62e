"""Campaigns: written down, found, filtered, and who spoke at them, on every page where that matters."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Campaign
from goodword.journal.models import Entry, FieldChange
from goodword.kernel.clock import now
from goodword.people.kinds import Role
from goodword.people.models import User
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_manager, a_person, a_region

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def manager() -> Client:
    ensure_lists()
    return signed_in(a_manager(name="Mara Lindqvist"))


def read(client: Client, name: str, *key: int, **query: str) -> str:
    """A page, as text."""
    answer = client.get(reverse(name, args=key), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.slow
def test_a_campaign_is_written_down_with_who_spoke_and_stands_on_their_page(manager: Client) -> None:
    vestara = an_account("Vestara Insurance")
    member = a_member(vestara)
    a_contact(vestara, "Ingrid Solheim")
    sent = {"name": "Harrow Summit", "kind": "corporate_event", "held_on": "2025-05-06", "ended_on": "2025-05-07", "city": "Oslo"}
    sent |= {"country": "NO", "recording": "https://video.example/summit"}
    assert manager.post(reverse("customers:campaign_new"), sent).status_code == 302
    campaign = Campaign.objects.get()
    speaker = reverse("customers:campaign_speaker", args=[campaign.pk])
    assert manager.post(speaker, {"account_name": member.reference_id, "contact_name": "Ingrid Solheim"}).status_code == 302
    again = manager.post(speaker, {"account_name": "vestara insurance", "contact_name": "Ingrid Solheim"})
    assert again.status_code == 422
    assert "on the list already" in again.content.decode()
    page = read(manager, "desk:campaign", campaign.pk)
    for words in ("Vestara Insurance", "Ingrid Solheim", "Corporate event", "Oslo, Norway", 'href="https://video.example/summit"'):
        assert words in page
    account = read(manager, "desk:account", vestara.pk)
    assert "Spoke at" in account
    assert "Ingrid Solheim of Vestara Insurance spoke at Harrow Summit" in account
    found = manager.get(reverse("desk:search"), {"q": "harow sumit"})  # one hit is opened at once
    assert found.headers["Location"] == reverse("desk:campaign", args=[campaign.pk])
    assert manager.post(reverse("customers:campaign_speaker_take", args=[campaign.pk, campaign.speakers.get().pk])).status_code == 302
    assert not campaign.speakers.exists()
    assert [entry.verb for entry in Entry.objects.filter(subjects__kind="campaign").order_by("pk")] == [
        "campaign.created",
        "campaign.speaker_added",
        "campaign.speaker_taken",
    ]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"name": "", "held_on": "2025-05-06"}, "required"),
        ({"name": "Summit", "held_on": "2025-05-06", "ended_on": "2025-05-05"}, "The last day comes before the first."),
        ({"name": "Summit", "ended_on": "2025-05-05"}, "Say the first day too."),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(manager: Client, sent: dict[str, str], words: str) -> None:
    answer = manager.post(reverse("customers:campaign_new"), {**sent, "city": "Trondheim"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Trondheim" in page
    assert not Campaign.objects.exists()


def test_a_speaker_who_is_not_here_is_said_with_who_is_near(manager: Client) -> None:
    an_account("Vestara Insurance")
    url = reverse("customers:campaign_speaker", args=[Campaign.objects.create(name="Summit").pk])
    assert "Did you mean Vestara Insurance?" in manager.post(url, {"account_name": "Vestara"}).content.decode()
    assert "Write the company down first" in manager.post(url, {"account_name": "Quorn"}).content.decode()
    nobody = manager.post(url, {"account_name": "Vestara Insurance", "contact_name": "Ada"}).content.decode()
    assert "Nobody is written down at Vestara Insurance yet" in nobody


@pytest.mark.slow
def test_only_those_who_work_with_customers_and_events_change_campaigns(manager: Client) -> None:
    campaign = Campaign.objects.create(name="Summit")
    seller, events = signed_in(a_person(Role.REQUESTER)), signed_in(a_person(Role.EVENT_MANAGER))
    for name, key in (
        ("customers:campaign_new", ()),
        ("customers:campaign_edit", (campaign.pk,)),
        ("customers:campaign_speaker", (campaign.pk,)),
    ):
        assert seller.get(reverse(name, args=key)).status_code == 403
        assert events.get(reverse(name, args=key)).status_code == 200
    assert "New campaign" not in read(seller, "customers:campaigns")
    assert "Add who spoke" not in read(seller, "desk:campaign", campaign.pk)


def test_an_edit_is_in_the_field_history(manager: Client) -> None:
    campaign = Campaign.objects.create(name="Summit", city="Oslo")
    sent = {"name": "Summit", "city": "Bergen", "kind": "", "country": ""}
    assert manager.post(reverse("customers:campaign_edit", args=[campaign.pk]), sent).status_code == 302
    change = FieldChange.objects.get(kind="campaign", object_id=campaign.pk)
    assert (change.field, change.before, change.after) == ("city", "Oslo", "Bergen")
    assert "Campaign changed: city" in read(manager, "desk:campaign", campaign.pk)


@pytest.mark.slow
def test_the_list_is_filtered_and_leaves_as_a_file(manager: Client) -> None:
    assert "No campaigns yet" in read(manager, "customers:campaigns")
    emea = a_region("emea")
    summit = Campaign.objects.create(name="Summit", kind="corporate_event", held_on=date(2025, 5, 6), region=emea)
    Campaign.objects.create(name="Web talk", kind="webinar", held_on=date(2024, 2, 3))
    Campaign.objects.create(name="Some day")
    vestara, plain = an_account("Vestara Insurance"), an_account("Oakmere Bank")
    member = a_member(vestara)
    for account in (vestara, plain):
        summit.speakers.create(account=account, created_at=member.standing_at)
    for query, found in (
        ({"kind": "webinar"}, {"Web talk"}),
        ({"year": "2025"}, {"Summit"}),
        ({"year": "none"}, {"Some day"}),
        ({"region": emea.code}, {"Summit"}),
        ({"q": "oakmere"}, {"Summit"}),
        ({"year": "nonsense"}, set()),
    ):
        page = read(manager, "customers:campaigns", **query)
        assert {name for name in ("Summit", "Web talk", "Some day") if f">{name}<" in page} == found, query
    file = manager.get(reverse("customers:campaigns"), {"export": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(file).decode("utf-8-sig"))))
    assert {row["Name"] for row in rows} == {"Some day", "Summit", "Web talk"}
    assert {row["Name"]: row["Who spoke"] for row in rows}["Summit"] == f"Oakmere Bank; {member.reference_id}"


@pytest.mark.slow
def test_who_is_to_speak_at_a_campaign_to_come_has_not_spoken_yet(manager: Client) -> None:
    vestara = an_account("Vestara Insurance")
    held_on = (now() + timedelta(days=40)).date().isoformat()
    assert manager.post(reverse("customers:campaign_new"), {"name": "Harrow Summit", "held_on": held_on}).status_code == 302
    campaign = Campaign.objects.get()
    speaker = reverse("customers:campaign_speaker", args=[campaign.pk])
    assert manager.post(speaker, {"account_name": vestara.name}).status_code == 302
    assert "Vestara Insurance will speak at Harrow Summit" in read(manager, "desk:account", vestara.pk)
    Campaign.objects.update(held_on="2025-05-06")
    assert "Vestara Insurance spoke at Harrow Summit" in read(manager, "desk:account", vestara.pk)


def test_an_empty_list_of_campaigns_leads_whoever_may_to_bringing_one(manager: Client) -> None:
    link = f"{reverse('imports:upload')}?kind=campaigns"
    assert link in manager.get(reverse("customers:campaigns")).content.decode()
    client = Client()
    client.force_login(a_person(Role.EVENT_MANAGER))
    page = client.get(reverse("customers:campaigns")).content.decode()
    assert link not in page
    assert "Bring a list" not in page
