"""The page of a customer spans slices: ledger, policy, requests, journal, comments."""

import ast
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import goodword
from goodword.customers.models import Account, Member
from goodword.desk.queries.timeline import ALL
from goodword.journal.actions import record
from goodword.kernel.actor import Actor
from goodword.kernel.clock import now
from goodword.people.models import Circle, CircleMember, User
from goodword.people.queries import today
from goodword.people.queries.history import WORDS
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from tests.factories.customers import a_contact, a_deal, a_member, an_account
from tests.factories.ledger import an_ask
from tests.factories.people import a_manager, a_person
from tests.portal.world import a_call
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def a_request(account: Account, requester: User, *, prospect: str, circle: Circle | None = None) -> ReferenceRequest:
    row = ReferenceRequest.objects.create(
        state="sourcing",
        state_at=now(),
        requester=requester,
        prospect=prospect,
        once=uuid4(),
        created_at=now(),
        saved_at=now(),
        is_confidential=circle is not None,
        circle=circle,
    )
    Candidate.objects.create(reference_request=row, account=account, state="asked", state_at=now())
    return row


@pytest.mark.slow
def test_the_year_says_what_was_asked_and_when_they_are_free_again() -> None:
    account = a_member(agreed=["sales_call", "event_talk"], verified_on=today(now())).account
    day = today(now()) - timedelta(days=2)
    an_ask(account, day)
    page = signed_in(a_person()).get(reverse("desk:account", args=[account.pk])).content.decode()
    assert "asked for a call on" in page
    assert "resting from a call until" in page
    assert "1 ask in twelve months" in page
    assert "one a quarter" in page


@pytest.mark.slow
def test_outsiders_see_the_place_used_and_nothing_of_the_confidential_request() -> None:
    manager, insider, outsider = a_manager(), a_person(), a_manager()
    account = a_member(verified_on=today(now())).account
    circle = Circle.objects.create()
    CircleMember.objects.create(circle=circle, user=insider)
    secret = a_request(account, insider, prospect="Hushwell Bank", circle=circle)
    open_one = a_request(account, insider, prospect="Oakmere Bank")
    record("candidate.asked", by=Actor.person(insider), at=now(), about=[account, secret], circle_id=circle.pk, note="Very hush")
    url = reverse("desk:account", args=[account.pk])
    inside, outside = signed_in(insider).get(url).content.decode(), signed_in(outsider).get(url).content.decode()
    assert "Hushwell Bank" in inside
    assert "Very hush" in inside
    for words in ("Hushwell Bank", "Very hush", secret.number):
        assert words not in outside
    assert open_one.number in outside
    everything = signed_in(manager).get(reverse("desk:account_timeline", args=[account.pk])).content.decode()
    assert "Very hush" not in everything


@pytest.mark.slow
def test_the_words_of_a_request_are_for_those_who_may_open_it() -> None:
    world = a_world()
    row = world.held()
    actions.owner_decline(row, reason="Their board meets that week", by=Actor.person(world.owner), at=now())
    request = reverse("requests:request", args=[row.reference_request_id])
    for name in ("desk:account", "desk:account_timeline"):
        url = reverse(name, args=[world.account.pk])
        for knows in (world.owner, world.manager):
            page = signed_in(knows).get(url).content.decode()
            assert "Their board meets that week" in page
            assert request in page
        page = signed_in(a_person()).get(url).content.decode()
        assert "Said no for Vestara Insurance" in page
        assert "Their board meets that week" not in page
        assert request not in page


@pytest.mark.slow
def test_what_colleagues_say_stays_on_the_page() -> None:
    account = an_account()
    client = signed_in(a_person(name="Tom Becker"))
    page = client.post(reverse("desk:comment", args=[account.pk]), {"text": "They like <b>short</b> notes"}, follow=True).content.decode()
    assert "They like &lt;b&gt;short&lt;/b&gt; notes" in page
    assert client.post(reverse("desk:comment", args=[account.pk]), {"text": " "}, follow=True).content.decode().count(
        "Tom Becker"
    ) == page.count("Tom Becker")


@pytest.mark.slow
def test_a_retired_member_has_one_verdict_and_no_way_to_ask() -> None:
    account = a_member(agreed=["sales_call", "event_talk", "logo"], standing="retired").account
    page = signed_in(a_manager()).get(reverse("desk:account", args=[account.pk])).content.decode()
    assert page.count("Left the program") == 2  # the reason, and the rule behind it
    assert "Retired member since" in page


