"""An import undone as a whole: what it brought goes, what it changed goes back, what was touched since is left and listed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account, Campaign, Contact, Member, Opportunity
from goodword.imports.actions import begin_undo, notice_dead
from goodword.imports.cli import main
from goodword.imports.models import ImportRun
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
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


@pytest.mark.slow
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


@pytest.mark.slow
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
def test_what_could_not_be_read_and_the_day_of_a_standing_go_back_too(bring: Bring, undone: Undo) -> None:
    account = an_account("Halden", unmapped={"tier": "Bronze"})
    member = a_member(name="Kestrel", standing="active")
    accounts_row, members_row = Account.objects.filter(pk=account.pk), Member.objects.filter(pk=member.pk)
    account_before, member_before = accounts_row.values().get(), members_row.values().get()
    bring("accounts", "Name,Industry,City\nHalden,Basket weaving,Oslo\n")
    assert accounts_row.get().unmapped != account_before["unmapped"]
    accounts = latest()
    bring("members", "Account,Standing\nKestrel,Retired\n")
    assert members_row.get().standing_at != member_before["standing_at"]
    assert undone(latest())[0] == (0, 0, 1, 0)
    assert undone(accounts)[0] == (0, 0, 1, 0)
    after = dict(accounts_row.values().get())
    assert {key for key, value in account_before.items() if after[key] != value} == {"updated_at"}
    assert members_row.values().get() == member_before


@pytest.mark.slow
def test_a_new_parent_goes_when_only_this_list_put_somebody_below_it(bring: Bring, undone: Undo) -> None:
    old = an_account("Daughter")
    bring("accounts", "Account ID,Name,Parent ID\n1,Mother,\n2,Daughter,1\n", "--source", "crm")
    assert Account.objects.get(pk=old.pk).parent_id
    assert undone(latest())[0] == (0, 1, 1, 0)
    assert Account.objects.get().parent_id is None


@pytest.fixture
def brought() -> tuple[Client, ImportRun]:
    """A list of two that a manager brought in on the page."""
    client = Client()
    client.force_login(a_manager())
    run = upload(client, "list.csv", "Name\nHalden\nMerrow\n")
    client.post(reverse("imports:start", args=[run.pk]), {"go": "1"})
    work()
    return client, run


@pytest.mark.slow
def test_an_import_is_undone_on_its_page_by_the_worker(brought: tuple[Client, ImportRun]) -> None:
    client, run = brought
    assert "Undo this import" in page(client, run)
    client.post(reverse("imports:undo", args=[run.pk]))
    html = page(client, run)
    assert "Undoing the import of list.csv" in html
    assert "You can leave this page." in html
    assert ">Stop<" not in html
    again = client.post(reverse("imports:undo", args=[run.pk]), follow=True).content.decode()
    assert "This import is being undone already." in again
    client.post(reverse("imports:stop", args=[run.pk]))
    work()
    html = page(client, run)
    assert "Undone: 2 went away, 0 are as before" in html
    assert "Undo this import" not in html
    assert not Account.objects.exists()
    assert Entry.objects.filter(verb="import.undone").count() == 1


@pytest.mark.slow
def test_an_undo_that_breaks_off_changes_nothing_and_can_be_tried_again(brought: tuple[Client, ImportRun]) -> None:
    client, run = brought
    with connection.cursor() as cursor:
        cursor.execute(
            "create function stays() returns trigger language plpgsql as"
            " $$ begin if old.name = 'Merrow' then raise exception 'disk full'; end if; return old; end $$;"
            "create trigger stays before delete on goodword_account for each row execute function stays()"
        )
    try:
        client.post(reverse("imports:undo", args=[run.pk]))
        work()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("drop function stays() cascade")
    assert "nothing was changed by it" in page(client, run)
    assert Account.objects.count() == 2
    client.post(reverse("imports:undo", args=[run.pk]))
    work()
    assert not Account.objects.exists()


@pytest.mark.slow
def test_an_undo_whose_process_is_gone_is_noticed(bring: Bring, undone: Undo) -> None:
    bring("accounts", "Name\nHalden\n")
    begin_undo(latest(), by=Actor.system(), at=clock.now() - timedelta(minutes=5))
    assert notice_dead(at=clock.now()) == [latest().pk]
    assert (latest().state, Account.objects.count()) == ("done", 1)
    assert undone(latest())[0] == (0, 1, 0, 0)


@pytest.mark.parametrize("model", [Account, Contact, Member, Opportunity, Campaign])
def test_whatever_points_to_a_row_that_an_undo_takes_away_refuses_at_once(model: type[Model]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select conname from pg_constraint where contype = 'f' and confdeltype = 'a' and confrelid = %s::regclass",
            [model._meta.db_table],
        )
        waits = cursor.fetchall()
    assert waits == [], "a migration with a new pointer ends with: select goodword_refuse_deletes_at_once()"
