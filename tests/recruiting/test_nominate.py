"""Nominating through the pages: what is known comes first, what is typed stays, whoever decides gets it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from goodword.customers.actions import make_member
from goodword.customers.models import Account, Member
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.people.actions import ensure_program
from goodword.people.kinds import Role
from goodword.people.models import User
from goodword.policy.numbers import STANDARD
from goodword.recruiting.actions import start_nomination
from goodword.recruiting.models import Nomination
from goodword.recruiting.states import NominationState
from tests.factories.customers import a_contact, a_deal, an_account
from tests.factories.people import a_manager, a_person

pytestmark = pytest.mark.django_db
PER_PAGE = 50
NOMINATE = "/recruiting/nominate"


@pytest.fixture(autouse=True)
def _program() -> None:
    ensure_program()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def told(account: Account, **more: object) -> dict[str, object]:
    story = {"industry": "banking", "why_us": "Releases took a month.", "metrics": "Daily now."}
    return {"account": account.pk, "purpose": "program", **story, "send": "", **more}


@pytest.mark.slow
def test_a_seller_nominates_and_the_manager_has_it_to_decide(client: Client) -> None:
    seller, manager = a_person(name="Sven Aalto"), a_manager(name="Mara Lindqvist")
    account = an_account("Vestara Insurance", industry="banking", segment="smb")
    champion = a_contact(account)
    client.force_login(seller)
    page = client.get(NOMINATE, {"contact": champion.pk})
    assert "Nominate Vestara Insurance" in page.content.decode()
    assert page.context["form"].initial["industry"] == "banking"
    assert page.context["form"].initial["champion"] == champion.pk
    answer = client.post(NOMINATE, told(account, champion=champion.pk), follow=True)
    row = Nomination.objects.get()
    assert (row.state, row.manager, row.champion, row.track) == (NominationState.SUBMITTED, manager, champion, "commercial")
    assert row.due_at is not None
    assert row.submitted_at is not None
    assert (row.due_at - row.submitted_at).days == STANDARD.nomination_days
    assert "Waiting for Mara Lindqvist, who decides" in answer.content.decode()
    mine = as_(manager).get(reverse("recruiting:nominations"), {"view": "to_decide"}).content.decode()
    assert "Vestara Insurance" in mine


@pytest.mark.slow
def test_what_is_missing_is_said_beside_it_and_what_was_typed_is_kept(client: Client) -> None:
    a_manager()
    account = an_account(segment="smb")
    client.force_login(a_person())
    answer = client.post(NOMINATE, told(account, why_us="", metrics="Twice as fast."))
    assert answer.status_code == 422
    assert "Why did they choose us?” is still empty" in answer.content.decode()
    assert Nomination.objects.get().briefing["metrics"] == "Twice as fast."


@pytest.mark.slow
def test_a_draft_keeps_itself_and_is_its_writers_alone(client: Client) -> None:
    seller, account = a_person(), an_account(segment="smb")
    client.force_login(seller)
    kept = client.post(reverse("recruiting:draft"), told(account)).json()
    again = client.post(reverse("recruiting:draft"), told(account, metrics="Twice as fast.")).json()
    assert kept["address"] == again["address"]
    assert "Twice as fast." in client.get(kept["address"]).content.decode()
    assert client.get(NOMINATE, {"account": account.pk}).headers["Location"] == kept["address"]
    assert as_(a_manager()).get(kept["address"]).status_code == 404
    client.post(reverse("recruiting:discard", args=[Nomination.objects.get().number]))
    assert not Nomination.objects.exists()


@pytest.mark.slow
def test_what_is_known_is_said_before_anything_is_typed() -> None:
    manager, seller = a_manager(), a_person(name="Sven Aalto")
    member, taken, closed = an_account("Vestara"), an_account("Oakmere", segment="smb"), an_account("Rookridge", do_not_contact=True)
    made = make_member(member, by=Actor.person(manager), at=clock.now())
    assert isinstance(made, Member)
    as_(seller).post(NOMINATE, told(taken))
    other = as_(a_person())
    pages = {row.pk: other.get(NOMINATE, {"account": row.pk}) for row in (member, taken, closed)}
    for row, words in ((member, made.reference_id), (taken, "by Sven Aalto"), (closed, "may be contacted")):
        assert words in pages[row.pk].content.decode()
        assert b'name="send"' not in pages[row.pk].content
    found = other.get(NOMINATE, {"q": "Oakmere"}).content.decode()
    assert "Nominated already by Sven Aalto" in found


def test_a_company_that_nobody_knows_is_written_down_by_who_may_and_explained_to_who_may_not() -> None:
    manager = a_manager(name="Mara Lindqvist")
    seller = a_person(Role.REQUESTER)
    explained = as_(seller).get(NOMINATE, {"q": "Quietwater Bank"}).content.decode()
    assert "Tell Mara Lindqvist" in explained
    assert as_(seller).post(reverse("recruiting:create_customer"), {"name": "Quietwater Bank"}).status_code == 403
    answer = as_(manager).post(reverse("recruiting:create_customer"), {"name": "Quietwater Bank", "country": "NO"})
    assert answer.headers["Location"] == f"{NOMINATE}?account={Account.objects.get(name='Quietwater Bank').pk}"


def test_a_strategic_customer_is_asked_other_questions(client: Client) -> None:
    client.force_login(a_person())
    page = client.get(NOMINATE, {"account": an_account(segment="strategic").pk}).context
    assert "stages" in page["form"].fields
    assert "why_us" not in page["form"].fields


@pytest.mark.slow
def test_a_nomination_for_the_board_goes_to_its_manager_and_few_seats_are_said_plainly(client: Client) -> None:
    a_manager()
    board, account = a_person(Role.BOARD_MANAGER), an_account(segment="smb", seats=900)
    client.force_login(a_person())
    page = client.get(f"{NOMINATE}?account={account.pk}&purpose=advisory_board").content.decode()
    assert "This customer has fewer" in page
    client.post(NOMINATE, told(account, purpose="advisory_board", seats="900"))
    assert Nomination.objects.get().manager == board


@pytest.mark.slow
def test_customer_contact_and_deal_lead_to_the_nomination(client: Client) -> None:
    client.force_login(a_person())
    account = an_account("Vestara")
    contact, deal = a_contact(account), a_deal(account=account)
    shown = client.get(reverse("desk:account", args=[account.pk])).content.decode()
    assert f"{NOMINATE}?account={account.pk}" in shown
    assert f"{NOMINATE}?contact={contact.pk}" in shown
    assert f"{NOMINATE}?opportunity={deal.pk}" in client.get(reverse("desk:deal", args=[deal.pk])).content.decode()


@pytest.mark.slow
def test_the_list_is_narrowed_searched_and_a_file(client: Client) -> None:
    a_manager()
    seller = a_person()
    for name in ("Vestara", "Oakmere"):
        as_(seller).post(NOMINATE, told(an_account(name, segment="smb")))
    client.force_login(seller)
    url, row = reverse("recruiting:nominations"), Nomination.objects.get(account__name="Oakmere")
    assert len(client.get(url).context["table"].rows) == 2
    for words in ("oakmere", row.reference):
        assert [each.cells[0].text for each in client.get(url, {"q": words}).context["table"].rows] == ["Oakmere"]
    assert not client.get(url, {"state": "approved"}).context["table"].rows
    assert row.reference.encode() in client.get(url, {"export": "csv"}).getvalue()


def listed(client: Client, count: int) -> int:
    with CaptureQueriesContext(connection) as run:
        answer = client.get(reverse("recruiting:nominations"), {"view": "all"})
    assert answer.context["table"].page.total == count
    if count >= PER_PAGE:
        assert len(answer.context["table"].rows) == PER_PAGE
        assert len(answer.content) <= 60 * 1024, len(answer.content)
    return len(run)


def test_a_list_of_three_hundred_takes_as_many_statements_as_one_of_ten_and_fifty_lines_are_small() -> None:
    manager, sellers = a_manager(name="Mara Lindqvist"), [a_person(name=f"Constantin Brandvold {n}") for n in range(5)]
    client, at = as_(manager), clock.now()

    def grow(first: int, last: int) -> None:
        for n in range(first, last):
            account = an_account(f"Castellan Reinsurance {n:03}")
            Nomination.objects.create(
                account=account,
                champion=a_contact(account),
                nominator=sellers[n % 5],
                manager=manager,
                state=list(NominationState)[1 + n % 6],
                track="strategic",
                state_at=at,
                created_at=at,
                edited_at=at,
                due_at=at + timedelta(days=n % 20 - 9),
            )

    grow(0, 10)
    client.get(reverse("recruiting:nominations"), {"view": "all"})  # what is kept in memory is there now
    few = listed(client, 10)
    grow(10, 300)
    assert listed(client, 300) == few


def test_what_a_lead_was_found_for_stands_on_the_strategic_track_too(client: Client) -> None:
    seller, account = a_person(), an_account("Vestara Insurance", segment="enterprise")
    a_manager()
    found = {"why_us": "Found as a reference lead: healthy, here for six years.", "seats": 900}
    row = start_nomination(account, by=Actor.person(seller), at=clock.now(), source="reference_lead", briefing=found)
    assert isinstance(row, Nomination)
    client.force_login(seller)
    page = client.get(f"/recruiting/{row.reference}/briefing")
    assert "Found as a reference lead: healthy, here for six years." in page.content.decode()
    assert "seats" not in page.context["form"].fields, "what the record knows is not asked on this track"
