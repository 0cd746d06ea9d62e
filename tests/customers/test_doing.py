"""The list of customers by how they do: health, what they feel, why a member stands so; in files, saved filters and for many at once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.actions import change_standing
from goodword.customers.actions.by_rule import move_by_rule
from goodword.customers.models import BulkEdit, Member
from goodword.kernel.actor import Actor
from tests.customers.test_exports import as_csv
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def client() -> Client:
    signed_in = Client()
    signed_in.force_login(a_manager(name="Mara Lindqvist"))
    return signed_in


@pytest.fixture(autouse=True)
def _world() -> None:
    """Five customers: three on hold (by two rules, by hand), an active one, one who is no member."""
    for name, health, sentiment, industry in (
        ("Renewing", "good", "positive", "banking"),
        ("Ailing", "poor", "negative", "banking"),
        ("Resting", "", "", "retail"),
        ("Steady", "good", "", "banking"),
        ("Stranger", "poor", "neutral", "retail"),
    ):
        account = an_account(name, health=health, sentiment=sentiment, industry=industry)
        if name != "Stranger":
            a_member(account)
    for name, rule, fact in (("Renewing", "renewal", "2026-12-01"), ("Ailing", "health", "poor")):
        member = Member.objects.select_related("account").get(account__name=name)
        move_by_rule(member, verb="caution", rule=rule, fact=fact, until=date(2026, 12, 2) if rule == "renewal" else None, at=AT)
    resting = Member.objects.get(account__name="Resting")
    change_standing(resting, verb="pause", by=Actor.system(), at=AT, reason="They move house.", until=date(2027, 2, 1))


def found(client: Client, query: str) -> list[str]:
    return sorted(row["Name"] for row in as_csv(client, "customers:list", query))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("health=poor", ["Ailing", "Stranger"]),
        ("health=poor&health=none", ["Ailing", "Resting", "Stranger"]),
        ("sentiment=positive", ["Renewing"]),
        ("sentiment=none&health=good", ["Steady"]),
        ("why=renewal", ["Renewing"]),
        ("why=renewal&why=by_hand", ["Renewing", "Resting"]),
        ("why=by_hand", ["Resting"]),
        ("why=health&standing=caution&industry=banking", ["Ailing"]),
        ("why=health&standing=paused", []),
        ("health=poor&show=members", ["Ailing"]),
        ("health=poor&standing=none", ["Stranger"]),
        ("health=good&q=renew", ["Renewing"]),
        ("health=nonsense", []),
        ("why=nonsense", []),
        ("health=", ["Ailing", "Renewing", "Resting", "Steady", "Stranger"]),
    ],
)
def test_how_they_do_narrows_the_list_the_file_and_the_figures_of_other_filters(client: Client, query: str, names: list[str]) -> None:
    assert found(client, query) == names
    page = client.get(f"{reverse('customers:list')}?{query}")
    table: Any = page.context["table"]
    assert table.page.total == len(names)
    assert {row.cells[0].text for row in table.rows} == set(names)


def test_the_file_says_which_rule_moved_a_member(client: Client) -> None:
    told = {row["Name"]: (row["Standing"], row["Moved by rule"]) for row in as_csv(client, "customers:list")}
    assert told["Renewing"] == ("With caution", "Renewal is near")
    assert told["Resting"] == ("Paused", "")
    assert told["Stranger"] == ("", "")


def test_a_filter_that_is_kept_says_its_choices_in_words_and_comes_back(client: Client) -> None:
    url = reverse("filters:save", args=["customers"])
    client.post(f"{url}?health=poor&sentiment=none&why=by_hand&why=renewal", {"name": "To look after"})
    page = client.get(f"{reverse('customers:list')}?health=poor&sentiment=none&why=by_hand&why=renewal")
    (own,) = page.context["saved_filters"].own
    assert own.is_on
    listed = client.get(f"{url}?health=poor&sentiment=none&why=by_hand&why=renewal").content.decode()
    for words in ("Health: poor", "Sentiment: not known", "Stands so: by hand", "Stands so: renewal is near"):
        assert words in listed


def test_all_that_do_so_are_changed_at_once_and_nobody_else(client: Client) -> None:
    client.post(f"{reverse('customers:bulk_begin')}?health=poor", {"what": "add_tags", "scope": "all"})
    assert BulkEdit.objects.get().rows.count() == 2


def test_the_figures_ask_as_often_for_few_as_for_many(client: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("customers:list"), {"health": "good", "why": "renewal"}).status_code == 200
        return len(seen)

    statements()
    few = statements()
    for number in range(60):
        account = an_account(f"More {number:02}", health="good")
        member = a_member(account)
        move_by_rule(member, verb="caution", rule="renewal", fact="2026-12-01", until=None, at=AT)
    assert statements() == few
