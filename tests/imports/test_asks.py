"""Past asks: a program never starts at zero. They take their place in the ledger, also over a limit, and are found again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account
from goodword.imports.models import ImportRun
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.ledger.models import LedgerEntry, LedgerMove, LedgerSummary, LimitInForce
from goodword.people.actions import ensure_program
from goodword.people.models import Program
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.ledger import an_ask
from tests.factories.people import a_manager
from tests.imports.conftest import Bring, counts, report
from tests.imports.test_pages import page, upload
from tests.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _house() -> None:
    ensure_program()
    ensure_lists()
    Program.objects.update(fiscal_first_month=2)
    LimitInForce.objects.all().delete()
    LimitInForce.objects.create(family="call", most=1, period="quarters", every=1)


@pytest.fixture
def halden() -> Account:
    return an_account("Halden")


PAST = (
    "Account Name,Activity,Date,Contact Email,Answer,Outcome\n"
    "Halden,Reference call,2023-05-03,ada@halden.example,yes,Went well\nHalden,Analyst call,2023-06-04,,declined,\n"
    "Halden,Case study,2023-06-04,,,\nHalden,Sales call,2023-08-05,nobody@halden.example,,\n"
)


def test_past_asks_take_their_place_and_those_over_a_limit_are_kept_and_listed(bring: Bring, halden: Account) -> None:
    ada = a_contact(halden, email="ada@halden.example")
    result = bring("asks", PAST)
    assert counts(result) == (0, 4, 4, 0, 0, 0)
    call, analyst, study, later = LedgerEntry.objects.order_by("asked_on", "activity_type")
    assert (call.contact, call.answer, call.kind, call.recorded, call.over_limit) == (ada, "accepted", "ask", True, False)
    assert (analyst.answer, analyst.over_limit, analyst.effort > 0) == ("declined", True, True)
    assert (study.family, study.over_limit, later.over_limit, later.contact) == ("content", False, False, None)
    assert (call.from_on, call.to_on) == (date(2023, 5, 1), date(2023, 8, 1))
    assert LedgerMove.objects.filter(entry_id=analyst.pk).count() == 1
    summary = LedgerSummary.objects.get(account=halden)
    assert (summary.last_asked_on, summary.answered, summary.accepted) == (date(2023, 8, 5), 2, 1)
    assert [(line["Line"], line["What is wrong"], line["Row was taken"]) for line in report(result)] == [
        ("3", "“Halden” was over its limit with the ask of 4 Jun 2023", "yes"),
        ("5", "Nobody at the customer has the address “nobody@halden.example”, in one row", "yes"),
    ]
    told = Entry.objects.get(verb="ask.imported", subjects__kind="ask", subjects__object_id=call.pk)
    assert (told.note.text, told.subjects.get(kind="account").object_id) == ("Went well", halden.pk)


@pytest.mark.slow
def test_the_same_file_twice_changes_nothing_and_a_contact_who_came_later_is_found(bring: Bring, halden: Account) -> None:
    by_hand = an_ask(halden, date(2022, 5, 3), answer="declined")
    text = PAST + "Halden,Sales call,2022-05-03,,yes,\n"
    assert counts(bring("asks", text)) == (0, 5, 4, 0, 1, 0)
    by_hand.refresh_from_db()
    assert by_hand.answer == "declined"  # what was answered here stays
    before = list(LedgerEntry.objects.order_by("pk").values())
    assert counts(bring("asks", text)) == (0, 5, 0, 0, 5, 0)
    assert list(LedgerEntry.objects.order_by("pk").values()) == before
    ada = a_contact(halden, email="ada@halden.example")
    assert counts(bring("asks", text.replace("2023-06-04,,,", "2023-06-04,,no answer,"))) == (0, 5, 0, 2, 3, 0)
    assert list(LedgerEntry.objects.filter(contact=ada).values_list("asked_on", flat=True)) == [date(2023, 5, 3)]
    assert LedgerEntry.objects.get(family="content").answer == "no_answer"


def test_what_is_no_past_ask_is_not_taken_and_says_why(bring: Bring, halden: Account) -> None:
    del halden
    tomorrow = (clock.now() + timedelta(days=2)).date().isoformat()
    text = (
        f"Account Name,Activity,Date,Answer\nHalden,Sales call,{tomorrow},\nHalden,Golf day,2023-05-03,\nHalden,Sales call,,\n"
        "Nobody,Sales call,2023-05-03,\nHalden,Sales call,2023-05-03,perhaps\nHalden,Webinar,2023-05-03,\nHalden,webinars,2023-05-03,yes\n"
    )
    result = bring("asks", text)
    assert counts(result) == (1, 7, 1, 0, 0, 6)
    assert {line["Line"]: (line["Column"], line["What is wrong"]) for line in report(result)} == {
        "2": ("Date", "The day is not over yet"),
        "3": ("Activity", "Asked for “Golf day” is not known here"),
        "4": ("Date", "Asked on is empty"),
        "5": ("Account Name", "No customer “Nobody” is here"),
        "6": ("Answer", "Answer “perhaps” is not known here"),
        "8": ("Account Name", "A duplicate of line 7"),
    }
    assert LedgerEntry.objects.get().activity_type == "webinar"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("import_ground")
def test_past_asks_come_in_by_the_page_and_the_customer_knows_them() -> None:
    client = Client()
    client.force_login(a_manager())
    account = a_member(name="Halden").account
    day = clock.now().date() - timedelta(days=30)
    text = f"Company,Asked for,Asked on,Answer\nHalden,Sales call,{day},yes\nHalden,Analyst,{day},no\n"
    run = upload(client, "asks.csv", text, kind="asks")
    client.post(reverse("imports:start", args=[run.pk]), {"dry": "1"})
    work()
    assert not LedgerEntry.objects.exists()
    assert "Sales call" in page(client, run)
    client.post(reverse("imports:start", args=[run.pk]), {"go": "1"})
    work()
    run = ImportRun.objects.get(pk=run.pk)
    assert "2 past asks are in" in page(client, run)
    assert "over its limit" in page(client, run)
    shown = client.get(reverse("desk:account", args=[account.pk])).content.decode()
    assert "Asked before Goodword" in shown
    assert "1 of 2 answers so far was yes" in shown or "1 of 2 answers so far were yes" in shown
    assert "said no, over the limit" in shown


def test_a_trial_foresees_what_would_be_over_a_limit_and_takes_no_place(bring: Bring, halden: Account) -> None:
    a_contact(halden, email="ada@halden.example")
    tried = bring("asks", PAST, "--dry-run")
    assert counts(tried) == (0, 4, 4, 0, 0, 0)
    assert not LedgerEntry.objects.exists()
    assert not LedgerMove.objects.exists()
    told = {row["Line"]: row["What is wrong"] for row in report(tried)}
    assert told["3"] == "“Halden” would be over its limit with the ask of 4 Jun 2023"
    assert {line for line, words in told.items() if "over its limit" in words} == {"3"}


@pytest.mark.slow
def test_the_day_of_the_call_stands_beside_the_day_of_asking(bring: Bring, halden: Account, client: Client) -> None:
    text = "Account Name,Activity,Asked On,Event Date\nHalden,Event talk,2023-03-01,2023-05-03\nHalden,Webinar,2024-03-01,2024-02-01\n"
    result = bring("asks", text)
    assert counts(result) == (1, 2, 1, 0, 0, 1)
    assert LedgerEntry.objects.get().asked_on == date(2023, 3, 1)
    assert [row["What is wrong"] for row in report(result)] == ["It was done before it was asked for"]
    client.force_login(a_manager())
    assert Entry.objects.get(verb="ask.imported").data["done_on"] == "2023-05-03"
    page = client.get(reverse("desk:account", args=[halden.pk])).content.decode()
    assert "done on 3 May 2023" in page.replace("\N{NO-BREAK SPACE}", " ")
