"""What the customer, the owner and the page are told is true whatever was filled in, and nothing is invented."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose, issue
from goodword.notifications.actions import write
from goodword.notifications.actions.compose import read
from goodword.people.models import RoutingRule, User
from goodword.people.queries import today as program_day
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.asking import ask_words
from goodword.requests.queries.ball import turn_of
from goodword.requests.queries.words import ball_line
from goodword.ui.dates import day_words
from tests.factories.ledger import an_ask
from tests.factories.people import a_manager
from tests.requests.world import World, a_customer, a_world, now, today
from tests.there import letter

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 19)
IN_PLACE = {"HX-Request": "true", "HX-Request-Type": "partial"}
UNKNOWN = "a company that would like to learn from your experience"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "take a 30-minute video call with a company in banking"),
        ({"needed_on": date(2026, 11, 24)}, "take a 30-minute video call with a company in banking, by Tue\u00a024\u00a0Nov"),
        ({"needed_on": TODAY}, "take a 30-minute video call with a company in banking, today"),
        ({"needed_on": date(2026, 11, 2)}, "take a 30-minute video call with a company in banking"),  # the day has passed
        ({"opportunity": None}, f"take a 30-minute video call with {UNKNOWN}"),
        ({"opportunity": None, "prospect": "Oakmere Bank"}, f"take a 30-minute video call with {UNKNOWN}"),
        # Whom one looks for is not who the prospect is.
        ({"opportunity": None, "industries": ["retail"], "format": "call"}, f"take a 30-minute phone call with {UNKNOWN}"),
        ({"is_confidential": True, "format": "in_person"}, f"have a 30-minute meeting with {UNKNOWN}"),
    ],
)
def test_the_ask_says_what_the_request_knows(fields: dict[str, object], expected: str) -> None:
    world = a_world()
    assert ask_words(world.draft(**fields), today=TODAY) == expected


def customers_page(candidate: Candidate) -> str:
    """The page that a customer opens."""
    at = now()
    token = issue(Purpose.ANSWER_ASK, about=candidate, expires_at=at + timedelta(days=30), at=at, contact_id=candidate.contact_id)
    return Client().get(reverse("portal:answer", args=[token])).content.decode().replace("\u2011", "-")


def letter_of(verb: str, message: str) -> str:
    """The mail that the latest entry of a verb causes."""
    (mail,) = write(message, entry_id=Entry.objects.filter(verb=verb).latest("pk").pk, at=now())
    return letter(read(mail, at=now())).text


@pytest.mark.slow
def test_page_and_mail_name_the_day_until_which_an_answer_helps() -> None:
    world = a_world()
    candidate = world.asked()
    assert candidate.answer_due_at is not None
    day = day_words(program_day(candidate.answer_due_at), today=now().date())  # the program's day, read in Greenwich by their region
    page, mail = customers_page(candidate), letter_of("candidate.asked", "ask")
    for words in (page, mail):
        assert f"One by {day} would help us most." in words
        assert "two weeks" not in words
        assert "a company in banking" in words


@pytest.mark.slow
def test_a_request_without_deal_and_date_is_told_as_it_is() -> None:
    world = a_world()
    candidate = world.held(opportunity=None)
    told = letter_of("request.submitted", "request_submitted")
    assert "Sven Aalto asks for a reference call." in told
    assert "a prospect" not in told
    page = world.as_(world.owner).get(reverse("requests:request", args=[candidate.reference_request_id])).content.decode()
    assert "Reference call" in page


@pytest.mark.slow
def test_the_owner_reads_which_prospect_the_deal_is_about() -> None:
    world = a_world()
    world.held()
    assert "the reference call for Oakmere Bank" in letter_of("candidate.held", "owner_question")


@pytest.mark.slow
def test_a_confidential_prospect_stands_in_no_mail() -> None:
    world = a_world()
    candidate = world.held(is_confidential=True)
    assert "Oakmere" not in letter_of("candidate.held", "owner_question")
    assert "Oakmere" not in letter_of("request.submitted", "request_submitted")
    actions.owner_approve(candidate, by=Actor.person(world.owner), at=now())
    actions.ask(candidate, by=Actor.person(world.manager), at=now())
    candidate.refresh_from_db()
    asked = letter_of("candidate.asked", "ask") + customers_page(candidate)
    assert "Oakmere" not in asked
    assert "banking" not in asked


@pytest.mark.slow
def test_after_a_no_nothing_is_said_about_a_first_call() -> None:
    world = a_world()
    helped = today() - timedelta(days=300)
    an_ask(world.account, helped, answer="accepted")
    candidate = world.asked()
    assert "You last helped us like this in" in customers_page(candidate)
    actions.decline(candidate, code="no_time", by=Actor.contact(world.contact), at=now())
    after = customers_page(Candidate.objects.get(pk=candidate.pk))
    assert "Thank you for telling us." in after
    assert "last helped us like this" not in after


def page_of(world: World, user: User, row: ReferenceRequest) -> str:
    """The page of a request."""
    return world.as_(user).get(reverse("requests:request", args=[row.pk])).content.decode()


@pytest.mark.slow
def test_who_is_asked_for_a_customer_without_owner_and_why() -> None:
    world = a_world()
    region = world.account.region
    assert region is not None
    jonas = a_manager(name="Jonas Weir")
    RoutingRule.objects.create(by="account", region=region, manager=jonas)
    world.account.owner = None
    world.account.save(update_fields=["owner"])
    candidate = world.held()
    assert candidate.approval is not None
    assert candidate.approval.approver == jonas
    seen = page_of(world, world.seller, candidate.reference_request)
    said = f"Nobody owns Vestara Insurance yet, so Jonas Weir, the reference manager for {region.name}, answers."
    assert said in seen


@pytest.mark.slow
def test_who_is_asked_when_the_owner_has_left_and_no_region_names_anybody() -> None:
    world = a_world()
    world.owner.is_active = False
    world.owner.save(update_fields=["is_active"])
    candidate = world.held()
    seen = page_of(world, world.seller, candidate.reference_request)
    assert "Priya Nair, who owned Vestara Insurance, has left, so Mara Lindqvist, a reference manager, answers." in seen
    assert "as no rule names anybody else" in seen


@pytest.mark.slow
def test_an_owner_who_answers_needs_no_explanation() -> None:
    world = a_world()
    assert "so Mara" not in page_of(world, world.seller, world.held().reference_request)


@pytest.mark.parametrize(("end", "icon"), [("withdraw", "arrow-back-up"), ("cancel", "player-stop")])
def test_what_has_ended_does_not_wait(end: str, icon: str) -> None:
    world = a_world()
    row = world.sent()
    by = world.seller if end == "withdraw" else world.manager
    ended = getattr(actions, end)(row, reason="The deal is off.", by=Actor.person(by), at=now())
    line = ball_line(ended, turn_of(ended, [], at=now()), world.seller, at=now(), asks=2)
    assert line.icon == icon


@pytest.mark.slow
def test_an_administrator_who_stands_in_is_not_called_a_reference_manager() -> None:
    world = a_world()
    world.manager.role_set.update(role="administrator")
    world.owner.is_active = False
    world.owner.save(update_fields=["is_active"])
    seen = page_of(world, world.seller, world.held().reference_request)
    assert "so Mara Lindqvist, an administrator, answers." in seen


@pytest.mark.slow
def test_a_held_place_names_no_day_as_if_something_were_planned() -> None:
    world = a_world()
    world.held()
    other = page_of(world, world.manager, world.sent())
    assert "Held for another call, " in other
    assert "planned for" not in other


@pytest.mark.slow
def test_a_hold_says_who_is_asked_also_where_nobody_owns_the_customer() -> None:
    world = a_world()
    row, other = world.sent(), world.sent()
    nobodys = a_customer("Solhaven Water", region=world.account.region)

    owned = world.as_(world.manager).post(
        reverse("requests:suggest", args=[row.pk]), {"account": world.account.pk, "hold": "1"}, follow=True
    )
    unowned = world.as_(world.manager).post(reverse("requests:hold", args=[other.pk, world.put_forward(other, nobodys).pk]), follow=True)

    assert "Held. Priya Nair is asked for a yes." in owned.content.decode()
    assert "Held. Mara Lindqvist is asked for a yes." in unowned.content.decode()


@pytest.mark.slow
def test_what_both_said_after_the_call_stands_on_the_request() -> None:
    world = a_world()
    candidate = world.accepted()
    row = candidate.reference_request
    actions.schedule(candidate, starts_at=now() + timedelta(days=2), by=Actor.person(world.seller), at=now())
    actions.complete(candidate, by=Actor.person(world.seller), at=now())
    actions.report_outcome(candidate, result="helped", words="They move in spring.", by=Actor.person(world.seller), at=now())
    actions.report_outcome(candidate, result="did_not", words="Nobody had read our case.", by=Actor.contact(world.contact), at=now())

    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()

    assert "<dd>It helped<q>They move in spring.</q>" in page
    assert "<dd>It was not good<q>Nobody had read our case.</q>" in page


@pytest.mark.slow
def test_a_form_that_opens_in_place_takes_the_focus_where_something_is_wrong() -> None:
    world = a_world()
    candidate = world.held()
    seen = world.as_(world.owner).get(reverse("requests:request", args=[candidate.reference_request_id]), {"do": "owner_decline"})
    people = world.as_(world.manager).post(
        reverse("customers:contact_add", args=[world.account.pk]), {"name": "Pia Holm", "email": "pia at home"}, headers=IN_PLACE
    )

    assert re.search(r"<textarea[^>]*autofocus", seen.content.decode())
    assert re.search(r'<input[^>]*name="email"[^>]*autofocus', people.content.decode())
    assert not re.search(r'<input[^>]*name="name"[^>]*autofocus', people.content.decode())


@pytest.mark.slow
def test_a_customer_of_a_request_that_was_declined_says_why_they_are_out() -> None:
    world = a_world()
    candidate = world.asked()
    row = candidate.reference_request
    actions.decline_request(row, reason="The deal is gone.", by=Actor.person(world.manager), at=now())

    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()

    assert "The request was declined." in page
    assert "Let go." not in page


@pytest.mark.slow
@pytest.mark.parametrize(
    ("segment", "promise", "said"),
    [
        ("smb", "You pick a customer yourself", "Sent. Now pick a customer."),
        ("enterprise", "Mara proposes a customer", "Sent to Mara Lindqvist."),
    ],
)
def test_who_picks_is_said_before_and_after_sending(segment: str, promise: str, said: str) -> None:
    world = a_world(segment=segment)
    seller = world.as_(world.seller)
    asked = {"kind": "sales_call", "opportunity": world.deal.pk, "topic": "How it went.", "minutes": "30", "format": "video"}

    live = seller.post(reverse("requests:live"), {**asked, "once": str(uuid4())}).content.decode()
    sent = seller.post(reverse("requests:new"), {**asked, "once": str(uuid4()), "send": "1"}, follow=True).content.decode()

    assert promise in live
    assert said in sent
