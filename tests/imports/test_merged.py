"""A list that is brought in again after a merge changes the one that stays, and makes nobody anew."""

from __future__ import annotations

import pytest

from goodword.customers.models import Account, Contact, Merge, Opportunity
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.merges.actions.accounts import merge_accounts
from goodword.merges.actions.people import merge_contacts
from goodword.merges.actions.split import split
from tests.factories.people import a_manager
from tests.imports.conftest import Bring, counts

pytestmark = pytest.mark.django_db

ACCOUNTS = "Account ID,Account Name,City,Country\n001,Corvane Freight,Oslo,NO\n002,Corvane Freight Ltd,Bergen,NO\n"
PEOPLE = "Contact ID,First Name,Last Name,Email,Title,Account ID\n"
PEOPLE += "101,Ingrid,Berg,i.berg@corvane.example,Buyer,001\n"
PEOPLE += "102,Ingrid,Berg,ingrid@corvane.example,CIO,002\n"


@pytest.mark.slow
def test_the_old_id_follows_the_merge_and_the_split(bring: Bring) -> None:
    by = Actor.person(a_manager())
    bring("accounts", ACCOUNTS, "--source", "crm")
    bring("contacts", PEOPLE, "--source", "crm")
    kept, gone = Account.objects.get(external_id="001"), Account.objects.get(external_id="002")
    merge = merge_accounts(kept_id=kept.pk, gone_id=gone.pk, picks={}, by=by, at=now())
    one, two = Contact.objects.get(external_id="101"), Contact.objects.get(external_id="102")
    people = merge_contacts(kept_id=one.pk, gone_id=two.pk, picks={}, by=by, at=now())
    assert isinstance(merge, Merge)
    assert isinstance(people, Merge)
    # Both rows again: nothing new, and the row of the one that went says nothing against the other.
    assert counts(bring("accounts", ACCOUNTS, "--source", "crm"))[2:4] == (0, 0)
    assert counts(bring("contacts", PEOPLE, "--source", "crm"))[2:4] == (0, 0)
    # Only the one that went: the one that stays is changed, and keeps its name and its ID.
    moved = "Account ID,Account Name,City,Country\n002,Corvane Freight Ltd,Tromsø,NO\n"
    assert counts(bring("accounts", moved, "--source", "crm"))[2:4] == (0, 1)
    kept.refresh_from_db()
    assert (kept.city, kept.name, kept.external_id) == ("Tromsø", "Corvane Freight", "001")
    changed = "Contact ID,First Name,Last Name,Email,Title,Account ID\n102,Ingrid,Berg,,Director,002\n"
    assert counts(bring("contacts", changed, "--source", "crm"))[2:4] == (0, 1)
    assert Contact.objects.get().title == "Director"
    # By the name that went, and what belongs to the one that went.
    assert counts(bring("accounts", "Account Name,City\nCorvane Freight Ltd,Narvik\n"))[2:4] == (0, 1)
    deals = "Opportunity ID,Opportunity Name,Account ID\n006,Corvane renewal,002\n"
    assert counts(bring("opportunities", deals, "--source", "crm"))[2:4] == (1, 0)
    assert Opportunity.objects.get().account_id == kept.pk
    assert Account.objects.count() == Contact.objects.count() == 1
    # Taken apart, each ID is its own again.
    for each in (people, merge):
        assert isinstance(split(each.pk, by=by, at=now()), Merge)
    bring("accounts", "Account ID,Account Name,City,Country\n002,Corvane Freight Ltd,Bodø,NO\n", "--source", "crm")
    assert Account.objects.get(pk=gone.pk).city == "Bodø"
