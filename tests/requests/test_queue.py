"""The queue of those who run the program: its views, what it is narrowed by, and several requests given away at once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.notifications.actions import write
from goodword.people.models import Team, User
from goodword.requests import actions
from goodword.requests.models import ReferenceRequest
from tests.factories.people import a_manager, a_person
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = pytest.mark.django_db


def listed(client: Client, **query: str) -> set[str]:
    """The numbers of the requests that stand in the list."""
    page = client.get(reverse("requests:list"), query).content.decode()
    return set(re.findall(r"REQ-\d+", page[page.index('id="list"') :]))


def chips(client: Client) -> dict[str, int]:
    page = client.get(reverse("requests:list"), {"view": "all"}).content.decode()
    found = re.findall(r'gw-chip[^>]*>([^<]+)<span class="gw-count">(\d+)', page)
    return {label.strip(): int(count) for label, count in found}


def given(world: World, to: User, *rows: ReferenceRequest, query: str = "", **post: object) -> str:
    data = {"what": to.pk, "scope": "ticked", "id": [row.pk for row in rows], **post}
    return world.as_(world.manager).post(f"{reverse('requests:give')}?{query}", data, follow=True).content.decode()


@pytest.mark.slow
def test_each_view_has_what_its_name_says_and_counts_it() -> None:
    world = a_world()
    mara = world.as_(world.manager)
    asked, waiting, late = world.asked().reference_request, world.sent(), world.sent()
    alone = world.sent()
    ReferenceRequest.objects.filter(pk=alone.pk).update(manager=None)
    ReferenceRequest.objects.filter(pk=late.pk).update(state_at=now() - timedelta(days=20))
    ended = world.sent()
    actions.withdraw(ended, reason="", by=Actor.person(world.seller), at=now())
    expected = {
        "turn": {waiting, late},
        "unassigned": {alone},
        "triage": {waiting, late, alone},
        "mine": {asked, waiting, late, ended},
        "waiting": {asked},
        "overdue": {late},
        "all": {asked, waiting, late, alone, ended},
    }
    for view, rows in expected.items():
        assert listed(mara, view=view) == {row.number for row in rows}, view
    assert list(chips(mara).values()) == [len(rows) for rows in expected.values()]
    assert set(chips(world.as_(world.seller))) == {"My turn", "Mine", "Waiting on others", "All"}
    assert listed(world.as_(world.seller), view="waiting") == {row.number for row in (asked, waiting, late, alone)}
    assert listed(world.as_(world.lead), view="team") == {row.number for row in (asked, waiting, late, alone, ended)}


@pytest.mark.slow
def test_the_list_is_narrowed_by_who_has_the_ball_state_team_and_day() -> None:
    world = a_world()
    mara = world.as_(world.manager)
    asked, chosen = world.asked().reference_request, world.sent(needed_on=today() + timedelta(days=30))
    a_customer("Merrow Payments", owner=world.owner)
    assert listed(mara, who="customer") == listed(mara, state="awaiting_customer") == {asked.number}
    assert listed(mara, who=str(world.manager.pk)) == {chosen.number}
    assert listed(mara, team=str(asked.team_id), kind="sales_call") == {asked.number, chosen.number}
    assert listed(mara, **{"from": today().isoformat(), "to": (today() + timedelta(days=30)).isoformat()}) == {chosen.number}
    assert listed(mara, to=(today() + timedelta(days=29)).isoformat()) == set()
    assert listed(mara, who="999999999999999999999", state="nonsense", team="x", to="2026-13-45") == {asked.number, chosen.number}
    body = mara.get(reverse("requests:list"), {"export": "csv", "who": "customer"}).getvalue().decode()
    assert asked.number in body
    assert chosen.number not in body


@pytest.mark.slow
def test_what_is_confidential_is_neither_listed_nor_counted_nor_somebodys_ball() -> None:
    world = a_world()
    row = world.sent(is_confidential=True)
    elif_ = a_manager(name="Elif Kaya")
    page = world.as_(elif_).get(reverse("requests:list"), {"view": "all"}).content.decode()
    assert row.number not in page
    assert set(chips(world.as_(elif_)).values()) == {0}
    assert "Mara Lindqvist <span" not in page, "nobody has a ball that may be known of"
    assert "not in the know" in given(world, elif_, row)
    row.refresh_from_db()
    assert row.manager == world.manager


@pytest.mark.slow
def test_several_are_given_at_once_those_that_cannot_be_are_named_and_it_is_undone() -> None:
    world = a_world()
    elif_ = a_manager(name="Elif Kaya")
    rows = [world.sent() for _ in range(3)]
    ReferenceRequest.objects.filter(pk=rows[2].pk).update(manager=None)
    ended = world.sent()
    actions.withdraw(ended, reason="", by=Actor.person(world.seller), at=now())
    page = given(world, elif_, *rows, ended)
    assert "3 requests are with Elif Kaya now." in page
    assert "Nothing is left to lead: withdrawn." in page
    assert ReferenceRequest.objects.filter(manager=elif_).count() == 3
    undo = re.search(r'action="([^"]*give/undo[^"]*)"', page)
    assert undo
    told = write("given_requests", entry_id=Entry.objects.get(verb="user.given_requests").pk, at=now())
    assert [mail.to_user for mail in told] == [elif_], "one mail, and none to whoever gave them"
    entry = Entry.objects.filter(verb="request.handed_over").latest("pk")
    assert write("handed_over", entry_id=entry.pk, at=now()) == []
    actions.hand_over(rows[0], to=a_manager(name="Jonas Weir"), by=Actor.person(elif_), at=now())
    assert world.as_(elif_).post(undo[1]).status_code == 403, "only who gave them"
    page = world.as_(world.manager).post(undo[1], follow=True).content.decode()
    assert "Taken back: 2 requests are as they were." in page
    assert "It has changed since." in page
    assert [ReferenceRequest.objects.get(pk=row.pk).manager for row in rows] == [User.objects.get(name="Jonas Weir"), world.manager, None]


@pytest.mark.slow
def test_all_that_match_are_given_up_to_a_stated_number(monkeypatch: pytest.MonkeyPatch) -> None:
    world = a_world()
    elif_ = a_manager(name="Elif Kaya")
    [world.sent() for _ in range(2)]
    named = world.sent(topic="Only this one")
    assert "Give all 3" in world.as_(world.manager).get(reverse("requests:list")).content.decode()
    page = given(world, elif_, query="view=all&q=Only", scope="all")
    assert "1 request is with Elif Kaya now." in page
    assert list(ReferenceRequest.objects.filter(manager=elif_)) == [named]
    monkeypatch.setattr("goodword.requests.actions.giving.MOST_AT_ONCE", 1)
    assert "At most 1 requests change hands at once" in given(world, elif_, query="view=all", scope="all")
    assert "Choose a reference manager" in given(world, a_person(name="Not A Manager"), named)
    assert "Tick the requests first" in given(world, elif_)
    assert world.as_(world.seller).post(reverse("requests:give"), {"what": elif_.pk, "id": named.pk}).status_code == 403


@pytest.mark.slow
def test_new_requests_stand_in_the_order_of_the_teams_that_the_policy_names() -> None:
    world = a_world()
    late, first = world.sent(), world.sent()
    ReferenceRequest.objects.filter(pk=first.pk).update(team=Team.objects.create(code="field_marketing", name="Field marketing"))
    ReferenceRequest.objects.filter(pk=late.pk).update(state_at=now() - timedelta(days=20))

    def order(**query: str) -> list[str]:
        page = world.as_(world.manager).get(reverse("requests:list"), query).content.decode()
        return list(dict.fromkeys(re.findall(r"REQ-\d+", page[page.index('id="list"') :])))

    assert order(view="triage") == [first.number, late.number]
    assert order(view="triage", sort="due") == [late.number, first.number]
    assert order(view="turn") == [late.number, first.number]
