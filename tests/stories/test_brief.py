"""The brief of a story, who has a part in it, stopping it and taking it up again."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.stories.actions import assign, reopen, save_brief, stop, unassign
from goodword.stories.models import Story, StoryPerson
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager()


@pytest.fixture
def row(manager: User) -> Story:
    return a_story(by=manager)


def test_what_is_typed_into_the_brief_stands_on_the_page(client: Client, manager: User, row: Story) -> None:
    client.force_login(manager)
    url = reverse("stories:brief", args=[row.number])
    said = {"title": row.title, "shows": "Nights are quiet.", "drivers": ["risk"], "timeframe": "60", "languages": ["de"], "version": 0}
    page = client.post(url, said, follow=True).content.decode()
    for words in ("Nights are quiet.", "Reduce security and compliance risk", "60 days", "German", "nobody may find out who it is"):
        assert words in page
    assert "Changed the brief: what it shows" in page


def test_two_who_write_at_once_lose_nothing(client: Client, manager: User, row: Story) -> None:
    by, at = Actor.person(manager), clock.now()
    assert isinstance(save_brief(row, by=by, at=at, said={"shows": "Mine."}, version=0), Story)
    client.force_login(manager)
    url = reverse("stories:brief", args=[row.number])
    behind = client.post(url, {"title": row.title, "shows": "Theirs.", "is_attributable": "on", "version": "0"})
    assert behind.status_code == 422
    assert "Somebody changed the brief meanwhile" in behind.content.decode()
    assert "Theirs." in behind.content.decode()
    row.refresh_from_db()
    assert row.shows == "Mine."
    seen = behind.context["form"]["version"].value()
    client.post(url, {"title": row.title, "shows": "Mine. Theirs.", "is_attributable": "on", "version": seen})
    row.refresh_from_db()
    assert row.shows == "Mine. Theirs."


def test_nobody_without_a_part_writes_the_brief_and_a_part_ends_with_its_day(client: Client, manager: User, row: Story) -> None:
    writer, at = a_person(), clock.now()
    client.force_login(writer)
    url = reverse("stories:brief", args=[row.number])
    assert client.get(url).status_code == 403
    today = clock.now().date()
    assert isinstance(assign(row, writer, part="writer", until_on=today + timedelta(days=3), by=Actor.person(manager), at=at), StoryPerson)
    assert client.get(url).status_code == 200
    StoryPerson.objects.filter(user=writer).update(until_on=today - timedelta(days=3))
    assert client.get(url).status_code == 403
    with pytest.raises(NotAllowed):
        save_brief(row, by=Actor.person(writer), at=at, said={"shows": "x"}, version=0)


def test_who_leads_it_is_one_person_and_somebody_always_does(client: Client, manager: User, row: Story) -> None:
    other = a_person()
    client.force_login(manager)
    client.post(reverse("stories:assign", args=[row.number]), {"user": other.pk, "part": "manager"})
    row.refresh_from_db()
    assert row.manager == other
    assert list(StoryPerson.objects.values_list("part", "user")) == [("manager", other.pk)]
    kept = unassign(row, other, part="manager", by=Actor.person(manager), at=clock.now())
    assert isinstance(kept, Refused)
    missing = client.post(reverse("stories:assign", args=[row.number]), {"user": "", "part": "writer"})
    assert missing.status_code == 422


def test_a_story_is_stopped_with_a_reason_and_taken_up_again(client: Client, manager: User, row: Story) -> None:
    client.force_login(manager)
    url = reverse("stories:verb", args=[row.number, "stop"])
    assert client.post(url, {"words": " "}).status_code == 422
    page = client.post(url, {"words": "They were bought."}, follow=True).content.decode()
    assert "They were bought." in page
    with pytest.raises(WrongState):
        stop(row, by=Actor.person(manager), at=clock.now(), reason="Again")
    with pytest.raises(WrongState):
        save_brief(row, by=Actor.person(manager), at=clock.now(), said={"shows": "x"}, version=0)
    with pytest.raises(NotAllowed):
        reopen(row, by=Actor.person(a_person()), at=clock.now())
    assert "Proposed" in client.post(reverse("stories:verb", args=[row.number, "reopen"]), follow=True).content.decode()
