"""Nominations when somebody leaves, companies become one, drafts are left lying; and where they are seen: home, search, the customer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Merge
from goodword.desk.actions.hand_over import hand_over
from goodword.desk.actions.retention import sweep
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.merges.actions.accounts import merge_accounts
from goodword.people.actions import ensure_program
from goodword.people.kinds import Retained, Role
from goodword.recruiting.actions import start_nomination
from goodword.recruiting.actions.approve import approve
from goodword.recruiting.actions.review import ask_back, take_up
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NominationState
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.test_review import as_, by, sent, talked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


@pytest.mark.slow
def test_who_takes_over_goes_on_with_what_a_leaver_nominated_and_was_to_decide(client: Client) -> None:
    boss, row = a_person(Role.ADMINISTRATOR), sent()
    client.force_login(boss)
    assert row.reference in client.get(reverse("desk:leaving", args=[row.nominator_id])).content.decode()
    successor, other = a_person(), a_manager()
    assert hand_over(row.nominator, to=successor, by=boss, at=clock.now()) == 1
    assert row.manager is not None
    hand_over(row.manager, to=other, by=boss, at=clock.now())
    row.refresh_from_db()
    assert (row.nominator, row.manager) == (successor, other)


@pytest.mark.slow
def test_two_companies_that_become_one_keep_the_nomination_that_is_further() -> None:
    first = sent()
    second = sent(segment="smb")
    take_up(second, by=by(second.manager), at=clock.now())
    merged = merge_accounts(kept_id=first.account_id, gone_id=second.account_id, picks={}, by=by(first.manager), at=clock.now())
    assert isinstance(merged, Merge), merged
    for row in (first, second):
        row.refresh_from_db()
    assert (first.state, second.state) == (NominationState.WITHDRAWN, NominationState.IN_REVIEW)
    assert second.reference in first.reason
    assert second.account == first.account


def test_of_two_drafts_of_one_colleague_the_later_goes_on_when_companies_become_one() -> None:
    seller, manager = a_person(), a_manager()
    accounts = [an_account("Vestara"), an_account("Vestara Insurance")]
    for days, account in enumerate(accounts):
        start_nomination(account, by=Actor.person(seller), at=clock.now() - timedelta(days=days), briefing={"metrics": str(days)})
    one, other = accounts
    merged = merge_accounts(kept_id=other.pk, gone_id=one.pk, picks={}, by=Actor.person(manager), at=clock.now())
    assert isinstance(merged, Merge), merged
    assert Nomination.objects.get().briefing == {"metrics": "0"}


def test_drafts_that_nobody_goes_on_with_go() -> None:
    seller = a_person()
    for days in (200, 1):
        start_nomination(an_account(), by=Actor.person(seller), at=clock.now() - timedelta(days=days))
    assert sweep(Retained.DRAFTS, at=clock.now()) == 1
    assert Nomination.objects.count() == 1


@pytest.mark.slow
def test_home_says_whose_turn_it_is_and_search_finds_the_number() -> None:
    row = sent()
    assert row.manager is not None
    assert "Shall Vestara Insurance join?" in as_(row.manager).get("/").content.decode()
    ask_back(row, by=by(row.manager), at=clock.now(), question="How many teams?")
    assert "One more thing about Vestara Insurance" in as_(row.nominator).get("/").content.decode()
    assert "Vestara Insurance join" not in as_(row.manager).get("/").content.decode()
    assert as_(a_person()).get("/search/", {"q": row.reference}).headers["Location"] == reverse("recruiting:nomination", args=[row.number])


@pytest.mark.slow
def test_what_was_said_in_the_introduction_call_stands_on_the_customer() -> None:
    row = sent()
    talked(row)
    approve(row, by=by(row.manager), at=clock.now())
    shown = as_(a_person()).get(reverse("desk:account", args=[row.account_id])).content.decode()
    assert "How quickly the teams took to it." in shown
    assert "version 1" in shown


def test_what_they_said_is_read_in_the_order_in_which_it_was_asked() -> None:
    row = sent()
    said = {"case": "A day a week.", "surprise": "The quiet.", "experience": "Rough at first.", "led": "Four tools."}
    talked(row, answers=said)
    for who in (row.nominator, row.manager):
        assert who is not None
        page = as_(who).get(reverse("recruiting:nomination", args=[row.number])).content.decode()
        places = [page.index(said[code]) for code in ("led", "experience", "case", "surprise")]
        assert places == sorted(places)
