"""Every page of the list of customers holds the rows that the plain order of all of them puts there."""

from __future__ import annotations

import random
from itertools import product

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from goodword.customers import tables
from goodword.customers.models import Account
from goodword.customers.queries.leafing import Leaves
from goodword.people.models import User
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person, a_region

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SORTS = ("name", "standing", "industry", "segment", "owner", "renewal")
FILTERS: dict[str, Q] = {
    "": Q(),
    "show=members": Q(member__isnull=False),
    "standing=caution": Q(member__standing="caution"),
    "standing=none": Q(member=None),
    "standing=none&standing=active": Q(member=None) | Q(member__standing="active"),
    "industry=banking": Q(industry="banking"),
    "industry=banking&industry=": Q(industry__in=["banking", ""]),
    "segment=smb&region=north": Q(segment="smb", region__code="north"),
    "tag=lighthouse": Q(tags__contains=["lighthouse"]),
    "tag=lighthouse&tag=well_known&show=members": Q(tags__overlap=["lighthouse", "well_known"], member__isnull=False),
    "industry=nothing": Q(industry="nothing"),
}


def some_customers(seed: int, number: int) -> None:
    """Customers of few names, so that much is equal, of owners of whom two have one name and one has none."""
    dice = random.Random(seed)
    a_person(name="An idle one")
    owners = [None, *(a_person(name=name) for name in ("Otto Berg", "Otto Berg", "Ása Lind", "Zoe"))]
    places = [None, a_region("north"), a_region("south")]
    for _each in range(number):
        account = an_account(
            dice.choice(("Alder", "Birch", "Cedar Works", "cedar works", "Élan")),
            industry=dice.choice(("banking", "public_sector", "publicity", "")),
            segment=dice.choice(("smb", "enterprise", "")),
            region=dice.choice(places),
            owner=dice.choice(owners),
            tags=dice.sample(("lighthouse", "well_known"), dice.randrange(3)),
            renewal_on=dice.choice((None, "2031-03-04", "2031-03-05")),
        )
        if dice.random() < 0.6:
            a_member(account, standing=dice.choice(("active", "caution", "retired")))


def plainly(sort: str, wanted: Q) -> QuerySet[Account]:
    """The same by one plain query."""
    column = next(column for column in tables.CUSTOMERS if column.key == sort.removeprefix("-"))
    order = (*column.order_by, "pk")
    return Account.objects.filter(wanted).order_by(*(f"-{field}" if sort.startswith("-") else field for field in order))


def leaves(query: str, reader: User) -> Leaves:
    """What the list of customers cuts its pages out of."""
    found = tables.find_customers(RequestFactory().get(f"/customers/?{query}"), Account.objects.all(), reader=reader).leaves
    assert found is not None
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_pages_are_those_of_the_plain_order(seed: int) -> None:
    reader = a_manager()
    some_customers(seed, 40)
    for (query, wanted), sort, sign in product(FILTERS.items(), SORTS, ("", "-")):
        expected = list(plainly(f"{sign}{sort}", wanted).values_list("pk", flat=True))
        found = leaves(f"{query}&sort={sign}{sort}", reader)
        for size in (7, 25):
            pages = [row.pk for start in range(0, len(expected) + 1, size) for row in found[start : start + size]]
            assert pages == expected, (query, sign, sort, size)
    assert found.count() == len(expected)


def test_owner_after_owner_is_read_until_the_page_is_full() -> None:
    """Whoever asks for the first page of a long list by owner does not wait until all of it is sorted."""
    some_customers(3, 20)
    found = leaves("sort=owner", a_manager())
    with CaptureQueriesContext(connection) as seen:
        assert len(found[0:3]) == len(found[3:6]) == 3
    assert all("cross join lateral" in each["sql"] for each in seen.captured_queries)
