"""An answer that one of us heard and wrote down does what the same answer on the customer's page does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.ledger.models import LedgerEntry
from goodword.links.actions import Purpose, issue
from goodword.notifications.actions import write
from goodword.notifications.models import Mail
from goodword.people.models import CircleMember
from goodword.reactions import REACTIONS
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.at_once import at_once, signed_in
from tests.factories.people import a_manager, a_person
from tests.requests.elsewhere import long_ago, post, typed
from tests.requests.world import World, a_world, now, today

pytestmark = pytest.mark.django_db
HEARD = {"accept": {}, "decline": {"code": "no_time"}, "name_colleague": {"name": "Olav Dahl"}, "leave_alone": {"until": "2029-01-01"}}


def asked(world: World, **how: Any) -> Candidate:
    """A customer whose mail has left some days ago."""
    candidate = world.asked(**how)
    actions.note_left(candidate.pk)
    long_ago(candidate)
    Candidate.objects.filter(pk=candidate.pk).update(asked_at=now() - timedelta(days=2))
    candidate.refresh_from_db()
    return candidate


def heard(**how: Any) -> dict[str, Any]:
    """How an answer was heard, as the form sends it."""
    return {"how": "call", "heard_at": typed(now()), **how}


def link_of(candidate: Candidate) -> str:
    """The page of the customer, by the link of the mail."""
    assert candidate.contact_id is not None
    ends = now() + timedelta(days=30)
    token = issue(Purpose.ANSWER_ASK, about=candidate, expires_at=ends, at=now(), contact_id=candidate.contact_id)
    return reverse("portal:answer", args=[token])


def told_by(verb: str) -> set[str]:
    """The mails to the customer that follow an entry."""
    entry = Entry.objects.filter(verb=verb).latest("pk")
    for reaction in REACTIONS[verb]:
        for message in dict(reaction.arguments).values():
            write(message, entry_id=entry.pk, at=now())
    return {mail.message for mail in Mail.objects.filter(context__entry=entry.pk, to_contact__isnull=False)}


@pytest.mark.slow
def test_a_yes_on_the_phone_with_a_time_books_the_call_and_says_who_heard_it() -> None:
    world = a_world()
    candidate = asked(world)
    link = link_of(candidate)
    starts = now() + timedelta(days=4)
    said = heard(heard_by=world.seller.pk, heard_at=typed(now() - timedelta(days=1)), starts_at=typed(starts), words="Gladly.")
    page = post(world.as_(world.owner), "accept", candidate, **said).content.decode()
    candidate.refresh_from_db()
    assert (candidate.state, candidate.answer_words) == ("scheduled", "Gladly.")
    assert LedgerEntry.objects.get().answer == "accepted"
    assert "Priya Nair wrote down: Ingrid Solheim at Vestara Insurance said yes on the phone, to Sven Aalto" in page
    assert told_by("candidate.scheduled") == {"invitation"}
    assert told_by("candidate.introduced") == {"introduction"}
    customer = Client()
    assert "Your call is booked." in customer.get(link).content.decode()
    customer.post(link, {"answer": "not_now"}, follow=True)
    candidate.refresh_from_db()
    assert candidate.state == "scheduled"


@pytest.mark.slow
def test_a_yes_with_times_that_suit_waits_for_the_seller_to_choose() -> None:
    world = a_world()
    candidate = asked(world)
    first, second = now() + timedelta(days=3), now() + timedelta(days=5)
    post(world.as_(world.manager), "accept", candidate, **heard(first=typed(first), second=typed(second)))
    candidate.refresh_from_db()
    assert candidate.state == "introduced"
    assert candidate.times.filter(by_customer=True, chosen=False).count() == 2
    assert "Your turn, Sven" in world.as_(world.seller).get(f"/requests/{candidate.reference_request.number}").content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("verb", "data", "words"),
    [
        ("decline", {"code": "not_happy"}, "wrote down: Ingrid Solheim at Vestara Insurance said no on the phone"),
        (
            "name_colleague",
            {"name": "Olav Dahl", "email": "olav@vestara.example"},
            "wrote down: Ingrid Solheim at Vestara Insurance named a",
        ),
        ("leave_alone", {"until": "2028-11-01"}, "wants to be left alone until"),
    ],
)
def test_other_answers_end_the_ask_and_the_link_answers_nothing_any_more(verb: str, data: dict[str, str], words: str) -> None:
    world = a_world()
    candidate = asked(world)
    link = link_of(candidate)
    page = post(world.as_(world.owner), verb, candidate, **heard(**data)).content.decode()
    candidate.refresh_from_db()
    assert candidate.state == "declined"
    assert LedgerEntry.objects.get(released_at=None).answer == "declined"
    assert words in page
    customer = Client()
    customer.post(link, {"answer": "not_now"}, follow=True)
    assert "Thank you for telling us." in customer.get(link).content.decode()
    if verb == "name_colleague":
        assert candidate.colleague == "Olav Dahl <olav@vestara.example>"
        assert "Add Olav Dahl" in world.as_(world.manager).get(f"/requests/{candidate.reference_request.number}").content.decode()
    if verb == "leave_alone":
        world.contact.refresh_from_db()
        assert f"{world.contact.quiet_until}" == data["until"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("verb", "data", "words"),
    [
        ("accept", {"heard_at": "2099-01-01T10:00"}, "This lies ahead."),
        ("accept", {"heard_at": "2020-01-01T10:00"}, "an answer comes after the question"),
        ("accept", {"starts_at": "2020-01-01T10:00"}, "This time lies in the past."),
        ("accept", {"how": "pigeon"}, "Choose one of those that are offered."),
        ("decline", {"code": ""}, "Choose one."),
        ("name_colleague", {"name": "", "email": "nobody"}, "Write a mail address like"),
        ("leave_alone", {"until": "2020-01-01"}, "Choose a day in the next three years."),
    ],
)
def test_what_cannot_be_stands_beside_its_field_with_every_word(verb: str, data: dict[str, str], words: str) -> None:
    world = a_world()
    candidate = asked(world)
    answer = post(world.as_(world.manager), verb, candidate, **heard(**{**HEARD[verb], "words": "Her own words.", **data}))
    page = answer.content.decode()
    candidate.refresh_from_db()
    assert (answer.status_code, candidate.state) == (422, "asked")
    assert words in page
    assert "Her own words." in page
    assert 'aria-invalid="true"' in page


@pytest.mark.slow
def test_who_may_not_write_an_answer_down() -> None:
    world = a_world()
    candidate = asked(world, is_confidential=True)
    other = a_manager(name="Jonas Weir")
    for verb, data in HEARD.items():
        assert post(world.as_(world.seller), verb, candidate, **heard(**data)).status_code == 403
        for stranger in (a_person(), other):
            assert post(world.as_(stranger), verb, candidate, **heard(**data)).status_code == 404
        # Nobody who may not know of it can have heard it, and none of them is offered.
        told = post(world.as_(world.manager), verb, candidate, **heard(**data, heard_by=other.pk))
        assert told.status_code == 422
        assert "Jonas Weir" not in told.content.decode()
    CircleMember.objects.filter(user=world.owner).delete()
    assert post(world.as_(world.owner), "accept", candidate, **heard()).status_code == 404
    candidate.refresh_from_db()
    assert candidate.state == "asked"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_answers_written_down_at_the_same_instant_are_one() -> None:
    world = a_world()
    candidate = asked(world)
    yes, no = signed_in(world.owner), signed_in(world.manager)
    at_once(
        lambda: post(yes, "accept", candidate, **heard()),
        lambda: post(no, "leave_alone", candidate, **heard(until=f"{today() + timedelta(days=90)}")),
    )
    candidate.refresh_from_db()
    entries = Entry.objects.filter(verb__in=("candidate.accepted", "candidate.declined"))
    assert entries.count() == 1
    assert candidate.state == {"candidate.accepted": "introduced", "candidate.declined": "declined"}[entries.get().verb]
    world.contact.refresh_from_db()
    assert (world.contact.quiet_until is not None) is (candidate.state == "declined")
    with pytest.raises(WrongState):
        actions.name_colleague(candidate, colleague="Olav", by=Actor.person(world.manager), at=now())
