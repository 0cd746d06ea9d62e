"""Many customers changed at once: looked at first, made in one go with a trace of each, and undone except where somebody was since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers import actions, queries
from goodword.customers.actions import ensure_lists
from goodword.customers.kinds.bulk import Verdict
from goodword.customers.models import Account, BulkEdit, BulkRow, Member, Merge
from goodword.journal.models import Entry, FieldChange, Note
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.merges.actions.accounts import merge_accounts
from goodword.merges.actions.split import split
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.people.queries import today
from tests.at_once import Doing, at_once, until_waiting
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person, a_region

pytestmark = pytest.mark.django_db


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begun(client: Client, accounts: list[Account], what: str, query: str = "") -> BulkEdit:
    """Tick them in the list, and choose what is to change; with none ticked, all that match."""
    sent: dict[str, Any] = {"what": what, "scope": "ticked" if accounts else "all", "id": [each.pk for each in accounts]}
    answer = client.post(f"{reverse('customers:bulk_begin')}?{query}", sent)
    assert answer.status_code == 302, answer.content
    bulk = BulkEdit.objects.latest("pk")
    assert answer["Location"] == page_of(bulk)
    return bulk


def page_of(bulk: BulkEdit) -> str:
    return reverse("customers:bulk", args=[bulk.pk])


def said(client: Client, bulk: BulkEdit, **sent: Any) -> dict[str, int]:
    """Say what they become, and read how many would change."""
    answer = client.post(page_of(bulk), sent)
    assert answer.status_code == 302, answer.content.decode()
    return seen(client, bulk)


def seen(client: Client, bulk: BulkEdit) -> dict[str, int]:
    return {code: count for code, _word, count in client.get(page_of(bulk)).context["summary"]}


def made(client: Client, bulk: BulkEdit, verb: str = "carry_out") -> None:
    assert client.post(reverse(f"customers:bulk_{verb}", args=[bulk.pk])).status_code == 302


@pytest.mark.slow
def test_an_owner_is_changed_for_those_that_are_mine_and_the_page_says_which_are_not() -> None:
    priya, nina = a_person(Role.ACCOUNT_OWNER, name="Priya Nair"), a_person(Role.ACCOUNT_OWNER, name="Nina Berg")
    mine, same, other = an_account("Alder", owner=priya), an_account("Birch", owner=nina, csm=priya), an_account("Castellan", owner=nina)
    client = as_(priya)
    bulk = begun(client, [mine, same, other], "owner")
    assert "Alder" in client.get(page_of(bulk)).content.decode()
    assert said(client, bulk, id=nina.pk) == {"changes": 1, "same": 1, "not_yours": 1}
    page = client.get(page_of(bulk)).content.decode()
    assert "Change 1 customer" in page
    assert "Not yours to change" in page
    assert Account.objects.get(pk=mine.pk).owner == priya
    made(client, bulk)
    assert Account.objects.get(pk=mine.pk).owner == nina
    assert seen(client, bulk) == {"changes": 1, "same": 1, "not_yours": 1}
    (change,) = queries.changes_in_words(mine, queries.changed_fields_of(mine), today=today(clock.now()))
    assert (change.field, change.before, change.after, change.who) == ("Owner", "Priya Nair", "Nina Berg", "Priya Nair")
    assert Entry.objects.filter(verb="account.edited").count() == 1
    assert "Changed with many others" in client.get(reverse("desk:account", args=[mine.pk])).content.decode()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_undoing_puts_back_what_nobody_touched_and_lists_the_rest() -> None:
    manager, north, south = a_manager(), a_region("north"), a_region("south")
    accounts = [an_account(name, region=north) for name in ("Alder", "Birch", "Castellan")]
    client = as_(manager)
    bulk = begun(client, accounts, "region")
    said(client, bulk, id=south.pk)
    made(client, bulk)
    assert Account.objects.filter(region=south).count() == 3
    actions.edit_account(accounts[1], by=Actor.person(manager), at=clock.now(), city="Oslo")
    made(client, bulk, "undo")
    assert [each.region for each in Account.objects.order_by("name")] == [north, south, north]
    assert seen(client, bulk) == {"back": 2, "left": 1}
    assert "Left: changed since" in client.get(page_of(bulk)).content.decode()
    made(client, bulk, "undo")  # pressed again: nothing happens
    assert seen(client, bulk) == {"back": 2, "left": 1}
    assert reverse("customers:bulk", args=[bulk.pk]) in client.get(reverse("customers:bulk_made")).content.decode()


@pytest.mark.slow
def test_a_standing_goes_by_its_rules_with_its_reason_and_comes_back() -> None:
    manager, client = (someone := a_manager()), as_(someone)
    until = today(clock.now()) + timedelta(days=30)
    active, retired = a_member(an_account("Alder")), a_member(an_account("Birch"), standing="retired")
    outside, paused = an_account("Castellan"), a_member(an_account("Dunmore"), standing="paused", paused_until=until)
    bulk = begun(client, [active.account, retired.account, outside, paused.account], "standing")
    assert client.post(page_of(bulk), {"verb": "pause", "reason": "Busy season"}).status_code == 422
    assert client.post(page_of(bulk), {"verb": "pause", "until": str(until), "reason": " "}).status_code == 422
    counted = said(client, bulk, verb="pause", until=str(until), reason="Busy season")
    assert counted == {"changes": 1, "same": 1, "not_member": 1, "wrong_state": 1}
    made(client, bulk)
    active.refresh_from_db()
    assert (active.standing, active.paused_until) == ("paused", until)
    entry = Entry.objects.get(verb="member.standing_changed")
    assert (entry.actor_id, entry.data["before"], entry.data["until"]) == (manager.pk, "active", str(until))
    assert Note.objects.get(entry=entry).text == "Busy season"
    assert {subject.kind for subject in entry.subjects.all()} == {"account", "member"}
    made(client, bulk, "undo")
    active.refresh_from_db()
    assert (active.standing, active.paused_until) == ("active", None)
    assert Entry.objects.filter(verb="member.standing_changed").latest("pk").data["after"] == "active"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_tags_are_added_and_taken_away_and_each_keeps_its_others() -> None:
    ensure_lists()
    client = as_(a_manager())
    one, two = an_account("Alder", tags=["well_known"]), an_account("Birch", tags=["lighthouse", "well_known"])
    bulk = begun(client, [one, two], "add_tags")
    assert said(client, bulk, tags=["lighthouse"]) == {"changes": 1, "same": 1}
    made(client, bulk)
    assert {tuple(each.tags) for each in Account.objects.all()} == {("lighthouse", "well_known")}
    away = begun(client, [one, two], "remove_tags")
    assert said(client, away, tags=["well_known", "early_adopter"]) == {"changes": 2}
    made(client, away)
    assert {tuple(each.tags) for each in Account.objects.all()} == {("lighthouse",)}
    made(client, bulk, "undo")
    assert seen(client, bulk) == {"same": 1, "left": 1}


@pytest.mark.slow
def test_all_that_match_are_changed_in_as_few_statements_as_three() -> None:
    manager, nina = a_manager(), a_person(name="Nina Berg")
    client = as_(manager)

    def statements(count: int, industry: str) -> int:
        Account.objects.bulk_create(Account(name=f"{industry} {n:05}", industry=industry) for n in range(count))
        bulk = begun(client, [], "owner", f"industry={industry}")
        assert said(client, bulk, id=nina.pk) == {"changes": count}
        with CaptureQueriesContext(connection) as captured:
            actions.carry_out_bulk(bulk, by=Actor.person(manager), at=clock.now())
        assert Account.objects.filter(owner=nina, industry=industry).count() == count
        made(client, bulk, "undo")
        assert Account.objects.filter(owner=nina, industry=industry).count() == 0
        return len(captured)

    assert statements(10_000, "banking") == statements(3, "insurance")
    assert Entry.objects.filter(verb="account.edited").count() == 20_006


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_pressed_four_times_at_once_it_is_made_once() -> None:
    manager, nina = a_manager(), a_person(name="Nina Berg")
    account, client = an_account("Alder"), as_(manager)
    bulk = begun(client, [account], "owner")
    said(client, bulk, id=nina.pk)
    url, clients = reverse("customers:bulk_carry_out", args=[bulk.pk]), [as_(manager) for _press in range(4)]
    answers = at_once(*(lambda each=each: each.post(url).status_code for each in clients))
    assert answers == [302] * 4
    assert Entry.objects.filter(verb="account.edited").count() == FieldChange.objects.filter(field="owner_id").count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_edits_one_of_them_meanwhile_is_waited_for_and_nothing_is_half_done() -> None:
    manager, nina = a_manager(), a_person(name="Nina Berg")
    accounts = [an_account(name) for name in ("Alder", "Birch", "Castellan")]
    by = Actor.person(manager)
    bulk = actions.begin_bulk([each.pk for each in accounts], what="owner", by=by, at=clock.now())
    assert isinstance(bulk, BulkEdit)
    actions.say_bulk(bulk, values={"id": nina.pk}, by=by, at=clock.now())
    with transaction.atomic():
        actions.edit_account(accounts[1], by=by, at=clock.now(), owner=nina)
        doing = Doing(lambda: actions.carry_out_bulk(bulk, by=by, at=clock.now()))
        until_waiting(1, doing)
    assert isinstance(doing.done(), BulkEdit), doing.done()
    assert Account.objects.filter(owner=nina).count() == 3
    assert dict(BulkRow.objects.values_list("account__name", "verdict")) == {
        "Alder": Verdict.CHANGES,
        "Birch": Verdict.SAME,
        "Castellan": Verdict.CHANGES,
    }


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_undone_while_a_merge_is_parted_neither_waits_for_the_other() -> None:
    manager, nina = a_manager(), a_person(name="Nina Berg")
    kept, gone = an_account("Alder"), an_account("Alder Ltd")
    by, at = Actor.person(manager), clock.now()
    bulk = actions.begin_bulk([kept.pk, gone.pk], what="owner", by=by, at=at)
    assert isinstance(bulk, BulkEdit)
    actions.say_bulk(bulk, values={"id": nina.pk}, by=by, at=at)
    actions.carry_out_bulk(bulk, by=by, at=at)
    merge = merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=by, at=at)
    assert isinstance(merge, Merge)
    with transaction.atomic():
        actions.lock_account(kept.pk)
        doing = Doing(lambda: actions.undo_bulk(bulk, by=by, at=clock.now()))
        until_waiting(1, doing)
        assert isinstance(split(merge.pk, by=by, at=at), Merge)
    assert isinstance(doing.done(), BulkEdit), doing.done()


def test_who_has_left_meanwhile_becomes_nobodys_owner() -> None:
    nina, client = a_person(name="Nina Berg"), as_(a_manager())
    bulk = begun(client, [an_account("Alder")], "owner")
    said(client, bulk, id=nina.pk)
    User.objects.filter(pk=nina.pk).update(is_active=False)
    answer = client.post(reverse("customers:bulk_carry_out", args=[bulk.pk]), follow=True)
    assert "This colleague has left" in answer.content.decode()
    assert not Account.objects.filter(owner=nina).exists()


@pytest.mark.slow
def test_undoing_gives_nobody_a_customer_back_who_has_left_meanwhile() -> None:
    nina, omar, client = a_person(name="Nina Berg"), a_person(name="Omar Haddad"), as_(a_manager())
    stays = a_person(name="Paula Stein")
    alder, birch = an_account("Alder", owner=nina), an_account("Birch", owner=stays)
    bulk = begun(client, [alder, birch], "owner")
    said(client, bulk, id=omar.pk)
    client.post(reverse("customers:bulk_carry_out", args=[bulk.pk]))
    User.objects.filter(pk=nina.pk).update(is_active=False)
    client.post(reverse("customers:bulk_undo", args=[bulk.pk]))
    assert dict(Account.objects.values_list("name", "owner__name")) == {"Alder": "Omar Haddad", "Birch": "Paula Stein"}


def test_only_who_works_with_customers_ticks_them_and_a_draft_is_ones_own() -> None:
    account, manager = an_account("Alder"), a_manager()
    asker = as_(a_person(Role.REQUESTER))
    assert 'name="id"' not in asker.get(reverse("customers:list")).content.decode()
    assert asker.post(reverse("customers:bulk_begin"), {"what": "owner", "scope": "all"}).status_code == 403
    assert asker.get(reverse("customers:bulk_made")).status_code == 403
    bulk = begun(as_(manager), [account], "owner")
    for other in (asker, as_(a_manager())):
        assert other.get(page_of(bulk)).status_code == 404
        assert other.post(reverse("customers:bulk_carry_out", args=[bulk.pk])).status_code == 404


def test_nothing_ticked_is_said_in_words_and_the_filter_stays() -> None:
    an_account("Alder", industry="banking")
    client = as_(a_manager())
    answer = client.post(f"{reverse('customers:bulk_begin')}?industry=banking", {"what": "owner", "scope": "ticked"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{reverse('customers:list')}?industry=banking"
    assert "Tick at least one customer first" in answer.content.decode()
    assert not Member.objects.exists()
