"""The controlled lists, kept by administrators: nothing that stands at a value is lost, nor what two people change at once."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import ensure_lists
from goodword.customers.models import Account, ListItem
from goodword.customers.queries import list_items
from goodword.imports.models import ValueMatch
from goodword.imports.queries import lookups
from goodword.journal.models import Entry
from goodword.kernel.clock import now
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.policy.actions import ensure_first_version
from goodword.requests.models import ReferenceRequest
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client: Client) -> User:
    ensure_lists()
    ensure_first_version()
    person = a_person(Role.ADMINISTRATOR, name="Mara Quist")
    client.force_login(person)
    return person


def item(kind: str, code: str) -> ListItem:
    return ListItem.objects.get(kind=kind, code=code)


def shown(client: Client, row: ListItem) -> dict[str, str]:
    """What the form of a value sends when nobody typed anything."""
    form = client.get(reverse("desk:list_value", args=[row.pk])).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def save(client: Client, row: ListItem, sent: dict[str, str]) -> Any:
    return client.post(reverse("desk:list_value", args=[row.pk]), sent)


def codes(kind: str) -> list[str]:
    return [row.code for row in list_items(kind)]


@pytest.mark.slow
@pytest.mark.usefixtures("boss")
def test_a_new_value_is_offered_and_read_by_imports_and_a_known_one_is_refused_beside_the_field(client: Client) -> None:
    address = reverse("desk:lists", args=["industry"])
    assert client.post(address, {"label": "  Space   tourism "}).status_code == 302
    assert lookups("x").lists["industry"]["spacetourism"] == "space_tourism"
    assert "“Space tourism” was added" in client.get(address).content.decode()
    for known, why in (("space TOURISM", "is on the list already"), ("regional banks", "is understood as “Banking” already")):
        answer = client.post(address, {"label": known})
        assert answer.status_code == 422
        assert why in answer.context["form"].errors["label"][0]
    assert client.post(address, {"label": "宇宙旅行"}).status_code == 302
    assert codes("industry")[-2:] == ["space_tourism", "value"]


@pytest.mark.slow
@pytest.mark.usefixtures("boss")
def test_a_new_stage_comes_before_the_end_of_a_deal_and_the_arrows_move_it(client: Client) -> None:
    client.post(reverse("desk:lists", args=["deal_stage"]), {"label": "Pilot"})
    assert codes("deal_stage").index("pilot") == codes("deal_stage").index("won") - 1
    pilot = item("deal_stage", "pilot")
    for _ in range(9):
        answer = client.post(reverse("desk:move_list_value", args=[pilot.pk]), {"to": "up"}, follow=True)
    assert codes("deal_stage")[0] == "pilot"
    assert "customers may be asked from here on" in answer.content.decode()
    client.post(reverse("desk:move_list_value", args=[pilot.pk]), {"to": "down"})
    assert codes("deal_stage")[:2] == ["pending", "pilot"]
    assert list(list_items("deal_stage").values_list("position", flat=True)) == list(range(13))


@pytest.mark.usefixtures("boss")
def test_a_renamed_value_keeps_its_former_name_for_imports_and_its_customers(client: Client) -> None:
    account = an_account(industry="banking")
    row = item("industry", "banking")
    assert (
        save(client, row, shown(client, row) | {"label": "Banks and savings", "spellings": "Geldhaus\nregional banks"}).status_code == 302
    )
    account.refresh_from_db()
    words = lookups("x").lists["industry"]
    assert (account.industry, words["banking"], words["geldhaus"], words["regionalbanks"]) == ("banking",) * 4
    assert "retailbanking" not in words
    answer = save(client, row, shown(client, row) | {"spellings": "Insurer"})
    assert "“insurer” is understood as “Insurance” already" in str(answer.context["form"].errors["spellings"])
    assert answer.context["form"]["spellings"].value() == "Insurer"


@pytest.mark.usefixtures("boss")
def test_two_who_change_a_value_at_once_lose_nothing(client: Client) -> None:
    row = item("tier", "premium")
    first, second = shown(client, row), shown(client, row)
    save(client, row, first | {"label": "Premium plus", "spellings": first["spellings"] + "\nfirst word"})
    save(client, row, second | {"spellings": second["spellings"].replace("gold", "second word")})
    row.refresh_from_db()
    assert row.label == "Premium plus"
    assert {"first word", "second word", "premium"} <= set(row.aliases)
    assert "gold" not in row.aliases
    answer = save(client, row, second | {"label": "Prime"})
    assert answer.status_code == 422
    assert "Meanwhile somebody has called it “Premium plus”" in answer.content.decode()
    again = dict(re.findall(r'name="(seen_label|label)" value="([^"]*)"', answer.content.decode()))
    assert save(client, row, second | again | {"label": "Prime"}).status_code == 302
    assert item("tier", "premium").label == "Prime"


@pytest.mark.usefixtures("boss")
def test_a_stage_says_that_a_deal_is_won_or_lost_not_both(client: Client) -> None:
    row = item("deal_stage", "won")
    save(client, row, shown(client, row) | {"ends": "lost"})
    row.refresh_from_db()
    assert (row.is_won, row.is_lost) == (False, True)


@pytest.mark.slow
def test_a_value_with_customers_goes_only_when_they_become_another_and_does_not_come_back(client: Client, boss: User) -> None:
    both, one, none = (an_account(use_cases=uses) for uses in (["planning", "packages"], ["audit_trail", "planning"], ["embedded"]))
    ValueMatch.objects.create(vocabulary="use_case", value="kanban", target="planning")
    wish = ReferenceRequest.objects.create(
        requester=boss, use_cases=["packages", "planning"], once=uuid4(), created_at=now(), saved_at=now(), state_at=now()
    )
    row, heir = item("use_case", "planning"), item("use_case", "packages")
    away = reverse("desk:take_list_value_away", args=[row.pk])
    assert "Used by 2 customers and 1 request." in client.get(reverse("desk:list_value", args=[row.pk])).content.decode()
    assert client.post(away).status_code == 422
    assert client.post(away, {"into": row.pk}).status_code == 422
    assert ListItem.objects.filter(pk=row.pk).exists()
    assert client.post(away, {"into": heir.pk}).status_code == 302
    assert [Account.objects.get(pk=each.pk).use_cases for each in (both, one, none)] == [
        ["packages"],
        ["audit_trail", "packages"],
        ["embedded"],
    ]
    wish.refresh_from_db()
    assert wish.use_cases == ["packages"]
    assert lookups("x").lists["use_case"]["issuetracking"] == "packages"
    assert lookups("x").lists["use_case"]["kanban"] == "packages"
    assert Entry.objects.filter(verb="account.edited", subjects__object_id__in=[both.pk, one.pk]).count() == 2
    assert "“Planning” was taken away; it is “Packages” now" in client.get(reverse("desk:lists", args=["use_case"])).content.decode()
    ensure_lists()
    assert not ListItem.objects.filter(kind="use_case", code="planning").exists()


@pytest.mark.usefixtures("boss")
def test_what_the_policy_counts_by_stays(client: Client) -> None:
    for kind, code in (("deal_stage", "technical_evaluation"), ("segment", "smb")):
        row, heir = item(kind, code), list_items(kind).exclude(code=code)[0]
        answer = client.post(reverse("desk:take_list_value_away", args=[row.pk]), {"into": heir.pk})
        assert answer.status_code == 422
        assert ListItem.objects.filter(pk=row.pk).exists()


def test_nobody_but_administrators_reads_or_changes_lists(client: Client) -> None:
    ensure_lists()
    row = item("tier", "premium")
    client.force_login(a_manager())
    pages = [reverse("desk:lists", args=["tier"]), *(reverse(f"desk:{name}", args=[row.pk]) for name in ("list_value",))]
    doors = [*pages, *(reverse(f"desk:{name}", args=[row.pk]) for name in ("move_list_value", "take_list_value_away"))]
    assert [client.get(page).status_code for page in pages] == [403] * len(pages)
    assert [client.post(door, {"label": "x", "to": "up"}).status_code for door in doors] == [403] * len(doors)
    assert not Entry.objects.filter(verb__startswith="list.").exists()
