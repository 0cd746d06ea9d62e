"""A list as a file: all of it, as filtered, and no cell a formula."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from goodword.customers.actions import begin_bulk
from goodword.customers.kinds.bulk import BulkWhat
from goodword.customers.models import Account, BulkEdit
from goodword.customers.states import BulkState
from goodword.imports.cli import main as run_import
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.people.kinds import Role
from goodword.ui import tables
from tests.factories.customers import a_deal, a_member, an_account
from tests.factories.people import a_manager, a_person, a_region

pytestmark = pytest.mark.django_db
NASTY = ('=HYPERLINK("x")', "+49 221", "-1", "@SUM(A1)", 'Say "hi", twice', "two\nlines", "株式会社星凪システムズ", " padded")


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(a_manager(name="Mara Lindqvist"))
    return signed_in


def as_csv(client: Client, name: str, query: str = "") -> list[dict[str, str]]:
    answer: Any = client.get(f"{reverse(name)}?export=csv&{query}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def as_workbook(client: Client, name: str) -> list[tuple[Any, ...]]:
    answer: Any = client.get(f"{reverse(name)}?export=xlsx")
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return list(book.worksheets[0].iter_rows())


@pytest.mark.slow
def test_every_row_is_in_the_file_and_not_only_those_of_the_page(client: Client) -> None:
    for number in range(130):
        an_account(f"Company {number:03}", industry="banking" if number % 2 else "insurance")
    assert len(as_csv(client, "customers:list")) == 130
    found = as_csv(client, "customers:list", "industry=banking&sort=-name&page=2")
    assert [row["Name"] for row in found[:2]] == ["Company 129", "Company 127"]
    assert len(found) == 65
    assert len(as_workbook(client, "customers:list")) == 131


def test_no_cell_of_a_file_is_a_formula(client: Client) -> None:
    for name in NASTY:
        an_account(name, city="=1+1")
    cells = [value for row in as_csv(client, "customers:list") for value in row.values()]
    assert {'\'=HYPERLINK("x")', "'+49 221", "'-1", "'@SUM(A1)", "'=1+1"} <= set(cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
    book = as_workbook(client, "customers:list")
    assert {cell.data_type for row in book for cell in row if isinstance(cell.value, str)} <= {"s", "inlineStr"}
    assert {row[2].value for row in book[1:]} == set(NASTY)


def test_where_cells_are_parted_at_semicolons_none_is_a_formula_either(client: Client) -> None:
    """Spreadsheets with a decimal comma part the same file at semicolons, and take quotes in the middle of a cell for text."""
    an_account("Vestara;=1+1;@SUM(A1)", description="First,\n=2+2\n- an item;-3")
    answer: Any = client.get(f"{reverse('customers:list')}?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert not [cell for line in text.splitlines() for cell in line.split(";") if cell.startswith(("=", "+", "-", "@"))]


def test_one_customers_odd_signs_spoil_nobodys_workbook(client: Client) -> None:
    Account.objects.filter(pk=an_account("Alder").pk).update(city="a\ufffeb\uffff\x0b\u202e", description="x" * 40_000)
    Account.objects.filter(pk=an_account("Birch").pk).update(customer_since="0001-01-01", renewal_on="9999-12-31")
    rows = as_workbook(client, "customers:list")
    assert [row[2].value for row in rows[1:]] == ["Alder", "Birch"]
    assert rows[1][5].value == "ab\u202e"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_was_written_out_and_is_brought_in_again_changes_nothing(client: Client, import_ground: None, tmp_path: Any) -> None:
    north = a_region("north")
    owner = a_manager(name="Priya Nair")
    for number, name in enumerate(("=SUM(A1)", "Ålesund Frakt", "株式会社星凪システムズ")):
        account = an_account(name, source="crm", external_id=f"X-{number}", country="NO", city="Ålesund", region=north, owner=owner)
        Account.objects.filter(pk=account.pk).update(
            industry="banking",
            segment="enterprise",
            seats=40,
            use_cases=["audit_trail"][: number % 2],
            website="https://x.example",
            description="Two lines,\n- and a comma;=1",
        )
    a_member(account)
    before = list(Account.objects.order_by("pk").values())
    answer: Any = client.get(f"{reverse('customers:list')}?export=csv")
    path = tmp_path / "customers.csv"
    path.write_bytes(b"".join(answer.streaming_content))
    assert run_import(["accounts", str(path), "--source", "crm"]) == 0
    assert list(Account.objects.order_by("pk").values()) == before


def test_deals_are_written_out_with_their_worth(client: Client) -> None:
    a_deal(an_account("Vestara"), "Renewal 2027", amount=420000, currency="EUR")
    (row,) = as_csv(client, "customers:deals")
    assert (row["Name"], row["Account name"], row["Amount"], row["Currency"]) == ("Renewal 2027", "Vestara", "420000.00", "EUR")


def test_a_workbook_that_would_be_too_long_is_not_begun(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_IN_WORKBOOK", 1)
    an_account("Alder")
    an_account("Birch")
    answer = client.get(f"{reverse('customers:list')}?export=xlsx")
    assert "CSV takes them all" in answer.content.decode()
    assert len(as_csv(client, "customers:list")) == 2


def test_the_page_offers_both_files_with_its_filters_and_only_when_there_are_rows(client: Client) -> None:
    assert "export=csv" not in client.get(reverse("customers:list")).content.decode()
    an_account("Alder", industry="banking")
    page = client.get(f"{reverse('customers:list')}?industry=banking").content.decode()
    assert "industry=banking&amp;export=csv" in page
    assert "industry=banking&amp;export=xlsx" in page


def test_a_stranger_gets_no_file() -> None:
    an_account("Alder")
    answer = Client().get(f"{reverse('customers:list')}?export=csv")
    assert answer.status_code == 302


def test_what_was_changed_in_bulk_is_written_out_and_each_reads_their_own(client: Client) -> None:
    mine, other = a_person(Role.ACCOUNT_OWNER, name="Priya Nair"), a_person(Role.ACCOUNT_OWNER, name="Jonas Falk")
    for user, company in ((mine, "Alder"), (other, "Birch")):
        bulk = begin_bulk([an_account(company, owner=user).pk], what=BulkWhat.ADD_TAGS, by=Actor.person(user), at=now())
        assert isinstance(bulk, BulkEdit)
        BulkEdit.objects.filter(pk=bulk.pk).update(values={"tags": ["key"]}, state=BulkState.DONE, done_at=now())
    assert "export=xlsx" in client.get(reverse("customers:bulk_made")).content.decode()
    assert {row["By"] for row in as_csv(client, "customers:bulk_made")} == {"Priya Nair", "Jonas Falk"}
    client.force_login(mine)
    (row,) = as_csv(client, "customers:bulk_made")
    assert (row["By"], row["State"]) == ("You", str(BulkState.DONE.label))
