"""Who changed what, from what to what, whoever wrote it: on the page of the customer."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from goodword.customers import actions
from goodword.customers.kinds import Standing
from goodword.customers.models import Account
from goodword.imports.cli import main as run_import
from goodword.journal.actions import record
from goodword.journal.models import FieldChange
from goodword.kernel.actor import Actor
from goodword.people.models import User
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.people import a_manager, a_person, a_region

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 19, 9, 4, tzinfo=UTC)
UNTOLD = {"id", "created_at", "updated_at", "search_name"}


@pytest.fixture
def mara() -> User:
    return a_manager(name="Mara Lindqvist")


def lines(user: User, account: Account) -> list[str]:
    """The rows of the page as texts, cells parted by a bar."""
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("customers:changes", args=[account.pk]))
    assert answer.status_code == 200
    body = answer.content.decode()
    rows = re.findall(r"<tr[^>]*>(<td.*?)</tr>", body, re.DOTALL)
    return [
        "|".join(re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)[:4]) for row in rows
    ]


def test_what_somebody_changed_stands_with_what_it_was(mara: User) -> None:
    priya = a_person("account_owner", name="Priya Nair")
    account = an_account("Vestara", industry="banking", segment="smb")
    actions.edit_account(account, by=Actor.person(mara), at=AT, industry="insurance", owner=priya, country="NO", region=a_region("north"))
    found = lines(mara, account)
    assert set(found) == {
        "Industry|Banking|Insurance|Mara Lindqvist",
        "Owner|empty|Priya Nair|Mara Lindqvist",
        "Country|empty|Norway|Mara Lindqvist",
        "Region|empty|North|Mara Lindqvist",
    }


@pytest.mark.slow
def test_people_membership_and_deals_are_told_with_their_names(mara: User) -> None:
    account = an_account("Vestara")
    member = a_member(account)
    contact = a_contact(account, "Anna Beck", title="Lead")
    deal = a_deal(account, "Renewal 2027", owner=mara)
    actions.edit_contact(contact, by=Actor.person(mara), at=AT, title="Head of Payments", languages=["de", "en"])
    actions.change_standing(member, verb="caution", reason="A slow quarter.", by=Actor.person(mara), at=AT)
    actions.edit_opportunity(deal, by=Actor.person(mara), at=AT, stage="proposal")
    found = lines(mara, account)
    assert "Anna Beck: Job title|Lead|Head of Payments|Mara Lindqvist" in found
    assert "Anna Beck: Languages|empty|German, English|Mara Lindqvist" in found
    assert f"Standing|Active|{Standing.CAUTION.label}|Mara Lindqvist" in found
    assert "Renewal 2027: Stage|Technical evaluation|Proposal|Mara Lindqvist" in found
    assert "slow quarter" not in "".join(found)


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_what_an_import_changed_names_the_import(mara: User, import_ground: None, tmp_path: Path) -> None:
    account = an_account("Vestara", source="crm", external_id="X-1", city="Oslo")
    path = tmp_path / "list.csv"
    path.write_text("Account ID,Account Name,City\nX-1,Vestara,Bergen\n")
    assert run_import(["accounts", str(path), "--source", "crm"]) == 0
    (line,) = [each for each in lines(mara, account) if each.startswith("City")]
    assert line.startswith("City|Oslo|Bergen|")
    assert ", by import " in line


def test_codes_that_are_ticked_in_another_order_are_no_change(mara: User) -> None:
    account = an_account("Vestara", use_cases=["audit_trail", "delivery"])
    actions.edit_account(account, by=Actor.person(mara), at=AT, use_cases=["delivery", "audit_trail"], city="Oslo")
    assert lines(mara, account) == ["City|empty|Oslo|Mara Lindqvist"]


def test_a_name_with_markup_is_text(mara: User) -> None:
    account = an_account("Vestara", city="<script>alert(1)</script>")
    Account.objects.filter(pk=account.pk).update(city="Bergen")
    client = Client()
    client.force_login(mara)
    body = client.get(reverse("customers:changes", args=[account.pk])).content.decode()
    assert "<script>alert(1)" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_an_untouched_customer_says_that_nothing_was_changed(mara: User) -> None:
    account = an_account("Vestara")
    client = Client()
    client.force_login(mara)
    page = client.get(reverse("customers:changes", args=[account.pk])).content.decode()
    assert "Nothing was changed yet" in page
    assert client.get(reverse("customers:changes", args=[account.pk + 999])).status_code == 404
    assert Client().get(reverse("customers:changes", args=[account.pk])).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_nobody_else_is_named_for_a_change(mara: User) -> None:
    """Neither a setting of the session nor an entry written afterwards decides whose change it was."""
    jonas = a_person(name="Jonas Weber")
    account = an_account("Vestara", city="Oslo")
    actions.edit_account(account, by=Actor.person(mara), at=AT, city="Bergen")
    (step,) = FieldChange.objects.filter(field="city").values_list("step", flat=True)
    entry = record("account.edited", by=Actor.person(jonas), at=AT, about=[account])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('goodword.step', %s, true)", [str(step)])
        later = record("account.edited", by=Actor.person(jonas), at=AT, about=[account])
        cursor.execute(
            "insert into goodword_entry (at, verb, actor_kind, actor_id, data, step) select at, verb, actor_kind, actor_id, data, %s"
            " from goodword_entry where id = %s returning id",
            [step, entry.pk],
        )
        about = [cursor.fetchone()[0], account.pk]
        cursor.execute("insert into goodword_subject (entry_id, kind, object_id) values (%s, 'account', %s)", about)
        Account.objects.filter(pk=account.pk).update(state="Vestland")
    later.refresh_from_db()
    assert later.step != step
    assert lines(mara, account)[1] == "City|Oslo|Bergen|Mara Lindqvist"


@pytest.mark.parametrize("table", ["goodword_account", "goodword_contact", "goodword_member", "goodword_opportunity", "goodword_campaign"])
def test_every_column_is_watched(table: str) -> None:
    """The triggers name their columns: a column that is added must be added to them by its migration."""
    with connection.cursor() as cursor:
        cursor.execute("select prosrc from pg_proc where proname = %s", [f"{table}_history"])
        source = cursor.fetchone()[0]
        cursor.execute("select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped", [table])
        columns = {name for (name,) in cursor.fetchall()} - UNTOLD
    assert columns == set(re.findall(r"select '(\w+)' as field", source))


def test_what_is_written_and_not_changed_leaves_nothing(mara: User) -> None:
    account = an_account("Vestara", city="Oslo")
    Account.objects.filter(pk=account.pk).update(city="Oslo")
    account.save()
    assert not FieldChange.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("update goodword_account set city = 'Bergen' where id = %s", [account.pk])
    change = FieldChange.objects.get()
    assert (change.field, change.before, change.after) == ("city", "Oslo", "Bergen")
    assert lines(mara, account) == ["City|Oslo|Bergen|Goodword"]
