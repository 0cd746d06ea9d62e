"""Two at once on one registration: one of them counts, the other is told, and nothing is half done."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import WrongState
from goodword.links.actions import Purpose
from goodword.links.actions.issue import issue
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.recruiting.actions import confirm, deciding, team, withdraw_registration
from goodword.recruiting.models import Nomination, Registration
from goodword.recruiting.states import REGISTRATION_OPEN
from tests.at_once import at_once
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration, registered

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
TIMES = 4


@pytest.fixture
def manager() -> User:
    ensure_program()
    return a_manager()


@pytest.fixture
def account(manager: User) -> Account:
    return an_account("Vestara Insurance", owner=a_person(), csm=a_person(), website="https://www.vestara.example")


def _count(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def _accept(row: Registration, who: User) -> Callable[[], Any]:
    return lambda: deciding.accept(row, by=Actor.person(who), at=clock.now())


def _decline(row: Registration, who: User) -> Callable[[], Any]:
    return lambda: deciding.decline(row, because="enough", by=Actor.person(who), at=clock.now())


def _pressed(token: str) -> str:
    """What somebody reads in a browser of their own who presses the button of the link."""
    return str(Client().post(f"/join/confirm/{token}/", follow=True).content.decode())


def _one_of(done: list[Any]) -> None:
    """One went through, the other was told that it is decided."""
    assert sorted(isinstance(each, WrongState) for each in done) == [False, True], done


def test_the_link_pressed_twice_in_two_browsers_at_once_confirms_once(manager: User) -> None:
    for n in range(TIMES):
        row, at = registered(email=f"person{n}@vestara.example"), clock.now()
        token = issue(Purpose.CONFIRM_REGISTRATION, about=row, expires_at=at + timedelta(days=1), at=at)
        done = at_once(*[partial(_pressed, token)] * 2)
        assert all("Thank you. It is with us." in each for each in done), done
        assert "Thank you. It is with us." in _pressed(token)
    assert _count("registration.confirmed") == TIMES


def test_two_links_of_one_person_at_once_are_one_registration(manager: User) -> None:
    for n in range(TIMES):
        rows = [registered(email=f"person{n}@vestara.example", job_title=title) for title in ("Engineer", "Head of platform")]
        done = at_once(*[partial(confirm, row, by=Actor.system(), at=clock.now()) for row in rows])
        assert len({each.pk for each in done if isinstance(each, Registration)}) == 1, done
        assert Registration.objects.filter(email=f"person{n}@vestara.example").count() == 1


def test_of_two_managers_who_accept_and_decline_at_once_one_decides(manager: User, account: Account) -> None:
    other = a_manager()
    for n in range(TIMES):
        row = a_registration(email=f"person{n}@vestara.example")
        _one_of(at_once(_accept(row, manager), _decline(row, other)))
        row.refresh_from_db()
        assert (row.state == "accepted") == (row.nomination is not None)
    assert _count("registration.accepted") + _count("registration.declined") == TIMES


def test_of_two_who_accept_at_once_one_nomination_begins(manager: User, account: Account) -> None:
    _one_of(at_once(*[_accept(a_registration(), each) for each in (manager, a_manager())]))
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize("decide", [_accept, _decline])
def test_whoever_takes_it_back_while_it_is_decided_gets_one_or_the_other(manager: User, account: Account, decide: Any) -> None:
    for n in range(TIMES):
        row = a_registration(email=f"person{n}@vestara.example")
        decided, withdrawn = at_once(decide(row, manager), partial(withdraw_registration, row, by=Actor.system(), at=clock.now()))
        row.refresh_from_db()
        assert isinstance(decided, WrongState) == (withdrawn is True), (decided, withdrawn)
        assert (row.state == "withdrawn") == (withdrawn is True)
        assert (row.name == "") == (withdrawn is True)


def test_the_team_answers_twice_at_once_and_the_last_word_stands_whole(manager: User, account: Account) -> None:
    row = a_registration()
    team.ask_team([row], by=Actor.person(manager), at=clock.now())
    owner = row.fitness.get(asked=account.owner)
    by, until = Actor.person(owner.asked), (clock.now() + timedelta(days=90)).date()
    done = at_once(
        lambda: team.answer_fitness(owner, answer="fits", by=by, at=clock.now()),
        lambda: team.answer_fitness(owner, answer="not_now", until_on=until, words="Renewal.", by=by, at=clock.now()),
    )
    assert not any(isinstance(each, Exception) for each in done), done
    owner.refresh_from_db()
    assert (owner.answer, owner.until_on, owner.words) in {("fits", None, ""), ("not_now", until, "Renewal.")}
    assert _count("registration.fitness_given") == 2


def test_two_who_ask_the_team_at_once_ask_it_once(manager: User, account: Account) -> None:
    row = a_registration()
    at_once(*[partial(team.ask_team, [row], by=Actor.person(who), at=clock.now()) for who in (manager, a_manager())])
    assert row.fitness.count() == 2
    assert _count("registration.team_asked") == 2


def test_who_chooses_the_customer_and_who_writes_at_that_customer_do_not_wait_for_each_other_in_a_circle(
    manager: User, account: Account
) -> None:
    other, by = an_account("Northwind Foods", owner=a_person()), Actor.person(manager)
    row, back = a_registration(), a_registration(email="bo@northwind.example", company="Northwind Foods")
    for _turn in range(TIMES):
        done = at_once(
            lambda: team.match_by_hand(row, other, by=by, at=clock.now()),
            lambda: team.match_by_hand(back, account, by=by, at=clock.now()),
        )
        done += at_once(
            lambda: team.match_by_hand(row, account, by=by, at=clock.now()),
            lambda: team.match_by_hand(back, other, by=by, at=clock.now()),
        )
        assert not any(isinstance(each, Exception) for each in done), done


def test_an_older_one_taken_up_again_while_a_newer_one_is_confirmed_leaves_one_and_no_error(manager: User, account: Account) -> None:
    for n in range(TIMES * 3):
        email = f"person{n}@vestara.example"
        older = a_registration(email=email)
        deciding.decline(older, because="enough", by=Actor.person(manager), at=clock.now())
        newer = registered(email=email, website="https://newer.vestara.example")
        by, at = Actor.person(manager), clock.now()
        done = at_once(partial(confirm, newer, by=Actor.system(), at=at), partial(deciding.reopen, [older], by=by, at=at))
        assert not [each for each in done if isinstance(each, BaseException)], done
        assert Registration.objects.filter(email=email, state__in=REGISTRATION_OPEN).count() == 1
