"""A call that did not take place: who did not come, an apology that was read before it left, a new time or an end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from icalendar import Calendar

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.notifications.actions import Composed, preview, send, write
from goodword.notifications.models import Mail
from goodword.people.models import Program
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.at_once import at_once, signed_in
from tests.factories.people import a_person
from tests.requests.elsewhere import post, typed
from tests.requests.world import World, a_world, now

pytestmark = pytest.mark.django_db


def scheduled(world: World, **asked: Any) -> Candidate:
    """A call that is booked for tomorrow."""
    candidate = world.accepted(**asked)
    actions.schedule(candidate, starts_at=now() + timedelta(days=1), by=Actor.person(world.seller), at=now())
    return candidate


def begun(world: World, **asked: Any) -> Candidate:
    """A call that should have begun an hour ago."""
    candidate = scheduled(world, **asked)
    Candidate.objects.filter(pk=candidate.pk).update(scheduled_at=now() - timedelta(hours=1))
    candidate.refresh_from_db()
    return candidate


def missed(world: World, who: str = "asker") -> Candidate:
    """A call that did not take place."""
    candidate = begun(world)
    assert isinstance(actions.miss(candidate, who=who, by=Actor.person(world.seller), at=now()), Candidate)
    candidate.refresh_from_db()
    return candidate


def page_of(world: World, candidate: Candidate, **query: str) -> str:
    """The page of the request, as the seller sees it."""
    return world.as_(world.seller).get(reverse("requests:request", args=[candidate.reference_request_id]), query).content.decode()


def invited(candidate: Candidate, world: World) -> Any:
    """The event of the invitation that was written last."""
    entry = Entry.objects.filter(verb="candidate.scheduled").latest("pk")
    mails = write("invitation", entry_id=entry.pk, at=now()) or list(Mail.objects.filter(context__entry=entry.pk))
    mail = next(each for each in mails if each.to_contact_id == world.contact.pk)
    composed = preview(mail, at=now())
    assert isinstance(composed, Composed)
    assert composed.letter.calendar
    return Calendar.from_ical(composed.letter.calendar.content)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["seller", "manager"])
def test_both_sides_say_that_it_did_not_take_place_and_it_keeps_its_place(name: str) -> None:
    world = a_world()
    candidate = begun(world)
    user = getattr(world, name)
    assert "Ingrid Solheim did not come" in page_of(world, candidate, do="miss")
    page = post(world.as_(user), "miss", candidate, who="customer", remark="Her train was late.").content.decode()
    candidate.refresh_from_db()
    assert candidate.state == "missed"
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.released_at) == ("ask", None)
    assert "did not take place: Ingrid Solheim did not come" in page
    assert "Her train was late." in page
    assert "Apologise" in page
    assert "A new time is no second ask" in page


@pytest.mark.slow
def test_what_cannot_be_is_said_and_nothing_is_noted() -> None:
    world = a_world()
    candidate = scheduled(world)
    ahead = post(world.as_(world.seller), "miss", candidate, who="customer", remark="Already?")
    assert ahead.status_code == 422
    assert "The call is still ahead." in ahead.content.decode()
    assert "Already?" in ahead.content.decode()
    assert post(world.as_(world.seller), "miss", candidate, who="the cat").status_code == 422
    assert post(world.as_(world.owner), "miss", candidate, who="customer").status_code == 403
    assert post(world.as_(a_person()), "miss", candidate, who="customer").status_code == 404
    candidate.refresh_from_db()
    assert candidate.state == "scheduled"


@pytest.mark.slow
def test_the_apology_is_read_before_it_leaves_and_leaves_as_it_was_read(settings: Any) -> None:
    settings.GOODWORD_MAIL_CONFIGURED = True
    world = a_world()
    candidate = missed(world)
    assert "We are sorry: none of us came to the call with you." in page_of(world, candidate, do="apologise")
    assert post(world.as_(world.seller), "apologise", candidate, text="   ").status_code == 422
    assert post(world.as_(world.seller), "apologise", candidate, text="x" * 2001).status_code == 422
    text = "Dear Ingrid, my train stood still.\r\n\r\nI am <b>sorry</b>."
    post(world.as_(world.seller), "apologise", candidate, text=text)
    (mail,) = write("apology", entry_id=Entry.objects.get(verb="candidate.apologised").pk, at=now())
    assert mail.to_contact == world.contact
    composed = preview(mail, at=now())
    assert isinstance(composed, Composed)
    assert composed.letter.paragraphs == ("Dear Ingrid, my train stood still.", "I am <b>sorry</b>.")
    assert "Apologise" not in page_of(world, candidate).split("Timeline", maxsplit=1)[0]
    again = post(world.as_(world.manager), "apologise", candidate, text="Sorry.")
    assert "One apology is enough." in again.content.decode()
    with pytest.raises(NotAllowed):
        actions.apologise(candidate, text="Sorry.", by=Actor.person(world.owner), at=now())
    actions.release(candidate, by=Actor.person(world.manager), at=now())
    assert send(mail.pk, at=mail.send_after) == "cancelled"


@pytest.mark.slow
def test_a_new_time_is_the_same_meeting_and_no_second_ask_and_calling_it_off_cancels_it() -> None:
    world = a_world()
    candidate = begun(world)
    Candidate.objects.filter(pk=candidate.pk).update(scheduled_at=Entry.objects.get(verb="candidate.scheduled").data["starts"])
    first = invited(candidate, world).walk("VEVENT")[0]
    Candidate.objects.filter(pk=candidate.pk).update(scheduled_at=now() - timedelta(hours=1))
    assert isinstance(actions.miss(candidate, who="neither", by=Actor.person(world.seller), at=now()), Candidate)
    starts = now() + timedelta(days=5)
    post(world.as_(world.seller), "schedule", candidate, starts_at=typed(starts))
    calendar = invited(candidate, world)
    moved = calendar.walk("VEVENT")[0]
    assert calendar["METHOD"] == "REQUEST"
    assert [str(moved["UID"]), int(moved["SEQUENCE"])] == [str(first["UID"]), int(first["SEQUENCE"]) + 1]
    assert (LedgerEntry.objects.count(), Entry.objects.filter(verb="candidate.asked").count()) == (1, 1)
    Mail.objects.update(state="sent")
    candidate.refresh_from_db()
    actions.release(candidate, by=Actor.person(world.manager), at=now())
    off = write("called_off", entry_id=Entry.objects.filter(verb="candidate.released").latest("pk").pk, at=now())
    assert {mail.to_contact_id or mail.to_user_id for mail in off} == {world.contact.pk, world.seller.pk}
    for mail in off:
        composed = preview(mail, at=now())
        assert isinstance(composed, Composed)
        assert composed.letter.calendar
        cancelled = Calendar.from_ical(composed.letter.calendar.content)
        event = cancelled.walk("VEVENT")[0]
        assert (cancelled["METHOD"], int(event["SEQUENCE"]), str(event["UID"])) == ("CANCEL", 2, str(first["UID"]))
    assert LedgerEntry.objects.get().released_at is None


@pytest.mark.slow
def test_proposed_times_stand_on_both_clocks() -> None:
    world = a_world()
    type(world.contact).objects.filter(pk=world.contact.pk).update(time_zone="America/New_York")
    type(world.seller).objects.filter(pk=world.seller.pk).update(time_zone="Europe/Oslo")
    candidate = world.accepted()
    page = page_of(world, candidate, do="schedule")
    assert "in New York" in page.split('name="proposed"')[1].split("</label>")[0]
    assert "Just now it is" in page_of(world, candidate, do="propose_times")
    actions.propose_times(candidate, times=[now() + timedelta(days=6)], by=Actor.person(world.seller), at=now())
    (mail,) = write("times_proposed", entry_id=Entry.objects.filter(verb="candidate.times_proposed").latest("pk").pk, at=now())
    composed = preview(mail, at=now())
    assert isinstance(composed, Composed)
    assert "(New York time)" in composed.text
    assert "in Oslo" in composed.text


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_people_who_say_it_and_apologise_at_the_same_instant_do_it_once() -> None:
    world = a_world()
    Program.objects.update(mail_delay_seconds=60)
    candidate = begun(world)
    browsers = [signed_in(user) for user in (world.seller, world.manager)]
    at_once(*(lambda each=each: post(each, "miss", candidate, who="asker") for each in browsers))
    assert Entry.objects.filter(verb="candidate.missed").count() == 1
    at_once(*(lambda each=each: post(each, "apologise", candidate, text="Sorry.") for each in browsers))
    assert Entry.objects.filter(verb="candidate.apologised").count() == 1
    world.contact.left_on = now().date()
    world.contact.save(update_fields=["left_on"])
    actions.schedule(candidate, starts_at=now() + timedelta(days=2), by=Actor.person(world.seller), at=now())
    Candidate.objects.update(scheduled_at=now() - timedelta(hours=1))
    actions.miss(candidate, who="asker", by=Actor.person(world.seller), at=now())
    assert isinstance(actions.apologise(candidate, text="Sorry.", by=Actor.person(world.seller), at=now()), Refused)
