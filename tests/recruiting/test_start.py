"""Beginning a nomination: once per customer, never of a member."""

import pytest

from goodword.customers.actions import make_member
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.recruiting.actions import start_nomination
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NominationState
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def test_whoever_begins_again_goes_on_with_the_draft_they_have() -> None:
    account, seller = an_account("Vestara Insurance"), a_person()
    first = start_nomination(account, by=Actor.person(seller), at=clock.now())
    assert isinstance(first, Nomination)
    assert start_nomination(account, by=Actor.person(seller), at=clock.now()) == first
    assert first.reference.startswith("NOM-")


def test_a_member_and_a_customer_who_is_nominated_already_are_not_nominated_again() -> None:
    account, seller, other = an_account("Vestara Insurance"), a_person(), a_person()
    row = start_nomination(account, by=Actor.person(seller), at=clock.now())
    Nomination.objects.update(state=NominationState.SUBMITTED)
    again = start_nomination(account, by=Actor.person(other), at=clock.now())
    assert isinstance(row, Nomination)
    assert isinstance(again, Refused)
    assert row.reference in again.words
    member = an_account("Halden Freight")
    make_member(member, by=Actor.person(a_manager()), at=clock.now())
    assert isinstance(start_nomination(member, by=Actor.person(seller), at=clock.now()), Refused)
