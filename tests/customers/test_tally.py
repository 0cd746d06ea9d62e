"""The figures beside the filters of the list of customers are true, whatever was done to customers and by how many at once."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from goodword.customers import queries
from goodword.customers.actions import fold_tally
from goodword.customers.models import Account, AccountTally, Contact, Member, TagTally
from goodword.journal.models import FieldChange
from goodword.people.models import Region
from tests.at_once import Doing, until_waiting
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_region

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 19, 9, 4, tzinfo=UTC)
INDUSTRIES, SEGMENTS, STANDINGS = ("banking", "insurance", ""), ("smb", "enterprise"), ("active", "caution", "retired")


def plain() -> Counter[tuple[Any, ...]]:
    """How many there are of each kind, counted one by one."""
    found = Account.objects.values_list("industry", "segment", "region_id", "member__standing")
    return Counter((industry, segment, region, standing or "") for industry, segment, region, standing in found)


def tallied() -> Counter[tuple[Any, ...]]:
    """How many there are of each kind, by the tally."""
    sums: Counter[tuple[Any, ...]] = Counter()
    for line in AccountTally.objects.all():
        sums[line.industry, line.segment, line.region_id, line.standing] += line.accounts
    return Counter({kind: number for kind, number in sums.items() if number})


def plain_tags() -> Counter[tuple[Any, ...]]:
    """How many of each kind wear each tag, counted one by one."""
    found = Account.objects.values_list("tags", "industry", "segment", "region_id", "member__standing")
    return Counter((tag, industry, segment, region, standing or "") for tags, industry, segment, region, standing in found for tag in tags)


def tallied_tags() -> Counter[tuple[Any, ...]]:
    """The same by the tally."""
    sums: Counter[tuple[Any, ...]] = Counter()
    for line in TagTally.objects.all():
        sums[line.tag, line.industry, line.segment, line.region_id, line.standing] += line.accounts
    return Counter({kind: number for kind, number in sums.items() if number})


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_the_tally_agrees_with_counting_after_anything(seed: int) -> None:
    dice = random.Random(seed)
    places: list[Any] = [None, a_region("north"), a_region("south")]
    for number in range(60):
        accounts = list(Account.objects.all())
        members = list(Member.objects.all())
        free = [account for account in accounts if not hasattr(account, "member")]
        worn = dice.sample(("lighthouse", "well_known"), dice.randrange(3))
        match dice.randrange(9):
            case 0 | 1:
                kind = {"industry": dice.choice(INDUSTRIES), "tags": worn}
                an_account(f"C{number}", **kind, segment=dice.choice(SEGMENTS), region=dice.choice(places))
            case 2 if free:
                a_member(dice.choice(free), standing=dice.choice(STANDINGS))
            case 3 if members:
                Member.objects.filter(pk=dice.choice(members).pk).update(standing=dice.choice(STANDINGS))
            case 4 if members:
                dice.choice(members).delete()
            case 5 if accounts:
                dice.choice(accounts).delete()
            case 6:
                Account.objects.filter(pk__gt=dice.randrange(1, 99)).update(industry=dice.choice(INDUSTRIES), name="Renamed")
            case 7 if len(places) == 3 and dice.random() < 0.2:
                Region.objects.get(code=places.pop().code).delete()
            case 7:
                fold_tally()
            case 8:
                Account.objects.filter(pk__gt=dice.randrange(1, 99)).update(tags=worn)
        assert (tallied(), tallied_tags()) == (plain(), plain_tags()), number
    fold_tally()
    assert (tallied(), tallied_tags()) == (plain(), plain_tags())
    assert TagTally.objects.count() == len(plain_tags())
    assert AccountTally.objects.count() == len(plain())


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_at_once_who_change_one_customer_are_both_counted() -> None:
    """One makes it a member while the other gives it an industry: whoever comes second counts by what the first has done."""
    for first, second in ((_join, _move), (_move, _join)):
        Account.objects.all().delete()
        account = an_account("Vestara", industry="")
        with transaction.atomic():
            first(account)
            other = Doing(partial(second, account))
            until_waiting(1, other)
        assert not isinstance(other.done(), Exception), other.done()
        assert tallied() == plain() == Counter({("banking", "", None, "active"): 1})


def _join(account: Account) -> None:
    a_member(Account.objects.get(pk=account.pk))


def _move(account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(industry="banking")


def test_each_figure_says_how_many_it_would_leave_under_all_other_filters() -> None:
    north = a_region("north")
    for name, industry, segment, region in (
        ("Alder", "banking", "smb", north),
        ("Birch", "banking", "enterprise", None),
        ("Cedar", "insurance", "smb", None),
        ("Dunlin", "insurance", "smb", north),
    ):
        account = an_account(name, industry=industry, segment=segment, region=region)
        if name != "Birch":
            a_member(account)
    for among in (None, Account.objects.filter(name__lt="Z")):
        found = queries.counts({"industry": ["banking"], "region": [], "segment": [], "standing": []}, among=among)
        assert found.total == 2
        assert found.by_filter["industry"] == {"banking": 2, "insurance": 2}
        assert found.by_filter["segment"] == {"smb": 1, "enterprise": 1}
        assert found.by_filter["standing"] == {"active": 1, "": 1}
        assert found.by_filter["region"] == {north.pk: 1, None: 1}


@pytest.mark.slow
def test_the_list_counts_what_it_shows() -> None:
    for number in range(60):
        account = an_account(f"Company {number:02}", industry="banking" if number % 2 else "insurance")
        if number % 3 == 0:
            a_member(account)
    client = Client()
    client.force_login(a_manager())

    def page(query: str) -> str:
        return client.get(f"{reverse('customers:list')}?{query}").content.decode()

    assert "of 60" in page("")
    assert "of 30" in page("industry=banking")
    assert "of 20" in page("show=members")
    assert "of 40" in page("standing=none")
    assert "Nothing matches" in page("show=members&standing=none")
    assert "1 to 10 of 10" not in page("industry=banking&show=members&q=nobody+called+so")
    assert page("industry=banking&show=members").count('<a class="t"') == 10
    assert page("industry=banking&standing=none").count('<a class="t"') == 20


def test_customers_stand_as_in_a_telephone_book() -> None:
    for name in ("AT&T", "eBay", "AbbVie", "Zalando", "Ålesund Frakt", "3M"):
        an_account(name)
    client = Client()
    client.force_login(a_manager())
    body = client.get(reverse("customers:list")).content.decode()
    names = ["3M", "AbbVie", "Ålesund Frakt", "AT&amp;T", "eBay", "Zalando"]
    assert sorted(names, key=body.index) == names


def test_folding_leaves_the_sums() -> None:
    for _ in range(5):
        an_account(industry="banking")
    before = tallied()
    assert fold_tally() == 5
    assert AccountTally.objects.count() == 1
    assert tallied() == before
    with connection.cursor() as cursor:
        cursor.execute("delete from goodword_account where industry = 'banking'")
    assert tallied() == Counter()


@pytest.mark.slow
def test_many_that_change_after_a_single_one_take_no_longer_than_many() -> None:
    """PostgreSQL keeps the plan that a trigger's statement was given first; made for one row, it compared each of many with each."""
    one, many = a_member(an_account("First")), 8_000
    Account.objects.bulk_create(Account(name=f"Many {n:05}", industry="banking") for n in range(many))
    keys = list(Account.objects.filter(industry="banking").values_list("pk", flat=True))
    Contact.objects.bulk_create(Contact(account_id=key, name="Somebody", email="somebody@customer.example") for key in keys)
    Member.objects.bulk_create(Member(account_id=key, standing="active", standing_at=AT, joined_on=AT.date()) for key in keys)
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = '60s'")  # each with each they would take minutes; they take a second or two
        Account.objects.filter(pk=one.account_id).update(city="Bergen", industry="energy", tags=["lighthouse"])
        Account.objects.filter(pk__in=keys).update(city="Bergen", industry="energy", tags=["lighthouse"])
        Contact.objects.filter(account=one.account).update(email="")
        Contact.objects.filter(account__in=keys).update(email="")
        Member.objects.filter(pk=one.pk).update(standing="caution")
        Member.objects.filter(account__in=keys).update(standing="caution")
        cursor.execute("reset statement_timeout")
    assert tallied() == plain() == Counter({("energy", "", None, "caution"): many + 1})
    assert tallied_tags() == Counter({("lighthouse", "energy", "", None, "caution"): many + 1})
    told = FieldChange.objects.values_list("kind", "field").annotate(n=Count("pk")).order_by()
    assert {(kind, field): n for kind, field, n in told} == dict.fromkeys(
        [
            *(("account", name) for name in ("city", "industry", "tags")),
            ("contact", "email"),
            *(("member", name) for name in ("standing", "standing_from", "standing_seen")),
        ],
        many + 1,
    )
