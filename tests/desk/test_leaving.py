"""Handing over: everything open goes to somebody else, nothing confidential to somebody who may not know."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from goodword.approvals.actions import open_approval
from goodword.desk.actions.hand_over import hand_over
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.kernel.refusal import Refused
from goodword.notifications.actions import Composed, read, write
from goodword.people import actions, queries
from goodword.people.kinds import Role
from goodword.people.models import Absence, RoutingRule, Team
from goodword.reactions import REACTIONS
from goodword.requests import actions as requests
from goodword.requests.models import Candidate
from tests.desk.test_search import a_request
from tests.factories.customers import a_deal, an_account
from tests.factories.people import a_manager, a_person, a_region
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _program() -> None:
    actions.ensure_program()


@pytest.mark.slow
def test_everything_open_changes_hands_and_the_page_is_empty_afterwards(client: Client) -> None:
    boss, leaver, stays = a_person(Role.ADMINISTRATOR), a_manager(name="Lars Moen"), a_manager(name="Priya Nair")
    now = clock.now()
    account, deal = an_account("Solvane Energy", owner=leaver, csm=leaver), a_deal(name="Oakmere", owner=leaver)
    own, managed = a_request(leaver, "Oakmere Bank"), a_request(a_person(), "Rookridge")
    managed.manager = leaver
    managed.save()
    approval = open_approval("owner", about=managed, approver=leaver, remind_at=None, due_at=now - timedelta(days=1), at=now)
    Candidate.objects.create(reference_request=managed, account=account, state="held", state_at=now, approval=approval)
    actions.route(rule_by="account", region=a_region(), manager=leaver, by=boss, at=now)
    team = Team.objects.create(code="field", name="Field", lead=leaver)
    client.force_login(boss)
    url = reverse("desk:leaving", args=[leaver.pk])
    shown = client.get(url).content.decode()
    assert all(word in shown for word in ("Solvane Energy", "Oakmere", own.number, managed.number))
    answer = client.post(reverse("desk:hand_over", args=[leaver.pk]), {"to": stays.pk}, follow=True)
    assert "Nothing is open" in answer.content.decode()
    for row in (account, deal, own, managed, approval, team):
        row.refresh_from_db()
    assert {account.owner, account.csm, deal.owner, own.requester, managed.manager, approval.approver, team.lead} == {stays}
    assert RoutingRule.objects.get().manager == stays
    assert approval.due_at > now
    said = Entry.objects.get(verb="user.handed_over", actor_id=boss.pk).data
    assert said["counts"] == {"customers": 1, "deals": 1, "questions": 1, "requests": 2, "rules": 1, "teams": 1}
    assert said["things"] == 7


def test_what_is_confidential_moves_only_by_or_to_somebody_in_the_know(client: Client) -> None:
    boss, leaver, stranger, insider = a_person(Role.ADMINISTRATOR), a_person(), a_person(), a_person()
    row = a_request(leaver, "Quietwater Bank", circle=[leaver, insider])
    client.force_login(boss)
    shown = client.get(reverse("desk:leaving", args=[leaver.pk])).content.decode()
    assert row.number not in shown
    assert "Some are confidential" in shown
    assert ">1<" not in shown  # not even how many
    assert hand_over(leaver, to=stranger, by=boss, at=clock.now()) == 0
    row.refresh_from_db()
    assert row.requester == leaver
    assert hand_over(leaver, to=insider, by=boss, at=clock.now()) == 1
    row.refresh_from_db()
    assert row.requester == insider


def test_only_administrators_hand_over_and_only_to_colleagues_who_are_here() -> None:
    boss, leaver, gone = a_person(Role.ADMINISTRATOR), a_person(), a_person(is_active=False)
    with pytest.raises(NotAllowed):
        hand_over(leaver, to=a_person(), by=a_manager(), at=clock.now())
    assert isinstance(hand_over(leaver, to=gone, by=boss, at=clock.now()), Refused)
    assert isinstance(hand_over(leaver, to=leaver, by=boss, at=clock.now()), Refused)


@pytest.mark.slow
def test_a_confidential_question_lets_whoever_gets_it_know_of_it(client: Client) -> None:
    world, boss, successor = a_world(), a_person(Role.ADMINISTRATOR), a_person(name="Noor Haddad")
    row = world.held(is_confidential=True)
    request = row.reference_request
    client.force_login(boss)
    shown = client.get(reverse("desk:leaving", args=[world.owner.pk])).content.decode()
    assert "<b>Questions to answer</b> <div" in " ".join(shown.split())  # without a number
    requests.let_know(request, who=boss, by=Actor.person(world.manager), at=clock.now())
    assert hand_over(world.owner, to=successor, by=boss, at=clock.now()) == 2  # the customer, and the question about it
    client.force_login(successor)
    page = client.get(reverse("requests:request", args=[request.pk]))
    assert page.status_code == 200
    assert "The question about Vestara Insurance was passed on to Noor Haddad" in page.content.decode()
    assert requests.owner_approve(row, by=Actor.person(successor), at=clock.now()).state == "owner_approved"
    assert hand_over(world.seller, to=successor, by=boss, at=clock.now()) == 2  # the deal, and the request
    assert Entry.objects.filter(verb="request.handed_over").latest("pk").data["before"] == world.seller.pk


@pytest.mark.slow
def test_drafts_places_as_a_deputy_and_absences_are_seen_to_and_whoever_takes_over_is_told_once() -> None:
    world, boss, successor = a_world(), a_person(Role.ADMINISTRATOR), a_person(name="Noor Haddad")
    leaver, now = world.owner, clock.now()
    draft = requests.start_draft(once=uuid4(), asked={"topic": "x"}, by=Actor.person(leaver), at=now)
    secret = requests.start_draft(once=uuid4(), asked={"is_confidential": True}, by=Actor.person(leaver), at=now)
    world.held()
    day = queries.today(now)
    days = {"from_on": day, "to_on": day + timedelta(days=4)}
    own = Absence.objects.create(user=leaver, deputy=boss, **days)
    others = Absence.objects.create(user=world.seller, deputy=leaver, **days)
    receivers = Absence.objects.create(user=successor, deputy=leaver, **days)
    earlier = Entry.objects.latest("pk").pk
    assert hand_over(leaver, to=successor, by=boss, at=now) == 3  # the customer, its question, the draft; they are away themselves
    draft.refresh_from_db()
    secret.refresh_from_db()
    assert (draft.requester, secret.requester) == (successor, leaver)
    assert not Absence.objects.filter(pk=own.pk).exists()
    assert {row.deputy for row in Absence.objects.filter(pk__in=(others.pk, receivers.pk))} == {None}
    written = [
        mail
        for entry in Entry.objects.filter(pk__gt=earlier).order_by("pk")
        for reaction in REACTIONS.get(entry.verb, ())
        for mail in write(dict(reaction.arguments).get("message", "taken_over"), entry_id=entry.pk, at=now)
        if mail.to_user_id == successor.pk
    ]
    assert [mail.message for mail in written] == ["taken_over"]
    letter = read(written[0], at=now)
    assert isinstance(letter, Composed)
    assert "1 question to answer, 1 draft, 1 customer." in letter.text


def test_who_takes_over_stands_in_instead() -> None:
    boss, leaver, successor, away = a_person(Role.ADMINISTRATOR), a_person(), a_person(name="Noor Haddad"), a_person()
    day = queries.today(clock.now())
    absence = Absence.objects.create(user=away, deputy=leaver, from_on=day, to_on=day + timedelta(days=4))
    assert hand_over(leaver, to=successor, by=boss, at=clock.now()) == 1
    absence.refresh_from_db()
    assert absence.deputy == successor
    assert Entry.objects.get(verb="user.absence_changed").data["deputy"] == successor.pk


def test_who_leaves_is_no_longer_in_the_know_where_nobody_needs_them() -> None:
    boss, leaver, insider, successor = a_person(Role.ADMINISTRATOR), a_person(), a_person(), a_person()
    row = a_request(insider, "Quietwater Bank", circle=[insider, leaver])
    own = a_request(leaver, "Rookridge", circle=[insider, leaver])
    assert hand_over(leaver, to=successor, by=boss, at=clock.now()) == 0
    assert queries.circle_ids(leaver) == {own.circle_id}  # nobody in the know took it over yet
    assert queries.circle_ids(insider) == {row.circle_id, own.circle_id}


def test_rules_stay_and_say_so_when_no_manager_takes_over(client: Client) -> None:
    boss, leaver, stranger = a_person(Role.ADMINISTRATOR), a_manager(), a_person()
    actions.route(rule_by="account", region=a_region(), manager=leaver, by=boss, at=clock.now())
    client.force_login(boss)
    page = client.post(reverse("desk:hand_over", args=[leaver.pk]), {"to": stranger.pk}, follow=True).content.decode()
    assert "They go to a reference manager only." in page
    assert RoutingRule.objects.get().manager == leaver
