"""Health and sentiment from a customer-success export: who is found, what is newer, what a score says, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account
from goodword.imports.actions import ask_undo, undo
from goodword.imports.models import ImportRun
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.imports.conftest import Bring, counts, report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lists() -> None:
    ensure_program()
    ensure_lists()


def days(count: int) -> str:
    """A day so many days from now."""
    return (clock.now().date() + timedelta(days=count)).isoformat()


@pytest.mark.slow
def test_customers_are_found_by_id_name_and_domain_and_the_same_file_again_changes_nothing(bring: Bring) -> None:
    halden, merrow = an_account("Halden", external_id="A1", source="gain"), an_account("Merrow")
    orla = an_account("Orla", website="https://www.orla.example/about")
    jonas = a_person(name="Jonas Weir")
    text = (
        "SFDC ID,Customer Name,Domain,RAG,Health Score,Sentiment,CSM Comment,As Of,CSM Email,Renewal Date,Seats,Adoption\n"
        f"A1,,,Red,31,Unhappy,“Waits for a fix”,{days(-3)},{jonas.email},{days(90)},1200,83 %\n"
        f",MERROW,,,72,positive,,{days(-3)},,,,\n"
        f",,orla.example,55,,,,{days(-3)},,,,\n"
        f",Nobody,nobody.example,green,,,,{days(-3)},,,,\n"
    )
    result = bring("health", text, "--source", "gain")
    assert counts(result) == (1, 4, 0, 3, 0, 1)
    for row in (halden, merrow, orla):
        row.refresh_from_db()
    assert (halden.health, halden.health_score, halden.sentiment, halden.sentiment_note) == ("poor", 31, "negative", "“Waits for a fix”")
    assert (halden.csm, halden.seats, halden.usage, halden.renewal_on) == (jonas, 1200, "83 %", date.fromisoformat(days(90)))
    assert (halden.name, halden.external_id, halden.source) == ("Halden", "A1", "gain")
    assert (merrow.health, merrow.health_score, merrow.sentiment, str(merrow.health_checked_on)) == ("good", 72, "positive", days(-3))
    assert (merrow.external_id, merrow.source) == ("", "")
    assert (orla.health, orla.health_score, orla.sentiment) == ("fair", None, "")
    assert [line["What is wrong"] for line in report(result)] == ["No customer “Nobody” is here"]
    told = Entry.objects.filter(verb="account.edited", subjects__object_id=halden.pk, subjects__kind="account").get()
    assert {"health", "health_score", "sentiment"} <= set(told.data["fields"])
    before = list(Account.objects.order_by("pk").values())
    assert counts(bring("health", text, "--source", "gain")) == (1, 4, 0, 0, 3, 1)
    assert list(Account.objects.order_by("pk").values()) == before


@pytest.mark.slow
def test_what_is_older_than_what_is_known_is_left_and_reported(bring: Bring) -> None:
    row = an_account("Halden", health="good", health_checked_on=date.fromisoformat(days(-2)))
    result = bring("health", f"Name,Health,Checked On\nHalden,red,{days(-3)}\n")
    assert counts(result) == (1, 1, 0, 0, 0, 1)
    assert "Older than what is known" in report(result)[0]["What is wrong"]
    assert counts(bring("health", f"Name,Health,Checked On\nHalden,red,{days(3)}\n")) == (1, 1, 0, 0, 0, 1)
    row.refresh_from_db()
    assert row.health == "good"
    assert counts(bring("health", f"Name,Health,Checked On\nHalden,red,{days(-2)}\n")) == (0, 1, 0, 1, 0, 0)
    row.refresh_from_db()
    assert row.health == "poor"


@pytest.mark.slow
def test_without_a_day_today_counts_and_nothing_moves_while_the_words_stay(bring: Bring) -> None:
    row = an_account("Halden", health="good", health_checked_on=date.fromisoformat(days(-20)))
    assert counts(bring("health", "Name,Health\nHalden,green\n")) == (0, 1, 0, 0, 1, 0)
    assert counts(bring("health", "Name,Health\nHalden,at risk\n")) == (0, 1, 0, 1, 0, 0)
    row.refresh_from_db()
    assert (row.health, str(row.health_checked_on)) == ("poor", days(0))


@pytest.mark.slow
def test_escalations_are_opened_and_closed_by_day_or_by_word(bring: Bring) -> None:
    row = an_account("Halden")
    steps = (
        (f"Name,Escalated Since\nHalden,{days(-9)}\n", days(-9)),
        (f"Name,Escalated Since,Escalation Closed\nHalden,{days(-9)},{days(-4)}\n", "None"),
        (f"Name,Escalated,As Of\nHalden,yes,{days(-1)}\n", days(-1)),
        (f"Name,Escalated,As Of\nHalden,yes,{days(0)}\n", days(-1)),
        (f"Name,Escalated,As Of\nHalden,no,{days(0)}\n", "None"),
    )
    for text, opened in steps:
        assert bring("health", text)["rejected"] == 0
        row.refresh_from_db()
        assert str(row.escalated_on) == opened, text


def test_a_score_over_a_hundred_is_none_and_the_edges_are_where_the_page_says(bring: Bring) -> None:
    names = [f"N{score}" for score in (0, 39, 40, 69, 70, 100, 101)]
    for name in names:
        an_account(name)
    result = bring("health", "Name,Score\n" + "".join(f"{name},{name[1:]}\n" for name in names))
    assert counts(result) == (1, 7, 0, 6, 0, 1)
    said = dict(Account.objects.values_list("name", "health"))
    assert [said[name] for name in names] == ["poor", "poor", "fair", "fair", "good", "good", ""]


@pytest.mark.slow
def test_a_dry_run_shows_and_an_undo_puts_back(bring: Bring) -> None:
    row = an_account("Halden", health="good", health_checked_on=date.fromisoformat(days(-20)))
    text = f"Name,Health,Health Score,Checked On\nHalden,red,12,{days(-1)}\n"
    assert counts(bring("health", text, "--dry-run")) == (0, 1, 0, 1, 0, 0)
    row.refresh_from_db()
    assert row.health == "good"
    bring("health", text)
    run, by = ImportRun.objects.latest("pk"), Actor.person(a_manager())
    ask_undo(run, by=by, at=clock.now())
    undo(run.pk, by=by, at=clock.now())
    row.refresh_from_db()
    assert (row.health, row.health_score, str(row.health_checked_on)) == ("good", None, days(-20))


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_an_export_of_another_country_is_read(bring: Bring, tmp_path: object, encoding: str) -> None:
    row = an_account("Müller Präzision GmbH")
    path = tmp_path / "ampel.csv"  # type: ignore[operator]  # pytest's fixture is a Path
    path.write_bytes(f"Kundenname;Ampel;Stimmung;Datum\r\nMüller Präzision GmbH;Rot;negativ;{days(-1)}\r\n".encode(encoding))
    assert counts(bring("health", path)) == (0, 1, 0, 1, 0, 0)
    row.refresh_from_db()
    assert (row.health, row.sentiment) == ("poor", "negative")


@pytest.mark.slow
def test_of_several_checks_of_one_customer_the_newest_counts_and_the_others_are_reported(bring: Bring) -> None:
    halden, merrow = an_account("Halden"), an_account("Merrow")
    text = (
        "Name,Health,Score,Checked On\n"
        f"Halden,red,12,{days(-9)}\n"
        f"Halden,green,88,{days(-2)}\n"
        f"HALDEN,yellow,50,{days(-5)}\n"
        f"Halden,red,10,{days(4)}\n"
        f"Halden,red,140,{days(-1)}\n"
        f"Merrow,red,,{days(-1)}\n"
        "Merrow,green,,\n"
    )
    for dry in (("--dry-run",), ()):
        result = bring("health", text, *dry)
        assert counts(result) == (1, 7, 0, 2, 0, 5)
        said = [line["What is wrong"] for line in report(result)]
        assert [words for words in said if "newer check" in words] == [
            "Line 3 has a newer check of “Halden”",
            "Line 3 has a newer check of “Halden”",
            "Line 8 has a newer check of “Merrow”",
        ]
    halden.refresh_from_db()
    merrow.refresh_from_db()
    assert (halden.health, halden.health_score, str(halden.health_checked_on)) == ("good", 88, days(-2))
    assert merrow.health == "good"
    assert counts(bring("health", text)) == (1, 7, 0, 0, 2, 5)


def test_a_row_that_is_not_taken_is_called_by_its_customer(bring: Bring) -> None:
    an_account("Halden Freight")
    other = an_account("Vestara")
    rows = f"Halden Freight,wobbly,Fine,{days(-1)}\nVestara,positive,Glad of it,{days(-1)}\n"
    bring("health", f"Account Name,Sentiment,Sentiment Note,Checked On\n{rows}")
    faults = ImportRun.objects.latest("pk").rejections.all()
    assert [(each.subject, each.value) for each in faults] == [("Halden Freight", "wobbly")]
    other.refresh_from_db()
    assert other.sentiment_note == "Glad of it"
