"""Nobody who was deleted comes back by a list, by hand, by an undo or by an old backup; by themselves they may."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.actions import add_contact, allow_again
from goodword.customers.models import Account, Contact, ErasedMark, Merge
from goodword.erasure.actions import ask_erasure, erase
from goodword.erasure.actions.again import erase_again, list_of_erased
from goodword.erasure.models import Erasure
from goodword.imports.models import ImportRejection
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused
from goodword.merges.actions.people import merge_contacts
from goodword.merges.actions.split import split
from tests.erasure.planting import everything
from tests.factories.customers import a_contact
from tests.imports.conftest import Bring, counts
from tests.requests.world import World, a_world, now

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("import_ground")]
PEOPLE = (
    "Contact ID,Full Name,Email,Account Name\n003ab7zq1x,Zyntha Quorvexx,zq@vestara.example,Vestara Insurance\n"
    "77,Ola Berg,ola@vestara.example,Vestara Insurance\n"
)


@pytest.fixture
def world() -> World:
    return a_world()


def gone(world: World, contact: Contact) -> Erasure:
    asked = ask_erasure(contact, by=Actor.contact(contact), at=now())
    assert isinstance(asked, Erasure), asked
    return erase(asked.pk, at=now())


def test_a_list_that_names_somebody_deleted_leaves_them_out_and_says_since_when(world: World, bring: Bring) -> None:
    assert counts(bring("contacts", PEOPLE, "--source", "crm"))[2] == 2
    gone(world, Contact.objects.get(external_id="003ab7zq1x"))
    result = bring("contacts", PEOPLE, "--source", "crm")
    assert counts(result)[2:] == (0, 0, 1, 1)
    assert not Contact.objects.filter(email__istartswith="zq").exists()
    said = ImportRejection.objects.latest("pk")
    assert "asked to be deleted on" in said.reason
    assert (said.subject, said.value) == ("", "")
    left = everything().casefold()
    assert [left[at.start() - 90 : at.end() + 60] for at in re.finditer("quorvexx", left)] == []
    other_address = PEOPLE.replace("zq@", "new@")  # known by the ID
    assert counts(bring("contacts", other_address, "--source", "crm"))[2:] == (0, 0, 1, 1)
    other_id = PEOPLE.replace("003ab7zq1x", "9")  # known by the address, in whatever case
    assert counts(bring("contacts", other_id.replace("zq@", "ZQ@"), "--source", "other"))[5] == 1


def test_by_hand_it_is_refused_until_a_manager_allows_it(world: World) -> None:
    person = a_contact(world.account, "Zyntha Quorvexx", email="zq@vestara.example")
    gone(world, person)
    by, owner = Actor.person(world.manager), Actor.person(world.owner)
    again: dict[str, Any] = {"name": "Zyntha Quorvexx", "email": "Zq@vestara.example"}
    refused = add_contact(world.account, by=owner, at=now(), **again)
    assert isinstance(refused, Refused)
    assert "asked to be deleted on" in refused.words
    with pytest.raises(NotAllowed):
        allow_again("zq@vestara.example", reason="She wrote to us.", by=owner, at=now())
    assert isinstance(allow_again("zq@vestara.example", reason=" ", by=by, at=now()), Refused)
    client = world.as_(world.manager)
    sent = {"email": "zq@vestara.example", "reason": "She wrote to us."}
    assert client.post(reverse("erasure:erased"), sent).status_code == 302
    assert client.post(reverse("erasure:erased"), sent).status_code == 422  # pressed twice: said so
    assert isinstance(add_contact(world.account, by=owner, at=now(), **again), Contact)
    assert not ErasedMark.objects.filter(allowed_at=None).exists()


def test_both_rows_of_somebody_merged_go_and_nothing_parts_them_again(world: World) -> None:
    kept = a_contact(world.account, "Zyntha Quorvexx", email="zq@vestara.example")
    old = a_contact(world.account, "Zyntha Vandermolen", email="zv@vestara.example", phone="0991 4455 66")
    done = merge_contacts(kept_id=kept.pk, gone_id=old.pk, picks={}, by=Actor.person(world.owner), at=now())
    assert isinstance(done, Merge), done
    gone(world, kept)
    said = everything().casefold()
    assert not any(name in said for name in ("quorvexx", "vandermolen", "zv@", "zq@", "4455 66"))
    assert not Merge.objects.filter(pk=done.pk).exists()
    with pytest.raises(NotFound):
        split(done.pk, by=Actor.person(world.manager), at=now())
    assert ErasedMark.objects.filter(kind=ErasedMark.ADDRESS).count() == 2


def test_asked_and_carried_out_twice_it_happens_once(world: World) -> None:
    person = a_contact(world.account, "Zyntha Quorvexx", email="zq@vestara.example")
    first = ask_erasure(person, by=Actor.contact(person), at=now())
    second = ask_erasure(person, by=Actor.person(world.manager), reason="By phone.", typed_name="zyntha QUORVEXX", at=now())
    assert isinstance(first, Erasure)
    assert isinstance(second, Erasure)
    assert first.pk == second.pk
    assert erase(first.pk, at=now()).state == "done"
    went = Erasure.objects.get().went
    assert erase(first.pk, at=now()).went == went


def test_only_the_person_or_those_who_run_the_program_erase(world: World, client: Client) -> None:
    person = a_contact(world.account, "Zyntha Quorvexx", email="zq@vestara.example")
    for nobody in (Actor.person(world.owner), Actor.person(world.seller), Actor.contact(world.contact)):
        with pytest.raises(NotAllowed):
            ask_erasure(person, by=nobody, reason="x", typed_name=person.name, at=now())
    assert world.as_(world.owner).get(reverse("erasure:erase", args=[person.pk])).status_code == 403
    assert client.get(reverse("portal:erased", args=["00000000-0000-4000-8000-000000000000"])).status_code == 404


def test_a_backup_from_before_brings_nobody_back(world: World, settings: Any) -> None:
    person = a_contact(world.account, "Zyntha Quorvexx", email="zq@vestara.example")
    twin = {"account": world.account, "name": person.name, "email": person.email}
    gone(world, person)
    assert "quorvexx" not in list_of_erased().read_text().casefold()
    # As it stood in the backup, and somebody else under the number of another one.
    Erasure.objects.all().delete()
    ErasedMark.objects.all().delete()
    Contact.objects.create(pk=person.pk, **twin)
    assert erase_again(at=now()) == 1
    assert not Contact.objects.filter(pk=person.pk).exists()
    Contact.objects.create(pk=person.pk, account=world.account, name="Ola Berg", email="ola@vestara.example")
    assert erase_again(at=now()) == 0
    assert Contact.objects.filter(pk=person.pk).exists()
    assert Account.objects.filter(pk=world.account.pk).exists()
