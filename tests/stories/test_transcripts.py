"""Transcripts beside a story: uploaded or pasted, read page by page, who speaks corrected, taken away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.stories.actions import add_transcript, name_speaker, stop, take_transcript_away
from goodword.stories.models import Story, Transcript, TranscriptTurn
from goodword.stories.reading import ReadTranscript, read_transcript
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db
VTT = b"WEBVTT\n\n00:01.000 --> 00:03.000\n<v Anna>We moved in spring.\n\n01:02:03.000 --> 01:02:05.000\n<v Ben>Quiet nights.\n"


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager()


@pytest.fixture
def row(manager: User) -> Story:
    return a_story(by=manager)


def added(row: Story, manager: User, content: bytes = VTT) -> Transcript:
    made = add_transcript(row, read_transcript("a.vtt", content), name="Interview", by=Actor.person(manager), at=clock.now())
    assert isinstance(made, Transcript), made
    return made


def test_an_uploaded_one_is_read_searched_and_who_speaks_is_corrected_everywhere(client: Client, manager: User, row: Story) -> None:
    client.force_login(manager)
    url = reverse("stories:add_transcript", args=[row.number])
    page = client.post(url, {"file": SimpleUploadedFile("call.vtt", VTT)}, follow=True).content.decode()
    for words in ("We moved in spring.", "Quiet nights.", "0:01", "1:02:03", "Anna", "call.vtt"):
        assert words in page, words
    transcript = Transcript.objects.get()
    at = reverse("stories:transcript", args=[row.number, transcript.pk])
    found = client.get(at, {"q": "quiet"}).content.decode()
    assert "Quiet nights." in found
    assert "We moved in spring." not in found
    name = reverse("stories:name_speaker", args=[row.number, transcript.pk])
    client.post(name, {"before": "Anna", "after": "Anna Solberg"})
    assert list(TranscriptTurn.objects.values_list("speaker", flat=True)) == ["Anna Solberg", "Ben"]
    client.post(name, {"before": "Ben", "after": " "})
    assert TranscriptTurn.objects.filter(speaker="Ben").exists()
    story = client.post(reverse("stories:remove_transcript", args=[row.number, transcript.pk]), follow=True).content.decode()
    assert not TranscriptTurn.objects.exists()
    for words in ("Put a transcript beside it", "Corrected who speaks in a transcript", "Took a transcript away"):
        assert words in story


def test_pasted_words_are_read_and_what_is_none_keeps_what_was_typed(client: Client, manager: User, row: Story) -> None:
    client.force_login(manager)
    url = reverse("stories:add_transcript", args=[row.number])
    assert client.post(url, {"words": " "}).status_code == 422
    wrong = client.post(url, {"file": SimpleUploadedFile("a.mp3", b"ID3"), "name": "The talk"})
    assert wrong.status_code == 422
    assert "The talk" in wrong.content.decode()
    assert "We read .vtt" in wrong.content.decode()
    client.post(url, {"words": "Anna: We moved.\n\nBen: Aha.", "name": "The talk"})
    assert [(each.speaker, each.text) for each in TranscriptTurn.objects.all()] == [("Anna", "We moved."), ("Ben", "Aha.")]
    assert Transcript.objects.get().name == "The talk"


def test_what_was_left_out_is_said_once_it_is_kept(client: Client, manager: User, row: Story) -> None:
    client.force_login(manager)
    broken = VTT + b"\n00:bad --> 00:09.000\nLost.\n"
    page = client.post(reverse("stories:add_transcript", args=[row.number]), {"file": SimpleUploadedFile("a.vtt", broken)}, follow=True)
    assert "Line 9: The times of this cue cannot be read" in page.content.decode()


def test_a_hundred_turns_stand_on_a_page(client: Client, manager: User, row: Story) -> None:
    turns = "\n\n".join(f"{'Anna' if n % 2 else 'Ben'}: Sentence {n}." for n in range(2_000))
    transcript = add_transcript(row, read_transcript("a.txt", turns.encode()), name="Long", by=Actor.person(manager), at=clock.now())
    assert isinstance(transcript, Transcript)
    client.force_login(manager)
    url = reverse("stories:transcript", args=[row.number, transcript.pk])
    page = client.get(url).content.decode()
    assert page.count('id="turn-') == 100
    assert "Sentence 1999." in client.get(url, {"page": 20}).content.decode()


def test_others_neither_add_nor_correct_and_another_storys_transcript_is_not_there(client: Client, manager: User, row: Story) -> None:
    transcript, outsider = added(row, manager), a_person()
    for do in (
        lambda by: name_speaker(transcript, before="Anna", after="X", by=by, at=clock.now()),
        lambda by: take_transcript_away(transcript, by=by, at=clock.now()),
        lambda by: add_transcript(row, ReadTranscript(), name="x", by=by, at=clock.now()),
    ):
        with pytest.raises(NotAllowed):
            do(Actor.person(outsider))
    client.force_login(outsider)
    assert client.get(reverse("stories:add_transcript", args=[row.number])).status_code == 403
    other = a_story(by=manager, account=row.account)
    assert client.get(reverse("stories:transcript", args=[other.number, transcript.pk])).status_code == 404
    assert client.post(reverse("stories:remove_transcript", args=[other.number, transcript.pk])).status_code == 404
    stop(row, by=Actor.person(manager), at=clock.now(), reason="Over")
    with pytest.raises(NotAllowed):
        take_transcript_away(transcript, by=Actor.person(manager), at=clock.now())


def test_a_confidential_storys_transcript_is_read_by_its_circle_alone(client: Client, manager: User) -> None:
    row = a_story(by=manager, is_confidential=True)
    transcript = added(row, manager)
    client.force_login(a_manager(name="Somebody Else"))
    assert client.get(reverse("stories:transcript", args=[row.number, transcript.pk])).status_code == 404


def test_a_story_holds_twenty_at_most_and_nothing_without_words(manager: User, row: Story) -> None:
    nothing = add_transcript(row, ReadTranscript(), name="x", by=Actor.person(manager), at=clock.now())
    assert isinstance(nothing, Refused)
    for _n in range(20):
        added(row, manager)
    more = add_transcript(row, read_transcript("a.vtt", VTT), name="x", by=Actor.person(manager), at=clock.now())
    assert isinstance(more, Refused)
    assert "20" in more.words
