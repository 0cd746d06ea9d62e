"""What two people do at the same instant: real threads, real transactions, through HTTP."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail as outbox
from django.db import transaction
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.notifications.actions import send, write
from goodword.notifications.models import Mail
from goodword.people.models import Program
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.at_once import Doing, at_once, signed_in, until_waiting
from tests.factories.people import a_manager
from tests.requests.world import World, a_customer, a_world, now

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.slow
def test_two_managers_press_hold_on_the_last_place_at_the_same_instant() -> None:
    world = a_world()
    second = a_manager(name="Jonas Weir")
    candidates = [world.put_forward(world.sent()), world.put_forward(world.sent())]
    people = (world.manager, second)
    pressed = at_once(*(_press_hold(signed_in(user), candidate) for user, candidate in zip(people, candidates, strict=True)))
    states = [Candidate.objects.get(pk=candidate.pk).state for candidate in candidates]
    assert sorted(states) == ["held", "suggested"]
    assert LedgerEntry.objects.filter(account=world.account, released_at=None).count() == 1
    loser = states.index("suggested")
    winner = people[1 - loser]
    page = pressed[loser].content.decode()
    assert f"{winner.name} was faster and holds this customer since" in page
    assert "Free from" in page


def _press_hold(client: Client, candidate: Candidate) -> Callable[[], Any]:
    address = reverse("requests:hold", args=[candidate.reference_request_id, candidate.pk])
    return lambda: client.post(address, follow=True)


@pytest.mark.slow
def test_a_double_click_on_send_makes_one_request() -> None:
    world = a_world()
    form = {"once": uuid4(), "kind": "sales_call", "topic": "The move.", "minutes": 30, "format": "video", "opportunity": world.deal.pk}
    browsers = [signed_in(world.seller) for _ in range(4)]
    answers = at_once(*(lambda client=client: client.post(reverse("requests:new"), form) for client in browsers))
    row = ReferenceRequest.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [reverse("requests:request", args=[row.pk])] * 4
    assert row.state == "submitted"


@pytest.mark.slow
def test_one_yes_and_one_withdrawal_end_in_one_of_both() -> None:
    world = a_world()
    candidate = world.asked()
    row = candidate.reference_request
    answers = at_once(
        lambda: actions.accept(candidate, times=[now() + timedelta(days=2)], by=Actor.contact(world.contact), at=now()),
        lambda: actions.withdraw(row, by=Actor.person(world.seller), at=now()),
    )
    row.refresh_from_db()
    candidate.refresh_from_db()
    assert row.state == "withdrawn"
    assert candidate.state == "released"
    assert not isinstance(answers[1], Exception)
    assert not isinstance(answers[0], Exception) or isinstance(answers[0], WrongState)


@pytest.mark.slow
def test_many_holds_and_ends_on_shared_customers_never_deadlock() -> None:
    world = a_world()
    other = a_customer("Castellan Re", owner=world.owner)
    rows = [world.sent() for _ in range(6)]
    pairs = [(world.put_forward(row), world.put_forward(row, other)) for row in rows]

    def churn(index: int) -> Callable[[], Any]:
        def do() -> None:
            for candidate in pairs[index] if index % 2 else reversed(pairs[index]):
                held = actions.hold(candidate, by=Actor.person(world.manager), at=now())
                if held:
                    break
            actions.cancel(rows[index], reason="Enough.", by=Actor.person(world.manager), at=now())

        return do

    answers = at_once(*(churn(index) for index in range(len(rows))))
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert not LedgerEntry.objects.filter(released_at=None).exists()


@pytest.mark.slow
def test_what_has_left_is_not_taken_back_by_a_press_that_had_to_wait(settings: Any) -> None:
    world, candidate, mail = _question_about_to_leave(settings)
    assert send(mail.pk, at=mail.send_after) == "sent"
    # Pressed while the mail still waited; the lock came after it had left.
    late = actions.take_back(candidate, by=Actor.person(world.manager), at=mail.created_at)
    assert isinstance(late, Refused)
    candidate.refresh_from_db()
    assert candidate.state == "asked"


@pytest.mark.slow
def test_a_mail_waits_for_whoever_is_just_taking_it_back_and_never_leaves(settings: Any) -> None:
    world, candidate, mail = _question_about_to_leave(settings)

    with transaction.atomic():
        assert isinstance(actions.take_back(candidate, by=Actor.person(world.manager), at=mail.created_at), Candidate)
        sending = Doing(lambda: send(mail.pk, at=mail.send_after))
        until_waiting(1, sending)
    sending.done()
    mail.refresh_from_db()
    assert (mail.state, outbox.outbox) == ("cancelled", [])


@pytest.mark.slow
def test_a_question_asked_again_is_not_sent_by_the_mail_of_the_one_taken_back(settings: Any) -> None:
    world, candidate, mail = _question_about_to_leave(settings)
    again = mail.created_at + timedelta(seconds=5)
    actions.take_back(candidate, by=Actor.person(world.manager), at=again)
    assert isinstance(actions.ask(candidate, by=Actor.person(world.manager), at=again), Candidate)
    assert send(mail.pk, at=mail.send_after) == "cancelled"


def _question_about_to_leave(settings: Any) -> tuple[World, Candidate, Mail]:
    """A customer who was asked a moment ago, and the mail that waits out its delay."""
    settings.GOODWORD_MAIL_CONFIGURED = True
    world = a_world()
    Program.objects.update(mail_delay_seconds=60)
    candidate = world.asked()
    entry = Entry.objects.filter(verb="candidate.asked").latest("pk")
    (mail,) = write("ask", entry_id=entry.pk, at=entry.at)
    return world, candidate, mail


@pytest.mark.slow
def test_a_draft_that_is_saved_often_and_at_once_takes_one_number() -> None:
    world = a_world()
    before = world.draft()

    def save(once: UUID) -> Callable[[], Any]:
        return lambda: actions.start_draft(once=once, asked={"topic": "Typing"}, by=Actor.person(world.seller), at=now())

    made = at_once(*[save(uuid4())] * 6)
    assert {row.pk for row in made} == {before.pk + 1}
    assert world.draft().pk == before.pk + 2
