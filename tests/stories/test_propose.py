"""Proposing a story: from a customer, without one, twice, by whom it is seen."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from goodword.desk.queries.search import search
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.stories.access import visible_to
from goodword.stories.actions import assign
from goodword.stories.kinds import KINDS
from goodword.stories.models import Story
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story, proposed

pytestmark = pytest.mark.django_db
URL = "/stories/new"


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def test_a_seller_proposes_a_story_of_a_customer_and_a_manager_leads_it(client: Client) -> None:
    manager, seller = a_manager(), a_person()
    account = an_account("Halden Freight", use_cases=["ci"])
    champion = a_contact(account, "Ingrid Solberg")
    client.force_login(seller)
    assert "Halden Freight" in client.get(URL, {"q": "halden"}).content.decode()
    page = client.get(URL, {"account": account.pk})
    once = page.context["form"]["once"].value()
    said = {"account": account.pk, "kind": "case_study", "title": "Parcels before breakfast", "contact": champion.pk, "once": str(once)}
    said |= {"shows": "That a parcel needs an hour less.", "drivers": ["speed"]}
    answer = client.post(URL, said, follow=True)
    row = Story.objects.get()
    assert (row.account, row.contact, row.manager, row.proposed_by, row.state, row.stage) == (
        account, champion, manager, seller, "proposed", "intake"
    )  # fmt: skip
    assert (row.use_cases, row.drivers) == (["ci"], ["speed"])
    assert "That a parcel needs an hour less." in answer.content.decode()
    assert "Proposed a story: Case study" in answer.content.decode()
    client.post(URL, said)
    assert Story.objects.count() == 1


@pytest.mark.parametrize("kind", [each.code for each in KINDS.values() if not each.may_be_nobodys])
def test_only_what_needs_no_customer_is_proposed_without_one(kind: str) -> None:
    refused = proposed(kind=kind, heard_where="On a train")
    assert isinstance(refused, Refused)
    assert "customer" in refused.words


def test_an_anecdote_without_a_customer_says_where_it_was_heard(client: Client) -> None:
    client.force_login(a_manager())
    empty = client.post(URL, {"nobody": "1", "kind": "anecdote", "title": "The quiet Friday", "once": str(uuid4())})
    assert empty.status_code == 422
    assert empty.context["form"].errors["heard_where"]
    assert "The quiet Friday" in empty.content.decode()
    client.post(URL, {"nobody": "1", "kind": "anecdote", "title": "The quiet Friday", "heard_where": "A meetup", "once": str(uuid4())})
    row = Story.objects.get()
    assert (row.account, row.heard_where, row.is_attributable) == (None, "A meetup", False)
    assert client.get(reverse("stories:story", args=[row.number])).status_code == 200


def test_a_person_of_another_customer_does_not_tell_it() -> None:
    stranger = a_contact(an_account("Somebody else"), "Nils")
    refused = proposed(contact=stranger)
    assert isinstance(refused, Refused)
    assert "not with this customer" in refused.words


def test_a_confidential_story_is_known_to_those_who_have_a_part_in_it_alone(client: Client) -> None:
    manager, seller, other = a_manager(), a_person(), a_manager(name="Another Manager")
    row = a_story(by=seller, is_confidential=True, title="Whisper")
    known = {row.proposed_by, row.manager}
    outsider = next(user for user in (manager, other) if user not in known)
    client.force_login(outsider)
    assert not visible_to(outsider).filter(pk=row.pk).exists()
    for name in ("story", "brief"):
        assert client.get(reverse(f"stories:{name}", args=[row.number])).status_code == 404
    for name in ("assign", "unassign", "comment"):
        assert client.post(reverse(f"stories:{name}", args=[row.number]), {"text": "x"}).status_code == 404
    assert "Whisper" not in client.get("/stories/", {"view": "all"}).content.decode()
    assert search("Whisper", reader=outsider) == []
    assert not Entry.objects.filter(verb__startswith="story.", circle=None).exists()
    assert row.manager is not None
    assign(row, outsider, part="pmm", by=Actor.person(row.manager), at=clock.now())
    assert client.get(reverse("stories:story", args=[row.number])).status_code == 200


def test_stories_are_found_by_their_title_and_by_their_number(client: Client) -> None:
    row = a_story(title="Parcels before breakfast")
    client.force_login(a_person())
    for words in ("before breakfast", row.reference, row.reference.lower()):
        assert row.title in [hit.title for group in search(words, reader=a_person()) for hit in group.hits], words
        assert row.title in client.get("/stories/", {"q": words}).content.decode(), words


def test_the_list_narrows_and_is_had_as_a_file(client: Client) -> None:
    a_story(title="Parcels before breakfast", drivers=("speed",))
    a_story(title="No more night shifts", kind="blog", account=an_account("Another"))
    client.force_login(a_person())
    found = client.get("/stories/", {"kind": "blog"}).content.decode()
    assert "No more night shifts" in found
    assert "Parcels before breakfast" not in found
    assert "Parcels before breakfast" in client.get("/stories/", {"driver": "speed"}).content.decode()
    file = b"".join(client.get("/stories/", {"export": "csv", "view": "all"})).decode()
    assert len(re.findall("STORY-", file)) == 2
