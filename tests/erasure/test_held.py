"""What somebody reads of themselves: how they came to the program is in it, and nothing that a stranger wrote with their address."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.erasure.queries.held import held
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.recruiting.actions import start_nomination, submit
from goodword.recruiting.actions.introduction import write_introduction
from goodword.recruiting.actions.review import take_up
from goodword.recruiting.models import Nomination
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person
from tests.portal.own import opened
from tests.recruiting.world import a_registration, registered
from tests.requests.world import now

pytestmark = pytest.mark.django_db


def part(contact: Any, code: str) -> tuple[Any, ...]:
    """The rows of one part."""
    return next(each.rows for each in held(contact, at=now()) if each.code == code)


def test_nominations_and_introduction_calls_are_listed_and_drafts_and_others_are_not() -> None:
    ensure_program()
    seller, manager = a_person(name="Sven Aalto"), a_manager(name="Mara Lindqvist")
    account = an_account("Vestara Insurance", segment="smb")
    person, other = a_contact(account, email="i@vestara.example"), a_contact(account, "Ola Berg", email="o@vestara.example")
    told = {"industry": "banking", "why_us": "Quiet.", "seats": 900, "use_cases": ["ci"], "activities": ["sales_call"]}
    by = Actor.person(seller)
    row = start_nomination(account, by=by, at=now(), champion=person, briefing={**told, "champion_words": "Tells it well."})
    assert isinstance(row, Nomination)
    assert part(person, "nominations") == ()
    assert isinstance(submit(row, by=by, at=now()), Nomination)
    take_up(row, by=Actor.person(manager), at=now())
    said = {"answers": {"surprise": "How quiet it was."}, "comfort": "Twice a year"}
    write_introduction(row, by=Actor.person(manager), at=now(), said=said)
    (nominated,) = part(person, "nominations")
    assert (nominated["by"], nominated["words"], nominated["company"]) == ("Sven Aalto", "Tells it well.", "Vestara Insurance")
    (call,) = part(person, "introductions")
    assert call["answers"] == "What surprised them most? How quiet it was."
    assert call["comfort"] == "Twice a year"
    assert part(other, "nominations") == part(other, "introductions") == ()


def test_what_a_stranger_wrote_with_somebodys_address_is_not_shown_to_them() -> None:
    ensure_program()
    person = a_contact(an_account("Vestara Insurance"), "Ingrid Solberg", email="ingrid@vestara.example")
    registered(email=person.email, name="Somebody Else")
    assert part(person, "registrations") == ()
    a_registration(email=person.email, program="education")
    (own,) = part(person, "registrations")
    assert own["name"] == "Ingrid Solberg"


def test_the_page_says_that_documents_are_not_in_it(client: Client) -> None:
    ensure_program()
    person = a_contact(an_account("Vestara Insurance"), "Ingrid Solberg", email="ingrid@vestara.example")
    page = client.get(opened(client, person) + "on-me").content.decode()
    assert "documents and files" in page
    assert "Nominations" in page


@pytest.mark.parametrize(("role", "stands"), [(Role.ADMINISTRATOR, True), (Role.REFERENCE_MANAGER, True), (Role.ACCOUNT_OWNER, False)])
def test_the_menu_leads_those_who_may_to_the_people_who_were_deleted(client: Client, role: Role, stands: bool) -> None:
    ensure_program()
    client.force_login(a_person(role))
    assert (f'href="{reverse("erasure:erased")}"' in client.get("/").content.decode()) is stands
    assert client.get(reverse("erasure:erased")).status_code == (200 if stands else 403)
