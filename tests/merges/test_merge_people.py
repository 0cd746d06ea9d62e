"""Merging two rows of one person: what was asked of either, and every link in their mailbox, is of the one who stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Campaign, CampaignSpeaker, Contact, Merge, SelfLimit
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.links.actions import issue
from goodword.links.models import Link, Purpose
from goodword.merges.actions.people import merge_contacts
from goodword.merges.actions.split import split
from goodword.requests.models import Candidate
from tests.factories.customers import a_contact, an_account
from tests.requests.world import World, a_world, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def merge(world: World, kept: Contact, gone: Contact, **picks: str) -> Merge:
    """Merge two people as the owner of their company."""
    done = merge_contacts(kept_id=kept.pk, gone_id=gone.pk, picks=picks, by=Actor.person(world.owner), at=now())
    assert isinstance(done, Merge), done
    return done


@pytest.mark.slow
def test_links_in_their_mailbox_keep_working_and_all_of_it_comes_back(world: World) -> None:
    row = world.asked()
    gone = world.contact
    kept = a_contact(world.account, "Ingrid Solheim-Berg", email="ingrid.berg@vestara.example", phone="+47 1")
    token = issue(Purpose.ANSWER_ASK, about=row, contact_id=gone.pk, expires_at=now() + timedelta(days=5), at=now())
    SelfLimit.objects.create(member=world.account.member, contact=gone, family="call", most=1, days=365)
    SelfLimit.objects.create(member=world.account.member, contact=kept, family="call", most=3, days=365)
    campaign = Campaign.objects.create(name="Spring days")
    for person in (kept, gone):
        CampaignSpeaker.objects.create(campaign=campaign, account=world.account, contact=person, created_at=now())
    done = merge(world, kept, gone, title="gone")
    assert LedgerEntry.objects.get().contact_id == kept.pk
    assert Candidate.objects.get(pk=row.pk).contact_id == kept.pk
    assert SelfLimit.objects.get().most == 1
    assert CampaignSpeaker.objects.get().contact_id == kept.pk
    kept.refresh_from_db()
    assert (kept.title, kept.is_champion) == ("Head of Platform", True)
    page = Client().get(reverse("portal:answer", args=[token]))
    assert page.status_code == 200
    assert "Ingrid" in page.content.decode()
    assert isinstance(split(done.pk, by=Actor.person(world.owner), at=now()), Merge)
    assert LedgerEntry.objects.get().contact_id == gone.pk
    assert set(Link.objects.values_list("contact_id", flat=True)) == {gone.pk}
    assert Candidate.objects.get(pk=row.pk).contact_id == gone.pk
    assert sorted(SelfLimit.objects.values_list("contact_id", "most")) == sorted([(gone.pk, 1), (kept.pk, 3)])
    assert CampaignSpeaker.objects.count() == 2
    kept.refresh_from_db()
    assert (kept.title, kept.is_champion) == ("", False)
    assert Client().get(reverse("portal:answer", args=[token])).status_code == 200


@pytest.mark.slow
def test_pages_of_two_rows_of_one_person(world: World) -> None:
    browser, kept = world.as_(world.owner), world.contact
    gone = a_contact(world.account, "Ingrid Solheim", email="i.solheim@vestara.example")
    elsewhere = a_contact(an_account())
    assert gone.email in browser.get(reverse("merges:merge_person_with", args=[kept.pk])).content.decode()
    for other, words in ((elsewhere, "two customers"), (kept, "same person")):
        answer = browser.post(reverse("merges:merge_person", args=[kept.pk, other.pk]))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    url = reverse("merges:merge_person", args=[kept.pk, gone.pk])
    assert "pick_email" in browser.get(url).content.decode()
    assert "are one now" in browser.post(url, {"pick_email": "gone"}, follow=True).content.decode()
    kept.refresh_from_db()
    assert kept.email == "i.solheim@vestara.example"
    assert "Somebody was faster" in browser.post(url, follow=True).content.decode()
    done = Merge.objects.get()
    assert "stands by itself again" in browser.post(reverse("merges:split", args=[done.pk]), follow=True).content.decode()
    assert Contact.objects.filter(pk=gone.pk, email="i.solheim@vestara.example").exists()
    assert isinstance(split(done.pk, by=Actor.person(world.owner), at=now()), Refused)
