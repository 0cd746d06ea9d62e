"""Somebody is erased at the very moment in which something else is done with them: on two connections, in each order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account, BulkEdit, Contact, Merge
from goodword.erasure.actions import ask_erasure, erase
from goodword.erasure.actions.erase import StillFound, _take_out
from goodword.erasure.models import Erasure
from goodword.imports.models import ImportRun
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose, issue
from goodword.merges.actions.accounts import merge_accounts
from goodword.notifications.actions import send
from goodword.notifications.models import Mail
from goodword.requests.models import Candidate
from tests.at_once import Doing, until_waiting
from tests.erasure.planting import everything
from tests.factories.customers import a_contact, an_account
from tests.imports.conftest import Bring
from tests.notifications.test_sending import Server
from tests.portal.own import own_link
from tests.requests.world import World, a_world, now
from tests.worker import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("import_ground", "queue")]
NAME, ADDRESS = "Zyntha Quorvexx", "zq@vestara.example"
Other = Callable[[], Any]


@dataclass
class Scene:
    """The person, their erasure that a job is about to begin with, and what is done beside it."""

    world: World
    person: Contact
    other: Other


def a_person_of(world: World) -> Contact:
    Contact.objects.filter(pk=world.contact.pk).update(name=NAME, email=ADDRESS)
    world.contact.refresh_from_db()
    return world.contact


def is_asked(world: World, _bring: Bring) -> Other:
    """A manager presses Ask."""
    row, client = world.approved(), world.as_(world.manager)
    page = reverse("requests:ask", args=[row.reference_request_id, row.pk])
    own = {"contact": world.contact.pk, "subject": f"For {NAME}", "text": f"Dear {NAME}, would you?"}
    return lambda: client.post(page, own)


def answers(world: World, _bring: Bring) -> Other:
    """The person says yes on their page, with words."""
    row, guest = world.asked(), Client()
    link = issue(Purpose.ANSWER_ASK, about=row, contact_id=world.contact.pk, expires_at=now().replace(year=2040), at=now())
    sent = {"answer": "not_now", "code": "no_time", "words": f"{NAME} has no time."}
    return lambda: guest.post(reverse("portal:answer", args=[link]), sent)


def changes_details(world: World, _bring: Bring) -> Other:
    """The person corrects their name on their own page."""
    guest, url = Client(), own_link(world.contact)
    assert guest.post(url).status_code == 302
    return lambda: guest.post(url + "details", {"name": "Zyntha Quorvexx-Vandermolen", "title": "Quorvexx", "time_zone": ""})


def is_changed_in_bulk(world: World, _bring: Bring) -> Other:
    """Many customers at once go to another standing, with a reason that speaks of them."""
    client = world.as_(world.manager)
    begun = client.post(reverse("customers:bulk_begin"), {"what": "standing", "scope": "ticked", "id": [world.account.pk]})
    assert begun.status_code == 302
    bulk = BulkEdit.objects.get()
    client.post(reverse("customers:bulk", args=[bulk.pk]), {"verb": "caution", "reason": f"{NAME} is busy."})
    return lambda: client.post(reverse("customers:bulk_carry_out", args=[bulk.pk]))


def is_undone_with_a_list(world: World, bring: Bring) -> Other:
    """The list that brought the person is undone."""
    Contact.objects.filter(pk=world.contact.pk).delete()
    bring("contacts", f"Contact ID,Full Name,Email,Account Name\n7,{NAME},{ADDRESS},{world.account.name}\n", "--source", "crm")
    world.contact = Contact.objects.get(email=ADDRESS)
    run = ImportRun.objects.get()
    client = world.as_(world.manager)

    return lambda: client.post(reverse("imports:undo", args=[run.pk]))


def is_merged(world: World, _bring: Bring) -> Other:
    """Somebody sees that the person stands here twice."""
    twin = a_contact(world.account, "Ola Vandermolen", email="zv@vestara.example")
    client = world.as_(world.manager)
    return lambda: client.post(reverse("merges:merge_person", args=[twin.pk, world.contact.pk]), {"pick_name": "gone"})


def company_is_merged(world: World, _bring: Bring) -> Other:
    """The person's company becomes part of another."""
    kept = an_account("Vestara Group", owner=world.owner)
    by, gone = Actor.person(world.manager), world.account.pk
    return lambda: merge_accounts(kept_id=kept.pk, gone_id=gone, picks={}, by=by, at=now())


