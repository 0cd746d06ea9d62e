"""Whoever leaves or is deleted is told, and so are those who worked with them; what was approved and is used stays, as they read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.comments.models import Comment
from goodword.customers.models import Contact
from goodword.erasure.actions import ask_erasure, erase, send_erasure_link, sweep_evidence
from goodword.erasure.models import Erasure, KeptEvidence
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.ledger.models import LedgerEntry
from goodword.requests.models import Candidate, Statement, StatementApproval, StatementVersion
from tests.erasure.planting import everything
from tests.factories.customers import a_contact
from tests.notifications.test_sending import Server
from tests.portal.own import opened, text_of
from tests.portal.world import a_call
from tests.requests.statements import approved, said_yes
from tests.requests.world import World, a_world, now
from tests.worker import work

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("import_ground", "queue")]


@pytest.fixture
def world() -> World:
    return a_world()


def test_the_link_goes_by_mail_alone_and_the_last_mail_is_the_last_of_all(client: Client, server: Server) -> None:
    call = a_call()
    work()
    address, name = call.contact.email, call.contact.name
    url = opened(client, call.contact)
    server.taken.clear()
    assert client.post(url + "delete").status_code == 200
    work()
    (mail,) = [each for each in server.taken if each.rcpt_tos == [address]]
    link = next(line for line in text_of(mail).splitlines() if "/me/delete/" in line)
    path = link[link.index("/me/delete/") :]
    assert client.get(path).status_code == 200  # a mail filter that looks deletes nobody
    assert Contact.objects.filter(pk=call.contact.pk).exists()
    server.taken.clear()
    receipt = client.post(path).headers["Location"]
    assert client.post(path).headers["Location"] == receipt  # pressed twice
    assert "You are being deleted." in client.get(receipt).content.decode()
    work()
    assert "It is done: you are deleted." in client.get(receipt).content.decode()
    told = {each.rcpt_tos[0]: text_of(each) for each in server.taken}
    assert "is deleted: your details" in told[address]
    assert "was deleted" in "".join(str(each.original_content) for each in server.taken if each.rcpt_tos == [call.owner.email])
    assert name not in told[call.owner.email]
    assert address not in everything()
    assert name not in everything()
    assert client.post(path).status_code == 404
    assert client.get(url).status_code == 404


def test_too_many_mails_a_day_are_not_sent(world: World) -> None:
    person = world.contact
    assert [send_erasure_link(person, by=Actor.contact(person), at=now()) for _ in range(7)] == [True] * 5 + [False] * 2


def test_words_in_use_stay_with_who_approved_them_until_years_after(world: World) -> None:
    candidate = said_yes(world)
    approved(world, candidate)
    before = Statement.objects.get()
    assert before.usable is not None
    words, name = before.usable.words, world.contact.name
    asked = ask_erasure(world.contact, by=Actor.contact(world.contact), at=now())
    assert isinstance(asked, Erasure)
    erase(asked.pk, at=now())
    statement, kept = Statement.objects.get(), KeptEvidence.objects.get()
    assert statement.usable is not None
    assert (statement.usable.words, statement.usable.said_by) == (words, name)
    assert Erasure.objects.get().went["evidence"] == 1
    assert Candidate.objects.get(pk=candidate.pk).contact_id is None
    others = [line for line in everything().splitlines() if name in line and not line.startswith("goodword_statement")]
    assert others == []
    assert sweep_evidence(before=now(), at=now()) == 0  # it is used
    Statement.objects.update(usable=None)
    assert sweep_evidence(before=now() - timedelta(days=1), at=now()) == 0  # its years begin
    assert sweep_evidence(before=now() + timedelta(days=1), at=now()) == 1
    kept.refresh_from_db()
    assert kept.gone_at is not None
    assert set(StatementVersion.objects.values_list("words", "without_name")) == {("", "")}
    assert set(StatementApproval.objects.values_list("said_by", flat=True)) == {""}


def test_near_them_one_name_is_enough_and_elsewhere_it_is_a_word(world: World) -> None:
    person = a_contact(world.account, "Grace Quorvexx", email="gq@vestara.example")
    about: dict[str, Any] = {"author": world.owner, "created_at": now()}
    near = Comment.objects.create(subject_kind="account", subject_id=world.account.pk, text="Mrs Quorvexx and Grace are one.", **about)
    far = Comment.objects.create(subject_kind="account", subject_id=999, text="With Grace and dignity.", **about)
    asked = ask_erasure(person, by=Actor.contact(person), at=now())
    assert isinstance(asked, Erasure)
    erase(asked.pk, at=now())
    near.refresh_from_db()
    far.refresh_from_db()
    assert near.text == "Mrs [erased] and [erased] are one."
    assert far.text == "With Grace and dignity."


def test_what_is_open_ends_and_the_count_stays(world: World) -> None:
    candidate = world.asked()
    asked = ask_erasure(world.contact, by=Actor.contact(world.contact), at=now())
    assert isinstance(asked, Erasure)
    count = LedgerEntry.objects.filter(account=world.account, released_at=None).count()
    erase(asked.pk, at=now())
    row = Candidate.objects.get(pk=candidate.pk)
    assert row.contact_id is None
    assert row.state in ("declined", "released")
    if row.state == "declined":
        assert LedgerEntry.objects.filter(account=world.account, released_at=None).count() == count
    assert Entry.objects.filter(verb="contact.erased").count() == 1
    page = world.as_(world.manager).get(reverse("desk:account", args=[world.account.pk]))
    assert page.status_code == 200
    assert "Somebody was deleted at their own wish" in page.content.decode()


def test_leaving_is_told_with_its_reason_and_taken_back_while_the_page_is_open(client: Client, server: Server) -> None:
    call = a_call()
    work()
    url = opened(client, call.contact)
    server.taken.clear()
    assert client.post(url + "leave", {"reason": "Another job."}).status_code == 302
    work()
    told = {each.rcpt_tos[0]: text_of(each) for each in server.taken}
    assert "left the program" in told[call.owner.email]
    assert "“Another job.”" in told[call.owner.email]
    assert "nobody at" in told[call.owner.email]
    assert call.now().state == "declined"
    page = client.get(url).content.decode()
    assert "You left the program" in page
    back = Entry.objects.get(verb="contact.own_page_changed")
    assert client.post(f"{url}back/{back.pk}").status_code == 302
    call.contact.refresh_from_db()
    assert not call.contact.do_not_contact
