"""A list that is brought in while somebody edits the same customers by hand: one waits for the other, none is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from goodword.customers import actions
from goodword.customers.models import Account, Contact
from goodword.imports.cli import main
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from tests.at_once import Doing, until_waiting
from tests.factories.customers import a_contact, an_account

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 19, 9, 4, tzinfo=UTC)


def bringing(kind: str, path: Path, text: str) -> Doing:
    """Begin to bring a list in."""
    path.write_text(text)
    return Doing(lambda: main([kind, str(path), "--source", "crm"]))


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, settings: Any) -> None:
    settings.GOODWORD_DATA = tmp_path
    actions.ensure_lists()


@pytest.mark.slow
def test_a_contact_is_edited_while_contacts_of_the_same_account_are_brought_in(tmp_path: Path) -> None:
    account = an_account("Halden", source="crm", external_id="A1")
    contact = a_contact(account, "Ingrid Vale", email="ingrid@halden.example")
    text = "Name,Email,Title,Account ID\nIngrid Vale,ingrid@halden.example,Director,A1\nTove Berg,tove@halden.example,,A1\n"
    with transaction.atomic():
        Contact.objects.select_for_update().get(pk=contact.pk)
        brought = bringing("contacts", tmp_path / "list.csv", text)
        until_waiting(1, brought)
        edited = Doing(lambda: actions.edit_contact(contact, by=Actor.system(), at=AT, phone="+47 22 00 00 00"))
        until_waiting(2, brought, edited)
    assert brought.done() == 0
    assert isinstance(edited.done(), Contact)
    contact.refresh_from_db()
    assert (contact.title, contact.phone) == ("Director", "+47 22 00 00 00")
    assert account.contacts.count() == 2


def test_two_companies_cannot_be_put_above_each_other_at_once() -> None:
    one, other = an_account(), an_account()
    with transaction.atomic():
        assert actions.edit_account(one, by=Actor.system(), at=AT, parent=other)
        meanwhile = Doing(lambda: actions.edit_account(other, by=Actor.system(), at=AT, parent=Account.objects.get(pk=one.pk)))
        until_waiting(1, meanwhile)
    assert isinstance(meanwhile.done(), Refused)
    assert Account.objects.get(pk=other.pk).parent is None


@pytest.mark.slow
def test_a_list_cannot_close_a_circle_that_somebody_began_meanwhile(tmp_path: Path) -> None:
    one, other = an_account("Halden"), an_account("Merrow")
    with transaction.atomic():
        assert actions.edit_account(one, by=Actor.system(), at=AT, parent=other)
        brought = bringing("accounts", tmp_path / "list.csv", "Name,Parent Account\nMerrow,Halden\n")
        until_waiting(1, brought)
    brought.done()
    assert Account.objects.get(pk=other.pk).parent is None


def test_no_chain_of_parents_is_too_long_to_see_the_circle() -> None:
    chain = [an_account()]
    for _step in range(12):
        chain.append(an_account(parent=chain[-1]))
    assert isinstance(actions.edit_account(chain[0], by=Actor.system(), at=AT, parent=chain[-1]), Refused)
