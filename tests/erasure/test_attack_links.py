"""Links of somebody who is deleted, and of their colleague: what they open, what they never do."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.comments.actions import add
from goodword.customers.models import Contact
from goodword.customers.queries.own_word import bound_to
from goodword.erasure.actions import ask_erasure, erase
from goodword.erasure.models import Erasure
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.links.actions import Purpose, issue
from tests.factories.customers import a_contact
from tests.portal.own import opened, own_link
from tests.portal.world import Call, a_call
from tests.recruiting.world import a_registration

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("import_ground")]


@pytest.fixture
def call() -> Call:
    return a_call()


def links_of(contact: Contact) -> dict[str, str]:
    """Every kind of link that a mail may have carried to them."""
    at = clock.now()
    given: dict[str, Any] = {"about": contact, "contact_id": contact.pk, "expires_at": at + timedelta(hours=24), "at": at}
    kinds = {"erase": Purpose.ERASE, "stop_mail": Purpose.STOP_MAIL}
    made = {name: reverse(f"portal:{name}", args=[issue(kind, bound_to=bound_to(contact), **given)]) for name, kind in kinds.items()}
    return {**made, "own": own_link(contact)}


def test_looking_deletes_nobody_and_the_link_of_one_never_deletes_another(call: Call, client: Client) -> None:
    other = a_contact(call.account, "Zyntha Quorvexx", email="zq@vestara.example")
    link = links_of(call.contact)["erase"]
    for _again in range(3):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"contact": other.pk, "pk": other.pk}).status_code == 403
    assert not Erasure.objects.exists()
    assert client.post(f"{link}?contact={other.pk}", {"contact": other.pk, "contact_id": other.pk}).status_code == 302
    assert list(Erasure.objects.values_list("person", flat=True)) == [call.contact.pk]
    assert Contact.objects.filter(pk=other.pk, do_not_contact=False).exists()


def test_a_link_that_deletes_ends_with_the_address_it_went_to(call: Call, client: Client) -> None:
    link = links_of(call.contact)["erase"]
    Contact.objects.filter(pk=call.contact.pk).update(email="somebody.new@vestara.example")
    assert client.post(link).status_code == 404
    assert not Erasure.objects.exists()


def test_no_link_of_somebody_deleted_opens_anything_or_says_who_it_was(call: Call) -> None:
    name, first = call.contact.name, call.contact.name.split()[0]
    links = {**links_of(call.contact), "answer": call.link(Purpose.ANSWER_ASK)}
    made = ask_erasure(call.contact, by=Actor.contact(call.contact), at=clock.now())
    assert isinstance(made, Erasure)
    assert erase(made.pk, at=clock.now()).state == "done"
    for kind, link in links.items():
        for do in (Client().get, Client().head, Client().post):
            answer = do(link)
            assert answer.status_code == 404, kind
            assert name not in answer.text, kind
            assert first not in answer.text, kind


def test_what_somebody_takes_along_is_theirs_alone(call: Call, client: Client) -> None:
    other = a_contact(call.account, "Zyntha Quorvexx", email="zq@vestara.example", phone="+47 999 88 777")
    theirs = a_registration(email=call.contact.email, name=call.contact.name, company="=1+1")
    a_registration(email=other.email, name=other.name)
    said = add(theirs, author=call.manager, text="Colleagues say PRIVATELY", at=clock.now(), circle_id=None)
    assert said
    address = opened(client, call.contact)
    packed = client.get(f"{address}on-me.zip")
    assert packed["Cache-Control"] == "no-store, private"
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        everything = {name: archive.read(name).decode() for name in archive.namelist()}
    whole = "".join(everything.values())
    for secret in ("Zyntha", "zq@vestara", "999 88 777", "PRIVATELY", "Halden Freight"):
        assert secret not in whole, secret
    assert call.contact.name in whole
    assert ",'=1+1," in everything["registrations.csv"]
    assert all("/" not in name and ".." not in name for name in everything)
    assert Client().get(f"{own_link(call.contact)}on-me.zip").status_code == 302, "before its door is opened nothing is handed out"
