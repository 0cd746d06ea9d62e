"""Changes of standing a month, by rule and by hand: each figure counts what its list shows, as a page and as a file."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.actions import change_standing, reverse_by_rule
from goodword.customers.models import Account, Member, StandingChange
from goodword.kernel.actor import Actor
from goodword.people import actions as people
from goodword.policy import actions
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
EARLY, LATE = datetime(2026, 9, 30, 21, 30, tzinfo=UTC), datetime(2026, 10, 12, 9, tzinfo=UTC)
DAY = timedelta(days=1)
EVER = {"period": "all"}


@pytest.fixture
def client() -> Client:
    """A manager's browser, after a September and an October in which something happened each way."""
    people.ensure_program()
    actions.ensure_first_version()
    mara = a_manager(name="Mara Lindqvist")
    by = Actor.person(mara)
    rows = {name: a_member(an_account(name), verified_on=date(2026, 9, 20)) for name in ("Ailing", "Escalated", "Resting", "Leaving")}

    def health(name: str, word: str) -> None:
        Account.objects.filter(name=name).update(health=word)

    health("Ailing", "poor")
    Account.objects.filter(name="Escalated").update(escalated_on=date(2026, 9, 29))
    assert actions.sweep_standing(EARLY) == (2, 0)
    change_standing(rows["Resting"], verb="pause", by=by, at=EARLY, reason="They move.", until=date(2026, 10, 5))
    health("Ailing", "good")
    assert actions.sweep_standing(LATE) == (0, 2)  # the one is well again, the day of the other has come
    reverse_by_rule(StandingChange.objects.get(ended_at=None), by=by, at=LATE)
    change_standing(Member.objects.get(account__name="Leaving"), verb="retire", by=by, at=LATE + DAY, reason="They were bought.")
    signed_in = Client()
    signed_in.force_login(mara)
    return signed_in


def sheet(client: Client, name: str = "reports:moves", **query: str) -> list[list[str]]:
    answer: Any = client.get(reverse(name), {**EVER, "export": "csv", **query})
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))


@pytest.mark.parametrize(
    ("how", "september", "october"),
    [("all", [2, 1, 0, 0, 3], [0, 0, 1, 3, 4]), ("rule", [2, 0, 0, 0, 2], [0, 0, 0, 2, 2]), ("hand", [0, 1, 0, 0, 1], [0, 0, 1, 1, 2])],
)
def test_each_month_counts_caution_pause_leaving_and_return(client: Client, how: str, september: list[int], october: list[int]) -> None:
    head, *lines = sheet(client, how=how)
    assert head == ["Month", "With caution", "Paused", "Retired", "Active again", "All"]
    together = [one + other for one, other in zip(september, october, strict=True)]
    expected = (("September 2026", september), ("October 2026", october), ("All", together))
    assert lines == [[name, *map(str, each)] for name, each in expected]


def test_the_page_says_it_in_a_sentence_and_each_figure_opens_as_many_changes(client: Client) -> None:
    page = client.get(reverse("reports:moves"), EVER)
    assert "7 changes: 4 by rule, 3 by hand." in page.content.decode()
    figures = page.context["report"].blocks[0].figures
    for line in figures.lines:
        for cell in line.cells:
            if cell.value:
                listed = client.get(cell.url)
                assert listed.context["table"].page.total == cell.value, cell.url
            else:
                assert cell.url == ""


def test_the_list_says_who_or_which_rule_and_is_a_file(client: Client) -> None:
    told = {tuple(row[:4]) for row in sheet(client, "reports:moves_list")[1:]}
    assert told == {
        ("Ailing", "Active → With caution", "Health is low", "With caution"),
        ("Escalated", "Active → With caution", "Escalation is open", "With caution"),
        ("Resting", "Active → Paused", "Mara Lindqvist", "Paused"),
        ("Ailing", "With caution → Active", "Health is low", "Active again"),
        ("Resting", "Paused → Active", "The day that was named", "Active again"),
        ("Escalated", "With caution → Active", "Mara Lindqvist", "Active again"),
        ("Leaving", "Active → Retired", "Mara Lindqvist", "Retired"),
    }


@pytest.mark.parametrize("query", [{"month": "2026-13"}, {"month": "x" * 999}, {"how": "evil", "to": "none"}, {"to": "recruited"}])
def test_what_the_address_cannot_mean_narrows_nothing(client: Client, query: dict[str, str]) -> None:
    assert client.get(reverse("reports:moves_list"), {**EVER, **query}).context["table"].page.total == 7
    assert client.get(reverse("reports:moves"), {**EVER, **query}).status_code == 200


def test_a_quarter_without_changes_says_so_and_the_first_page_leads_here(client: Client) -> None:
    empty = client.get(reverse("reports:moves"), {"from": "2020-01-01", "to": "2020-03-31"}).content.decode()
    assert "Nobody came to another standing" in empty
    assert reverse("reports:moves") in client.get(reverse("reports:index")).content.decode()


def test_the_list_asks_as_often_for_few_as_for_many(client: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("reports:moves_list"), EVER).status_code == 200
        return len(seen)

    statements()
    few = statements()
    for number in range(30):
        member = a_member(an_account(f"More {number:02}"), verified_on=date(2026, 9, 20))
        change_standing(member, verb="caution", by=Actor.system(), at=LATE, reason="Many.")
    assert statements() == few
