"""A customer who was asked by phone, in a mail of one's own or in person: written down, it is an ask like every other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.notifications.actions import preview, send, write
from goodword.notifications.models import Mail
from goodword.people.models import CircleMember, Program, User
from goodword.people.queries import today as program_day
from goodword.requests import actions
from goodword.requests.models import Candidate
from tests.at_once import at_once, signed_in
from tests.factories.people import a_manager, a_person
from tests.requests.elsewhere import long_ago, post, typed
from tests.requests.world import a_world, now
from tests.there import letter

pytestmark = pytest.mark.django_db


def by_phone(candidate: Candidate, by: User, **how: Any) -> Candidate | Refused:
    """Write down a call of this moment."""
    return actions.record_ask(candidate, **{"how": "call", "asked_at": now(), **how}, by=Actor.person(by), at=now())


@pytest.mark.slow
def test_an_ask_by_phone_takes_its_place_at_once_and_nothing_is_mailed() -> None:
    world = a_world()
    Program.objects.update(mail_delay_seconds=600)
    candidate = world.approved()
    long_ago(candidate)
    called = now() - timedelta(days=2)
    page = post(
        world.as_(world.manager),
        "record_ask",
        candidate,
        how="call",
        asked_at=typed(called),
        contact=world.contact.pk,
        remark="She likes to speak in the mornings.",
    ).content.decode()
    candidate.refresh_from_db()
    entry = LedgerEntry.objects.get()
    assert (candidate.state, candidate.attempts, entry.kind, entry.unsent) == ("asked", 1, "ask", False)
    assert entry.asked_on == entry.planned_on == program_day(called)
    assert candidate.asked_at is not None
    assert abs(candidate.asked_at - called) < timedelta(minutes=1)
    assert candidate.answer_due_at is not None
    assert timedelta(0) < candidate.answer_due_at - candidate.asked_at < timedelta(days=30)
    assert "on the phone, on" in page
    assert "She likes to speak in the mornings." in page
    assert "Take it back" not in page
    asked = Entry.objects.get(verb="candidate.asked")
    assert write("ask", entry_id=asked.pk, at=now()) == []
    with pytest.raises(WrongState):
        actions.ask(candidate, by=Actor.person(world.manager), at=now())


@pytest.mark.slow
def test_a_time_that_cannot_be_stands_beside_its_field_and_nothing_typed_is_lost() -> None:
    world = a_world()
    candidate = world.approved()
    for moment, words in (
        (now() + timedelta(hours=2), "This lies ahead."),
        (now() - timedelta(days=400), "an ask comes after the request"),
    ):
        answer = post(world.as_(world.manager), "record_ask", candidate, how="meeting", asked_at=typed(moment), remark="At the fair.")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "At the fair." in page
        assert 'aria-invalid="true"' in page
        assert words in page
    for data in ({}, {"how": "pigeon", "asked_at": "yesterday"}, {"how": "call", "asked_at": typed(now()), "contact": "1x"}):
        assert post(world.as_(world.manager), "record_ask", candidate, **data).status_code == 422
    candidate.refresh_from_db()
    assert candidate.state == "owner_approved"


@pytest.mark.slow
def test_the_account_owner_may_write_it_down_and_a_stranger_may_not() -> None:
    world = a_world()
    candidate = world.approved()
    page = world.as_(world.owner).get(reverse("requests:request", args=[candidate.reference_request_id]), {"do": "record_ask"})
    assert "They were asked already" in page.content.decode()
    for somebody in (world.seller, world.lead):
        assert post(world.as_(somebody), "record_ask", candidate, how="call", asked_at=typed(now())).status_code == 403
    assert post(world.as_(a_person()), "record_ask", candidate, how="call", asked_at=typed(now())).status_code == 404
    assert post(world.as_(world.owner), "record_ask", candidate, how="call", asked_at=typed(now())).status_code == 200
    candidate.refresh_from_db()
    assert candidate.state == "asked"


@pytest.mark.slow
def test_who_is_not_in_the_know_writes_nothing_down_about_a_confidential_request() -> None:
    world = a_world()
    candidate = world.approved(is_confidential=True)
    circle = candidate.reference_request.circle_id
    outsider = a_manager(name="Jonas Weir")
    CircleMember.objects.filter(circle=circle, user=world.owner).delete()
    for somebody in (world.owner, outsider):
        assert post(world.as_(somebody), "record_ask", candidate, how="call", asked_at=typed(now())).status_code == 404
        with pytest.raises(NotAllowed):
            by_phone(candidate, somebody)
    assert isinstance(by_phone(candidate, world.manager), Candidate)
    assert LedgerEntry.objects.get().circle_id == circle


@pytest.mark.slow
def test_a_recorded_call_is_an_attempt_and_after_the_last_one_nobody_asks_again() -> None:
    world = a_world()
    candidate = world.asked()
    actions.note_left(candidate.pk)
    again = post(world.as_(world.manager), "record_attempt", candidate, how="call", asked_at=typed(now()))
    candidate.refresh_from_db()
    assert (candidate.attempts, candidate.state) == (2, "asked")
    assert "once more, on the phone" in again.content.decode()
    late = post(world.as_(world.manager), "record_attempt", candidate, how="chat", asked_at=typed(now()))
    assert "as often as we allow ourselves" in late.content.decode()
    due = candidate.answer_due_at
    assert due is not None
    assert actions.expire_ask(candidate, at=due + timedelta(minutes=1))
    candidate.refresh_from_db()
    assert candidate.state == "no_answer"


@pytest.mark.slow
def test_the_reminder_after_a_call_does_not_say_that_we_wrote() -> None:
    world = a_world()
    candidate = world.approved()
    assert isinstance(by_phone(candidate, world.owner), Candidate)
    candidate.refresh_from_db()
    due = candidate.answer_due_at
    assert due is not None
    assert actions.expire_ask(candidate, at=due + timedelta(minutes=1))
    (mail,) = write("ask_again", entry_id=Entry.objects.get(verb="candidate.reminded").pk, at=now())
    composed = letter(preview(mail, at=now()))
    assert "We asked you already" in composed.text
    assert "We wrote" not in composed.text


@pytest.mark.slow
def test_what_a_rule_forbids_by_now_needs_a_reason_of_a_manager_and_is_not_for_the_owner() -> None:
    world = a_world()
    candidate = world.approved()
    type(world.account).objects.filter(pk=world.account.pk).update(escalated_on=program_day(now()))
    assert isinstance(by_phone(candidate, world.owner, reason="I know better."), Refused)
    assert isinstance(by_phone(candidate, world.manager), Refused)
    assert isinstance(by_phone(candidate, world.manager, reason="Their CTO offered it."), Candidate)


@pytest.mark.slow
def test_a_mail_that_was_taken_back_does_not_leave_after_an_ask_that_is_dated_before_it(settings: Any) -> None:
    settings.GOODWORD_MAIL_CONFIGURED = True
    world = a_world()
    Program.objects.update(mail_delay_seconds=60)
    candidate = world.asked()
    long_ago(candidate)
    (mail,) = write("ask", entry_id=Entry.objects.get(verb="candidate.asked").pk, at=now())
    actions.take_back(candidate, by=Actor.person(world.manager), at=now())
    assert isinstance(by_phone(candidate, world.manager, asked_at=now() - timedelta(days=1)), Candidate)
    assert send(mail.pk, at=mail.send_after) == "cancelled"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_people_who_write_down_the_same_call_make_one_ask() -> None:
    world = a_world()
    candidate = world.approved()
    browsers = [signed_in(user) for user in (world.manager, world.owner)]
    at_once(*(lambda each=each: post(each, "record_ask", candidate, how="call", asked_at=typed(now())) for each in browsers))
    candidate.refresh_from_db()
    assert (candidate.attempts, Entry.objects.filter(verb="candidate.asked").count()) == (1, 1)
    actions.note_left(candidate.pk)
    at_once(*(lambda each=each: post(each, "record_attempt", candidate, how="call", asked_at=typed(now())) for each in browsers))
    candidate.refresh_from_db()
    assert candidate.attempts == 2
    assert LedgerEntry.objects.filter(released_at=None).count() == 1
    assert not Mail.objects.exists()
