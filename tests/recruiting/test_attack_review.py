"""Whoever means harm, or only presses oddly, in the review: addresses written by hand, other people's rows, a yes taken back."""

from datetime import timedelta
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from goodword.files.models import File
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.recruiting.actions import deciding, team
from goodword.recruiting.actions.approve import approve
from goodword.recruiting.actions.introduction import write_introduction
from goodword.recruiting.kinds import PublicProgram
from goodword.recruiting.models import Registration
from tests.at_once import Doing
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.recruiting.test_review import sent, talked
from tests.recruiting.world import a_registration


@pytest.fixture(autouse=True)
def _program(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("transactional_db" if request.node.get_closest_marker("django_db").kwargs.get("transaction") else "db")
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager()


@pytest.fixture
def account() -> Account:
    return an_account("Vestara Insurance", owner=a_person(), csm=a_person(), website="https://www.vestara.example")


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["x-²", "x-٣", "x-99999999999", "-", "x-", "²", "x-1700000000"])
def test_a_bunch_that_no_page_named_is_nothing_to_show(manager: User, client: Client, key: str) -> None:
    client.force_login(manager)
    assert client.get(reverse("recruiting:registrations"), {"bunch": key}).status_code == 200
    assert client.post(reverse("recruiting:many_registrations"), {"bunch": key, "what": "discard"}).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("gone", ["consent_on", "consent_by", "consent_way", "held_on", "is_described"])
def test_a_yes_that_is_taken_back_after_the_call_was_finished_makes_no_member(gone: str) -> None:
    row = sent()
    assert not isinstance(talked(row), Refused)
    assert row.manager is not None
    by = Actor.person(row.manager)
    nothing = {"consent_way": "", "is_described": False}.get(gone)
    call = write_introduction(row, by=by, at=clock.now(), said={gone: nothing})
    assert not isinstance(call, Refused)
    refused = approve(row, by=by, at=clock.now())
    assert isinstance(refused, Refused)
    assert "Not finished yet" in refused.words


@pytest.mark.django_db
def test_a_yes_is_not_said_on_a_day_that_is_still_to_come() -> None:
    refused = talked(sent(), consent_on=clock.now().date() + timedelta(days=30))
    assert isinstance(refused, Refused)
    assert refused.reasons[0].code == "consent_on"


@pytest.mark.django_db
def test_nobody_reads_the_names_of_those_whose_registration_they_may_not_open(manager: User, account: Account, client: Client) -> None:
    row = a_registration()
    other = a_registration(email="secret.colleague@vestara.example", name="Secret Colleague", program=PublicProgram.EDUCATION)
    again = a_registration(program=PublicProgram.OPEN_SOURCE)
    deputy = a_person(name="Dag Deputy")
    team.ask_team([row], by=Actor.person(manager), at=clock.now())
    row.fitness.filter(side="owner").update(asked=deputy)
    client.force_login(deputy)
    page = client.get(reverse("recruiting:registration", args=[row.number]))
    assert page.status_code == 200
    assert "Secret Colleague" not in page.text
    assert other.reference not in page.text
    assert again.reference not in page.text
    client.force_login(manager)
    assert "Secret Colleague" in client.get(reverse("recruiting:registration", args=[row.number])).text


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["999999", "²", "x"])
def test_a_customer_that_is_not_there_leaves_the_one_that_was_chosen(manager: User, account: Account, client: Client, key: str) -> None:
    row = a_registration()
    team.ask_team([row], by=Actor.person(manager), at=clock.now())
    client.force_login(manager)
    assert client.post(reverse("recruiting:registration_customer", args=[row.number]), {"account": key}).status_code == 404
    row.refresh_from_db()
    assert row.account_id == account.pk
    assert row.fitness.count() == 2
    assert client.post(reverse("recruiting:registration_customer", args=[row.number]), {"account": ""}).status_code == 302
    row.refresh_from_db()
    assert row.account_id is None


@pytest.mark.django_db
def test_a_file_of_the_size_that_the_page_promises_can_be_added_to_what_is_said(client: Client) -> None:
    row, manager = sent(), a_manager()
    client.force_login(manager)
    pages = reverse("recruiting:comment", args=[row.number]), reverse("recruiting:registration_comment", args=[a_registration().number])
    for page in pages:
        notes = SimpleUploadedFile("notes.txt", b"What was said.\n" * 350_000, "text/plain")
        assert client.post(page, {"text": "The notes.", "files": notes}).status_code == 302, page
    assert File.objects.count() == len(pages)


@pytest.mark.django_db(transaction=True)
def test_two_of_one_person_taken_up_again_at_once_leave_one_that_waits() -> None:
    manager, rows = a_manager(), []
    for _turn in range(2):
        rows.append(a_registration())
        deciding.decline(rows[-1], because="enough", by=Actor.person(manager), at=clock.now())
    doings = [Doing(partial(deciding.reopen, [row], by=Actor.person(manager), at=clock.now())) for row in rows]
    assert sorted(each.done() for each in doings) == [0, 1]
    assert Registration.objects.filter(state="confirmed").count() == 1


@pytest.mark.django_db
def test_a_program_manager_decides_nothing_of_another_program_by_its_number(client: Client) -> None:
    row = a_registration(program=PublicProgram.EDUCATION)
    client.force_login(a_person(Role.OPEN_SOURCE_MANAGER))
    assert client.post(reverse("recruiting:many_registrations"), {"what": "discard", "id": str(row.pk)}).status_code == 302
    row.refresh_from_db()
    assert row.state == "confirmed"


@pytest.mark.django_db
@pytest.mark.parametrize("moment", ["2026-02-30T10:00:00", "2026-13-45T99:99", "2026-01-01T10:00:00", "x", "", "²"])
def test_a_moment_that_never_was_does_not_break_the_correction_of_a_briefing(moment: str, client: Client) -> None:
    row = sent()
    assert row.manager is not None
    client.force_login(row.manager)
    page = reverse("recruiting:correct", args=[row.number])
    assert client.get(page).status_code == 200
    told = {"industry": "banking", "why_us": "Releases took a month.", "seats": 900, "use_cases": ["ci"], "activities": ["sales_call"]}
    assert client.post(page, {**told, "begun_from": moment}).status_code in {302, 422}