@pytest.mark.slow
def test_parents_and_children_are_one_click_away() -> None:
    top = an_account("Vestara Group")
    middle = an_account("Vestara Insurance", parent=top)
    low = an_account("Vestara Norge", parent=middle)
    client = signed_in(a_person())
    page = client.get(reverse("desk:account", args=[middle.pk])).content.decode()
    for other in (top, low):
        assert reverse("desk:account", args=[other.pk]) in page
    deepest = client.get(reverse("desk:account", args=[low.pk])).content.decode()
    assert deepest.index("Vestara Group") < deepest.index("Vestara Insurance")


@pytest.mark.slow
def test_as_many_statements_however_much_there_is() -> None:
    client = signed_in(a_manager())

    def fill(account: Account, count: int) -> None:
        for _each in range(count):
            contact = a_contact(account)
            a_deal(account, owner=a_person())
            record("contact.added", by=Actor.system(), at=now(), about=[account, contact])
            a_request(account, a_person(), prospect="Oakmere")

    def statements(account: Account) -> int:
        url = reverse("desk:account", args=[account.pk])
        client.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(url).status_code == 200
        return len(seen)

    small, large = a_member().account, a_member().account
    fill(small, 2)
    fill(large, 30)
    assert statements(large) == statements(small)


@pytest.mark.slow
def test_a_deal_leads_to_finding_and_asking() -> None:
    requester = a_person()
    deal = a_deal(an_account("Oakmere Bank", industry="banking"), "Oakmere renewal", owner=requester, close_on=date(2027, 1, 31))
    row = a_request(a_member(name="Vestara Insurance").account, requester, prospect="Oakmere")
    ReferenceRequest.objects.filter(pk=row.pk).update(opportunity=deal)
    page = signed_in(requester).get(reverse("desk:deal", args=[deal.pk])).content.decode()
    assert f"{reverse('desk:find')}?opportunity={deal.pk}" in page
    assert f"opportunity={deal.pk}" in page
    assert "Vestara Insurance" in page
    assert "Vestara Insurance" not in signed_in(a_person()).get(reverse("desk:deal", args=[deal.pk])).content.decode()


def verbs_recorded() -> dict[str, str]:
    """Every verb that is written out where something is recorded, also where one of two is chosen."""
    found: dict[str, str] = {}
    for path in Path(goodword.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            if node.func.id.startswith("record") or node.func.id == "note_on":
                first = node.args[0]
                said = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                found |= {str(each.value): path.name for each in said if isinstance(each, ast.Constant)}
    return found


@pytest.mark.slow
def test_every_verb_has_its_sentence() -> None:
    # Shown on no timeline: a run has a page of its own, and who joins a circle is nobody's business.
    on_no_page = {"import.finished", "import.undone", "circle.joined", "circle.left"}
    on_no_page |= {"filter.shared", "filter.changed", "filter.taken_away"}
    recorded = verbs_recorded()
    assert {"request.held", "candidate.escalated", "account.closed", "mail.failed", "user.invited"} <= set(recorded)
    assert {verb: where for verb, where in recorded.items() if verb not in {*ALL, *WORDS, *on_no_page}} == {}


@pytest.mark.slow
def test_without_an_owner_the_page_says_who_answers_and_where_to_name_one() -> None:
    account, manager = an_account("Solvane Energy"), a_manager(name="Mara Lindqvist")
    client = signed_in(manager)
    page = client.get(f"/customers/{account.pk}/").content.decode()
    assert f"Nobody yet. {manager.name} answers instead" in page
    assert f'href="/customers/{account.pk}/edit/#id_owner"' in page
    assert 'id="id_owner"' in client.get(f"/customers/{account.pk}/edit/").content.decode()
    account.owner = manager
    account.save()
    assert "answers instead" not in client.get(f"/customers/{account.pk}/").content.decode()


@pytest.mark.slow
def test_who_wants_peace_is_not_named_first_and_said_once() -> None:
    call = a_call()
    page = reverse("desk:account", args=[call.account.pk])
    Member.objects.update(champion=call.contact)
    client = Client()
    client.force_login(call.manager)
    assert "First to" in client.get(page).content.decode()
    until = today(now()) + timedelta(days=40)
    actions.leave_alone(call.now(), until=until, by=Actor.contact(call.contact), at=call.at)
    seen = client.get(page).content.decode()
    assert "First to" not in seen
    assert "the answer may still come" not in seen
    assert "wants to be left alone for a while" not in seen
    assert seen.count("asked for peace until") == 1
