"""Playbooks are read by everybody, and changed by whoever runs the program: as a draft, in versions."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.people.queries import today
from goodword.playbooks.actions import ensure_shipped
from goodword.playbooks.kinds import SHIPPED, shipped
from goodword.playbooks.models import PlaybookDraft, PlaybookVersion
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()
    ensure_shipped()


@pytest.fixture
def manager(client: Client) -> User:
    user = a_manager()
    client.force_login(user)
    return user


def begun(client: Client, code: str = "quote_logo") -> PlaybookDraft:
    assert client.post(reverse("playbooks:start", args=[code])).status_code == 302
    return PlaybookDraft.objects.get(code=code, discarded_at=None)


def step(draft: PlaybookDraft, **said: object) -> dict[str, object]:
    given = {"title": "Ask twice", "stage": "intake", "role": "manager", "days": "2", "since": "previous", "waits": "above"}
    return {**given, "edition": draft.edition, **said}


def test_everybody_reads_each_playbook_as_it_holds(client: Client) -> None:
    client.force_login(a_person())
    page = client.get(reverse("playbooks:list")).content.decode()
    for code in SHIPPED:
        assert shipped(code).name in page
        one = client.get(reverse("playbooks:playbook", args=[code])).content.decode()
        assert all(each.title.split(",")[0] in one for each in shipped(code).steps if "'" not in each.title)
        assert "Change it" not in one


def test_only_whoever_runs_the_program_writes(client: Client) -> None:
    client.force_login(a_person())
    assert client.post(reverse("playbooks:start", args=["video"])).status_code == 403
    assert not PlaybookDraft.objects.exists()


def test_a_draft_becomes_a_version_with_its_day_and_its_reason(client: Client, manager: User) -> None:
    draft = begun(client)
    assert client.post(reverse("playbooks:new_step", args=[draft.pk]), step(draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.definition["steps"][-1]["key"] == "ask_twice"
    page = client.get(reverse("playbooks:publish", args=[draft.pk])).content.decode()
    assert "Ask twice" in page
    assert "New" in page
    said = {"edition": draft.edition, "starts_on": today(clock.now()).isoformat(), "note": "It helped."}
    done = client.post(reverse("playbooks:publish", args=[draft.pk]), said, follow=True).content.decode()
    assert "It helped." in done
    assert "Ask twice" in done
    assert PlaybookVersion.objects.get(code="quote_logo", number=2).published_by == manager
    old = client.get(reverse("playbooks:version", args=["quote_logo", 1])).content.decode()
    assert "Ask twice" not in old
    assert "This version is not in force" in old
    assert "Ask twice" in client.get(reverse("playbooks:changes", args=["quote_logo", 2])).content.decode()


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(client: Client, manager: User) -> None:
    del manager
    draft = begun(client)
    wrong = step(draft, title="", instructions="Every word of this.", days="-3")
    answer = client.post(reverse("playbooks:new_step", args=[draft.pk]), wrong)
    assert answer.status_code == 422
    assert "Every word of this." in answer.content.decode()
    assert "title" in answer.context["form"].errors
    behind = step(draft, title="Choose the sentences", waits="these", after=["permission"])
    answer = client.post(reverse("playbooks:step", args=[draft.pk, "owner"]), behind)
    assert answer.status_code == 422
    assert "would never begin" in str(answer.context["form"].errors["after"])
    draft.refresh_from_db()
    assert draft.edition == 1


def test_two_who_write_one_draft_lose_nothing(client: Client, manager: User) -> None:
    del manager
    draft = begun(client)
    other = Client()
    other.force_login(a_manager(name="Ole Brandt"))
    assert other.post(reverse("playbooks:new_step", args=[draft.pk]), step(draft, title="Theirs")).status_code == 302
    late = client.post(reverse("playbooks:new_step", args=[draft.pk]), step(draft, title="Mine"))
    assert late.status_code == 422
    assert "Ole Brandt saved this draft in the meantime" in late.content.decode()
    seen = late.context["form"]["edition"].value()
    assert client.post(reverse("playbooks:new_step", args=[draft.pk]), step(draft, title="Mine", edition=seen)).status_code == 302
    draft.refresh_from_db()
    assert [each["title"] for each in draft.definition["steps"]][-2:] == ["Theirs", "Mine"]


def test_steps_move_and_go_and_what_waited_waits_for_what_they_waited_for(client: Client, manager: User) -> None:
    del manager
    draft = begun(client)
    client.post(reverse("playbooks:move_step", args=[draft.pk, "owner"]), {"way": "up", "edition": 1})
    draft.refresh_from_db()
    assert [each["key"] for each in draft.definition["steps"]][:2] == ["owner", "choose"]
    client.post(reverse("playbooks:remove_step", args=[draft.pk, "approval"]), {"edition": draft.edition})
    draft.refresh_from_db()
    assert "approval" not in [each["key"] for each in draft.definition["steps"]]
    deck = next(each for each in draft.definition["steps"] if each["key"] == "quote_deck")
    assert deck["after"] == ["choose", "permission"]


def test_a_draft_that_is_thrown_away_comes_back(client: Client, manager: User) -> None:
    del manager
    draft = begun(client)
    client.post(reverse("playbooks:discard", args=[draft.pk]))
    assert client.get(reverse("playbooks:draft", args=[draft.pk])).status_code == 404
    client.post(reverse("playbooks:restore", args=[draft.pk]))
    for name in ("draft", "preview", "draft_about", "publish"):
        assert client.get(reverse(f"playbooks:{name}", args=[draft.pk])).status_code == 200


def test_a_version_is_never_changed() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        PlaybookVersion.objects.update(note="Another")
