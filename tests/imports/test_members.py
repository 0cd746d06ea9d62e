"""An existing program's members: found by their customers, made or changed as on the page, refused as on the page."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Member
from goodword.imports.models import ImportRun
from goodword.journal.models import Entry, FieldChange
from goodword.kernel import clock
from goodword.people.actions import ensure_program
from tests.factories.customers import a_contact, a_member, an_account
from tests.factories.people import a_manager
from tests.imports.conftest import Bring, counts, report
from tests.imports.test_pages import page, upload
from tests.worker import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _lists() -> None:
    ensure_program()
    ensure_lists()


def soon(days: int = 40) -> str:
    """A day to come."""
    return (clock.now() + timedelta(days=days)).date().isoformat()


@pytest.mark.slow
def test_an_existing_program_comes_in_and_the_same_file_twice_changes_nothing(bring: Bring) -> None:
    halden, merrow = an_account("Halden", external_id="A1", source="crm"), an_account("Merrow")
    ada = a_contact(halden, "Ada Berg", email="ada@halden.example")
    text = (
        "Account ID,Account Name,Status,Paused Until,Agreed To,Does Not Want,Joined,Champion Email,Comfort,Last Verified\n"
        'A1,,Active,,"Reference call; case studies; Golf day",Logo,2021-03-04,ADA@halden.example,one call a quarter,2024-02-01\n'
        f",merrow,on hold,{soon()},Webinar,,,nobody@merrow.example,,\n"
    )
    result = bring("members", text, "--source", "crm")
    assert counts(result) == (0, 2, 2, 0, 0, 0)
    first, second = Member.objects.order_by("number")
    assert (first.account, second.account, second.number) == (halden, merrow, first.number + 1)
    assert (first.standing, first.agreed_types, first.refused_types) == ("active", ["case_study", "sales_call"], ["logo"])
    assert (first.joined_on, first.verified_on, first.champion) == (date(2021, 3, 4), date(2024, 2, 1), ada)
    assert (first.comfort, first.how_joined) == ("one call a quarter", "import")
    assert (second.standing, str(second.paused_until), second.joined_on) == ("paused", soon(), clock.now().date())
    assert [(line["Value"], line["What is wrong"]) for line in report(result)] == [
        ("Golf day", "Agreed to “Golf day” is not known here, in one row"),
        ("nobody@merrow.example", "Nobody at the customer has the address “nobody@merrow.example”, in one row"),
    ]
    told = Entry.objects.filter(verb="member.imported", subjects__kind="account").values_list("subjects__object_id", flat=True)
    assert set(told) == {halden.pk, merrow.pk}
    before = list(Member.objects.order_by("pk").values())
    assert counts(bring("members", text, "--source", "crm")) == (0, 2, 0, 0, 2, 0)
    assert list(Member.objects.order_by("pk").values()) == before


@pytest.mark.slow
def test_a_member_is_changed_and_its_standing_moves_as_on_the_page(bring: Bring) -> None:
    member = a_member(name="Halden", agreed=["logo"], refused_types=["webinar"])
    text = f"Account Name,Standing,Paused Until,Agreed To\nHalden,Paused,{soon()},Webinar | Quote\n"
    assert counts(bring("members", text, "--dry-run")) == (0, 1, 0, 1, 0, 0)
    shown = {change["field"]: change["new"] for change in ImportRun.objects.latest("pk").preview[0]["changes"]}
    assert (shown["Standing"], shown["Agreed to"]) == ("Paused", "Quote, Webinar")
    assert counts(bring("members", text)) == (0, 1, 0, 1, 0, 0)
    joined, verified = member.joined_on, member.verified_on
    member.refresh_from_db()
    assert (member.standing, str(member.paused_until), member.agreed_types) == ("paused", soon(), ["quote", "webinar"])
    assert (member.refused_types, member.joined_on, member.verified_on) == ([], joined, verified)
    assert member.standing_at.year > 2024
    moved = Entry.objects.get(verb="member.standing_changed")
    assert moved.data == {
        "import": ImportRun.objects.latest("pk").pk, "move": "pause", "before": "active", "after": "paused", "until": soon()
    }  # fmt: skip
    assert moved.step is not None
    assert FieldChange.objects.get(kind="member", field="standing", step=moved.step).before == "active"
    assert counts(bring("members", text)) == (0, 1, 0, 0, 1, 0)
    assert counts(bring("members", "Account Name,Standing\nHalden,active\n")) == (0, 1, 0, 1, 0, 0)
    member.refresh_from_db()
    assert (member.standing, member.paused_until) == ("active", None)


def test_what_the_page_would_refuse_is_refused_with_line_and_remedy(bring: Bring) -> None:
    for name in ("Halden", "Merrow", "Vestara", "Orsa"):
        an_account(name)
    gone = a_member(name="Kestrel", standing="retired")
    text = (
        "Account Name,Standing,Paused Until,Joined\nHalden,Sleepy,,\nMerrow,Paused,,\nVestara,Paused,2020-01-01,\nOrsa,Active,,2021-02-30\n"
        "Nobody,Active,,\nKestrel,With caution,,\nKestrel,Active,,\n"
    )
    result = bring("members", text)
    assert counts(result) == (1, 7, 0, 0, 0, 7)
    lines = {line["Line"]: (line["Column"], line["What is wrong"]) for line in report(result)}
    assert lines == {
        "2": ("Standing", "Standing “Sleepy” is not known here"),
        "3": ("Paused Until", "A pause needs a day in the future on which it ends"),
        "4": ("Paused Until", "A pause needs a day in the future on which it ends"),
        "5": ("Joined", "Joined on “2021-02-30” does not exist"),
        "6": ("Account Name", "No customer “Nobody” is here"),
        "7": ("Standing", "“Kestrel” cannot come to that standing from the one it has"),
        "8": ("Account Name", "A duplicate of line 7"),
    }
    assert "Write one of these: Recruited, Active, With caution" in report(result)[0]["How to mend it"]
    gone.refresh_from_db()
    assert gone.standing == "retired"
    assert Member.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("import_ground")
def test_members_come_in_by_the_page_too() -> None:
    client = Client()
    client.force_login(a_manager())
    account = an_account("Halden")
    run = upload(client, "members.csv", "Company,Reference Status,Reference Types\nHalden,yes,Podcast guest\n", kind="members")
    client.post(reverse("imports:start", args=[run.pk]), {"go": "1"})
    work()
    assert "1 member is in" in page(client, run)
    assert Member.objects.get().agreed_types == ["podcast"]
    assert "Came into the program with an import" in client.get(reverse("desk:account", args=[account.pk])).content.decode()
