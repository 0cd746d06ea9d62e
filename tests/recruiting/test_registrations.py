"""Registering: nobody inside is bothered before the address is confirmed, and the customer is found."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from goodword.desk.actions.hand_over import hand_over
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import RoleAssignment
from goodword.recruiting.access import can_review_registration, registrations_visible_to
from goodword.recruiting.actions import confirm, disown, withdraw_registration
from goodword.recruiting.actions.deciding import decline
from goodword.recruiting.kinds import Match, PublicProgram
from goodword.recruiting.models import AgreedWords, Registration
from goodword.recruiting.queries import standing_of, waiting_at
from goodword.recruiting.states import RegistrationState
from tests.factories.customers import a_contact, an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.world import a_registration, a_signup, registered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def test_nobody_inside_sees_a_registration_before_its_address_is_confirmed() -> None:
    manager = a_manager()
    row = registered()
    assert not registrations_visible_to(manager).exists()
    assert not can_review_registration(manager, row)
    confirmed = confirm(row, by=Actor.system(), at=clock.now())
    assert registrations_visible_to(manager).get() == row
    assert confirmed.responsible == manager
    assert confirmed.due_on is not None
    assert confirmed.reference.startswith("REG-")
    assert not registrations_visible_to(a_person()).exists()


def test_confirming_twice_changes_nothing() -> None:
    row = registered()
    first = confirm(row, by=Actor.system(), at=clock.now())
    again = confirm(row, by=Actor.system(), at=clock.now() + timedelta(hours=1))
    assert again.confirmed_at == first.confirmed_at


def test_the_program_managers_see_their_own_program_and_get_it() -> None:
    a_manager()
    keeper = a_person(Role.EDUCATION_MANAGER)
    row = a_registration(program=PublicProgram.EDUCATION, email="rector@uni.example")
    a_registration(email="other@vestara.example")
    assert row.responsible == keeper
    assert list(registrations_visible_to(keeper)) == [row]


def test_the_team_of_the_customer_sees_what_was_matched_to_it() -> None:
    owner = a_person()
    an_account("Vestara Insurance", owner=owner, website="https://www.vestara.example")
    row = a_registration()
    assert list(registrations_visible_to(owner)) == [row]
    assert not can_review_registration(owner, row)


def test_who_registers_again_keeps_the_place_with_the_newer_words() -> None:
    first = a_registration(job_title="Engineer")
    second = a_registration(job_title="Head of platform")
    assert second == first
    first.refresh_from_db()
    assert first.job_title == "Head of platform"
    gone = Registration.objects.exclude(pk=first.pk).get()
    assert (gone.state, gone.email, gone.name) == (RegistrationState.REPLACED, "", "")
    assert confirm(gone, by=Actor.system(), at=clock.now()) == gone  # the second mail's link, opened again


def test_of_one_who_registered_twice_either_link_takes_both_back() -> None:
    first, by, at = a_registration(), Actor.system(), clock.now()
    a_registration(job_title="Head of platform")
    second = Registration.objects.exclude(pk=first.pk).get()
    assert standing_of(second) == first
    assert withdraw_registration(standing_of(second), by=by, at=at)
    assert not withdraw_registration(first, by=by, at=at)
    assert set(Registration.objects.values_list("name", "email", "state")) == {("", "", "withdrawn"), ("", "", "replaced")}
    again = a_registration()  # who changes their mind once more begins anew
    assert again.state == RegistrationState.CONFIRMED


def test_taking_one_back_takes_along_what_waits_to_be_confirmed_but_not_another_program() -> None:
    first, by, at = a_registration(), Actor.system(), clock.now()
    waiting, other = registered(name="The same again"), registered(program=PublicProgram.EDUCATION)
    assert withdraw_registration(first, by=by, at=at)
    waiting.refresh_from_db()
    other.refresh_from_db()
    assert (waiting.state, waiting.name) == (RegistrationState.WITHDRAWN, "")
    assert other.state == RegistrationState.UNCONFIRMED


def test_what_a_registration_was_answered_with_stays_when_it_is_taken_back_too_late() -> None:
    row, by, at = a_registration(), Actor.person(a_manager()), clock.now()
    decline(row, because="enough", by=by, at=at)
    assert not withdraw_registration(row, by=Actor.system(), at=at)


def test_whoever_says_that_it_was_not_them_deletes_everything_that_waits_there() -> None:
    rows = [registered(), registered(program=PublicProgram.EDUCATION)]
    other = registered(email="somebody.else@vestara.example")
    assert disown(rows[0], by=Actor.system(), at=clock.now()) == 2
    assert list(waiting_at("ingrid.solberg@vestara.example")) == []
    assert list(waiting_at(other.email)) == [other]


def test_others_of_the_same_address_that_nobody_confirmed_lose_their_words() -> None:
    forged = registered(name="Somebody else")
    a_registration()
    forged.refresh_from_db()
    assert (forged.state, forged.name) == (RegistrationState.REPLACED, "")


@pytest.mark.parametrize(
    ("fields", "by"),
    [
        ({"email": "known@elsewhere.example", "company": "?"}, Match.ADDRESS),
        ({"email": "new@mail.vestara.example", "company": "?"}, Match.DOMAIN),
        ({"email": "new@gmail.com", "company": "?", "website": "https://shop.vestara.example/jobs"}, Match.WEBSITE),
        ({"email": "new@nowhere.example", "company": "?", "website": "www.vestara.example"}, Match.WEBSITE),
        ({"email": "new@vestara.example", "company": "?", "website": "https://northwind.example"}, Match.DOMAIN),
        ({"email": "new@gmail.com", "company": "Vestara Insurance", "website": "https://gmail.com"}, Match.NAME),
        ({"email": "new@gmail.com", "company": "Vestara Insurance AS"}, Match.NAME),
        ({"email": "new@gmail.com", "company": "Vestara Insurence"}, Match.NEAR_NAME),
        ({"email": "new@gmail.com", "company": "Quite another company"}, ""),
    ],
)
def test_the_customer_is_found_by_address_domain_website_or_name(fields: dict[str, Any], by: str) -> None:
    account = an_account("Vestara Insurance", website="https://www.vestara.example/en")
    an_account("Postkontor", website="https://gmail.com")  # a provider's domain says nothing
    an_account("Northwind Foods", website="https://northwind.example")
    a_contact(account, email="Known@elsewhere.example")
    row = a_registration(**fields)
    assert row.matched_by == by
    assert row.account == (account if by else None)


def test_what_somebody_agreed_to_is_kept_once_and_never_changed() -> None:
    one, other = a_registration(), a_registration(email="other@vestara.example")
    assert one.consent == other.consent
    assert one.consent is not None
    assert one.consent.words == a_signup().consent.words  # type: ignore[union-attr]  # the factory gives one
    with pytest.raises(DatabaseError), transaction.atomic():
        AgreedWords.objects.update(words="I agreed to everything.")
    with pytest.raises(DatabaseError), transaction.atomic():
        AgreedWords.objects.filter(pk=one.consent.pk).delete()


def test_who_takes_over_from_a_leaver_sees_to_their_registrations() -> None:
    boss, successor = a_person(Role.ADMINISTRATOR), a_manager()
    leaver = a_person(Role.OPEN_SOURCE_MANAGER)
    row = a_registration(program=PublicProgram.OPEN_SOURCE)
    RoleAssignment.objects.filter(user=leaver).delete()
    assert hand_over(leaver, to=successor, by=boss, at=clock.now()) == 1
    row.refresh_from_db()
    assert row.responsible == successor
