"""Home: how an installation begins, what waits, and in which order."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.models import SelfLimit
from goodword.desk.queries.glance import glance
from goodword.desk.queries.home import number_words
from goodword.desk.queries.quiet import quiet
from goodword.imports.models import ImportRun
from goodword.kernel import clock
from goodword.notifications.models import Mail
from goodword.people import actions
from goodword.people.kinds import Role
from goodword.people.models import Program, User
from goodword.people.queries import today
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.customers import a_member, an_account
from tests.factories.ledger import an_ask
from tests.factories.people import a_manager, a_person
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    actions.ensure_program()


def page(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/").content.decode()


def test_an_empty_installation_shows_its_administrator_how_to_begin() -> None:
    shown = page(a_person(Role.ADMINISTRATOR, name="Ada Winter"))
    for step in (
        "Bring your customers in",
        "Make the first members",
        "Invite colleagues",
        "Ask for a customer",
        "Say whose program this is",
    ):
        assert step in shown
    assert "Choose a reference manager" in shown


def test_a_requester_with_nothing_to_do_is_told_so() -> None:
    shown = page(a_person(name="Sven Aalto"))
    assert "Nothing waits for you, Sven" in shown
    assert "How to begin" not in shown


@pytest.mark.slow
def test_a_list_that_waits_for_its_columns_is_a_managers_turn_and_only_theirs() -> None:
    mara, elif_ = a_manager(name="Mara Lindqvist"), a_manager()
    now = clock.now()
    ImportRun.objects.create(
        kind="accounts", source="crm", file_name="north.csv", stored_as="x", state_at=now, created_at=now, started_by=mara
    )
    assert "north.csv" in page(mara)
    assert "One thing waits for you, Mara" in page(mara)
    assert "north.csv" not in page(elif_)


@pytest.mark.slow
def test_mails_that_failed_wait_for_administrators() -> None:
    now, ada = clock.now(), a_person(Role.ADMINISTRATOR)
    Program.objects.update(company_name="Harrow")
    Mail.objects.create(
        message="invited",
        to_user=ada,
        key="k",
        message_id="<m@x>",
        state="failed",
        state_at=now,
        created_at=now,
        send_after=now,
        context={"entry": 1},
    )
    assert "1 mail could not be sent" in page(ada)
    assert "could not be sent" not in page(a_manager())


@pytest.mark.slow
def test_a_deputy_sees_whom_they_stand_in_for() -> None:
    priya, lars = a_person(name="Priya Nair"), a_person(name="Lars Moen")
    day = today(clock.now())
    actions.set_absence(priya, from_on=day, to_on=day + timedelta(days=1), deputy=lars, by=priya, at=clock.now())
    assert "Priya Nair" in page(lars)
    assert "Priya Nair" not in page(a_person())


def test_a_customer_who_set_a_limit_is_free_again_when_its_oldest_call_is_old_enough() -> None:
    day = today(clock.now())
    member = a_member(name="Merrow Payments")
    SelfLimit.objects.create(member=member, family="call", most=1, days=60)
    an_ask(member.account, day - timedelta(days=20))
    mara = a_manager()
    found = [(free.label, free.why, free.on) for free in quiet(mara, glance(mara, at=clock.now()), at=clock.now()).free]
    assert ("Merrow Payments", "The limit they set for themselves", day + timedelta(days=40)) in found


def test_small_numbers_are_words() -> None:
    assert [number_words(n) for n in (1, 12, 13)] == ["one", "twelve", "13"]


def _again(row: Candidate, times: int) -> None:
    """Copies of a request with its candidate, confidential ones with their circle."""
    request = row.reference_request
    for _time in range(times):
        request.pk, request.once, request._state.adding = None, uuid4(), True
        request.save()
        row.pk, row.reference_request, row.ledger_entry, row._state.adding = None, request, None, True
        row.save()


@pytest.mark.slow
def test_home_takes_as_many_statements_for_three_requests_as_for_three_hundred() -> None:
    """For who leads them, asks for them and answers for them, confidential ones among them."""
    world = a_world()
    people = (world.manager, world.seller, world.owner)
    _again(world.held(is_confidential=True), 2)

    def statements(person: User) -> int:
        client = Client()
        client.force_login(person)
        client.get("/")
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/").status_code == 200
        return len(caught)

    few = [statements(person) for person in people]
    _again(Candidate.objects.select_related("reference_request").latest("pk"), 297)
    assert [statements(person) for person in people] == few
    assert max(few) <= 12
    owner = Client()
    owner.force_login(world.owner)
    short, whole = owner.get("/"), owner.get("/?mine=all")
    assert (len(short.context["home"].mine), short.context["home"].mine_total) == (50, 300)
    assert "Show all 300" in short.text
    assert len(whole.context["home"].mine) == 300


@pytest.mark.slow
def test_a_mail_that_has_not_left_costs_home_no_statement_of_its_own() -> None:
    world = a_world()
    first = Candidate.objects.select_related("reference_request", "ledger_entry").get(pk=world.asked().pk)

    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/").status_code == 200
        return len(caught)

    client = Client()
    client.force_login(world.manager)
    client.get("/")
    few, entry = statements(), first.ledger_entry
    assert entry is not None
    for days in range(1, 20):
        account = an_account()
        request, row = first.reference_request, Candidate.objects.get(pk=first.pk)
        request.pk, request.once, request._state.adding = None, uuid4(), True
        request.save()
        row.ledger_entry = an_ask(account, entry.planned_on - timedelta(days=days), unsent=True)
        row.pk, row.reference_request, row.account, row._state.adding = None, request, account, True
        row.save()
    client.get("/")  # who has the ball is said anew once after a change
    assert statements() == few


@pytest.mark.slow
def test_what_is_due_on_one_day_stands_in_one_order() -> None:
    """The oldest request first, however the rows lie in the table."""
    world = a_world()
    _again(world.held(), 7)

    def shown() -> list[int]:
        rows = ReferenceRequest.objects.values_list("pk", flat=True)
        whole = page(world.owner)
        return sorted(rows, key=lambda pk: whole.index(f'"{reverse("requests:request", args=[pk])}"'))

    first = shown()
    ReferenceRequest.objects.filter(pk=min(first)).update(topic="Rewritten, so that its row lies last.")
    assert first == shown() == sorted(first)
    assert len(first) == 8
