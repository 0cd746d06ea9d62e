"""The customer's word on a transcript: sent by mail, corrected on their page, sent back or approved, and sealed so that nothing changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Contact
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import Conflict, NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.links.actions import Purpose, issue
from goodword.notifications.actions import Composed, compose, write
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.stories import actions
from goodword.stories.models import Quote, Redline, Story, Transcript, TranscriptTurn
from goodword.stories.queries.quotes import quotes_shown
from goodword.stories.queries.redlines import is_intact
from goodword.stories.queries.seals import fingerprint
from goodword.stories.reading import read_transcript
from tests.at_once import at_once
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db
TALK = b"Anna: We shipped forty times a day. Our boss is a fool.\n\nBen: Aha.\n\nAnna: My team loves it."


@pytest.fixture(autouse=True)
def _program(db: None) -> None:
    del db
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager(name="Mara Lindqvist")


@pytest.fixture
def anna() -> Contact:
    return Contact.objects.create(account=an_account("Halden Freight"), name="Anna Solberg", email="anna@halden.example")


@pytest.fixture
def row(manager: User, anna: Contact) -> Story:
    return a_story(by=manager, account=anna.account, contact=anna)


@pytest.fixture
def transcript(row: Story, manager: User) -> Transcript:
    made = actions.add_transcript(row, read_transcript("a.txt", TALK), name="Interview", by=Actor.person(manager), at=clock.now())
    assert isinstance(made, Transcript)
    return made


def sent(transcript: Transcript, manager: User, anna: Contact) -> Transcript:
    done = actions.send_transcript(transcript, contact=anna, by=Actor.person(manager), at=clock.now())
    assert isinstance(done, Transcript), done
    return done


def page_of(transcript: Transcript, anna: Contact) -> str:
    token = issue(Purpose.TRANSCRIPT, about=transcript, contact_id=anna.pk, expires_at=clock.now() + timedelta(days=9), at=clock.now())
    return reverse("portal:transcript", args=[token])


def corrected(transcript: Transcript, place: int, words: str, anna: Contact) -> Any:
    turn = transcript.turns.get(place=place)
    said: dict[str, Any] = {"words": words, "seen": fingerprint(turn.text), "by": Actor.contact(anna), "at": clock.now()}
    return actions.correct_turn(transcript, turn.pk, **said)


def test_a_customer_corrects_leaves_out_approves_and_it_is_sealed(
    client: Client, manager: User, anna: Contact, row: Story, transcript: Transcript
) -> None:
    client.force_login(manager)
    client.post(reverse("stories:send_transcript", args=[row.number, transcript.pk]), {"contact": anna.pk})
    transcript.refresh_from_db()
    assert transcript.state == "sent"
    (mail,) = write("transcript_sent", entry_id=Entry.objects.get(verb="story.transcript_sent").pk, at=clock.now())
    letter = compose(mail, at=clock.now())
    assert isinstance(letter, Composed)
    assert mail.to_contact == anna
    url = letter.url[letter.url.index("/r/") :]
    guest = Client()
    first, aha, last = transcript.turns.order_by("place")
    assert "Is this what you said?" in guest.get(url).content.decode()
    assert "How it should read" in guest.get(url, {"turn": first.pk}).content.decode()
    wanted = "We shipped forty times a day."
    guest.post(url, {"turn": first.pk, "seen": fingerprint(first.text), "words": wanted})
    guest.post(url, {"turn": aha.pk, "seen": fingerprint(aha.text), "words": ""})
    page = guest.get(url).content.decode()
    assert f"<ins>{wanted}</ins>" in page
    assert "You would like to leave this out." in page
    assert "with your 2 corrections" in page
    nameless = guest.post(url, {"answer": "approve", "name": " "})
    assert nameless.status_code == 422
    assert "Please type your name" in nameless.content.decode()
    guest.post(url, {"answer": "approve", "name": "Anna Solberg"})
    page = guest.get(url).content.decode()
    assert "Approved by Anna Solberg" in page
    assert "Our boss is a fool" not in page
    assert "Left out, as you wished." in page
    transcript.refresh_from_db()
    assert (transcript.state, len(transcript.seal)) == ("approved", 64)
    assert not Redline.objects.exists()
    assert is_intact(transcript)
    first.refresh_from_db()
    assert (first.text, first.has_figure) == (wanted, True)
    (mail,) = write("transcript_came_back", entry_id=Entry.objects.get(verb="story.transcript_approved").pk, at=clock.now())
    told = compose(mail, at=clock.now())
    assert isinstance(told, Composed)
    assert mail.to_user == manager
    assert "There are 2 corrections." in told.text
    story = client.get(reverse("stories:story", args=[row.number])).content.decode()
    assert "Approved the transcript with 2 corrections" in story
    assert "Approved by the customer" in story
    late = guest.post(url, {"turn": last.pk, "seen": fingerprint(last.text), "words": "Rather this"})
    assert late.status_code == 422
    assert "Rather this" in late.content.decode()


def test_what_is_sealed_does_not_change_and_what_was_changed_past_us_is_said(
    client: Client, manager: User, anna: Contact, row: Story, transcript: Transcript
) -> None:
    sent(transcript, manager, anna)
    actions.approve_transcript(transcript, name="Anna Solberg", by=Actor.contact(anna), at=clock.now())
    by = Actor.person(manager)
    transcript.refresh_from_db()
    for change in ({"text": "We bought it."}, {"speaker": "Ben"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            transcript.turns.filter(place=0).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        TranscriptTurn.objects.create(transcript=transcript, place=9, text="And more.")
    assert isinstance(actions.name_speaker(transcript, before="Anna", after="Ben", by=by, at=clock.now()), Refused)
    assert isinstance(actions.take_transcript_away(transcript, by=by, at=clock.now()), Refused)
    with pytest.raises(WrongState):
        actions.correct_words(transcript, 1, words="x", seen="", by=by, at=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table goodword_transcriptturn disable trigger user")
        cursor.execute("update goodword_transcriptturn set text = 'We bought it.' where place = 0")
        cursor.execute("alter table goodword_transcriptturn enable trigger user")
    assert not is_intact(transcript)
    client.force_login(manager)
    page = client.get(reverse("stories:transcript", args=[row.number, transcript.pk])).content.decode()
    assert "What stands here is not what was approved" in page


def test_names_of_the_deleted_go_from_a_sealed_one_and_the_seal_says_nothing_wrong(
    manager: User, anna: Contact, transcript: Transcript
) -> None:
    sent(transcript, manager, anna)
    actions.approve_transcript(transcript, name="Anna Solberg", by=Actor.contact(anna), at=clock.now())
    transcript.turns.filter(speaker="Ben").update(speaker="[erased]")
    transcript.refresh_from_db()
    assert is_intact(transcript)


def test_it_comes_back_each_correction_is_decided_and_it_goes_once_more(
    client: Client, manager: User, anna: Contact, row: Story, transcript: Transcript
) -> None:
    sent(transcript, manager, anna)
    guest, url = Client(), page_of(transcript, anna)
    nothing = guest.post(url, {"answer": "return", "remark": " "})
    assert nothing.status_code == 422
    assert "Say what should change" in nothing.content.decode()
    corrected(transcript, 0, "We shipped forty times a day.", anna)
    corrected(transcript, 2, "Nobody loves it.", anna)
    guest.post(url, {"answer": "return", "remark": "Please ask <i>Ben</i> too"})
    assert "We look at it and write to you again" in guest.get(url).content.decode()
    client.force_login(manager)
    at = reverse("stories:transcript", args=[row.number, transcript.pk])
    page = client.get(at, {"view": "corrections"}).content.decode()
    assert "Nobody loves it." in page
    assert "ask <i>" not in page
    assert "Please ask" in page
    first, second = Redline.objects.order_by("turn__place")
    client.post(reverse("stories:decide_redline", args=[row.number, transcript.pk, first.pk]), {"takes": "yes"})
    assert transcript.turns.get(place=0).text == "We shipped forty times a day."
    decide = reverse("stories:decide_redline", args=[row.number, transcript.pk, second.pk])
    assert "Say why not" in client.post(decide, {"takes": "no", "answer": ""}, follow=True).content.decode()
    client.post(decide, {"takes": "no", "answer": "The recording says that they do."})
    assert transcript.turns.get(place=2).text == "My team loves it."
    client.post(reverse("stories:send_transcript", args=[row.number, transcript.pk]), {"contact": anna.pk})
    page = guest.get(url).content.decode()
    assert "The recording says that they do." in page
    assert "Is this what you said?" in page


def test_a_quote_counts_once_the_transcript_is_approved_and_no_more_when_it_is_opened_again(
    client: Client, manager: User, anna: Contact, row: Story, transcript: Transcript
) -> None:
    turn, by = transcript.turns.get(place=2), Actor.person(manager)
    quote = actions.quote_sentence(turn, start=0, end=len(turn.text), by=by, at=clock.now())
    assert isinstance(quote, Quote)
    assert quotes_shown(row)[0].status.word == "Word for word"
    client.force_login(manager)
    note = reverse("stories:note_approval", args=[row.number, transcript.pk])
    unproven = client.post(note, {"name": "Anna Solberg", "how": ""})
    assert unproven.status_code == 422
    assert 'value="Anna Solberg"' in unproven.content.decode()
    client.post(note, {"name": "Anna Solberg", "how": "Mail of 3 March"})
    assert quotes_shown(row)[0].status.word == "Approved word for word"
    assert "Mail of 3 March" in client.get(reverse("stories:transcript", args=[row.number, transcript.pk])).content.decode()
    again = reverse("stories:open_transcript_again", args=[row.number, transcript.pk])
    assert client.post(again, {"reason": ""}).status_code == 422
    client.post(again, {"reason": "She meant another year."})
    assert quotes_shown(row)[0].status.word == "Word for word"
    assert "She meant another year." in client.get(reverse("stories:story", args=[row.number])).content.decode()


def test_nobody_is_written_to_who_may_not_be_and_nothing_of_another_customer_is_sent(
    manager: User, anna: Contact, transcript: Transcript
) -> None:
    elsewhere = Contact.objects.create(account=an_account("Tarn Ferries"), name="Else", email="else@tarn.example")
    by = Actor.person(manager)
    assert isinstance(actions.send_transcript(transcript, contact=elsewhere, by=by, at=clock.now()), Refused)
    for change in ({"do_not_contact": True}, {"email": ""}, {"left_on": clock.now().date()}, {"bounced_at": clock.now()}):
        Contact.objects.filter(pk=anna.pk).update(**{"do_not_contact": False, "email": "a@h.example", "left_on": None, **change})
        assert isinstance(actions.send_transcript(transcript, contact=anna, by=by, at=clock.now()), Refused), change
    with pytest.raises(NotAllowed):
        actions.send_transcript(transcript, contact=anna, by=Actor.person(a_person()), at=clock.now())


def test_a_link_is_for_its_reader_alone_and_shows_nothing_once_it_was_called_back(
    manager: User, anna: Contact, row: Story, transcript: Transcript
) -> None:
    sent(transcript, manager, anna)
    url, guest = page_of(transcript, anna), Client()
    corrected(transcript, 0, "Rather this.", anna)
    actions.call_transcript_back(transcript, by=Actor.person(manager), at=clock.now())
    page = guest.get(url).content.decode()
    assert "We are working on it." in page
    assert "Our boss" not in page
    assert Redline.objects.count() == 1
    ben = Contact.objects.create(account=anna.account, name="Ben Ito", email="ben@halden.example")
    sent(transcript, manager, ben)
    assert guest.get(url).status_code == 404
    for by in (Actor.contact(anna), Actor.person(manager)):
        with pytest.raises(NotAllowed):
            actions.approve_transcript(transcript, name="Anna", by=by, at=clock.now())
    other = a_story(by=manager, account=row.account)
    foreign = actions.add_transcript(other, read_transcript("b.txt", TALK), name="Other", by=Actor.person(manager), at=clock.now())
    assert isinstance(foreign, Transcript)
    theirs = foreign.turns.get(place=0)
    mine = page_of(transcript, ben)
    wrong = guest.post(mine, {"turn": theirs.pk, "seen": fingerprint(theirs.text), "words": "Mine now"})
    assert wrong.status_code == 422
    assert not Redline.objects.filter(turn=theirs).exists()


def test_what_was_changed_meanwhile_is_said_and_what_was_typed_is_kept(
    client: Client, manager: User, anna: Contact, row: Story, transcript: Transcript
) -> None:
    turn = transcript.turns.get(place=0)
    client.force_login(manager)
    words = reverse("stories:correct_words", args=[row.number, transcript.pk, turn.pk])
    client.post(words, {"seen": fingerprint(turn.text), "words": "We shipped fourteen times a day."})
    late = client.post(words, {"seen": fingerprint(turn.text), "words": "My own words"})
    assert late.status_code == 422
    assert "My own words" in late.content.decode()
    sent(transcript, manager, anna)
    guest = Client().post(page_of(transcript, anna), {"turn": turn.pk, "seen": fingerprint(turn.text), "words": "Her own words"})
    assert guest.status_code == 422
    assert "Her own words" in guest.content.decode()
    assert "has been changed by us" in guest.content.decode()
    with pytest.raises(Conflict):
        actions.correct_turn(transcript, turn.pk, words="x", seen="x", by=Actor.contact(anna), at=clock.now())
    with pytest.raises(WrongState):
        actions.correct_words(transcript, turn.pk, words="x", seen="x", by=Actor.person(manager), at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_two_presses_approve_once(manager: User, anna: Contact, transcript: Transcript) -> None:
    sent(transcript, manager, anna)
    corrected(transcript, 0, "We shipped forty times a day.", anna)

    def approve() -> object:
        return actions.approve_transcript(transcript, name="Anna Solberg", by=Actor.contact(anna), at=clock.now())

    done = at_once(approve, approve)
    assert sorted(map(type, done), key=str) == sorted([WrongState, type(None)], key=str)
    assert Entry.objects.filter(verb="story.transcript_approved").count() == 1
    transcript.refresh_from_db()
    assert is_intact(transcript)