def is_written_of(world: World, _bring: Bring) -> Other:
    """A colleague writes of them."""
    client, page = world.as_(world.owner), reverse("desk:comment", args=[world.account.pk])
    return lambda: client.post(page, {"text": f"Mrs {NAME} called."})


DONE = [is_asked, answers, changes_details, is_changed_in_bulk, is_undone_with_a_list, is_merged, company_is_merged, is_written_of]


def carried_out(pk: int) -> None:
    """As the worker does it: again, until it is done."""
    for _again in range(5):
        try:
            erase(pk, at=now())
        except StillFound:
            continue
        return


@pytest.mark.parametrize("order", ["erased first", "other first", "between"])
@pytest.mark.parametrize("beside", DONE)
def test_whatever_is_done_beside_an_erasure_nothing_of_the_person_is_left(
    beside: Callable[[World, Bring], Other], order: str, bring: Bring
) -> None:
    world = a_world()
    a_person_of(world)
    other = beside(world, bring)
    if beside is is_undone_with_a_list:
        world.contact.refresh_from_db()
    asked = ask_erasure(world.contact, by=Actor.contact(world.contact), at=now())
    assert isinstance(asked, Erasure), asked
    if order == "erased first":
        with transaction.atomic():
            carried_out(asked.pk)
            second = Doing(other)
            until_waiting(1, second)
        answer = second.done()
        if beside is is_written_of:
            return  # nobody can keep colleagues from writing of somebody who is gone
    elif order == "other first":
        with transaction.atomic():
            answer = other()
            second = Doing(lambda: carried_out(asked.pk))
            until_waiting(1, second)
        assert second.done() is None  # who writes meanwhile is waited for, and found
    else:
        _take_out(asked.pk, at=now(), tell=False)
        second = Doing(other)
        answer = second.done()
    carried_out(asked.pk)
    assert not isinstance(answer, Exception), answer
    assert getattr(answer, "status_code", 200) < 500
    work()
    assert Erasure.objects.get().state == "done"
    left = [line[:300] for line in everything().splitlines() if any(word in line.casefold() for word in ("zyntha", "quorvexx", "zq@"))]
    assert left == []
    assert not Contact.objects.filter(pk=asked.person).exists()
    assert Account.objects.filter(pk=world.account.pk).exists() or Merge.objects.filter(kind=Merge.ACCOUNT).exists()


def test_a_mail_that_is_just_on_its_way_arrives_and_its_row_goes(server: Server) -> None:
    world = a_world()
    a_person_of(world)
    candidate = world.asked()
    server.answer = lambda _address: "450 try later"
    work()
    mail = Mail.objects.get(to_contact=world.contact)
    reached, goes_on = Event(), Event()

    def answer(address: str) -> str:
        reached.set()
        goes_on.wait(20)
        return "250 OK"

    server.answer = answer
    sending = Doing(lambda: send(mail.pk, at=mail.send_after))
    assert reached.wait(20)
    asked = ask_erasure(world.contact, by=Actor.contact(world.contact), at=now())
    assert isinstance(asked, Erasure)
    erasing = Doing(lambda: erase(asked.pk, at=now()))
    until_waiting(1, erasing)
    goes_on.set()
    assert sending.done() == "sent"
    assert getattr(erasing.done(), "state", erasing.done()) == "done"
    assert ADDRESS not in everything()
    assert Candidate.objects.get(pk=candidate.pk).contact_id is None
    assert send(mail.pk, at=mail.send_after) == "cancelled"  # a second worker finds nothing to send


def test_two_jobs_for_one_erasure_do_it_once() -> None:
    world = a_world()
    a_person_of(world)
    asked = ask_erasure(world.contact, by=Actor.contact(world.contact), at=now())
    assert isinstance(asked, Erasure)
    with transaction.atomic():
        erase(asked.pk, at=now())
        second = Doing(lambda: erase(asked.pk, at=now()))
        until_waiting(1, second)
    assert getattr(second.done(), "state", second.done()) == "done"
    assert Entry.objects.filter(verb="contact.erased").count() == 1
