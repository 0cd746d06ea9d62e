"""The steps of a story on its page: begun, done, left out, given away; what was typed is never lost."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.people.models import User
from goodword.people.queries import today
from goodword.playbooks.models import PlaybookDraft
from tests.factories.people import a_manager, a_person
from tests.playbooks.world import begun, step
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client) -> User:
    user = a_manager()
    client.force_login(user)
    return user


def test_begin_opens_the_first_steps_and_says_whose_turn_it_is(client: Client, manager: User) -> None:
    begun(manager, title="Another one")
    row = a_story(by=manager, kind="quote")
    here = reverse("stories:story", args=[row.number])
    assert ">Begin<" in client.get(here).content.decode()
    page = client.post(reverse("stories:begin", args=[row.number]), follow=True).content.decode()
    assert f"Your turn, {manager.first_name}: Choose the sentences" in page
    assert "In the making" in page
    client.post(reverse("stories:step", args=[row.number, step(row, "choose").pk, "finish"]), {"words": "Two of them."})
    page = client.get(here).content.decode()
    assert "Two of them." in page
    assert "Done: Choose the sentences" in page
    assert "Ask the account owner" in page


def test_a_step_without_its_gate_is_done_only_with_a_reason_and_the_words_stay(client: Client, manager: User) -> None:
    row = begun(manager, kind="anecdote", heard_where="A talk")
    write = step(row, "write")
    answer = client.post(reverse("stories:step", args=[row.number, write.pk, "finish"]), {"words": "It is in the shared folder."})
    assert answer.status_code == 422
    assert "It is in the shared folder." in answer.content.decode()
    assert "Drafts cannot be written here yet" in answer.content.decode()
    empty = client.post(reverse("stories:step", args=[row.number, write.pk, "force"]), {"words": " "})
    assert empty.status_code == 422
    done = client.post(reverse("stories:step", args=[row.number, write.pk, "force"]), {"words": "It is in the shared folder."}, follow=True)
    assert "Done although it was not so that a draft is there: Write it down" in done.content.decode()


def test_a_step_is_left_out_opened_again_and_given_to_somebody(client: Client, manager: User) -> None:
    row, other = begun(manager), a_person(name="Ines Moreau")

    def press(key: str, verb: str, **said: str) -> str:
        return client.post(reverse("stories:step", args=[row.number, step(row, key).pk, verb]), said, follow=True).content.decode()

    assert "Say why it is left out" in press("choose", "skip", words="")
    assert "They chose them." in press("choose", "skip", words="They chose them.")
    assert "Open again: Choose the sentences" in press("choose", "reopen")
    assert "Ines Moreau does it now." in press("choose", "assign", user=str(other.pk))
    assert "Waiting for Ines Moreau: Choose the sentences" in client.get(reverse("stories:story", args=[row.number])).content.decode()


def test_nobody_presses_what_is_not_theirs(client: Client, manager: User) -> None:
    row = begun(manager)
    client.force_login(a_person())
    page = client.get(reverse("stories:story", args=[row.number])).content.decode()
    assert "Choose the sentences" in page
    assert "/finish" not in page
    for verb in ("finish", "skip", "remark", "force", "reopen", "repeat"):
        url = reverse("stories:step", args=[row.number, step(row, "choose").pk, verb])
        assert client.post(url, {"words": "x"}).status_code == 403, verb
    assert client.post(reverse("stories:begin", args=[row.number])).status_code == 403
    assert client.get(reverse("stories:move", args=[row.number])).status_code == 403
    other = begun(manager, title="Another")
    assert client.post(reverse("stories:step", args=[row.number, step(other, "choose").pk, "finish"])).status_code == 404


def test_a_newer_version_is_looked_at_and_followed(client: Client, manager: User) -> None:
    row = begun(manager)
    client.post(reverse("playbooks:start", args=["quote_logo"]))
    draft = PlaybookDraft.objects.get()
    client.post(reverse("playbooks:remove_step", args=[draft.pk, "owner"]), {"edition": 1})
    said = {"edition": 2, "starts_on": today(clock.now()).isoformat(), "note": "Owners said it is too much."}
    client.post(reverse("playbooks:publish", args=[draft.pk]), said)
    assert "Version 2 of its playbook holds now." in client.get(reverse("stories:story", args=[row.number])).content.decode()
    preview = client.get(reverse("stories:move", args=[row.number])).content.decode()
    assert "Steps that nobody has to do any more: Ask the account owner" in preview
    page = client.post(reverse("stories:move", args=[row.number]), follow=True).content.decode()
    assert "It follows version 2 now" in page
    assert "Ask the account owner" not in page.split('id="timeline"')[0].split("<aside")[0]
