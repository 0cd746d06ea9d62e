"""Leaving: sessions end at once, and one administrator always remains, also when two press at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from goodword.journal.actions import record
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.people import actions
from goodword.people.kinds import Role
from goodword.people.models import RoleAssignment, User
from goodword.people.queries import history
from tests.factories.people import a_person

PASSWORD = "four plain words here"


@pytest.mark.slow
@pytest.mark.django_db
def test_deactivating_ends_every_session_at_once() -> None:
    boss, leaver = a_person(Role.ADMINISTRATOR), a_person(password=PASSWORD)
    laptop, phone = Client(), Client()
    for device in (laptop, phone):
        device.post(reverse("account_login"), {"login": leaver.email, "password": PASSWORD})
        assert device.get("/").status_code == 200
    desk = Client()
    desk.force_login(boss)
    assert desk.post(reverse("people:deactivate", args=[leaver.pk])).status_code == 302
    assert [device.get("/").status_code for device in (laptop, phone)] == [302, 302]
    entry = Entry.objects.get(verb="user.deactivated")
    assert (entry.actor_id, entry.data["sessions"]) == (boss.pk, 2)


@pytest.mark.slow
@pytest.mark.django_db
def test_coming_back_restores_password_and_roles(client: Client) -> None:
    boss, person = a_person(Role.ADMINISTRATOR), a_person(Role.LEGAL, password=PASSWORD)
    actions.deactivate(person, by=boss, at=clock.now())
    actions.reactivate(person, by=boss, at=clock.now())
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert client.get("/").context["user"].roles() == {Role.LEGAL}


@pytest.mark.django_db
def test_the_last_administrator_stays() -> None:
    boss, helper = a_person(Role.ADMINISTRATOR), a_person(Role.ADMINISTRATOR)
    assert actions.change_roles(helper, roles=[], by=boss, at=clock.now())
    refused = actions.change_roles(boss, roles=[(Role.LEGAL, None)], by=boss, at=clock.now())
    assert isinstance(refused, Refused)
    assert "last administrator" in refused.words
    assert isinstance(actions.deactivate(boss, by=boss, at=clock.now()), Refused)
    assert RoleAssignment.objects.filter(user=boss, role=Role.ADMINISTRATOR).exists()


@pytest.mark.django_db
def test_an_administrator_who_left_does_not_count() -> None:
    boss, gone = a_person(Role.ADMINISTRATOR), a_person(Role.ADMINISTRATOR)
    actions.deactivate(gone, by=boss, at=clock.now())
    assert isinstance(actions.change_roles(boss, roles=[], by=boss, at=clock.now()), Refused)
    with pytest.raises(NotAllowed):
        actions.reactivate(gone, by=User.objects.get(pk=gone.pk), at=clock.now())


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_remove_each_other_at_once() -> None:
    actions.ensure_program()
    pair = [a_person(Role.ADMINISTRATOR), a_person(Role.ADMINISTRATOR)]
    start = Barrier(2)

    def remove(who: int) -> object:
        try:
            start.wait()
            return actions.deactivate(pair[1 - who], by=pair[who], at=clock.now())
        except NotAllowed as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(remove, range(2)))
    assert sum(isinstance(outcome, User) for outcome in outcomes) == 1
    assert User.objects.filter(is_active=True, role_set__role=Role.ADMINISTRATOR).count() == 1


@pytest.mark.slow
@pytest.mark.django_db
def test_one_signs_ones_own_devices_out_and_nobody_elses() -> None:
    mine, other = a_person(password=PASSWORD), a_person(password=PASSWORD)
    here, there, stranger = Client(), Client(), Client()
    for client, person in ((here, mine), (there, mine), (stranger, other)):
        client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    devices = here.get(reverse("people:settings")).context["devices"]
    away = next(device for device in devices if not device.is_this)
    assert len(devices) == 2
    assert stranger.post(reverse("people:end_device", args=[away.pk])).status_code == 404
    assert here.post(reverse("people:end_device", args=[away.pk])).status_code == 302
    assert (there.get("/").status_code, here.get("/").status_code) == (302, 200)


@pytest.mark.django_db
def test_a_timeline_counts_what_can_be_told() -> None:
    """Somebody about whom much was recorded that has no words here still sees the fifty last things that have."""
    person = a_person(name="Ada Winter")
    moment = clock.now()
    record("user.joined", by=Actor.person(person), at=moment, about=[person])
    for _time in range(history.LONGEST + 1):
        record("request.opened_by_somebody", by=Actor.system(), at=moment, about=[person])
    assert [item.text for item in history.timeline(person, reader=person)] == ["Joined, with a password of their own"]
