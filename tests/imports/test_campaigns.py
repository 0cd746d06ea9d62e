"""Campaigns from lists: a row for each, or a row for each who spoke; customers found by whatever the list calls them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account, Campaign, CampaignSpeaker
from goodword.imports.cli import main
from goodword.imports.models import ImportRun
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.ledger.models import LedgerEntry, LimitInForce
from goodword.people.actions import ensure_program
from goodword.people.queries import today
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_manager
from tests.imports.conftest import Bring, counts, report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _house() -> None:
    ensure_program()
    ensure_lists()


def spoke(campaign: str) -> set[tuple[str, str]]:
    """Who spoke at a campaign: company, and person where one is known."""
    rows = CampaignSpeaker.objects.filter(campaign__name=campaign).select_related("account", "contact")
    return {(row.account.name, row.contact.name if row.contact else "") for row in rows}


LISTED = (
    "Campaign ID;Campaign Name;Type;Start Date;End Date;City;Country;On-demand Link;Speakers\n"
    "C1;Harrow Summit;Conference;2025-05-06;2025-05-07;Oslo;Norway;https://v.example/1;REF-{number}; Halden Group | www.vestara.example\n"
    "C2;Webinar on audits;Webcast;2025-09-01;;;;;Harrow, Inc.\n"
    "C3;Partner evening;Beach party;2024-11-20;;Bergen;NO;;Nobody Ltd, Halden Group\n"
    "C4;Backwards;Webinar;2025-05-07;2025-05-06;;;;Halden Group\n"
)


def quoted(text: str) -> str:
    """The cell of those who spoke holds semicolons."""
    lines = text.splitlines()
    return (
        "\n".join([lines[0], *(";".join([*line.split(";")[:8], '"' + ";".join(line.split(";")[8:]) + '"']) for line in lines[1:])]) + "\n"
    )


@pytest.mark.slow
def test_a_row_for_each_campaign_lists_who_spoke(bring: Bring) -> None:
    for name, website in (("Halden Group", ""), ("Vestara Insurance", "https://vestara.example/about"), ("Harrow, Inc.", "")):
        an_account(name, website=website)
    member = a_member(an_account("Oakmere Bank"))
    text = quoted(LISTED.replace("REF-{number}", member.reference_id))
    result = bring("campaigns", text)
    assert counts(result) == (1, 4, 3, 0, 0, 1)
    assert spoke("Harrow Summit") == {("Oakmere Bank", ""), ("Halden Group", ""), ("Vestara Insurance", "")}
    assert spoke("Webinar on audits") == {("Harrow, Inc.", "")}
    assert spoke("Partner evening") == {("Halden Group", "")}
    summit = Campaign.objects.get(name="Harrow Summit")
    assert (summit.kind, summit.held_on, summit.ended_on, summit.country) == ("corporate_event", date(2025, 5, 6), date(2025, 5, 7), "NO")
    told = {(row["Line"], row["Column"]): row["What is wrong"] for row in report(result)}
    assert told["4", "Speakers"] == "“Nobody Ltd” is no customer here; the campaign is in without them"
    assert told["5", "End Date"] == "“Backwards” ends before it begins"
    assert "Beach party" in told["4", "Type"]
    assert not LedgerEntry.objects.exists()
    entries = Entry.objects.count()
    assert counts(bring("campaigns", text)) == (1, 4, 0, 0, 3, 1)
    assert Entry.objects.count() == entries
    assert CampaignSpeaker.objects.count() == 5


BY_SPEAKER = (
    "Event Name,Event Date,Account ID,Company,Speaker Email\n"
    "Harrow Summit,06/05/2025,A-1,,ingrid@vestara.example\nHarrow Summit,06/05/2025,,Halden Group,\n"
    "Harrow Summit,06/05/2025,,Halden Group,\nHarrow Summit,26/05/2026,,Halden,\nQuiet day,13/06/2025,,,\n"
    "Harrow Summit,06/05/2025,,,ada@oakmere.example\nHarrow Summit,06/05/2025,,Halden Group,nobody@halden.example\n"
)


@pytest.mark.slow
def test_a_row_for_each_speaker_makes_one_campaign(bring: Bring) -> None:
    vestara = an_account("Vestara Insurance", external_id="A-1", source="csv")
    a_contact(vestara, "Ingrid Solheim", email="ingrid@vestara.example")
    a_contact(an_account("Oakmere Bank"), "Ada Moen", email="ada@oakmere.example")
    an_account("Halden Group")
    an_account("Halden", country="NO")
    an_account("Halden", country="SE")
    tried = bring("campaigns", BY_SPEAKER, "--dry-run")
    assert counts(tried)[2] == 3
    assert not Campaign.objects.exists()
    result = bring("campaigns", BY_SPEAKER)
    assert counts(result) == (0, 7, 3, 0, 0, 0)
    first = Campaign.objects.get(name="Harrow Summit", held_on=date(2025, 5, 6))
    assert first.speakers.count() == 3
    assert spoke("Harrow Summit") == {("Vestara Insurance", "Ingrid Solheim"), ("Halden Group", ""), ("Oakmere Bank", "Ada Moen")}
    told = {row["Line"]: row["What is wrong"] for row in report(result)}
    assert told["5"] == "“Halden” is the name of 2 customers here; the campaign is in without them"
    assert told["8"] == "“nobody@halden.example” is nobody at “Halden Group”; the customer is on the list of who spoke"
    assert counts(bring("campaigns", BY_SPEAKER)) == (0, 7, 0, 0, 3, 0)
    more = bring("campaigns", "Event Name,Event Date,Company\nharrow summit,2025-05-06,Oakmere Bank; Vestara Insurance; Thule\n")
    assert counts(more)[2:5] == (0, 0, 1)
    an_account("Thule")
    assert counts(bring("campaigns", "Event Name,Event Date,Company\nharrow summit,2025-05-06,Thule\n"))[2:5] == (0, 1, 0)
    assert first.speakers.count() == 4


TALKS = "Event,Date,Type,Company\nSummit,{long_ago},Conference,Halden\nWebinar,{after},Webinar,Halden\nTo come,{soon},Webinar,Halden\n"


@pytest.mark.slow
def test_talks_are_counted_when_wanted_and_never_twice(bring: Bring) -> None:
    halden = an_account("Halden")
    LimitInForce.objects.all().delete()
    LimitInForce.objects.create(family="participation", most=1, period="quarters", every=2)
    days = {"long_ago": date(2023, 5, 3), "after": date(2023, 6, 4), "soon": today(clock.now()) + timedelta(days=40)}
    text = TALKS.format(**days)
    bring("campaigns", text)
    assert not LedgerEntry.objects.exists()
    result = bring("campaigns", text, "--past-asks")
    talk, webinar = LedgerEntry.objects.order_by("asked_on")
    assert (talk.activity_type, talk.asked_on, talk.answer, talk.recorded, talk.over_limit) == (
        "event_talk",
        days["long_ago"],
        "accepted",
        True,
        False,
    )
    assert (webinar.activity_type, webinar.over_limit) == ("webinar", True)
    assert any("over its limit" in row["What is wrong"] for row in report(result))
    assert counts(bring("campaigns", text, "--past-asks")) == (0, 3, 0, 0, 3, 0)
    assert LedgerEntry.objects.filter(account=halden).count() == 2


def test_a_trial_foresees_which_talks_would_be_over_a_limit_and_takes_no_place(bring: Bring) -> None:
    an_account("Halden")
    LimitInForce.objects.all().delete()
    LimitInForce.objects.create(family="participation", most=1, period="quarters", every=2)
    text = TALKS.format(long_ago=date(2023, 5, 3), after=date(2023, 6, 4), soon=today(clock.now()) + timedelta(days=40))
    told = {row["Line"]: row["What is wrong"] for row in report(bring("campaigns", text, "--past-asks", "--dry-run"))}
    assert told == {"3": "“Halden” would be over its limit with the ask of 4 Jun 2023"}
    assert not LedgerEntry.objects.exists()
    assert not Entry.objects.filter(verb="ask.imported").exists()


@pytest.mark.slow
def test_an_undo_takes_the_person_back_whom_a_list_gave_to_a_speaker(bring: Bring) -> None:
    halden = an_account("Halden")
    ada, bo = a_contact(halden, "Ada Moen", email="ada@halden.example"), a_contact(halden, "Bo Lie", email="bo@halden.example")
    bring("campaigns", "Event Name,Event Date,Company\nSummit,2023-05-03,Halden\nLater,2023-09-03,Halden\n")
    filled = "Event Name,Event Date,Company,Speaker Email\nSummit,2023-05-03,Halden,ada@halden.example\n"
    bring("campaigns", filled + "Later,2023-09-03,Halden,ada@halden.example\n")
    assert spoke("Summit") == spoke("Later") == {("Halden", "Ada Moen")}
    CampaignSpeaker.objects.filter(campaign__name="Later").update(contact=bo)
    run = ImportRun.objects.latest("pk")
    assert main(["undo", str(run.pk)]) == 0
    assert spoke("Summit") == {("Halden", "")}
    assert spoke("Later") == {("Halden", "Bo Lie")}  # somebody chose another one since
    assert ada.spoke_at.count() == 0


@pytest.mark.slow
def test_a_talk_that_was_asked_for_by_a_list_is_not_counted_again(bring: Bring) -> None:
    an_account("Halden")
    bring("asks", "Account Name,Activity,Date\nHalden,Event talk,2023-03-01\n")
    bring("campaigns", "Event Name,Event Date,Company\nSummit,2023-05-03,Halden\n", "--past-asks")
    assert LedgerEntry.objects.count() == 1


@pytest.mark.slow
def test_an_import_of_campaigns_is_undone_as_a_whole(bring: Bring) -> None:
    an_account("Halden")
    an_account("Thule")
    old = Campaign.objects.create(name="Old one", held_on=date(2023, 5, 3), city="Oslo")
    text = "Event Name,Event Date,City,Company\nOld one,2023-05-03,Bergen,Halden\nNew one,2024-05-03,,Halden\nKept,2024-06-03,,Halden\n"
    bring("campaigns", text)
    kept = Campaign.objects.get(name="Kept")
    kept.speakers.create(account=Account.objects.get(name="Thule"), created_at=old.created_at)
    run = ImportRun.objects.latest("pk")
    assert main(["undo", str(run.pk)]) == 1
    assert set(Campaign.objects.values_list("name", "city")) == {("Old one", "Oslo"), ("Kept", "")}
    assert spoke("Old one") == set()
    assert spoke("Kept") == {("Halden", ""), ("Thule", "")}


@pytest.mark.slow
def test_the_page_asks_whether_talks_count_and_keeps_the_answer(bring: Bring) -> None:
    client = Client()
    client.force_login(a_manager())
    an_account("Halden")
    bring("campaigns", "Event Name,Event Date,Company\nSummit,2023-05-03,Halden\n", "--dry-run")
    run = ImportRun.objects.latest("pk")
    url = reverse("imports:run", args=[run.pk])
    assert "Count who spoke as past asks" in client.get(url).content.decode()
    columns = {f"column-{number}": name for number, name in enumerate(("name", "held_on", "speakers"))}
    sent = {"mapped": "1", "go": "1", "past_asks": "on", **columns}
    assert client.post(reverse("imports:start", args=[run.pk]), sent).status_code == 302
    run.refresh_from_db()
    assert run.chosen["past_asks"] is True
