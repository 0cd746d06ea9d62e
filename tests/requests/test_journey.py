"""One reference call from asking to its outcome, through the pages, in both modes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from goodword.customers.models import Account
from goodword.kernel.actor import Actor
from goodword.ledger.models import LedgerEntry
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = pytest.mark.django_db(transaction=True)


def post(world: World, user: Any, name: str, *args: int, **data: Any) -> Any:
    """Post a verb, follow to the page."""
    return world.as_(user).post(reverse(f"requests:{name}", args=args), data, follow=True)


def send(world: World, **data: Any) -> ReferenceRequest:
    """Fill in the form and send it, as the seller."""
    once = uuid4()
    form = {
        "once": once,
        "kind": "sales_call",
        "opportunity": world.deal.pk,
        "topic": "How the move went.",
        "minutes": 30,
        "format": "video",
        **data,
    }
    answer = world.as_(world.seller).post(reverse("requests:new"), form, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:3000]
    return ReferenceRequest.objects.get(once=once)


@pytest.mark.slow
def test_a_managed_call_from_asking_to_its_outcome() -> None:
    world = a_world()
    row = send(world)
    assert (row.state, row.mode, row.manager) == ("submitted", "managed", world.manager)
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Your turn, Mara" in page
    assert "Vestara Insurance" in page
    post(world, world.manager, "suggest", row.pk, account=world.account.pk, hold="")
    candidate = Candidate.objects.get(reference_request=row)
    assert candidate.state == "held"
    seen = world.as_(world.owner).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "may we ask Vestara Insurance?" in seen
    post(world, world.owner, "owner_approve", row.pk, candidate.pk)
    post(world, world.manager, "ask", row.pk, candidate.pk, how="mail", contact=world.contact.pk)
    candidate.refresh_from_db()
    assert (candidate.state, candidate.contact, candidate.attempts) == ("asked", world.contact, 1)
    assert LedgerEntry.objects.get(account=world.account).kind == "ask"
    wanted = now() + timedelta(days=2)
    actions.accept(candidate, times=[wanted], by=Actor.contact(world.contact), at=now())
    seen = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "proposed times, choose one" in seen
    post(world, world.seller, "schedule", row.pk, candidate.pk, proposed=wanted.isoformat())
    candidate.refresh_from_db()
    assert (candidate.state, candidate.scheduled_at) == ("scheduled", wanted)
    post(world, world.seller, "complete", row.pk, candidate.pk)
    page = post(
        world, world.seller, "report_outcome", row.pk, candidate.pk, result="helped", words="It closed the question."
    ).content.decode()
    assert "It helped" in page
    row.refresh_from_db()
    candidate.refresh_from_db()
    assert (row.state, candidate.state) == ("outcome_reported", "done")
    assert LedgerEntry.objects.get(account=world.account).answer == "accepted"


@pytest.mark.slow
def test_in_self_service_a_clean_pass_needs_only_the_owner() -> None:
    world = a_world(segment="smb")
    row = send(world)
    assert row.mode == "self_service"
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Your turn, Sven: pick a customer" in page
    post(world, world.seller, "suggest", row.pk, account=world.account.pk, hold="")
    candidate = Candidate.objects.get(reference_request=row)
    assert candidate.state == "held"
    post(world, world.owner, "owner_approve", row.pk, candidate.pk)
    candidate.refresh_from_db()
    assert (candidate.state, candidate.contact) == ("asked", world.contact)


@pytest.mark.slow
def test_in_self_service_a_warning_goes_to_the_manager() -> None:
    world = a_world(segment="smb")
    Account.objects.filter(pk=world.account.pk).update(renewal_on=today() + timedelta(days=10))
    row = send(world)
    page = post(world, world.seller, "suggest", row.pk, account=world.account.pk, hold="").content.decode()
    candidate = Candidate.objects.get(reference_request=row)
    assert candidate.state == "suggested"
    assert "Waiting for Mara Lindqvist, who chooses whom to ask" in page
    assert not LedgerEntry.objects.exists()
    post(world, world.manager, "hold", row.pk, candidate.pk)
    candidate.refresh_from_db()
    assert candidate.state == "held"


@pytest.mark.slow
def test_a_seller_who_picks_sees_those_they_may_hold_first_and_whom_the_others_go_to() -> None:
    world = a_world(segment="smb")
    fits_better = world.account
    Account.objects.filter(pk=fits_better.pk).update(renewal_on=today() + timedelta(days=10), industry="banking", use_cases=["audit_trail"])
    plain = a_customer("Zandvoort Media", owner=world.owner)
    row = send(world, industries=["banking"])
    page = world.as_(world.seller).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert page.index(plain.name) < page.index(fits_better.name)
    assert page.count("Ask Mara to hold") == 1
    theirs = world.as_(world.manager).get(f"{reverse('requests:request', args=[row.pk])}?choose=1").content.decode()
    assert "Ask Mara to hold" not in theirs


@pytest.mark.slow
def test_sending_the_form_twice_makes_one_request() -> None:
    world = a_world()
    form = {"once": uuid4(), "kind": "sales_call", "topic": "The move.", "minutes": 30, "format": "video", "opportunity": world.deal.pk}
    client = world.as_(world.seller)
    first = client.post(reverse("requests:new"), form)
    second = client.post(reverse("requests:new"), form)
    assert first.headers["Location"] == second.headers["Location"]
    assert ReferenceRequest.objects.count() == 1


@pytest.mark.slow
def test_a_draft_survives_a_closed_tab() -> None:
    world = a_world()
    client, once = world.as_(world.seller), uuid4()
    kept = client.post(reverse("requests:draft"), {"once": once, "kind": "sales_call", "topic": "Half a sent"})
    address = kept.json()["address"]
    client.post(reverse("requests:draft"), {"once": once, "kind": "sales_call", "topic": "Half a sentence, now whole"})
    assert "Half a sentence, now whole" in client.get(address).content.decode()
    assert world.as_(world.manager).get(address).status_code == 404


@pytest.mark.slow
def test_coming_back_to_ask_offers_what_was_left_unsent() -> None:
    world = a_world()
    client = world.as_(world.seller)
    assert "Go on with it" not in client.get(reverse("requests:new")).content.decode()
    kept = client.post(reverse("requests:draft"), {"once": uuid4(), "kind": "sales_call", "topic": "How the harbour moved"})
    page = client.get(reverse("requests:new")).content.decode()
    assert "How the harbour moved" in page
    assert f'href="{kept.json()["address"]}"' in page
    assert "How the harbour moved" not in world.as_(world.owner).get(reverse("requests:new")).content.decode()


@pytest.mark.slow
def test_a_draft_is_thrown_away_from_its_own_page() -> None:
    world = a_world()
    client, row = world.as_(world.seller), world.draft()
    away = reverse("requests:discard", args=[row.pk])
    assert "Throw this draft away" not in client.get(reverse("requests:new")).content.decode()
    page = client.get(reverse("requests:edit", args=[row.pk])).content.decode()
    button = page[page.index(f'formaction="{away}"') :].split(">")[0]
    assert "data-confirm=" in button
    assert world.as_(world.manager).post(away).status_code == 404
    assert "The draft is gone." in client.post(away, {"once": row.once, "topic": "Typed on"}, follow=True).content.decode()
    assert not ReferenceRequest.objects.exists()


@pytest.mark.slow
def test_a_deal_that_is_not_far_enough_needs_a_reason_and_the_managers_word() -> None:
    world = a_world()
    world.deal.stage = "discovery"
    world.deal.save()
    form = {"once": uuid4(), "kind": "sales_call", "topic": "The move.", "minutes": 30, "format": "video", "opportunity": world.deal.pk}
    client = world.as_(world.seller)
    refused = client.post(reverse("requests:new"), form)
    assert refused.status_code == 422
    assert "Why already now?" in refused.content.decode()
    client.post(reverse("requests:new"), {**form, "stage_reason": "Their board decides on Friday."})
    row = ReferenceRequest.objects.get()
    assert row.state == "held"
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "The deal is not far enough for a call with a customer. Sven writes: “Their board decides on Friday.”" in page
    world.deal.stage = "technical_evaluation"
    world.deal.save()
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "Nothing in the policy stands against it any more." in page
    world.deal.stage = "discovery"
    world.deal.save()
    post(world, world.manager, "allow", row.pk, reason="A board date is a good reason.")
    row.refresh_from_db()
    assert row.state == "submitted"


@pytest.mark.slow
def test_small_changes_come_as_fragments() -> None:
    world = a_world()
    candidate = world.held()
    row = candidate.reference_request
    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    client = world.as_(world.owner)
    opened = client.get(reverse("requests:request", args=[row.pk]), {"do": "owner_decline"}, headers=part).content.decode()
    assert "<html" not in opened
    assert "Colleagues on the request read your reason" in opened
    empty = client.post(reverse("requests:owner_decline", args=[row.pk, candidate.pk]), {"reason": ""}, headers=part)
    assert (empty.status_code, "<html" in empty.content.decode()) == (422, False)
    said = client.post(reverse("requests:owner_decline", args=[row.pk, candidate.pk]), {"reason": "Not this month."}, headers=part)
    assert said.headers["HX-Replace-Url"] == reverse("requests:request", args=[row.pk])
    assert "Nothing is sent to the customer." in said.content.decode()
    written = client.post(reverse("requests:comment", args=[row.pk]), {"text": "Ask me again in spring."}, headers=part).content.decode()
    assert "Ask me again in spring." in written
    assert "<html" not in written
    found = world.as_(world.manager).get(reverse("requests:search", args=[row.pk]), {"q": "vest"}, headers=part).content.decode()
    assert "Vestara Insurance" in found
    assert "<html" not in found
    live = (
        world.as_(world.seller)
        .post(reverse("requests:live"), {"kind": "sales_call", "industries": "banking"}, headers=part)
        .content.decode()
    )
    assert "earliest call, as a rule" in live


@pytest.mark.slow
def test_asking_from_a_customers_page_puts_that_customer_forward() -> None:
    world = a_world()
    form = world.as_(world.seller).get(reverse("requests:new"), {"account": world.account.pk}).content.decode()
    assert "You would like to ask <b>Vestara Insurance</b>" in form
    row = send(world, account=world.account.pk)
    candidate = Candidate.objects.get(reference_request=row)
    assert (candidate.account, candidate.state, candidate.added_by) == (world.account, "suggested", world.seller)
    assert post(world, world.seller, "hold", row.pk, candidate.pk).status_code == 403


@pytest.mark.slow
def test_my_turn_lists_only_what_waits_for_the_reader() -> None:
    world = a_world()
    held, fresh = world.held().reference_request, world.sent()
    seen = {}
    for user in (world.seller, world.manager, world.owner):
        page = world.as_(user).get(reverse("requests:list"), {"view": "turn"}).content.decode()
        seen[user] = [row.number for row in (held, fresh) if row.number in page]
    assert seen == {world.seller: [], world.manager: [fresh.number], world.owner: [held.number]}


@pytest.mark.slow
def test_an_ask_that_a_rule_refuses_by_now_asks_the_manager_for_a_reason() -> None:
    world = a_world()
    candidate = world.approved()
    row = candidate.reference_request
    Account.objects.filter(pk=world.account.pk).update(escalated_on=today())
    refused = post(world, world.manager, "ask", row.pk, candidate.pk, how="mail")
    assert refused.status_code == 422
    assert "Why all the same?" in refused.content.decode()
    post(world, world.manager, "ask", row.pk, candidate.pk, reason="Their CTO offered it on the phone.")
    candidate.refresh_from_db()
    assert candidate.state == "asked"
