"""Lists brought in: who is recognised, what changes, what is left alone, and why a row is not taken."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from goodword.customers.actions import ensure_lists
from goodword.customers.forms.contacts import ContactForm
from goodword.customers.models import Account, Contact, Opportunity
from goodword.customers.queries.speaking import zone_of_contact
from goodword.imports.actions import say_meaning
from goodword.imports.cli import main
from goodword.imports.models import ImportRun
from goodword.imports.queries import unknown_values
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.text import neutralise
from goodword.people.actions import ensure_program
from goodword.people.models import Program
from tests.factories.customers import an_account
from tests.factories.people import a_person
from tests.imports.conftest import Bring, counts, report
from tests.there import there

FILES = Path(__file__).parent / "files"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lists() -> None:
    ensure_program()
    ensure_lists()


@pytest.mark.slow
def test_a_plain_list_comes_in_with_everything_that_is_sure(bring: Bring) -> None:
    owner = a_person(name="Priya Nair")
    owner.email = "priya@acme.example"
    owner.save()
    result = bring("accounts", FILES / "plain.csv", "--source", "crm")
    assert counts(result) == (0, 3, 3, 0, 0, 0)
    halden, merrow, japanese = Account.objects.order_by("external_id")
    assert (halden.name, halden.city, halden.country, halden.industry, halden.owner) == (
        "Halden Freight",
        "Bergen",
        "NO",
        "transport",
        owner,
    )
    assert halden.region is not None
    assert halden.region.code == "emea"
    assert (merrow.country, merrow.owner, merrow.unmapped) == ("GB", None, {"owner": "k.mori"})
    assert (japanese.country, japanese.industry, japanese.unmapped) == ("JP", "", {"industry": "Glass blowing"})
    assert [(line["Value"], line["Row was taken"]) for line in report(result)] == [("k.mori", "yes"), ("Glass blowing", "yes")]


@pytest.mark.slow
def test_the_same_file_twice_changes_nothing(bring: Bring) -> None:
    bring("accounts", FILES / "plain.csv")
    before = list(Account.objects.order_by("pk").values())
    entries = Entry.objects.count()
    assert counts(bring("accounts", FILES / "plain.csv")) == (0, 3, 0, 0, 3, 0)
    assert list(Account.objects.order_by("pk").values()) == before
    assert Entry.objects.count() == entries


@pytest.mark.slow
def test_only_what_differs_is_changed_and_the_journal_says_what(bring: Bring) -> None:
    bring("accounts", "Account ID,Name,City,Country\n1,Halden,Bergen,NO\n2,Merrow,Leeds,GB\n")
    result = bring("accounts", "Account ID,Name,City,Country\n1,Halden Freight,Bergen,NO\n2,Merrow,,GB\n3,Vestara,Bern,CH\n")
    assert counts(result) == (0, 3, 1, 1, 1, 0)
    assert list(Account.objects.order_by("external_id").values_list("name", "city")) == [
        ("Halden Freight", "Bergen"),
        ("Merrow", "Leeds"),
        ("Vestara", "Bern"),
    ]
    entry = Entry.objects.get(verb="account.edited")
    assert entry.data["fields"] == ["name"]
    assert entry.subjects.get().object_id == Account.objects.get(external_id="1").pk


@pytest.mark.slow
def test_names_are_matched_by_country_and_a_blank_one_only_when_unique(bring: Bring) -> None:
    known = an_account("Società Éclair", country="FR")
    an_account("Twin", country="FR")
    an_account("Twin", country="DE")
    text = "Name,Country,City\nSOCIETA ECLAIR,,Lyon\nTwin,,Oslo\nTwin,DE,Bonn\nNewcomer,,Bern\n"
    result = bring("accounts", text)
    assert counts(result) == (1, 4, 1, 2, 0, 1)
    known.refresh_from_db()
    assert (known.name, known.city) == ("Società Éclair", "Lyon")
    assert [(line["Line"], line["What is wrong"]) for line in report(result)] == [("3", "There are several called “Twin”")]
    assert counts(bring("accounts", text)) == (1, 4, 0, 0, 3, 1)


@pytest.mark.slow
def test_a_name_without_country_is_nobody_when_the_file_names_another_country(bring: Bring) -> None:
    an_account("Halden", country="NO")
    text = "Name,Country,City\nHalden,,Bergen\nHalden,SE,Lund\n"
    assert counts(bring("accounts", text)) == (1, 2, 1, 0, 0, 1)
    assert counts(bring("accounts", text)) == (1, 2, 0, 0, 1, 1)


@pytest.mark.slow
def test_the_first_of_two_rows_about_one_account_counts(bring: Bring) -> None:
    text = "Account ID,Name,Country\n7,Halden,NO\n7,Halden B,NO\n,Merrow,GB\n,MERROW,GB\n,Halden,NO\n"
    result = bring("accounts", text)
    assert counts(result) == (1, 5, 2, 0, 0, 3)
    assert {line["Line"]: line["What is wrong"] for line in report(result)} == {
        "3": "A duplicate of line 2",
        "5": "A duplicate of line 4",
        "6": "A duplicate of line 2",
    }
    assert counts(bring("accounts", text)) == (1, 5, 0, 0, 2, 3)


def test_two_ids_of_one_source_are_two_accounts_even_with_one_name(bring: Bring) -> None:
    by_hand = an_account("Halden", country="NO")
    assert counts(bring("accounts", "Account ID,Name,Country\n1,Halden,NO\n2,Halden,NO\n")) == (0, 2, 1, 1, 0, 0)
    by_hand.refresh_from_db()
    assert by_hand.external_id == "1"


def test_a_row_with_a_wrong_value_stays_out_and_the_others_come_in(bring: Bring) -> None:
    text = 'Name,Renewal Date,Seats\nHalden,31.11.2026,5\n,1.12.2026,5\nMerrow,1.12.2026,many\nVestara,1.12.2026,"1,200"\n'
    result = bring("accounts", text)
    assert counts(result) == (1, 4, 1, 0, 0, 3)
    first, second, third = report(result)
    assert (first["Line"], first["Column"], first["Value"]) == ("2", "Renewal Date", "31.11.2026")
    assert first["What is wrong"] == "Renewal date “31.11.2026” does not exist"
    assert first["How to mend it"] == "November has 30 days"
    assert (second["What is wrong"], third["Column"]) == ("Name is empty", "Seats")
    assert Account.objects.get().seats == 1200


@pytest.mark.slow
def test_a_row_is_taken_without_a_website_that_is_none_and_the_report_says_so(bring: Bring) -> None:
    rows = "1,Halden,see the intranet\n2,Merrow,javascript:alert(1)\n3,Vestby,vestby.example\n4,Orsa,see the intranet\n"
    text = f"Account ID,Name,Website\n{rows}"
    result = bring("accounts", text, "--source", "crm")
    assert counts(result) == (0, 4, 4, 0, 0, 0)
    assert dict(Account.objects.exclude(website="").values_list("name", "website")) == {"Vestby": "https://vestby.example"}
    assert [(line["Line"], line["Value"], line["What is wrong"], line["Row was taken"]) for line in report(result)] == [
        ("2", "see the intranet", "Website “see the intranet” cannot be read, in 2 rows", "yes"),
        ("3", "javascript:alert(1)", "Website “javascript:alert(1)” cannot be read, in one row", "yes"),
    ]
    assert counts(bring("accounts", text, "--source", "crm")) == (0, 4, 0, 0, 4, 0)


@pytest.mark.slow
def test_the_column_decides_whether_the_day_comes_first(bring: Bring) -> None:
    assert counts(bring("accounts", "Name,Renewal Date\nHalden,03/04/2027\nMerrow,25/12/2027\n"))[2] == 2
    assert there(Account.objects.get(name="Halden").renewal_on).isoformat() == "2027-04-03"
    assert counts(bring("accounts", "Name,Renewal Date\nVestara,03/04/2027\n")) == (1, 1, 0, 0, 0, 1)
    assert counts(bring("accounts", "Name,Renewal Date\nVestara,03/04/2027\n", "--dates", "mdy"))[2] == 1
    assert there(Account.objects.get(name="Vestara").renewal_on).isoformat() == "2027-03-04"


@pytest.mark.slow
def test_formulas_are_kept_as_they_are_and_never_written_as_formulas(bring: Bring) -> None:
    result = bring("accounts", FILES / "formulas.csv")
    assert set(Account.objects.values_list("name", flat=True)) == {'=HYPERLINK("http://x.example")', "@SUM(A1)", "=cmd|' /C calc'!A0"}
    cells = [cell for line in report(result) for cell in line.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    # What a report holds can be brought in again: the apostrophe is ours and comes off.
    again = "Name\n" + "\n".join('"' + neutralise(name).replace('"', '""') + '"' for name in Account.objects.values_list("name", flat=True))
    assert counts(bring("accounts", again)) == (0, 3, 0, 0, 3, 0)


@pytest.mark.slow
def test_parents_are_found_wherever_they_stand_and_never_in_a_circle(bring: Bring) -> None:
    text = "Account ID,Name,Parent ID\n1,Daughter,2\n2,Mother,\n3,Orphan,99\n4,Egg,5\n5,Hen,4\n"
    assert counts(bring("accounts", text)) == (0, 5, 5, 0, 0, 0)
    assert dict(Account.objects.values_list("name", "parent__name")) == {
        "Daughter": "Mother",
        "Mother": None,
        "Orphan": None,
        "Egg": None,
        "Hen": None,
    }
    assert counts(bring("accounts", text)) == (0, 5, 0, 0, 5, 0)


@pytest.mark.slow
def test_contacts_find_their_accounts_by_id_or_name(bring: Bring) -> None:
    bring("accounts", "Account ID,Name,Country\nA1,Halden,NO\nA2,Twin,FR\nA3,Twin,DE\n", "--source", "crm")
    text = (
        "Contact ID,First Name,Last Name,Email,Account ID,Account Name,Language,Time Zone\n"
        'C1,Ada,Berg,ada@halden.example,A1,,"Norwegian, English",Europe/Oslo\nC2,,Mori,,,Halden,日本語,\n'
        "C3,Bo,Li,,,Twin,,\nC4,Cy,Ng,,,Nobody,,\nC5,Di,Op,not an address,A1,,,\nC6,,,x@y.example,A1,,,\n"
    )
    result = bring("contacts", text, "--source", "crm")
    assert counts(result) == (1, 6, 2, 0, 0, 4)
    ada = Contact.objects.get(external_id="C1")
    told = Entry.objects.get(verb="contact.imported", subjects__kind="contact", subjects__object_id=ada.pk)
    assert told.subjects.get(kind="account").object_id == ada.account_id  # so that the account's timeline shows it
    assert (ada.name, ada.account.name, ada.languages, ada.time_zone) == ("Ada Berg", "Halden", ["no", "en"], "Europe/Oslo")
    assert {line["Line"]: line["What is wrong"] for line in report(result)} == {
        "4": "Several customers are called “Twin”",
        "5": "No customer “Nobody” is here",
        "6": "Email “not an address” is not an e-mail address",
        "7": "Name is empty",
    }
    assert counts(bring("contacts", text, "--source", "crm"))[1:] == (6, 0, 0, 2, 4)


@pytest.mark.slow
def test_deals_know_their_stage_money_and_account_or_wait_for_it(bring: Bring) -> None:
    text = (
        "Opportunity ID,Opportunity Name,Account ID,Stage,Amount,Close Date\n"
        'D1,Renewal,A1,4-Proposal,"€1.200,50",2027-01-31\nD2,New,A9,Negotiation/Review,$5k,\nD3,Odd,,Dreaming,,\n'
    )
    bring("accounts", "Account ID,Name\nA1,Halden\n", "--source", "crm")
    assert counts(bring("opportunities", text, "--source", "crm")) == (0, 3, 3, 0, 0, 0)
    renewal, new, odd = Opportunity.objects.order_by("external_id")
    assert (renewal.stage, str(renewal.amount), renewal.currency, renewal.account) == ("proposal", "1200.50", "EUR", Account.objects.get())
    assert (new.stage, new.account, new.unmapped, new.currency) == ("negotiating", None, {"account": "A9"}, "USD")
    assert (odd.stage, odd.unmapped) == ("", {"stage": "Dreaming"})
    bring("accounts", "Account ID,Name\nA9,Merrow\n", "--source", "crm")
    assert counts(bring("opportunities", text, "--source", "crm")) == (0, 3, 0, 1, 2, 0)
    new.refresh_from_db()
    assert (new.account, new.unmapped) == (Account.objects.get(name="Merrow"), {})


@pytest.mark.slow
def test_a_dry_run_counts_and_changes_nothing(bring: Bring) -> None:
    bring("accounts", "Account ID,Name,City\n1,Halden,Bergen\n")
    entries = Entry.objects.count()
    result = bring("accounts", "Account ID,Name,City\n1,Halden,Oslo\n2,Merrow,Leeds\n3,,x\n", "--dry-run")
    assert counts(result) == (1, 3, 1, 1, 0, 1)
    assert (Account.objects.get().city, Entry.objects.count()) == ("Bergen", entries)
    changed, new = there(ImportRun.objects.first()).preview
    assert (changed["line"], changed["changes"]) == (2, [{"field": "City", "old": "Bergen", "new": "Oslo"}])
    assert (new["name"], new["new"]) == ("Merrow", True)


@pytest.mark.slow
def test_the_mapping_is_taken_from_the_command_and_remembered_for_the_source(bring: Bring) -> None:
    text = "Wer,Wo,Was\nHalden,Bergen,Logistics\n"
    assert bring("accounts", text, "--source", "erp")["status"] == 2
    assert counts(bring("accounts", text, "--source", "erp", "--map", "name=Wer", "--map", "city=2"))[2] == 1
    assert Account.objects.get().city == "Bergen"
    assert counts(bring("accounts", text.replace("Halden", "Merrow"), "--source", "erp"))[2] == 1
    assert bring("accounts", text, "--source", "another")["status"] == 2


@pytest.mark.parametrize(
    ("file", "arguments", "sentence"),
    [
        ("gone.csv", (), "There is no file"),
        ("archive.csv", (), "workbook or a ZIP archive"),
        ("empty.csv", (), "The file is empty."),
        ("no-header.csv", (), "No column is mapped to Name"),
        ("plain.csv", ("--encoding", "klingon"), "is not an encoding"),
        ("plain.csv", ("--map", "shoe size=City"), "write FIELD=COLUMN"),
        ("plain.csv", ("--map", "city=Shoe"), "has no column “Shoe”"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(bring: Bring, file: str, arguments: tuple[str, ...], sentence: str) -> None:
    result = bring("accounts", FILES / file, *arguments)
    assert result["status"] == 2
    assert sentence in result["stderr"]
    assert result["stderr"].count("\n") == 1
    assert not Account.objects.exists()


@pytest.mark.slow
def test_a_folder_a_pipe_and_a_name_that_is_no_text_are_answered_or_read(bring: Bring, tmp_path: Path) -> None:
    assert "is a folder" in bring("accounts", tmp_path)["stderr"]
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/l\xff.csv"))
    odd.write_text("Name\nHalden\n")
    assert counts(bring("accounts", odd)) == (0, 1, 1, 0, 0, 0)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Name\nMerrow\n",))
    writer.start()
    assert counts(bring("accounts", pipe)) == (0, 1, 1, 0, 0, 0)
    writer.join()


@pytest.mark.slow
def test_personas_on_no_list_are_kept_and_their_meaning_is_said_once(bring: Bring) -> None:
    account = an_account("Halden")
    text = "Full Name,Account Name,Persona\nAda Berg,Halden,Wizard\nBo Li,Halden,Executive\n"
    assert counts(bring("contacts", text)) == (0, 2, 2, 0, 0, 0)
    assert [(each.field, each.value, each.rows) for each in unknown_values()] == [("persona", "Wizard", 1)]
    assert Contact.objects.get(name="Ada Berg").persona == "Wizard"
    assert counts(bring("contacts", text)) == (0, 2, 0, 0, 2, 0)
    said = {"kind": "contacts", "field": "persona", "source": "csv", "value": "Wizard", "target": "developer"}
    target = Contact.objects.get(name="Bo Li").persona
    assert say_meaning(**{**said, "target": target}, by=Actor.system(), at=clock.now()) == 1
    assert set(account.contacts.values_list("persona", flat=True)) == {target}
    assert counts(bring("contacts", text)) == (0, 2, 0, 0, 2, 0)


@pytest.mark.slow
def test_a_contact_gets_the_time_zone_of_its_column_else_of_its_place_when_that_is_sure(bring: Bring) -> None:
    an_account("Halden")
    text = (
        "Full Name,Account Name,Time Zone,Mailing City,Mailing State,Mailing Country\n"
        "Ada,Halden,Asia/Tokyo,,,Norway\nBo,Halden,,,,Norway\nCy,Halden,,,CA,USA\nDi,Halden,,Dallas,TX,US\nEd,Halden,,,Texas,US\nFa,Halden,,,,\n"
    )
    assert counts(bring("contacts", text)) == (0, 6, 6, 0, 0, 0)
    zones = dict(Contact.objects.values_list("name", "time_zone"))
    assert zones == {
        "Ada": "Asia/Tokyo",
        "Bo": "Europe/Oslo",
        "Cy": "America/Los_Angeles",
        "Di": "America/Chicago",
        "Ed": "",  # a part of Texas has another clock
        "Fa": "",
    }
    Contact.objects.filter(name="Bo").update(time_zone="Europe/Paris")  # said by somebody since
    assert counts(bring("contacts", text)) == (0, 6, 0, 0, 6, 0)
    ada = Contact.objects.get(name="Fa")
    ada.account.country, ada.account.state = "BR", "São Paulo"
    assert "As where Halden is: America/Sao Paulo" in str(ContactForm(instance=ada)["time_zone"])
    assert str(zone_of_contact(ada, Program())) == "America/Sao_Paulo"


@pytest.mark.slow
def test_json_is_one_object_with_exactly_the_promised_keys(bring: Bring, capsys: pytest.CaptureFixture[str]) -> None:
    del bring
    main(["accounts", str(FILES / "plain.csv"), "--json"])
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["rows", "created", "updated", "unchanged", "rejected", "seconds", "report"]


def test_columns_that_nobody_reads_are_named(tmp_path: Path, bring: Bring, capsys: pytest.CaptureFixture[str]) -> None:
    del bring
    path = tmp_path / "list.csv"
    path.write_text("Account Name;Country;Lieblingsfarbe\nOakhaven Dairy;Norway;blue\n", encoding="utf-8")
    main(["accounts", str(path), "--dry-run"])
    assert "Columns that were not read: “Lieblingsfarbe”." in capsys.readouterr().out
    main(["accounts", str(path), "--map", "industry=Lieblingsfarbe", "--dry-run"])
    assert "not read" not in capsys.readouterr().out
