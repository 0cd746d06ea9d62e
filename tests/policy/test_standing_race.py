"""The night and a manager's hand at the same moment, in both orders: nobody is gone over, and each says what it did."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from goodword.customers import actions as customers
from goodword.customers.models import Account, HowEnded, Member, StandingChange
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people import actions as people
from goodword.policy import actions
from tests.at_once import Doing, at_once, until_waiting
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
AT = datetime(2026, 11, 19, 9, 4, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _policy() -> None:
    people.ensure_program()
    actions.ensure_first_version()


@pytest.fixture
def row() -> Member:
    """A member whose health is poor: the night would put it on caution."""
    return a_member(an_account("Halden", health="poor"), verified_on=AT.date())


@pytest.fixture
def mara() -> Actor:
    return Actor.person(a_manager(name="Mara Lindqvist"))


def night() -> tuple[int, int]:
    return actions.sweep_standing(AT)


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="member.").order_by("pk").values_list("verb", flat=True))


def test_a_manager_who_comes_while_the_night_is_at_it_has_the_last_word(row: Member, mara: Actor) -> None:
    def pause() -> object:
        return customers.change_standing(row, verb="pause", by=mara, at=AT, reason="They asked.", until=(AT + 30 * DAY).date())

    with transaction.atomic():
        assert night() == (1, 0)
        hand = Doing(pause)
        until_waiting(1, hand)
    assert isinstance(hand.done(), Member)
    row.refresh_from_db()
    assert (row.standing, row.standing_rule, row.is_by_rule) == ("paused", "", False)
    change = StandingChange.objects.get()
    assert (change.after, change.ended_how) == ("caution", HowEnded.BY_HAND)
    assert verbs() == ["member.moved_by_rule", "member.standing_changed"]
    assert actions.sweep_standing(AT + DAY) == (0, 0), "whom a person put on hold no rule moves"


def test_a_night_that_comes_while_a_manager_is_at_it_leaves_what_was_decided(row: Member, mara: Actor) -> None:
    with transaction.atomic():
        customers.change_standing(row, verb="caution", by=mara, at=AT, reason="Handle with care.")
        sweep = Doing(night)
        until_waiting(1, sweep)
    assert sweep.done() == (0, 0)
    row.refresh_from_db()
    assert (row.standing, row.standing_rule) == ("caution", "")
    assert not StandingChange.objects.exists()
    assert verbs() == ["member.standing_changed"]


@pytest.mark.parametrize("round_", range(4))
def test_pressed_in_the_same_moment_one_of_both_orders_comes_out(row: Member, mara: Actor, round_: int) -> None:
    def retire() -> object:
        return customers.change_standing(row, verb="retire", by=mara, at=AT, reason=f"They were bought, {round_}.")

    swept, hand = at_once(night, retire)
    assert isinstance(hand, Member)
    assert swept in {(0, 0), (1, 0)}
    row.refresh_from_db()
    assert (row.standing, row.standing_rule) == ("retired", "")
    assert verbs() == [*["member.moved_by_rule"] * swept[0], "member.standing_changed"]
    assert not StandingChange.objects.filter(ended_at=None).exists()


def test_what_is_taken_back_while_the_night_lets_it_go_is_done_once(row: Member, mara: Actor) -> None:
    night()
    change = StandingChange.objects.get()
    Account.objects.filter(pk=row.account_id).update(health="good")

    def take_back() -> object:
        return customers.reverse_by_rule(change, by=mara, at=AT + DAY)

    swept, hand = at_once(lambda: actions.sweep_standing(AT + DAY), take_back)
    row.refresh_from_db()
    change.refresh_from_db()
    assert (row.standing, row.standing_rule) == ("active", "")
    assert isinstance(hand, Refused) == (swept == (0, 1))
    assert change.ended_how == (HowEnded.RETURNED if swept == (0, 1) else HowEnded.REVERSED)
    assert len(verbs()) == 2, "one way there, one way back"
