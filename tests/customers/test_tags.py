"""Tags: a controlled list on customers, on the page and in the list, in files both ways, and in the field history."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import ensure_lists, take_away_value
from goodword.customers.kinds import ListKind
from goodword.customers.models import Account
from goodword.customers.queries import list_items
from goodword.imports.cli import main as run_import
from goodword.journal.models import FieldChange
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.kinds import Role
from tests.customers.test_exports import as_csv
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    ensure_lists()
    signed_in = Client()
    signed_in.force_login(a_manager(name="Mara Lindqvist"))
    return signed_in


def figures(client: Client, query: str = "") -> tuple[list[str], dict[str, int | None]]:
    """The names on the page and the figure beside each tag."""
    table = client.get(f"{reverse('customers:list')}?{query}").context["table"]
    menu = next(menu for menu in table.menus if menu.label == "Tag")
    return sorted(row.cells[0].text for row in table.rows), {str(choice.label): choice.count for choice in menu.choices}


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "q=er"])
def test_the_list_is_narrowed_by_tags_and_says_how_many_wear_each(client: Client, text: str) -> None:
    an_account("Alder", tags=["lighthouse", "well_known"], industry="banking")
    a_member(an_account("Ember", tags=["lighthouse"]))
    an_account("Sumner", tags=[])
    both = {"Lighthouse": 2, "Well-known name": 1}
    assert figures(client, text) == (["Alder", "Ember", "Sumner"], both)
    assert figures(client, f"{text}&tag=lighthouse") == (["Alder", "Ember"], both)
    assert figures(client, f"{text}&tag=lighthouse&tag=well_known") == (["Alder", "Ember"], both)
    assert figures(client, f"{text}&industry=banking") == (["Alder"], {"Lighthouse": 1, "Well-known name": 1})
    page = client.get(f"{reverse('customers:list')}?{text}&tag=lighthouse&tag=well_known")
    assert page.context["table"].page.total == 2


@pytest.mark.slow
def test_a_customers_tags_are_edited_shown_and_remembered(client: Client) -> None:
    account = an_account("Alder")
    form = client.get(reverse("customers:edit", args=[account.pk])).context["form"]
    sent = {name: value for name in form.fields if (value := form[name].value()) not in (None, [])}
    client.post(reverse("customers:edit", args=[account.pk]), sent | {"tags": ["early_adopter", "lighthouse"]})
    account.refresh_from_db()
    assert account.tags == ["early_adopter", "lighthouse"]
    assert FieldChange.objects.filter(kind="account", object_id=account.pk, field="tags").count() == 1
    assert "Early adopter, Lighthouse" in client.get(reverse("desk:account", args=[account.pk])).content.decode()
    changes = client.get(reverse("customers:changes", args=[account.pk])).content.decode()
    assert "Early adopter, Lighthouse" in changes
    assert "Mara Lindqvist" in changes


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_tags_are_brought_in_by_their_names_and_written_out_again(client: Client, import_ground: None, tmp_path: Any) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("Name,Account ID,Tags\nAlder,A-1,Showcase; Early adopter\nEmber,A-2,Never heard of\n", encoding="utf-8")
    assert run_import(["accounts", str(path), "--source", "crm"]) == 0
    assert Account.objects.get(name="Alder").tags == ["early_adopter", "lighthouse"]
    assert Account.objects.get(name="Ember").unmapped == {"tags": "Never heard of"}
    assert [row["Tags"] for row in as_csv(client, "customers:list")] == ["Early adopter; Lighthouse", ""]


def test_a_tag_that_is_taken_away_leaves_its_customers_with_another(client: Client) -> None:
    account = an_account("Alder", tags=["lighthouse", "well_known"])
    values = {item.code: item for item in list_items(ListKind.TAG)}
    by = Actor.person(a_person(Role.ADMINISTRATOR))
    assert take_away_value(values["well_known"].pk, into=values["lighthouse"], by=by, at=clock.now()) == 1
    account.refresh_from_db()
    assert account.tags == ["lighthouse"]
    assert figures(client, "tag=lighthouse") == (["Alder"], {"Lighthouse": 1})
