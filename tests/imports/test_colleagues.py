"""Colleagues from a list: found by mail, nobody invited, nobody made an administrator."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from goodword.imports.actions import begin_run
from goodword.imports.models import ImportRun
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import Invitation, RoleAssignment, Team, User
from tests.factories.people import a_manager, a_person, a_region
from tests.imports.conftest import Bring, counts, report
from tests.imports.test_pages import page, upload
from tests.worker import work

TEXT = (
    "Email,First Name,Last Name,Job Title,Team,Region,Role\n"
    "ada@acme.example,Ada,Berg,Account executive,Field,North,Account owner; CSM\n"
    "BO@acme.example,Bo,Li,Chief,Unknown,,Administrator\nada@acme.example,Ada,Twice,,,,\nnot an address,Di,Op,,,,\n,Cy,Ng,,,,\n"
)


@pytest.mark.slow
@pytest.mark.django_db
def test_colleagues_come_in_and_the_same_file_twice_changes_nothing(bring: Bring) -> None:
    ensure_program()
    region, team = a_region("north"), Team.objects.create(code="field", name="Field")
    bo = a_person(Role.LEGAL, name="Bo L.")
    User.objects.filter(pk=bo.pk).update(email="bo@acme.example", title="Counsel")
    result = bring("people", TEXT)
    assert counts(result) == (1, 5, 1, 1, 0, 3)
    ada = User.objects.get(email="ada@acme.example")
    assert (ada.name, ada.title, ada.team, ada.region, ada.is_active) == ("Ada Berg", "Account executive", team, region, True)
    assert (set(ada.roles()), ada.has_usable_password()) == ({"account_owner", "csm"}, False)
    bo = User.objects.get(pk=bo.pk)
    assert (bo.email, bo.name, bo.title, set(bo.roles())) == ("bo@acme.example", "Bo Li", "Chief", {"legal"})
    assert not Invitation.objects.exists()
    assert not mail.outbox
    assert Entry.objects.get(verb="user.imported").subjects.get().object_id == ada.pk
    assert {(line["Line"], line["What is wrong"]) for line in report(result)} == {
        ("3", "Team “Unknown” is not known here, in one row"),
        ("3", "Roles “Administrator” is not known here, in one row"),
        ("4", "A duplicate of line 2"),
        ("5", "Email “not an address” is not an e-mail address"),
        ("6", "Email is empty"),
    }
    assert counts(bring("people", TEXT)) == (1, 5, 0, 0, 2, 3)
    assert counts(bring("people", "Email,Name,Role\nada@acme.example,Ada Berg,CSM; PR\n")) == (0, 1, 0, 1, 0, 0)
    assert sorted(RoleAssignment.objects.filter(user=ada).values_list("role", flat=True)) == ["account_owner", "csm", "pr"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("import_ground")
def test_administrators_bring_colleagues_in_and_invite_them_by_a_button() -> None:
    manager, administrator = a_manager(), a_person(Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        begin_run(kind="people", source="csv", file_name="x", stored_as="x", size=1, by=Actor.person(manager), at=clock.now())
    client = Client()
    client.force_login(manager)
    assert 'value="people"' not in client.get(reverse("imports:upload")).content.decode()
    client.force_login(administrator)
    run = upload(client, "people.csv", TEXT, kind="people")
    assert ImportRun.objects.get(pk=run.pk).columns["email"] == "Email"
    client.post(reverse("imports:start", args=[run.pk]), {"go": "1"})
    work()
    assert "2 colleagues are in" in page(client, run)
    ada = User.objects.get(email="ada@acme.example")
    shown = reverse("people:person", args=[ada.pk])
    assert "has not been invited" in client.get(shown).content.decode()
    client.post(reverse("people:invite_again", args=[ada.pk]))
    assert Invitation.objects.get().user == ada
    assert "has not been invited" not in client.get(shown).content.decode()
