"""One form sent several times at the same instant: it is done once, and the others are told so in words."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account, Member
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import Invitation, User
from tests.at_once import at_once, signed_in
from tests.factories.customers import an_account
from tests.factories.people import a_person

pytestmark = pytest.mark.django_db(transaction=True)


def _pressed(user: User, url: str, sent: dict[str, str]) -> list[int]:
    ensure_program()
    clients: list[Client] = [signed_in(user) for _press in range(4)]
    answers = at_once(*(lambda client=each: client.post(url, sent).status_code for each in clients))
    return sorted(answers)


@pytest.mark.slow
def test_a_colleague_is_invited_once() -> None:
    sent = {"email": "ben@acme.example", "name": "Ben Okafor"}
    assert _pressed(a_person(Role.ADMINISTRATOR), reverse("people:invite"), sent) == [302, 422, 422, 422]
    assert User.objects.filter(email="ben@acme.example").count() == Invitation.objects.count() == 1


@pytest.mark.slow
def test_a_colleague_without_a_password_gets_one_invitation() -> None:
    administrator, person = a_person(Role.ADMINISTRATOR), a_person(name="Ben Okafor")
    person.set_unusable_password()
    person.save()
    assert _pressed(administrator, reverse("people:invite_again", args=[person.pk]), {}) == [302] * 4
    assert Invitation.objects.filter(user=person).count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("email", ["", "ben@acme.example"])
def test_a_person_at_a_customer_is_written_down_once(email: str) -> None:
    administrator, account = a_person(Role.ADMINISTRATOR), an_account("Vestara Insurance")
    sent = {"name": "Ben Okafor", "email": email}
    assert _pressed(administrator, reverse("customers:contact_add", args=[account.pk]), sent) == [302, 422, 422, 422]
    assert account.contacts.count() == 1


@pytest.mark.slow
def test_a_company_joins_once() -> None:
    administrator, account = a_person(Role.ADMINISTRATOR), an_account("Vestara Insurance")
    assert _pressed(administrator, reverse("customers:join", args=[account.pk]), {"standing": "active"}) == [302, 422, 422, 422]
    assert Member.objects.count() == 1


@pytest.mark.slow
def test_a_company_is_written_down_once() -> None:
    administrator = a_person(Role.ADMINISTRATOR)
    assert _pressed(administrator, reverse("customers:new"), {"name": "Vestara Insurance"}) == [302, 422, 422, 422]
    assert Account.objects.count() == 1
