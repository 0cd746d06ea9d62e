"""Whoever has the ball has one large button, and it is never the customer whose owner said no; who leads is said truly."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from goodword.kernel.actor import Actor
from goodword.people.models import RoutingRule, User
from goodword.requests import actions
from goodword.requests.models import ReferenceRequest
from tests.factories.people import a_manager, a_region
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = pytest.mark.django_db


def page_of(world: World, user: User, row: ReferenceRequest) -> str:
    return world.as_(user).get(reverse("requests:request", args=[row.pk])).content.decode()


def primary(page: str) -> str:
    """The one large button at the top right: what it says."""
    head = page[page.index('class="gw-head"') : page.index('class="gw-ball')]
    assert head.count("btn-primary") <= 1
    if "btn-primary" not in head:
        return ""
    button = re.search(r"btn-primary[^>]*>(.*?)</(?:a|button)>", head, re.DOTALL)
    return re.sub(r"<[^>]+>", "", button[1]).strip() if button else ""


@pytest.mark.slow
def test_after_an_owners_no_the_next_step_is_to_choose_and_never_the_same_customer() -> None:
    world = a_world()
    row = world.held().reference_request
    actions.owner_decline(row.candidates.get(), reason="In a tender.", by=Actor.person(world.owner), at=now())
    page = page_of(world, world.manager, row)
    assert primary(page) == "Close: nobody was found", "Vestara is the only member, and its owner said no"
    assert "No member of the program is left to choose from." in page
    named = world.as_(world.manager).get(reverse("requests:request", args=[row.pk]), {"choose": "", "q": "vestara"}).content.decode()
    assert "Hold Vestara" not in primary(named)
    with_care = a_customer("Castellan Re", owner=world.owner, renewal_on=today() + timedelta(days=10))
    page = page_of(world, world.manager, row)
    assert primary(page) == "Choose a customer"
    assert 'id="choose"' in page
    assert with_care.name in page
    assert primary(page_of(world, world.seller, row)) == "", "the seller has not the ball"
    a_customer("Merrow Payments", owner=world.owner)
    assert primary(page_of(world, world.manager, row)) == "Hold Merrow Payments"


@pytest.mark.slow
def test_who_was_put_forward_is_taken_out_again_from_the_toast() -> None:
    world = a_world()
    row = world.sent()
    for user in (world.manager, world.seller):
        client = world.as_(user)
        client.post(reverse("requests:suggest", args=[row.pk]), {"account": world.account.pk, "shortlist": ""})
        candidate = row.candidates.latest("pk")
        undo = reverse("requests:release", args=[row.pk, candidate.pk])
        page = page_of(world, user, row)
        assert undo in page[page.index("Put forward.") :], user
        assert "Taken out again. Nobody was asked." in client.post(undo, follow=True).content.decode()
        candidate.refresh_from_db()
        assert candidate.state == "released"
    other = world.put_forward(row)
    undo = reverse("requests:release", args=[row.pk, other.pk])
    assert world.as_(world.seller).post(undo).status_code == 403, "the manager's choice is not the seller's to take out"


@pytest.mark.slow
def test_the_company_it_is_for_decides_who_leads_when_no_region_is_wished_for() -> None:
    world = a_world()
    apac = a_region("apac")
    kenji = a_manager(name="Kenji Mori")
    RoutingRule.objects.create(by="account", region=apac, manager=kenji)
    RoutingRule.objects.create(by="account", region=None, manager=world.manager, position=9)
    elsewhere = world.sent()
    assert elsewhere.manager == world.manager
    assert "for all that no other rule names" in page_of(world, world.seller, elsewhere)
    prospect = world.deal.account
    assert prospect is not None
    prospect.region = apac
    prospect.save(update_fields=["region"])
    row = world.sent()
    assert row.manager == kenji
    assert f"for {apac.name}" in page_of(world, world.seller, row)


@pytest.mark.slow
def test_the_button_names_the_whole_company_and_the_person_who_is_asked() -> None:
    world = a_world()
    world.account.name, world.account.owner = "Farrowwick Marine Systems International", None
    world.account.save(update_fields=["name", "owner"])
    page = page_of(world, world.manager, world.sent())
    assert primary(page) == "Hold Farrowwick Marine Systems International"
    assert "A place is held, and you are asked, as you answer for Farrowwick Marine Systems International." in page
    assert "the account owner of" not in page


@pytest.mark.slow
def test_what_is_said_about_oneself_is_said_to_oneself() -> None:
    world = a_world()
    row = world.held().reference_request
    assert "it goes to the deputy, or to you." in page_of(world, world.manager, row)
    assert "it goes to the deputy, or to Mara." in page_of(world, world.seller, row)
    assert "Write to the others on this request" in page_of(world, world.seller, row)
    assert "Write to Sven and the others" in page_of(world, world.manager, row)
    assert "Elsewhere" in page_of(world, world.manager, row)
