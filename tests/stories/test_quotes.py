"""Quotes: kept from a marked sentence, shortened so that it shows, never words that nobody said."""

import pytest
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.stories.actions import add_transcript, quote_sentence, take_quote_out, take_transcript_away, word_quote
from goodword.stories.models import Quote, Story, Transcript, TranscriptTurn
from goodword.stories.reading import read_transcript
from tests.at_once import at_once
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story

SAID = "We met in spring. We went from four releases a year to four a day, and I would never go back. Fine."
TALK = f"Anna: {SAID}\n\nBen: Aha.\n\nAnna: My team loves it.".encode()


@pytest.fixture(autouse=True)
def _program(db: None) -> None:
    del db
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager()


@pytest.fixture
def row(manager: User) -> Story:
    return a_story(by=manager)


@pytest.fixture
def transcript(row: Story, manager: User) -> Transcript:
    made = add_transcript(row, read_transcript("a.txt", TALK), name="Interview", by=Actor.person(manager), at=clock.now())
    assert isinstance(made, Transcript)
    return made


def kept(transcript: Transcript, manager: User) -> Quote:
    turn = transcript.turns.get(place=0)
    start, end, _codes = turn.marks[0]
    made = quote_sentence(turn, start=start, end=end, by=Actor.person(manager), at=clock.now())
    assert isinstance(made, Quote), made
    return made


def test_a_sentence_is_marked_explained_kept_shortened_and_taken_out(
    client: Client, manager: User, row: Story, transcript: Transcript
) -> None:
    client.force_login(manager)
    at = reverse("stories:transcript", args=[row.number, transcript.pk])
    page = client.get(at).content.decode()
    assert page.count("<mark") == 2
    only = client.get(at, {"view": "figures"}).content.decode()
    assert "before and after" in only
    assert "My team loves it" not in only
    turn = transcript.turns.get(place=0)
    place = f"{turn.marks[0][0]}-{turn.marks[0][1]}"
    keep = reverse("stories:keep_quote", args=[row.number, transcript.pk, turn.pk])
    back = client.post(keep, {"sentence": place, "back": "view=figures"})
    assert back["Location"] == f"{at}?view=figures#turn-{turn.pk}"
    assert "kept as a quote" in client.get(at).content.decode()
    story = client.get(reverse("stories:story", args=[row.number])).content.decode()
    assert "“We went from four releases a year to four a day, and I would never go back.”" in story
    assert "Word for word" in story
    quote = Quote.objects.get()
    word = reverse("stories:quote", args=[row.number, quote.pk])
    wrong = client.post(word, {"words": "We went from one release a year to four a day."})
    assert wrong.status_code == 422
    assert "That is not what was said" in wrong.content.decode()
    assert "We went from one release" in wrong.content.decode()
    shortened = client.post(word, {"words": "We went from four releases a year to four a day … I would never go back."}, follow=True)
    assert "Shortened" in shortened.content.decode()
    ended = client.post(reverse("stories:remove_quote", args=[row.number, quote.pk]), follow=True)
    for words in ("Kept a quote", "Shortened a quote", "Took a quote out"):
        assert words in ended.content.decode(), words
    assert not Quote.objects.exists()


def test_one_sentence_is_one_quote_and_a_place_that_is_none_is_refused(manager: User, transcript: Transcript) -> None:
    assert kept(transcript, manager) == kept(transcript, manager)
    turn = transcript.turns.get(place=1)
    for start, end in ((0, 0), (3, 1), (0, 400), (-3, 2)):
        assert isinstance(quote_sentence(turn, start=start, end=end, by=Actor.person(manager), at=clock.now()), Refused)


def test_a_quote_outlives_its_transcript_and_says_so(client: Client, manager: User, row: Story, transcript: Transcript) -> None:
    kept(transcript, manager)
    take_transcript_away(transcript, by=Actor.person(manager), at=clock.now())
    client.force_login(manager)
    page = client.get(reverse("stories:story", args=[row.number])).content.decode()
    assert "I would never go back" in page
    assert "Its transcript is gone" in page


def test_others_keep_nothing_and_another_storys_sentences_are_not_there(
    client: Client, manager: User, row: Story, transcript: Transcript
) -> None:
    quote, outsider = kept(transcript, manager), Actor.person(a_person())
    turn = transcript.turns.get(place=0)
    for do in (
        lambda: quote_sentence(turn, start=0, end=5, by=outsider, at=clock.now()),
        lambda: word_quote(quote, "We met", by=outsider, at=clock.now()),
        lambda: take_quote_out(quote, by=outsider, at=clock.now()),
    ):
        with pytest.raises(NotAllowed):
            do()
    other = a_story(by=manager, account=row.account)
    client.force_login(manager)
    for url in (
        reverse("stories:keep_quote", args=[other.number, transcript.pk, turn.pk]),
        reverse("stories:quote", args=[other.number, quote.pk]),
        reverse("stories:remove_quote", args=[other.number, quote.pk]),
    ):
        assert client.post(url, {"sentence": "0-5", "words": "x"}).status_code == 404
    own = reverse("stories:keep_quote", args=[row.number, transcript.pk, turn.pk])
    assert client.post(own, {"sentence": "x"}).status_code == 404
    away = client.post(own, {"sentence": "0-17", "back": "//evil.example/"})
    assert away["Location"] == reverse("stories:transcript", args=[row.number, transcript.pk])
    take_quote_out(quote, by=Actor.person(manager), at=clock.now())
    with pytest.raises(NotFound):
        word_quote(quote, "We met", by=Actor.person(manager), at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_two_who_keep_the_same_sentence_at_once_keep_it_once(manager: User, transcript: Transcript) -> None:
    turn = TranscriptTurn.objects.select_related("transcript__story").get(transcript=transcript, place=0)

    def keep() -> object:
        return quote_sentence(turn, start=0, end=17, by=Actor.person(manager), at=clock.now())

    done = at_once(keep, keep)
    assert all(isinstance(each, Quote) for each in done), done
    assert Quote.objects.count() == 1
