"""The pages of bringing a list in, through HTTP, with the worker's job carried out as the worker does."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from goodword.imports import queries
from goodword.imports.models import ImportRun, ValueMatch
from goodword.journal.models import Entry
from goodword.people.models import User
from tests.factories.people import a_manager, a_person
from tests.worker import work

FILES = Path(__file__).parent / "files"
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("import_ground")]


@pytest.fixture
def manager() -> User:
    return a_manager(name="Mara Lindqvist")


@pytest.fixture
def client(manager: User) -> Client:
    signed_in = Client()
    signed_in.force_login(manager)
    return signed_in


def upload(client: Client, name: str, text: str | bytes, *, source: str = "crm", kind: str = "accounts") -> ImportRun:
    content = text.encode() if isinstance(text, str) else text
    answer = client.post(reverse("imports:upload"), {"kind": kind, "source": source, "file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()
    run = ImportRun.objects.latest("pk")
    assert answer["Location"] == reverse("imports:run", args=[run.pk])
    return run


def page(client: Client, run: ImportRun) -> str:
    answer = client.get(reverse("imports:run", args=[run.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


LIST = "Account ID,Name,City,Nickname,Owner\n1,Halden Freight,Bergen,HF,k.mori\n2,,Leeds,,\n3,=cmd|x,Bern,,k.mori\n1,Halden B,,,\n"


@pytest.mark.slow
def test_from_the_file_to_the_report(client: Client) -> None:
    run = upload(client, "kunden.csv", LIST)
    html = page(client, run)
    assert "Bring in customers from kunden.csv" in html
    assert "Halden Freight" in html
    client.post(reverse("imports:start", args=[run.pk]), {"mapped": "1", "dry": "1", **mapping(run, Nickname="product_version")})
    assert "Waiting to start" in page(client, run)
    work()
    html = page(client, run)
    assert "What would change" in html
    assert "Name is empty" in html
    assert not Account.objects.exists()
    client.post(reverse("imports:start", args=[run.pk]))
    work()
    html = page(client, run)
    assert "2 customers are in" in html
    assert "A duplicate of line 2" in html
    assert set(Account.objects.values_list("name", "product_version")) == {("Halden Freight", "HF"), ("=cmd|x", "")}
    answer = client.get(reverse("imports:report", args=[run.pk]))
    assert answer["Content-Disposition"].startswith("attachment;")
    rows = list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["Line", "2", "3", "5"]
    assert reverse("imports:run", args=[run.pk]) in client.get(reverse("imports:list")).content.decode()


@pytest.mark.slow
def test_a_list_that_brings_nothing_new_says_so_also_in_the_title(client: Client) -> None:
    for _time in range(2):
        run = upload(client, "kunden.csv", "Name\nHalden\nMerrow\n")
        client.post(reverse("imports:start", args=[run.pk]))
        work()
    assert "Nothing new: all 2 were here already" in page(client, run)
    fragment = client.get(reverse("imports:run", args=[run.pk]), headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert "<title>Nothing new: all 2 were here already · Goodword</title>" in fragment.content.decode()
    assert "<title>Nothing new: all 2 were here already · Goodword</title>" in page(client, run)
    assert page(client, run).count("<title>") == 1


@pytest.mark.slow
def test_a_list_that_is_in_leads_to_what_it_brought(client: Client) -> None:
    def bring_in(name: str, text: str, kind: str = "accounts") -> ImportRun:
        run = upload(client, name, text, kind=kind)
        client.post(reverse("imports:start", args=[run.pk]), {"go": "1"})
        work()
        return run

    def led_to(run: ImportRun) -> str:
        found = re.search(r'href="([^"]+import=\d+)"', page(client, run))
        return client.get(found[1]).content.decode() if found else ""

    first = bring_in("first.csv", "Account ID,Name\n1,Halden Freight\n2,Lumen Tools\n")
    second = bring_in("second.csv", "Account ID,Name\n2,Lumen Tools\n3,Orla Bank\n")
    people = bring_in("people.csv", "Contact ID,Account ID,Name,Email\nc1,1,Pia Holm,pia@halden.example\n", kind="contacts")
    deals = bring_in("deals.csv", "Opportunity ID,Opportunity Name,Account ID\no1,Halden platform,1\n", kind="opportunities")
    again = bring_in("second.csv", "Account ID,Name\n2,Lumen Tools\n3,Orla Bank\n")

    assert "Halden Freight" in led_to(first)
    assert "Lumen Tools" in led_to(first)
    assert "Orla Bank" not in led_to(first)
    assert "Orla Bank" in led_to(second)
    assert "Lumen Tools" not in led_to(second)  # it was the same before
    assert "Halden Freight" in led_to(people)
    assert "Orla Bank" not in led_to(people)
    assert "Halden platform" in led_to(deals)
    assert led_to(again) == ""  # nothing new, nothing to see


@pytest.mark.slow
def test_the_preview_speaks_as_the_house_does(client: Client) -> None:
    run = upload(client, "kunden.csv", "Name,Seats,Customer Since,Do Not Contact\nHalden,1900,2019-03-04,no\n")
    client.post(reverse("imports:start", args=[run.pk]), {"dry": "1"})
    work()
    html = page(client, run)
    assert "1,900" in html
    assert "4 Mar 2019" in html
    assert "2019-03-04" not in html.partition("Which column")[0]


def mapping(run: ImportRun, **changed: str) -> dict[str, str]:
    """The form of the mapping as it is shown, with some columns sent elsewhere."""
    field_of = {column: field for field, column in run.columns.items()} | changed
    return {f"column-{number}": field_of.get(column, "") for number, column in enumerate(run.detected["columns"])}


def test_two_columns_cannot_fill_one_field_and_nothing_typed_is_lost(client: Client) -> None:
    run = upload(client, "kunden.csv", LIST)
    answer = client.post(reverse("imports:start", args=[run.pk]), {"mapped": "1", "dry": "1", **mapping(run, Nickname="city")})
    assert answer.status_code == 422
    assert "fills this already" in answer.content.decode()
    run.refresh_from_db()
    assert run.state == "uploaded"


def test_what_was_guessed_wrongly_can_be_corrected(client: Client) -> None:
    run = upload(client, "liste.csv", "Name;Ort\nMüller;Köln\n".encode("cp850"))
    client.post(reverse("imports:reading", args=[run.pk]), {"encoding": "cp850", "delimiter": ";", "header_line": "1", "dates": "dmy"})
    run.refresh_from_db()
    assert (run.detected["encoding"], run.detected["sample"], run.chosen["dates"]) == ("cp850", [["Müller", "Köln"]], "dmy")


@pytest.mark.parametrize("name", ["archive.csv", "empty.csv"])
def test_a_file_that_cannot_be_read_says_why_and_what_to_do(client: Client, name: str) -> None:
    content = (FILES / name).read_bytes()
    if not content:
        answer = client.post(reverse("imports:upload"), {"kind": "accounts", "source": "x", "file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 422
        return
    html = page(client, upload(client, name, content))
    assert "could not be read" in html
    assert "save it as" in html


@pytest.mark.slow
def test_every_hostile_file_gets_an_answer(client: Client) -> None:
    runs = [upload(client, path.name, path.read_bytes()) for path in sorted(FILES.glob("*.csv")) if path.stat().st_size]
    for run in runs:
        client.post(reverse("imports:start", args=[run.pk]), {"dry": "1"})
    work()
    for run in runs:
        assert page(client, run)
    assert {run.state for run in ImportRun.objects.all()} == {"tried", "failed", "uploaded"}


@pytest.mark.slow
def test_stopping_before_it_began_stops_at_once(client: Client) -> None:
    run = upload(client, "kunden.csv", LIST)
    client.post(reverse("imports:start", args=[run.pk]))
    client.post(reverse("imports:stop", args=[run.pk]))
    work()
    run.refresh_from_db()
    assert run.state == "stopped"
    assert not Account.objects.exists()


@pytest.mark.slow
def test_starting_twice_brings_it_in_once(client: Client) -> None:
    run = upload(client, "kunden.csv", LIST)
    for _ in range(2):
        client.post(reverse("imports:start", args=[run.pk]))
    work()
    assert Account.objects.count() == 2
    assert Entry.objects.filter(verb="import.finished").count() == 1


@pytest.mark.slow
def test_an_unknown_owner_is_said_once_and_known_from_then_on(client: Client, manager: User) -> None:
    run = upload(client, "kunden.csv", "Name,Owner,Use Cases\nHalden,k.mori,Planning; Knitting\nMerrow,k.mori,\n", source="crm")
    client.post(reverse("imports:start", args=[run.pk]))
    work()
    assert "k.mori" in client.get(reverse("imports:unknown")).content.decode()
    said = {"kind": "accounts", "field": "owner", "source": "crm", "value": "k.mori", "target": str(manager.pk)}
    client.post(reverse("imports:say"), said)
    client.post(reverse("imports:say"), {**said, "field": "use_cases", "value": "Knitting", "target": "code_review"})
    halden, merrow = Account.objects.order_by("name")
    assert (halden.owner, merrow.owner, halden.unmapped) == (manager, manager, {})
    assert sorted(halden.use_cases) == ["code_review", "planning"]
    assert Entry.objects.filter(verb="account.edited").count() == 3
    run = upload(client, "kunden.csv", "Name,Owner,Use Cases\nHalden,k.mori,Knitting\nVestara,k.mori,\n", source="crm")
    client.post(reverse("imports:start", args=[run.pk]))
    work()
    assert Account.objects.get(name="Vestara").owner == manager
    assert "Everything is known" in client.get(reverse("imports:unknown")).content.decode()


def test_a_meaning_that_is_on_no_list_is_refused(client: Client) -> None:
    for target in ("999999", "", "x"):
        client.post(reverse("imports:say"), {"kind": "accounts", "field": "owner", "source": "crm", "value": "k.mori", "target": target})
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "odd", [{"kind": "x"}, {"field": "x"}, {"kind": "opportunities", "field": "csm"}, {"target": "9" * 5000}, {"target": "\u0663"}]
)
def test_a_meaning_for_nothing_that_can_be_brought_in_is_refused(client: Client, manager: User, odd: dict[str, str]) -> None:
    said = {"kind": "accounts", "field": "owner", "source": "crm", "value": "k.mori", "target": str(manager.pk), **odd}
    assert client.post(reverse("imports:say"), said).status_code == 302
    assert not ValueMatch.objects.exists()


@pytest.mark.slow
def test_nobody_but_managers_and_administrators_comes_in() -> None:
    run = ImportRun.objects.create(kind="accounts", source="x", state_at="2026-11-22T00:00Z", created_at="2026-11-22T00:00Z")
    addresses = [reverse(f"imports:{name}") for name in ("list", "upload", "unknown", "say")]
    addresses += [reverse(f"imports:{name}", args=[run.pk]) for name in ("run", "reading", "start", "stop", "report", "changes")]
    seller = Client()
    seller.force_login(a_person())
    for address in addresses:
        assert Client().get(address).status_code in {302, 405}
        assert {seller.get(address).status_code, seller.post(address).status_code} <= {403, 405}


def test_the_file_itself_is_kept_and_never_served(client: Client, tmp_path: Path) -> None:
    run = upload(client, "../../etc/evil.html", "<script>alert(1)</script>,Name\nx,Halden\n")
    kept = list((tmp_path / "imports").iterdir())
    assert [path.suffix for path in kept] == [".upload"]
    assert run.file_name == "evil.html"
    html = page(client, run)
    assert "<script>alert(1)" not in html
    assert client.get(f"/imports/{kept[0].name}").status_code == 404


def brought(client: Client, text: str) -> ImportRun:
    run = upload(client, "kunden.csv", text, source="crm")
    client.post(reverse("imports:start", args=[run.pk]))
    work()
    return run


@pytest.mark.slow
def test_an_owner_nobody_knows_is_left_as_it_is_and_not_asked_for_again(client: Client, manager: User) -> None:
    brought(client, "Name,Owner\nHalden,K. Mori\nMerrow,t.ostby\n")
    said = {"kind": "accounts", "field": "owner", "source": "crm", "value": "K. Mori", "target": "="}
    assert "Leave it as it is" in client.get(reverse("imports:unknown")).text
    client.post(reverse("imports:say"), said)
    assert Account.objects.get(name="Halden").unmapped == {"owner": "K. Mori"}
    assert not Entry.objects.filter(verb="account.edited").exists()
    assert [(each.value, each.left) for each in queries.unknown_values()] == [("t.ostby", False), ("K. Mori", True)]
    assert queries.count_unknown() == 1
    run = brought(client, "Name,Owner\nHalden,k. mori\nVestara,K. Mori\n")
    assert (run.rejections.count(), queries.count_unknown()) == (0, 1)
    assert Account.objects.get(name="Vestara").unmapped == {"owner": "K. Mori"}
    client.post(reverse("imports:say"), {**said, "target": str(manager.pk)})
    assert Account.objects.get(name="Vestara").owner == manager, "the answer can be changed"
