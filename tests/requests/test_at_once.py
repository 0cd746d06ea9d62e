"""Two people at one candidate, request or short list in the same instant: one wins, the other is told in words, nothing is half done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from goodword.approvals.models import Approval
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.ledger.models import LedgerEntry
from goodword.people.models import User
from goodword.requests import actions
from goodword.requests.models import Candidate, Opinion, ReferenceRequest
from tests.at_once import at_once, signed_in
from tests.factories.people import a_manager
from tests.requests.events import an_event, willing
from tests.requests.world import World, a_world, now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
FASTER = "Somebody was faster"


def pressed(user: User, name: str, *args: int, **data: Any) -> Callable[[], Any]:
    """A button of a page, pressed in a browser of its own; the page that follows is read."""
    client, address = signed_in(user), reverse(f"requests:{name}", args=args)
    return lambda: client.post(address, data, follow=True)


def told(pages: list[Any]) -> int:
    """How many were told that somebody else was faster; every page is one that people can read."""
    assert all(page.status_code == 200 for page in pages), [getattr(page, "status_code", page) for page in pages]
    return sum(FASTER in page.content.decode() for page in pages)


def entries(verb: str) -> int:
    """How often something was written down."""
    return Entry.objects.filter(verb=verb).count()


def two_managers(world: World) -> tuple[User, User]:
    """Who may do the same."""
    return world.manager, a_manager(name="Jonas Weir")


def test_two_managers_ask_the_same_customer_and_it_is_asked_once() -> None:
    world = a_world()
    candidate = world.approved()
    row = candidate.reference_request
    pages = at_once(*(pressed(user, "ask", row.pk, candidate.pk, how="mail") for user in two_managers(world)))
    candidate.refresh_from_db()
    assert (candidate.state, candidate.attempts, entries("candidate.asked")) == ("asked", 1, 1)
    assert LedgerEntry.objects.filter(account=world.account, kind="ask").count() == 1
    assert told(pages) == 1


def test_two_managers_take_the_same_request_and_one_has_it() -> None:
    world = a_world()
    row = world.sent()
    pages = at_once(*(pressed(user, "triage", row.pk) for user in two_managers(world)))
    row.refresh_from_db()
    taken = Entry.objects.get(verb="request.triaged")
    assert (row.state, row.manager_id) == ("triage", taken.actor_id)
    assert told(pages) == 1


def test_a_request_is_given_to_two_people_and_belongs_to_the_last_who_was_told_so() -> None:
    world = a_world()
    row, (mara, jonas) = world.sent(), two_managers(world)
    third = a_manager(name="Lina Falk")
    done = at_once(
        lambda: actions.hand_over(row, to=jonas, by=Actor.person(mara), at=now()),
        lambda: actions.hand_over(row, to=third, by=Actor.person(jonas), at=now()),
    )
    assert not any(isinstance(each, BaseException) for each in done), done
    first, last = Entry.objects.filter(verb="request.handed_over").order_by("pk")
    row.refresh_from_db()
    assert (first.data["before"], last.data["before"], last.data["to"]) == (mara.pk, first.data["to"], row.manager_id)


def test_one_declines_a_request_while_another_takes_it_and_it_is_declined() -> None:
    world = a_world()
    row, (mara, jonas) = world.sent(), two_managers(world)
    pages = at_once(pressed(mara, "decline_request", row.pk, reason="Too early."), pressed(jonas, "triage", row.pk))
    row.refresh_from_db()
    assert (row.state, entries("request.declined")) == ("declined", 1)
    assert entries("request.triaged") + told(pages) == 1


def test_the_owner_says_yes_and_no_at_once_and_one_of_both_holds() -> None:
    world = a_world()
    candidate = world.held()
    key = (candidate.reference_request_id, candidate.pk)
    pages = at_once(pressed(world.owner, "owner_approve", *key), pressed(world.owner, "owner_decline", *key, reason="Not now."))
    candidate.refresh_from_db()
    place = LedgerEntry.objects.get(account=world.account)
    found = (candidate.state, Approval.objects.get().state, place.released_at is None)
    assert found in {("owner_approved", "approved", True), ("owner_declined", "declined", False)}
    assert told(pages) == 1


def test_the_owner_objects_while_the_manager_holds_and_the_order_is_one_that_could_have_been() -> None:
    world = a_world()
    row = an_event(world)
    candidate, by = world.put_forward(row, willing(world.account)), Actor.person(world.manager)
    assert actions.ask_owners(row, by=by, at=now())
    done = at_once(
        lambda: actions.give_opinion(candidate, good=False, reason="They are moving.", by=Actor.person(world.owner), at=now()),
        lambda: actions.hold(candidate, by=by, at=now()),
    )
    assert isinstance(done[1], actions.Held), done
    said = Opinion.objects.get(candidate=candidate).answer
    if isinstance(done[0], WrongState):
        assert said == ""
    else:
        assert (said, Entry.objects.filter(verb__in=("candidate.opinion_given", "candidate.held")).latest("pk").verb) == (
            Opinion.BAD,
            "candidate.held",
        )


def test_two_people_add_the_same_customer_and_it_stands_there_once() -> None:
    world = a_world()
    row = an_event(world)
    willing(world.account)
    buttons = [pressed(user, "choose", row.pk, account=[world.account.pk]) for user in (*two_managers(world), world.seller)]
    pages = at_once(*buttons)
    assert told(pages) == 0
    assert Candidate.objects.filter(reference_request=row).count() == 1
    assert entries("candidate.suggested") == 1
    assert ReferenceRequest.objects.get(pk=row.pk).state == "sourcing"
