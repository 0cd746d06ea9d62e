"""Of several industries, products or languages any one will do: from the form to who is found, and in words."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.customers.kinds.places import languages
from goodword.kernel.actor import Actor
from goodword.policy.queries import in_force
from goodword.requests import actions
from goodword.requests.models import ReferenceRequest
from goodword.requests.queries.judging import judge_one, labels
from goodword.requests.queries.pool import choices
from tests.requests.world import World, a_customer, a_world, now

pytestmark = pytest.mark.django_db


def pool(world: World) -> dict[str, object]:
    """Three customers: an insurer, a bank, a shop."""
    region = world.account.region
    world.account.industry = "insurance"
    world.account.save(update_fields=["industry"])
    return {
        "insurer": world.account,
        "bank": a_customer("Castellan Bank", region=region, industry="banking", competitors_replaced=["jenkins"]),
        "shop": a_customer("Quorra Shops", region=region, industry="retail", competitors_replaced=["bamboo"]),
    }


@pytest.mark.slow
def test_the_form_keeps_several_and_both_are_found_alike() -> None:
    world = a_world()
    pool(world)
    once = uuid4()
    data = {"once": once, "kind": "sales_call", "topic": "How it went.", "minutes": 30, "industries": ["insurance", "banking"]}
    data |= {"languages": ["de", "fr"]}
    world.as_(world.seller).post(reverse("requests:new"), data)
    row = ReferenceRequest.objects.get(once=once)
    assert (row.industries, row.languages) == (["insurance", "banking"], ["de", "fr"])
    points = {
        each.account.name: next(term.points for term in each.fit.terms if term.code == "industry")
        for each in choices(row, now=in_force(now()))
    }
    assert points["Vestara Insurance"] == points["Castellan Bank"] > points["Quorra Shops"] == 0
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Insurance or banking" in page
    assert "speaks German or French" in page


@pytest.mark.slow
def test_sql_ranks_as_the_rules_judge() -> None:
    world = a_world()
    pool(world)
    row = world.sent(industries=["insurance", "banking"], competitors=["jenkins", "bamboo"])
    rules = in_force(now())
    found = choices(row, now=rules)
    assert found[0].account.name == "Castellan Bank"
    assert [each.fit.score for each in found] == sorted((each.fit.score for each in found), reverse=True)
    best = judge_one(row, found[0].account, now=rules)
    assert {term.code: term.params.get("value") for term in best.fit.terms}["competitor"] == "jenkins"


@pytest.mark.slow
def test_a_search_and_a_deal_fill_the_form_in() -> None:
    world = a_world()
    world.deal.competitor = "jenkins"
    world.deal.save(update_fields=["competitor"])
    seller = world.as_(world.seller)
    from_search = seller.get(reverse("requests:new"), {"industry": ["insurance", "banking"], "competitor": ["jenkins"], "language": ["de"]})
    form = from_search.context["form"]
    assert (form["industries"].value(), form["competitors"].value(), form["languages"].value()) == (
        ["insurance", "banking"],
        ["jenkins"],
        ["de"],
    )
    assert "Banking or Insurance" in from_search.content.decode().replace("Insurance or Banking", "Banking or Insurance")
    from_deal = seller.get(reverse("requests:new"), {"opportunity": world.deal.pk}).context["form"]
    assert (from_deal["industries"].value(), from_deal["competitors"].value()) == (["banking"], ["jenkins"])


@pytest.mark.slow
def test_a_draft_comes_back_with_all_of_them() -> None:
    world = a_world()
    row = world.draft(industries=["insurance", "banking"])
    form = world.as_(world.seller).get(reverse("requests:edit", args=[row.pk])).context["form"]
    assert form["industries"].value() == ["insurance", "banking"]
    sent = actions.submit(row, by=Actor.person(world.seller), at=now())
    assert isinstance(sent, ReferenceRequest)


def test_every_language_that_one_can_ask_for_is_named_where_the_fit_is_told() -> None:
    named = labels()
    assert [code for code, name in languages() if named.get(code) != name] == []
