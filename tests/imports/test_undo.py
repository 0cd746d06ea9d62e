"""An import undone as a whole: what it brought goes, what it changed goes back, what was touched since is left and listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account, Contact, Member
from goodword.imports.cli import main
from goodword.imports.models import ImportRun
from goodword.journal.models import Entry
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_manager
from tests.imports.conftest import Bring, report
from tests.imports.test_pages import page, upload
from tests.worker import work

Undo = Callable[[ImportRun], tuple[tuple[int, ...], dict[str, Any]]]
# Each import, and each change after it, is a transaction of its own here.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("import_ground")]


@pytest.fixture
def undone(capsys: pytest.CaptureFixture[str]) -> Undo:
    """Undo a run by the command: gone, restored, left, exit status, and the report."""

    def taken_back(run: ImportRun) -> tuple[tuple[int, ...], dict[str, Any]]:
        capsys.readouterr()
        status = main(["undo", str(run.pk), "--json"])
        printed = json.loads(capsys.readouterr().out)
        return (status, *(printed.get(name, -1) for name in ("gone", "restored", "left"))), printed

    return taken_back


def latest() -> ImportRun:
    """The run of last."""
    return ImportRun.objects.latest("pk")


def test_all_of_it_goes_away_or_back_with_an_entry_each(bring: Bring, undone: Undo) -> None:
    old = an_account("Halden", city="Bergen", use_cases=["planning"], seats=7)
    before = Account.objects.filter(pk=old.pk).values().get()
    text = "Account ID,Name,City,Use Cases,Seats,Parent ID\n1,Halden,Oslo,Pipelines,,\n2,Mother,,,,\n3,Daughter,,,9,2\n"
    bring("accounts", text, "--source", "crm")
    assert Account.objects.count() == 3
    assert undone(latest())[0] == (0, 2, 1, 0)
    [after] = Account.objects.values()
    assert {key for key, value in before.items() if dict(after)[key] != value} == {"updated_at"}
    told = Entry.objects.filter(verb="account.import_undone").order_by("subjects__object_id").values_list("data__gone", flat=True)
    assert list(told) == [False, True, True]
    assert undone(latest())[0][0] == 2  # once is enough
    bring("accounts", text, "--source", "crm")
    assert Account.objects.count() == 3


def test_what_was_touched_since_is_left_and_listed(bring: Bring, undone: Undo) -> None:
    a_member(name="Kestrel", standing="active", comfort="a call a year")
    changed = an_account("Halden", city="Bergen")
    bring("accounts", "Name,City\nHalden,Oslo\nMother,Rome\nOrsa,\nUsed,\nFree,\n")
    run = latest()
    Account.objects.filter(pk=changed.pk).update(seats=4)
    Account.objects.filter(name="Orsa").update(city="Lund")
    a_contact(Account.objects.get(name="Used"))
    Account.objects.create(name="Below", parent=Account.objects.get(name="Mother"))
    status, printed = undone(run)
    assert status == (1, 1, 0, 4)
    assert set(Account.objects.values_list("name", flat=True)) == {"Kestrel", "Halden", "Mother", "Orsa", "Used", "Below"}
    assert Account.objects.get(pk=changed.pk).city == "Oslo"
    assert {line["Name"] for line in report(printed)} == {"Halden", "Mother", "Orsa", "Used"}


@pytest.mark.slow
def test_lists_are_undone_in_reverse_and_members_go_back_to_their_standing(bring: Bring, undone: Undo) -> None:
    member = a_member(name="Kestrel", standing="active", agreed=["logo"])
    bring("accounts", "Name\nHalden\n")
    accounts = latest()
    bring("contacts", "Name,Email,Account\nAda,ada@halden.example,Halden\n")
    contacts = latest()
    bring("members", "Account,Standing,Agreed To\nHalden,Active,Logo\nKestrel,Retired,Webinar\n")
    assert undone(latest())[0] == (0, 1, 1, 0)
    assert undone(contacts)[0] == (0, 1, 0, 0)
    assert undone(accounts)[0] == (0, 1, 0, 0)
    member.refresh_from_db()
    assert (member.standing, member.agreed_types) == ("active", ["logo"])
    assert (Member.objects.count(), Contact.objects.filter(name="Ada").count(), Account.objects.count()) == (1, 0, 1)


@pytest.mark.slow
def test_an_import_is_undone_on_its_page() -> None:
    client = Client()
    client.force_login(a_manager())
    run = upload(client, "list.csv", "Name\nHalden\nMerrow\n")
    client.post(reverse("imports:start", args=[run.pk]), {"go": "1"})
    work()
    assert "Undo this import" in page(client, run)
    client.post(reverse("imports:undo", args=[run.pk]))
    html = page(client, run)
    assert "Undone: 2 went away, 0 are as before" in html
    assert "Undo this import" not in html
    assert not Account.objects.exists()
