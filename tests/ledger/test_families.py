"""Limits of a whole family of companies: they hold while companies change hands, merge, or the program changes its mind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from goodword.customers.actions import edit_account, lock_account
from goodword.customers.models import Account, Merge
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.kernel.errors import WrongState
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import Place, take_hold
from goodword.ledger.models import LedgerEntry, LimitInForce
from goodword.merges.actions.accounts import merge_accounts
from goodword.people.models import Program, User
from tests.at_once import Doing, until_waiting
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person

DAY = date(2026, 11, 24)


@pytest.fixture
def two() -> tuple[Account, Account]:
    Program.objects.update_or_create(pk=1, defaults={"fiscal_first_month": 2, "ledger_holder": "account"})
    LimitInForce.objects.filter(holder=None, family="call").delete()
    LimitInForce.objects.create(family="call", holder=None, most=1, period="quarters", every=1)
    return an_account("Tarn Ferries"), an_account("Tarn Ferries North")


def take(account: Account) -> LedgerEntry | Refused:
    """Take a place of a customer call under the lock of the account."""
    with transaction.atomic():
        lock_account(account.pk)
        place = Place(account_id=account.pk, family="call", activity_type="sales_call", planned_on=DAY)
        return take_hold(place, expires_at=now() + timedelta(days=3), at=now())


def put_below(child: Account, parent: Account, by: User) -> Any:
    """Put one company below another."""
    return edit_account(child, by=Actor.person(by), at=now(), parent=parent)


@pytest.mark.slow
@pytest.mark.django_db
def test_what_was_asked_of_one_counts_for_all_once_the_program_says_so(two: tuple[Account, Account], client: Any) -> None:
    top, below = two
    put_below(below, top, a_manager())
    a_member(below)
    assert isinstance(take(top), LedgerEntry)
    boss = a_person("administrator")
    client.force_login(boss)
    page = client.get(reverse("people:program")).content.decode()
    assert "The whole family of companies" in page
    shown = {name: value for name, value in client.get(reverse("people:program")).context["form"].initial.items() if value is not None}
    first = {f"initial-{name}": value for name, value in shown.items()}
    client.post(reverse("people:program"), {**shown, **first, "company_name": "Harrowgate", "ledger_holder": "parent"})
    assert Program.objects.get().ledger_holder == "parent"
    assert Entry.objects.get(verb="program.changed").data["ledger_holder"] == ["account", "parent"]
    assert isinstance(take(below), Refused)
    assert "counted over the whole family: 2 companies" in client.get(reverse("desk:account", args=[below.pk])).content.decode()
    Program.objects.filter(pk=1).update(ledger_holder="account")
    entry = take(below)
    assert isinstance(entry, LedgerEntry)
    assert entry.holder_id == below.pk
    Program.objects.filter(pk=1).update(ledger_holder="parent")
    assert set(LedgerEntry.objects.values_list("holder_id", flat=True)) == {top.pk}


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_nobody_slips_through_while_a_company_comes_into_a_family(two: tuple[Account, Account]) -> None:
    top, below = two
    boss = a_manager()
    Program.objects.filter(pk=1).update(ledger_holder="parent")
    with transaction.atomic():
        held = take(below)
        joining = Doing(lambda: put_below(below, top, boss))
        until_waiting(1, joining)
    assert isinstance(held, LedgerEntry)
    assert isinstance(joining.done(), Account)
    assert LedgerEntry.objects.get().holder_id == top.pk
    assert isinstance(take(top), Refused)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_whoever_waits_for_a_family_that_changes_counts_in_the_new_one(two: tuple[Account, Account]) -> None:
    top, below = two
    Program.objects.filter(pk=1).update(ledger_holder="parent")
    assert isinstance(take(top), LedgerEntry)
    with transaction.atomic():
        Account.objects.filter(pk=below.pk).update(parent=top)
        place = Place(account_id=below.pk, family="call", activity_type="sales_call", planned_on=DAY)
        late = Doing(lambda: take_hold(place, expires_at=now() + timedelta(days=3), at=now()))
        until_waiting(1, late)
    assert isinstance(late.done(), Refused)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_merge_waits_for_whoever_takes_a_place_and_takes_the_place_along(two: tuple[Account, Account]) -> None:
    kept, gone = two
    by = Actor.person(a_manager())
    with transaction.atomic():
        held = take(gone)
        merging = Doing(lambda: merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=by, at=now()))
        until_waiting(1, merging)
    assert isinstance(held, LedgerEntry)
    assert isinstance(merging.done(), Merge)
    assert LedgerEntry.objects.get().account_id == kept.pk
    assert isinstance(take(kept), Refused)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_whoever_comes_after_a_merge_hears_that_somebody_was_faster(two: tuple[Account, Account]) -> None:
    kept, gone = two
    by = Actor.person(a_manager())
    with transaction.atomic():
        assert isinstance(merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=by, at=now()), Merge)
        late = Doing(lambda: take(gone))
        again = Doing(lambda: merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=by, at=now()))
        turned = Doing(lambda: merge_accounts(kept_id=gone.pk, gone_id=kept.pk, picks={}, by=by, at=now()))
        until_waiting(3, late, again, turned)
    assert isinstance(late.done(), WrongState)
    for each in (again, turned):
        assert isinstance(each.done(), Refused), each.done()
        assert "merged already" in each.done().words
    assert Merge.objects.count() == 1
