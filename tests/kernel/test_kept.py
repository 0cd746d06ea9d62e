"""Statements that are made once: they give the rows that Django gives, and keep its rules."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.kernel.kept import Given, Kept, add, change
from tests.factories.customers import an_account
from tests.factories.people import a_person, a_region
from tests.requests.world import now

pytestmark = pytest.mark.django_db
BY_KEY = Kept(lambda: Account.objects.select_related("owner__region", "csm", "member").filter(pk=Given("account")))
LOCKED = Kept(lambda: Account.objects.select_for_update(of=("self",)).filter(pk=Given("account")))


def test_a_kept_query_gives_each_time_the_row_that_is_asked_for_with_what_stands_beside_it() -> None:
    region = a_region("emea")
    owner = a_person(name="Priya Nair", region=region)
    rows = [an_account("Vestara", owner=owner, use_cases=["siem"]), an_account("Castellan")]
    for row in rows:
        with CaptureQueriesContext(connection) as read:
            kept = BY_KEY.first(account=row.pk)
            assert kept is not None
            beside = kept.owner and kept.owner.region, kept.csm, getattr(kept, "member", None)
        assert len(read) == 1
        fresh = Account.objects.get(pk=row.pk)
        assert beside == (fresh.owner and fresh.owner.region, None, None)
        names = [field.attname for field in Account._meta.concrete_fields]
        assert [getattr(kept, name) for name in names] == [getattr(fresh, name) for name in names]
    assert BY_KEY.first(account=0) is None


@pytest.mark.django_db(transaction=True)
def test_a_kept_query_locks_inside_a_transaction_alone() -> None:
    row = an_account("Vestara")
    with transaction.atomic():
        assert LOCKED.first(account=row.pk) == row
    with pytest.raises(transaction.TransactionManagementError):
        LOCKED.first(account=row.pk)


def test_what_is_added_has_what_the_database_sets_and_what_is_changed_is_as_it_was_read() -> None:
    entry = add(Entry(at=now(), verb="tried", actor_kind="system", data={"n": 1}))
    stored = Entry.objects.get(pk=entry.pk)
    assert (stored.data, stored.step) == ({"n": 1}, entry.step)
    assert entry.step is not None
    row, owner = an_account("Vestara"), a_person(name="Priya Nair")
    assert change(row, {"owner": owner}, where={"name": "Vestara"})
    assert not change(row, {"owner": None}, where={"name": "Castellan"})
    row.refresh_from_db()
    assert row.owner == owner
