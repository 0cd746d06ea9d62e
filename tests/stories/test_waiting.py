"""A story without a figure: owner and success manager are asked, it waits for them, and goes on once the figure is there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed, WrongState
from goodword.kernel.refusal import Refused
from goodword.notifications.actions import Composed, compose, write
from goodword.notifications.models import Mail
from goodword.people.actions import ensure_program
from goodword.people.models import User
from goodword.stories.actions import Figures, ask_for_metric, assign, go_on_without, write_metric
from goodword.stories.actions.steps import begin
from goodword.stories.models import Metric, Story
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.stories.world import a_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program(db: None) -> None:
    del db
    ensure_program()


@pytest.fixture
def manager() -> User:
    return a_manager(name="Mara Lindqvist")


@pytest.fixture
def account() -> Account:
    return an_account("Halden Freight", owner=a_person(name="Priya Nair"), csm=a_person(name="Jonas Weir"))


def running(manager: User, account: Account, *, is_confidential: bool = False) -> Story:
    row, by = a_story(by=manager, account=account, is_confidential=is_confidential), Actor.person(manager)
    assign(row, manager, part="manager", by=by, at=clock.now())
    begun = begin(row, by=by, at=clock.now())
    assert isinstance(begun, Story), begun
    return begun


def mails(message: str, verb: str) -> list[Mail]:
    return write(message, entry_id=Entry.objects.get(verb=verb).pk, at=clock.now())


def test_those_who_know_the_customer_are_asked_write_it_down_and_it_goes_on(client: Client, manager: User, account: Account) -> None:
    row = running(manager, account)
    client.force_login(manager)
    story = reverse("stories:story", args=[row.number])
    assert "Ask owner and success manager to find one" in client.get(story).content.decode()
    page = client.post(reverse("stories:verb", args=[row.number, "ask-for-metric"]), follow=True).content.decode()
    assert "Waiting for a figure from Priya Nair, Jonas Weir" in page
    assert "The story waits for a figure" in page
    asked = mails("metric_wanted", "story.metric_asked")
    assert {mail.to_user for mail in asked} == {account.owner, account.csm}
    letter = compose(asked[0], at=clock.now())
    assert isinstance(letter, Composed)
    assert "a story about Halden Freight waits" in letter.text.replace("A story", "a story")
    assert account.csm is not None
    client.force_login(account.csm)
    assert "Your turn" in client.get(story).content.decode()
    add = reverse("stories:add_metric", args=[row.number])
    client.post(add, {"kind": "", "name": "Night shifts", "better": "less", "before": "31", "after": "40"})
    row.refresh_from_db()
    assert row.state == "waiting_metric", "a figure that became worse is none to go on with"
    client.post(add, {"kind": "", "name": "Tickets", "better": "less", "before": "31", "after": "4"})
    row.refresh_from_db()
    assert row.state == "running"
    (told,) = mails("metric_found", "story.metric_found")
    assert told.to_user == manager
    assert client.get(add).status_code == 403, "the door is open only while they are asked"
    client.force_login(manager)
    page = client.get(story).content.decode()
    assert "The figure is there: the story goes on" in page
    assert "Ask owner and success manager" not in page


def test_it_goes_on_without_one_only_with_a_reason_and_by_whoever_leads(client: Client, manager: User, account: Account) -> None:
    row = running(manager, account)
    ask_for_metric(row, by=Actor.person(manager), at=clock.now())
    assert account.csm is not None
    with pytest.raises(NotAllowed):
        go_on_without(row, reason="Because", by=Actor.person(account.csm), at=clock.now())
    client.force_login(manager)
    go_on = reverse("stories:verb", args=[row.number, "go-on"])
    assert client.post(go_on, {"reason": " "}).status_code == 422
    page = client.post(go_on, {"reason": "They measure nothing, and the story is good."}, follow=True).content.decode()
    assert "They measure nothing" in page
    row.refresh_from_db()
    assert row.state == "running"
    with pytest.raises(WrongState):
        go_on_without(row, reason="Twice", by=Actor.person(manager), at=clock.now())


def test_nobody_is_asked_when_there_is_one_or_nobody_to_ask(manager: User, account: Account) -> None:
    by, at = Actor.person(manager), clock.now()
    row = running(manager, account)
    assert isinstance(write_metric(row, Figures(name="x", better="less", before=Decimal(4), after=Decimal(1)), by=by, at=at), Metric)
    assert isinstance(ask_for_metric(row, by=by, at=at), Refused)
    assert isinstance(ask_for_metric(running(manager, an_account("Nobody's")), by=by, at=at), Refused)
    with pytest.raises(NotAllowed):
        ask_for_metric(row, by=Actor.person(a_person()), at=at)


def test_a_confidential_story_asks_only_who_knows_of_it(client: Client, manager: User, account: Account) -> None:
    row, by = running(manager, account, is_confidential=True), Actor.person(manager)
    assert isinstance(ask_for_metric(row, by=by, at=clock.now()), Refused)
    assert account.csm is not None
    assign(row, account.csm, part="content", by=by, at=clock.now())
    assert isinstance(ask_for_metric(row, by=by, at=clock.now()), Story)
    asked = mails("metric_wanted", "story.metric_asked")
    assert [mail.to_user for mail in asked] == [account.csm]
    letter = compose(asked[0], at=clock.now())
    assert isinstance(letter, Composed)
    assert "Halden" not in letter.text
    assert account.owner is not None
    client.force_login(account.owner)
    assert client.get(reverse("stories:add_metric", args=[row.number])).status_code == 404
