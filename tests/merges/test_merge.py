"""Merging companies: everything moves, nothing is lost, and it comes apart again as it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from goodword.comments.models import Comment
from goodword.customers.actions import set_self_limit
from goodword.customers.models import Account, Contact, Member, Merge
from goodword.customers.queries.differences import ACCOUNT_FIELDS, BOTH, CONTACT_FIELDS, GONE, MEMBER_FIELDS
from goodword.journal.models import Entry, FieldChange
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.ledger.actions import Place, take_hold, turn_into_ask
from goodword.ledger.models import LedgerEntry, LedgerMerged, LedgerSummary, LimitInForce
from goodword.merges.actions.accounts import merge_accounts
from goodword.merges.actions.split import split
from goodword.requests.actions import hold
from goodword.requests.models import Candidate
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.people import a_manager
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return a_world()


def merge(world: World, kept: Account, gone: Account, **picks: str) -> Merge:
    """Merge two companies as the manager."""
    done = merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks=picks, by=Actor.person(world.manager), at=now())
    assert isinstance(done, Merge), done
    return done


def refused(world: World, kept: Account, gone: Account) -> str:
    """The words with which a merge is refused."""
    done = merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=Actor.person(world.manager), at=now())
    assert isinstance(done, Refused)
    return done.words


def taken(account: Account, *, ask: bool = False, days: int = 0) -> LedgerEntry | Refused:
    """A place of a customer call."""
    day = today() + timedelta(days=days)
    place = Place(account_id=account.pk, family="call", activity_type="sales_call", planned_on=day)
    entry = take_hold(place, expires_at=now() + timedelta(days=7), at=now())
    return turn_into_ask(entry, asked_on=day) if ask and isinstance(entry, LedgerEntry) else entry


def rows(*accounts: Account) -> dict[str, Any]:
    """Everything that stands about some companies, to compare."""
    found: dict[str, Any] = {}
    with connection.cursor() as cursor:
        for table, column in (
            ("goodword_account", "id"),
            ("goodword_contact", "account_id"),
            ("goodword_opportunity", "account_id"),
            ("goodword_member", "account_id"),
            ("goodword_ledgerentry", "account_id"),
            ("goodword_ledgersummary", "account_id"),
            ("goodword_limitinforce", "holder_id"),
            ("goodword_candidate", "account_id"),
        ):
            cursor.execute(
                f"select to_jsonb(t) - array['updated_at', 'id'] from {table} t where {column} = any(%s) order by {column}, t::text",
                [[account.pk for account in accounts]],
            )
            found[table] = [row for (row,) in cursor.fetchall()]
        cursor.execute(
            "select industry, segment, region_id, standing, sum(accounts) from goodword_accounttally"
            " group by 1, 2, 3, 4 having sum(accounts) <> 0 order by 1, 2, 3, 4"
        )
        found["tally"] = cursor.fetchall()
    return found


@pytest.mark.slow
def test_everything_moves_and_comes_back_as_it_was(world: World) -> None:
    kept, gone = (
        world.account,
        an_account("Vestara Insurance Ltd", website="vestara.example", industry="insurance", external_id="X-2", source="crm"),
    )
    person, deal = a_contact(gone, "Olu Adeyemi"), a_deal(gone, "Vestara renewal")
    member = a_member(gone, agreed=("sales_call", "case_study"), verified_on=today())
    set_self_limit(member, by=Actor.person(world.manager), at=now(), family="call", most=2)
    below = an_account("Vestara Re", parent=gone)
    Comment.objects.create(subject_kind="account", subject_id=gone.pk, author=world.owner, text="They like mornings.", created_at=now())
    assert isinstance(taken(gone, ask=True), LedgerEntry)
    candidate = world.put_forward(world.sent(), account=gone)
    before, old = rows(kept, gone, below), Member.objects.get(account=kept).number
    done = merge(world, kept, gone, member_number=GONE, member_agreed_types=BOTH)
    assert not Account.objects.filter(pk=gone.pk).exists()
    for row in (person, deal, below, candidate):
        row.refresh_from_db()
    assert (person.account_id, deal.account_id, below.parent_id, candidate.account_id) == (kept.pk,) * 4
    kept.refresh_from_db()
    assert (kept.website, kept.external_id, kept.source) == ("vestara.example", "X-2", "crm")
    stays = Member.objects.get(account=kept)
    assert (stays.number, set(stays.agreed_types), done.number) == (member.number, {"sales_call", "case_study"}, old)
    assert LedgerEntry.objects.get().account_id == LedgerEntry.objects.get().holder_id == kept.pk
    assert LedgerSummary.objects.get().account_id == kept.pk
    assert LimitInForce.objects.get(holder=kept).most == 2
    assert Comment.objects.get().subject_id == kept.pk
    assert FieldChange.objects.filter(kind="account", object_id=kept.pk, field="website", after="vestara.example").exists()
    parted = split(done.pk, by=Actor.person(world.manager), at=now())
    assert isinstance(parted, Merge), parted
    assert rows(kept, gone, below) == before
    assert Comment.objects.get().subject_id == gone.pk
    assert not LedgerMerged.objects.exists()
    assert list(Entry.objects.filter(verb__in=("account.merged", "account.split")).order_by("pk").values_list("verb", flat=True)) == [
        "account.merged",
        "account.split",
    ]


@pytest.mark.slow
def test_places_of_both_count_as_one_and_what_is_over_the_limit_is_kept_and_flagged(world: World) -> None:
    LimitInForce.objects.update_or_create(family="call", holder=None, defaults={"most": 1, "period": "quarters", "every": 1})
    kept, gone = world.account, an_account("Vestara Ltd")
    first, second = taken(kept, ask=True), taken(gone, ask=True)
    assert isinstance(first, LedgerEntry)
    assert isinstance(second, LedgerEntry)
    free = an_account("Vestara AG")
    done = merge(world, kept, gone)
    assert done.over == 1
    assert sorted(LedgerEntry.objects.values_list("over_limit", flat=True)) == [False, True]
    merge(world, free, kept)
    assert not taken(free)  # the whole ledger of both counts from now on
    assert not isinstance(split(done.pk, by=Actor.person(world.manager), at=now()), Merge)  # the later merge first
    assert isinstance(split(Merge.objects.latest("pk").pk, by=Actor.person(world.manager), at=now()), Merge)
    assert isinstance(split(done.pk, by=Actor.person(world.manager), at=now()), Merge)
    assert not LedgerEntry.objects.filter(over_limit=True).exists()
    assert isinstance(taken(free), LedgerEntry)
    assert not taken(gone)


def test_no_sql_of_the_web_role_moves_a_place(world: World) -> None:
    entry, other = taken(world.account), an_account()
    assert isinstance(entry, LedgerEntry)
    for column, value in (("account_id", other.pk), ("holder_id", other.pk), ("over_limit", True)):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"update goodword_ledgerentry set {column} = %s where id = %s", [value, entry.pk])
            entry.refresh_from_db()
            if column == "holder_id" and entry.holder_id != other.pk:
                raise DatabaseError  # the wall put it right


@pytest.mark.slow
def test_what_cannot_be_merged_says_why_and_changes_nothing(world: World) -> None:
    kept = world.account
    child = an_account("Vestara Nordic", parent=kept)
    assert "same company" in refused(world, kept, kept)
    assert "belongs to" in refused(world, kept, child)
    assert "belongs to" in refused(world, child, kept)
    twin = an_account("Vestara Twin")
    a_member(twin, verified_on=today())
    row = world.sent()
    world.put_forward(row)
    world.put_forward(row, account=twin)
    assert row.number in refused(world, kept, twin)
    third = an_account("Vestara Third")
    merge(world, kept, third)
    assert "merged already" in refused(world, kept, third)
    with pytest.raises(NotAllowed):
        merge_accounts(kept_id=kept.pk, gone_id=twin.pk, picks={}, by=Actor.person(world.seller), at=now())
    assert Merge.objects.count() == 1


@pytest.mark.slow
def test_a_refusal_does_not_tell_that_something_confidential_is_behind_it(world: World) -> None:
    kept, twin = world.account, an_account("Vestara Twin")
    a_member(twin, verified_on=today())
    row = world.sent(is_confidential=True)
    world.put_forward(row)
    world.put_forward(row, account=twin)
    url = reverse("merges:merge", args=[kept.pk, twin.pk])
    for client in (world.as_(a_manager(name="Jonas Weir")).get(url), world.as_(a_manager(name="Nell Voss")).post(url)):
        page = client.content.decode()
        assert "These two cannot be merged just now. Ask Mara Lindqvist." in page
        assert not any(word in page.lower() for word in ("confidential", "considered", "in the know", row.number.lower()))
    known = world.as_(world.manager).get(url).content.decode()
    assert f"These two cannot be merged just now. Both are considered for {row.number}." in known
    assert Account.objects.filter(pk=twin.pk).exists()


@pytest.mark.slow
def test_the_page_for_taking_apart_counts_what_is_confidential_for_those_in_the_know_alone(world: World) -> None:
    kept, gone = world.account, a_customer("Vestara Insurance Ltd", owner=world.owner)
    hold(world.put_forward(world.sent(is_confidential=True), account=gone), by=Actor.person(world.manager), at=now())
    done = merge(world, kept, gone)
    url = reverse("merges:split", args=[done.pk])
    inside, outside = world.as_(world.manager), world.as_(a_manager(name="Jonas Weir"))
    assert all(words in inside.get(url).content.decode() for words in ("1 candidacy", "1 ask or hold in all"))
    page = outside.get(url).content.decode()
    assert "Take them apart" in page
    assert "1 person" in page
    assert not any(words in page for words in ("candidac", "in all"))
    split(done.pk, by=Actor.person(world.manager), at=now())
    done = merge(world, gone, kept)  # now what is confidential hangs on who stays, and more came since
    Merge.objects.filter(pk=done.pk).update(merged_at=now() - timedelta(hours=1))
    url = reverse("merges:split", args=[done.pk])
    assert "1 ask or hold in all" in inside.get(url).content.decode()
    assert "in all" not in outside.get(url).content.decode()


def test_what_was_added_since_stays_and_after_a_month_it_is_too_late(world: World) -> None:
    kept, gone = world.account, an_account("Vestara Ltd", website="old.example")
    done = merge(world, kept, gone)
    added = a_contact(kept, "Nadia Okafor")
    Account.objects.filter(pk=kept.pk).update(website="new.example")
    late = split(done.pk, by=Actor.person(world.manager), at=now() + timedelta(days=33))
    assert isinstance(late, Refused)
    assert "could be taken apart until" in late.words
    assert isinstance(split(done.pk, by=Actor.person(world.manager), at=now()), Merge)
    added.refresh_from_db()
    kept.refresh_from_db()
    assert (added.account_id, kept.website) == (kept.pk, "new.example")
    assert Account.objects.get(pk=gone.pk).website == "old.example"
    again = split(done.pk, by=Actor.person(world.manager), at=now())
    assert isinstance(again, Refused)


@pytest.mark.slow
def test_a_candidate_of_a_merged_customer_can_still_be_held(world: World) -> None:
    gone = an_account("Vestara Ltd", owner=world.owner)
    a_member(gone, verified_on=today())
    row = world.put_forward(world.sent(), account=gone)
    merge(world, world.account, gone)
    page = world.as_(world.manager).post(reverse("requests:hold", args=[row.reference_request_id, row.pk]), follow=True)
    assert page.status_code == 200
    row = Candidate.objects.get(pk=row.pk)
    assert (row.state, row.account_id) == ("held", world.account.pk)
    assert row.ledger_entry is not None
    assert row.ledger_entry.account_id == world.account.pk


def test_every_fact_of_a_company_and_of_a_person_is_merged() -> None:
    own = {"id", "created_at", "updated_at", "search_name", "source", "external_id", "unmapped", "account_id", "number"}
    for model, fields in ((Account, ACCOUNT_FIELDS), (Member, MEMBER_FIELDS), (Contact, CONTACT_FIELDS)):
        merged = {column for columns in fields.values() for column in columns}
        assert {field.column for field in model._meta.concrete_fields} - own == merged, model


@pytest.mark.slow
def test_pages_of_a_merge_from_the_menu_to_the_way_back(world: World) -> None:
    browser, kept = world.as_(world.manager), world.account
    gone = an_account("Vestara Insurance Ltd", website="www.vestara.example", city="Bergen")
    a_contact(gone, "Ingrid Solheim")
    assert reverse("merges:merge_with", args=[kept.pk]) in browser.get(reverse("desk:account", args=[kept.pk])).content.decode()
    assert gone.name in browser.get(reverse("merges:merge_with", args=[kept.pk])).content.decode()
    assert gone.name in browser.get(reverse("merges:doubles")).content.decode()
    url = reverse("merges:merge", args=[kept.pk, gone.pk])
    preview = browser.get(url).content.decode()
    assert all(words in preview for words in ("1 person", "Ingrid Solheim", 'name="pick_name"'))
    answer = browser.post(url, {"pick_name": "gone", "pick_owner": "nonsense"}, follow=True)
    page = answer.content.decode()
    assert "are one now" in page
    kept.refresh_from_db()
    assert kept.name == "Vestara Insurance Ltd"
    assert kept.city == "Bergen"
    again = browser.post(url, follow=True).content.decode()
    assert "Somebody was faster" in again
    old = browser.get(reverse("desk:account", args=[gone.pk]), follow=True)
    assert old.redirect_chain == [(reverse("desk:account", args=[kept.pk]), 302)]
    assert gone.name in browser.get(reverse("customers:list")).content.decode()
    done = Merge.objects.get()
    parted = browser.get(reverse("merges:split", args=[done.pk])).content.decode()
    assert "Take them apart" in parted
    back = browser.post(reverse("merges:split", args=[done.pk]), follow=True).content.decode()
    assert "stands by itself again" in back
    kept.refresh_from_db()
    assert kept.name == "Vestara Insurance"
    history = browser.get(reverse("customers:changes", args=[kept.pk])).content.decode()
    assert "Vestara Insurance Ltd" in history


@pytest.mark.slow
def test_a_name_or_number_that_was_merged_away_finds_who_stays(world: World) -> None:
    kept, gone = world.account, an_account("Quillon Re")
    number = a_member(gone, verified_on=today()).reference_id
    merge(world, kept, gone)
    browser = world.as_(world.seller)
    for words in ("Quillon", number):
        answer = browser.get(reverse("desk:search"), {"q": words})
        assert answer.headers.get("Location") == reverse("desk:account", args=[kept.pk]), words
    assert kept.name in browser.get(reverse("customers:list"), {"q": "Quillon"}).content.decode()


def test_who_may_change_only_one_of_the_two_is_told_whom_to_ask(world: World) -> None:
    theirs = an_account("Vestara Ltd")
    url = reverse("merges:merge", args=[world.account.pk, theirs.pk])
    page = world.as_(world.owner).post(url)
    assert page.status_code == 422
    assert "You may not change Vestara Ltd" in page.content.decode()
    assert Account.objects.filter(pk=theirs.pk).exists()
    assert world.as_(world.seller).get(url).status_code == 403
