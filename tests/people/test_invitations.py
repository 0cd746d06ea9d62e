"""Invitations: the link works once, for seven days, and only the latest."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.people import actions
from goodword.people.kinds import Role
from goodword.people.models import User
from tests.at_once import Doing, until_waiting
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
PASSWORD = "four plain words here"


@pytest.fixture
def administrator() -> User:
    return a_person(Role.ADMINISTRATOR)


@pytest.fixture
def invited(administrator: User) -> User:
    person = actions.invite(email="ben@acme.example", name="Ben Okafor", roles=[(Role.PMM, None)], by=administrator, at=clock.now())
    assert isinstance(person, User)
    return person


@pytest.mark.slow
def test_an_invited_person_chooses_a_password_and_is_in(client: Client, invited: User) -> None:
    path = actions.invitation_path(invited, at=clock.now())
    assert client.get(path).status_code == 200
    answer = client.post(path, {"name": "Ben T. Okafor", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/").context["user"].name == "Ben T. Okafor"
    assert client.get("/").context["user"].roles() == {Role.PMM}


def test_a_name_is_one_line_whatever_was_sent(client: Client, invited: User) -> None:
    path = actions.invitation_path(invited, at=clock.now())
    client.post(path, {"name": "Ben\r\nBcc:\u2028 \x1b\x85\u202eOkafor", "password": PASSWORD})
    assert User.objects.get(pk=invited.pk).name == "Ben Bcc: Okafor"


def test_a_link_works_once(client: Client, invited: User) -> None:
    path = actions.invitation_path(invited, at=clock.now())
    client.post(path, {"name": "Ben", "password": PASSWORD})
    assert Client().get(path).status_code == 410
    assert Client().post(path, {"name": "Mallory", "password": PASSWORD * 2}).status_code == 410
    assert User.objects.get(pk=invited.pk).check_password(PASSWORD)


def test_opening_the_page_uses_nothing_up(client: Client, invited: User) -> None:
    path = actions.invitation_path(invited, at=clock.now())
    for _scanner in range(3):
        assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200


def test_a_link_expires(invited: User) -> None:
    now = clock.now()
    token = actions.invitation_path(invited, at=now).rstrip("/").rsplit("/", 1)[1]
    assert actions.open_invitation(token, at=now + timedelta(days=6, hours=23)).user == invited
    with pytest.raises(NotFound):
        actions.open_invitation(token, at=now + timedelta(days=7, minutes=1))
    with pytest.raises(NotFound):
        actions.accept_invitation(token, name="Ben", password=PASSWORD, at=now + timedelta(days=8))


def test_only_the_latest_link_works(client: Client, invited: User, administrator: User) -> None:
    first = actions.invitation_path(invited, at=clock.now())
    actions.invite_again(invited, by=administrator, at=clock.now())
    assert client.get(first).status_code == 410
    assert client.get(actions.invitation_path(invited, at=clock.now())).status_code == 200


def test_the_database_holds_no_token(invited: User) -> None:
    token = actions.invitation_path(invited, at=clock.now()).rstrip("/").rsplit("/", 1)[1]
    invited.invitation.refresh_from_db()
    assert token not in str(invited.invitation.__dict__)


def test_a_leaver_cannot_follow_an_old_invitation(client: Client, invited: User, administrator: User) -> None:
    path = actions.invitation_path(invited, at=clock.now())
    actions.deactivate(invited, by=administrator, at=clock.now())
    assert client.get(path).status_code == 410


def test_only_administrators_invite(invited: User) -> None:
    with pytest.raises(NotAllowed):
        actions.invite(email="x@acme.example", name="X", by=a_manager(), at=clock.now())


def test_a_weak_password_is_refused_and_the_name_is_kept(client: Client, invited: User) -> None:
    path = actions.invitation_path(invited, at=clock.now())
    answer = client.post(path, {"name": "Ben T.", "password": "benokafor"})
    assert answer.status_code == 422
    assert answer.context["form"]["name"].value() == "Ben T."
    assert client.get(path).status_code == 200


def test_an_address_is_invited_once_whatever_its_case(client: Client, invited: User, administrator: User) -> None:
    client.force_login(administrator)
    answer = client.post(reverse("people:invite"), {"email": "BEN@acme.example", "name": "Ben Two"})
    assert answer.status_code == 422
    assert "here already" in answer.content.decode()
    assert User.objects.filter(email__iexact="ben@acme.example").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_link_is_followed_while_a_new_one_is_sent(administrator: User, invited: User) -> None:
    now = clock.now()
    token = actions.invitation_path(invited, at=now).rstrip("/").rsplit("/", 1)[1]
    with transaction.atomic():
        User.objects.select_for_update().get(pk=invited.pk)
        followed = Doing(lambda: actions.accept_invitation(token, name="Ben", password=PASSWORD, at=now))
        until_waiting(1, followed)
        assert actions.invite_again(invited, by=administrator, at=now) is None
    assert isinstance(followed.done(), NotFound)
    assert actions.invitation_path(invited, at=now)
