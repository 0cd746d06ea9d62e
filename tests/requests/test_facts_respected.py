"""What a customer or one of its people said is respected by every ask: when a place is held, when it is asked, from an old page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers import actions as customers
from goodword.customers.models import Contact
from goodword.kernel.actor import Actor
from goodword.ledger.models import LedgerEntry
from goodword.notifications.models import Mail
from goodword.policy.actions import publish
from goodword.policy.numbers import STANDARD
from goodword.policy.periods import Period, PeriodKind, UsageLimit
from goodword.requests.models import Candidate
from tests.at_once import at_once, signed_in
from tests.requests.world import World, a_world, now, today

Fact = Callable[[World], Any]


def by(world: World) -> dict[str, Any]:
    return {"by": Actor.person(world.manager), "at": now()}


def tomorrow() -> Any:
    return today() + timedelta(days=2)


def pause(world: World) -> Any:
    return customers.change_standing(world.account.member, verb="pause", until=tomorrow(), reason="Moving house.", **by(world))


def retire(world: World) -> Any:
    return customers.change_standing(world.account.member, verb="retire", reason="They left.", **by(world))


def agree_to_nothing(world: World) -> Any:
    return customers.agree(world.account.member, agreed_types=["quote"], **by(world))


def refuse_calls(world: World) -> Any:
    return customers.agree(world.account.member, agreed_types=["quote"], refused_types=["sales_call"], **by(world))


def limit(world: World) -> Any:
    return customers.set_self_limit(world.account.member, family="call", most=0, **by(world))


def limit_of_person(world: World) -> Any:
    return customers.set_self_limit(world.account.member, family="call", most=0, contact=world.contact, **by(world))


def person_agrees_to_nothing(world: World) -> Any:
    return customers.agree_contact(world.contact, agreed_types=["quote"], **by(world))


def leave(world: World) -> Any:
    return customers.mark_left(world.contact, **by(world))


def close_person(world: World) -> Any:
    return customers.set_do_not_contact(world.contact, wanted=True, **by(world))


def close_company(world: World) -> Any:
    return customers.set_account_do_not_contact(world.account, wanted=True, **by(world))


def want_peace(world: World) -> Any:
    return customers.be_quiet_until(world.contact, until=tomorrow(), **by(world))


def lose_address(world: World) -> Any:
    return customers.edit_contact(world.contact, email="", **by(world))


def bounce(world: World) -> Any:
    return Contact.objects.filter(pk=world.contact.pk).update(bounced_at=now())


def escalate(world: World) -> Any:
    return customers.open_escalation(world.account, reason="An outage.", **by(world))


FACTS: tuple[Fact, ...] = (
    pause,
    retire,
    agree_to_nothing,
    refuse_calls,
    limit,
    limit_of_person,
    person_agrees_to_nothing,
    leave,
    close_person,
    close_company,
    want_peace,
    lose_address,
    bounce,
    escalate,
)


def press(client: Client, verb: str, candidate: Candidate, **data: Any) -> Any:
    address = reverse(f"requests:{verb}", args=[candidate.reference_request_id, candidate.pk])
    return client.post(address, data, follow=True)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_every_ask_respects_it_when_held_when_asked_and_from_an_old_page(fact: Fact) -> None:
    world = a_world()
    waiting = world.put_forward(world.sent())
    client = world.as_(world.manager)
    page = client.get(reverse("requests:request", args=[waiting.reference_request_id])).content.decode()
    hold = reverse("requests:hold", args=[waiting.reference_request_id, waiting.pk])
    assert hold in page  # the page that is open in the tab offers it
    assert fact(world)
    said = press(client, "hold", waiting).content.decode()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.ledger_entry_id) == ("suggested", None)
    assert not LedgerEntry.objects.exists()
    assert "gw-verdict no" in said or "nobody" in said.lower()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_what_is_said_after_the_hold_stops_the_ask(fact: Fact) -> None:
    world = a_world()
    candidate = world.approved()
    client = world.as_(world.manager)
    page = client.get(reverse("requests:request", args=[candidate.reference_request_id])).content.decode()
    assert reverse("requests:ask", args=[candidate.reference_request_id, candidate.pk]) in page
    before = Mail.objects.count()
    assert fact(world)
    for contact in ("", str(world.contact.pk)):
        press(client, "ask", candidate, how="mail", contact=contact)
        candidate.refresh_from_db()
        assert candidate.state == "owner_approved"
    assert LedgerEntry.objects.get().kind == "hold"
    assert Mail.objects.count() == before


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_want_one_person_at_the_same_instant_do_not_exceed_that_persons_limit() -> None:
    world = a_world()
    twice = {**STANDARD.limits, "call": UsageLimit(5, Period(PeriodKind.FISCAL_QUARTERS, 1))}
    assert publish(numbers=replace(STANDARD, limits=twice), effective_from=today(), name="Five", by=world.manager, at=now())
    customers.set_self_limit(world.account.member, family="call", most=1, days=365, contact=world.contact, **by(world))
    candidates = [world.put_forward(world.sent()) for _each in range(3)]
    clients = [signed_in(world.manager) for _each in candidates]
    answers = at_once(*(lambda c=client, row=row: press(c, "hold", row) for client, row in zip(clients, candidates, strict=True)))
    assert [answer.status_code for answer in answers if answer.status_code not in (200, 422)] == [], answers
    states = sorted(Candidate.objects.get(pk=row.pk).state for row in candidates)
    assert states == ["held", "suggested", "suggested"]
    assert LedgerEntry.objects.filter(released_at=None, contact=world.contact).count() == 1
