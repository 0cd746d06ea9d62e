"""Many customers of one request: a list in line, the owners' word for all, each asked and counted, each with a link of their own."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.kinds import ActivityType
from goodword.customers.models import Contact
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.links.models import Link
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.requests.asking import asked_for, willing
from tests.requests.world import World, a_customer, a_world, now

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NAMES = ("Merrow Payments", "=Halden Rail", "Ostrava Steel")
SURVEY = "https://survey.example.com/s/1"


def in_line(wanted: int = 3) -> tuple[World, ReferenceRequest]:
    """A study with four customers in line."""
    world = a_world()
    for name in NAMES:
        a_customer(name, owner=world.owner, region=world.account.region)
    willing(world, ActivityType.SURVEY)
    row = asked_for(world, "research", wanted=str(wanted), link=SURVEY)
    for account in (world.account, *type(world.account).objects.filter(name__in=NAMES).order_by("pk")):
        world.put_forward(row, account, shortlisted=True)
    row.refresh_from_db()
    return world, row


def states(row: ReferenceRequest) -> list[str]:
    """How the customers stand, in line."""
    return list(row.candidates.order_by("position").values_list("state", flat=True))


def approve_all(world: World, row: ReferenceRequest) -> None:
    """The owner says yes to each."""
    for candidate in row.candidates.filter(state="held"):
        actions.owner_approve(candidate, by=Actor.person(world.owner), at=now())


def test_owners_are_asked_for_as_many_as_there_is_room_for_and_the_page_says_how_far_it_is() -> None:
    world, row = in_line()
    with pytest.raises(NotAllowed):
        actions.hold_all(row, by=Actor.person(world.seller), at=now())
    manager = world.as_(world.manager)
    page = manager.post(reverse("requests:hold_all", args=[row.pk]), follow=True).content.decode()
    assert states(row) == ["held", "held", "held", "shortlisted"]
    assert "3 are held, and their owners are asked." in page
    assert "1 is left as it was. Why stands beside each." in page
    card = page.partition(f'id="candidate-{row.candidates.get(state="shortlisted").pk}"')[2].partition("</article>")[0]
    assert "This request already waits for as many customers as may be asked at once." in card
    assert "3 customers wanted" in page
    approve_all(world, row)
    manager.post(reverse("requests:ask_all", args=[row.pk]))
    manager.post(reverse("requests:ask_all", args=[row.pk]))  # pressed twice: each is asked once
    assert states(row)[:3] == ["asked"] * 3
    assert LedgerEntry.objects.filter(kind=LedgerEntry.ASK, family="research").count() == 3


def test_the_list_for_a_mail_of_our_own_has_a_link_for_each_and_each_is_in_the_ledger() -> None:
    world, row = in_line()
    actions.hold_all(row, by=Actor.person(world.manager), at=now())
    approve_all(world, row)
    address = reverse("requests:own_mail", args=[row.pk])
    assert world.as_(world.seller).post(address).status_code == 403
    sent = world.as_(world.manager).post(address)
    assert sent.headers["Content-Disposition"].endswith('.csv"')
    lines = list(csv.DictReader(io.StringIO(sent.content.decode().lstrip("\ufeff"))))
    assert [line["Customer"] for line in lines] == ["Vestara Insurance", "Merrow Payments", "'=Halden Rail"]
    assert LedgerEntry.objects.filter(kind=LedgerEntry.ASK, unsent=False).count() == 3
    guest = Client()
    link = lines[0]["Link to answer"].removeprefix("http://testserver")
    page = guest.get(link).content.decode()
    assert "asks whether you would answer some questions for us: Northwind Days" in page
    assert SURVEY not in page
    page = guest.post(link, {"answer": "gladly"}, follow=True).content.decode()
    assert SURVEY in page
    assert "I have done it" in page
    guest.post(f"{link}done")
    first = row.candidates.order_by("position")[0]
    assert first.state == "done"
    assert "Thank you for your help." in guest.get(link).content.decode()


def test_whoever_could_not_be_written_down_as_asked_has_no_line_in_the_list_and_the_next_page_says_why() -> None:
    world, row = in_line()
    actions.hold_all(row, by=Actor.person(world.manager), at=now())
    approve_all(world, row)
    gone = row.candidates.get(account__name="Merrow Payments")
    Contact.objects.filter(account=gone.account).update(do_not_contact=True)
    manager, before = world.as_(world.manager), Link.objects.count()
    sent = manager.post(reverse("requests:own_mail", args=[row.pk])).content.decode()
    assert "Merrow Payments" not in sent
    assert Link.objects.count() == before + 2
    gone.refresh_from_db()
    assert gone.state == "owner_approved"
    page = manager.get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "1 is left as it was. Merrow Payments: " in page
    once_more = manager.post(reverse("requests:own_mail", args=[row.pk]))  # nobody else is left
    assert once_more.status_code == 422
    assert "Why stands beside each." in once_more.content.decode()


def test_enough_is_enough_and_what_was_asked_stays_asked() -> None:
    world, row = in_line()
    actions.hold_all(row, by=Actor.person(world.manager), at=now())
    assert isinstance(actions.confirm(row, by=Actor.person(world.manager), at=now()), Refused)  # nobody said yes yet
    approve_all(world, row)
    actions.ask_all(row, by=Actor.person(world.manager), at=now())
    first: Candidate = row.candidates.order_by("position")[0]
    assert first.contact is not None
    actions.accept(first, by=Actor.contact(first.contact), at=now())
    actions.complete(first, by=Actor.contact(first.contact), at=now())
    row.refresh_from_db()
    assert row.state == "sourcing"  # three are wanted
    page = world.as_(world.manager).get(reverse("requests:request", args=[row.pk])).content.decode()
    assert "That is enough" in page
    actions.confirm(row, by=Actor.person(world.manager), at=now())
    row.refresh_from_db()
    assert (row.state, states(row)) == ("completed", ["done", "released", "released", "released"])
    assert LedgerEntry.objects.filter(kind=LedgerEntry.ASK, released_at=None).count() == 3


def test_of_a_call_no_customer_says_that_it_took_place() -> None:
    world = a_world()
    candidate = world.accepted()
    with pytest.raises(NotAllowed):
        actions.complete(candidate, by=Actor.contact(world.contact), at=now())
