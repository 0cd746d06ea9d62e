"""Owners are asked by Goodword itself, where the policy says so: on the day that stands on the page, once about each report."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.notifications.actions import write
from goodword.people.models import Program, User
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import STANDARD, Numbers
from goodword.recruiting.actions.lead_answers import answer_lead
from goodword.recruiting.actions.lead_nudges import nudge_owner
from goodword.recruiting.actions.lead_nudging import nudge_due_owners, resume_nudging, stop_nudging
from goodword.recruiting.models import LeadNudge, LeadReport, ReferenceLead
from tests.at_once import at_once
from tests.factories.people import a_person
from tests.recruiting.leads_world import World, a_prospect, made
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db
# Noon of the first day of a fiscal quarter, far from every change of a clock.
AT = datetime(2026, 11, 2, 12, tzinfo=UTC)


def by_itself() -> None:
    chosen = replace(STANDARD, lead_nudging="by_itself")
    PolicyVersion.objects.update(numbers=chosen.to_json(), published_at=datetime.now(UTC))


@pytest.fixture
def world() -> World:
    found = a_world()
    by_itself()
    return found


def a_report(world: World, *owners: User, at: datetime = AT) -> LeadReport:
    for n, owner in enumerate(owners or (world.owner,)):
        a_prospect(f"Prospect {n}", owner=owner, seats=2000 - n)
    return made(world.manager, at=at)


def days(count: int) -> timedelta:
    return timedelta(days=count)


def test_the_day_before_nobody_is_asked_and_on_the_day_everybody_once(world: World) -> None:
    a_report(world, world.owner, a_person("account_owner"), a_person(is_active=False))
    assert nudge_due_owners(at=AT + days(2)) == 0
    assert nudge_due_owners(at=AT + days(3)) == 2
    assert nudge_due_owners(at=AT + days(3)) == 0
    assert nudge_due_owners(at=AT + days(60)) == 0  # once about each report
    entries = Entry.objects.filter(verb="leads.nudged")
    assert {each.actor_kind for each in entries} == {"system"}
    mails = [mail for entry in entries for mail in write("lead_nudge", entry_id=entry.pk, at=AT + days(3))]
    assert {mail.to_user for mail in mails} == {each.owner for each in LeadNudge.objects.select_related("owner")}


def test_the_day_is_that_of_the_program_wherever_the_server_stands(world: World) -> None:
    Program.objects.update(time_zone="Pacific/Auckland")
    report = a_report(world)
    assert report.made_on == date(2026, 11, 3)
    assert nudge_due_owners(at=datetime(2026, 11, 5, 10, 59, tzinfo=UTC)) == 0  # a minute to midnight there
    assert nudge_due_owners(at=datetime(2026, 11, 5, 11, 0, tzinfo=UTC)) == 1


def test_nobody_is_asked_where_the_policy_leaves_it_to_people_and_an_older_policy_does(world: World) -> None:
    a_report(world)
    older = {name: value for name, value in STANDARD.to_json().items() if name not in ("lead_nudging", "lead_nudge_after_days")}
    assert Numbers.from_json(older).lead_nudging == "by_hand"
    PolicyVersion.objects.update(numbers=older, published_at=datetime.now(UTC))
    assert nudge_due_owners(at=AT + days(9)) == 0
    shown = world.as_(world.manager).get(reverse("recruiting:leads")).content.decode()
    assert "Goodword asks" not in shown


def test_who_was_asked_not_long_ago_waits_for_the_end_of_the_fortnight(world: World) -> None:
    first = a_report(world, at=datetime(2026, 10, 28, 12, tzinfo=UTC))
    nudge_owner(world.owner, report=first, by=Actor.person(world.manager), at=datetime(2026, 10, 30, 12, tzinfo=UTC))
    made(world.manager, at=AT)
    assert LeadReport.objects.count() == 2
    assert nudge_due_owners(at=datetime(2026, 11, 12, 12, tzinfo=UTC)) == 0
    assert nudge_due_owners(at=datetime(2026, 11, 13, 12, tzinfo=UTC)) == 1


def test_who_was_asked_by_hand_or_answered_is_not_asked_again(world: World) -> None:
    other = a_person("account_owner")
    report = a_report(world, world.owner, other)
    nudge_owner(world.owner, report=report, by=Actor.person(world.manager), at=AT)
    answer_lead(ReferenceLead.objects.get(account__owner=other), answer="never", words="No.", by=Actor.person(other), at=AT)
    assert nudge_due_owners(at=AT + days(20)) == 0


def test_whoever_runs_the_program_stops_it_and_lets_it_go_on(world: World) -> None:
    report = a_report(world)
    with pytest.raises(NotAllowed):
        stop_nudging(report.pk, by=Actor.person(world.owner), at=AT)
    stop_nudging(report.pk, by=Actor.person(world.manager), at=AT)
    assert nudge_due_owners(at=AT + days(3)) == 0
    resume_nudging(report.pk, by=Actor.person(world.manager), at=AT + days(4))
    assert nudge_due_owners(at=AT + days(4)) == 1
    verbs = Entry.objects.filter(verb__startswith="leads.nudging").order_by("pk").values_list("verb", "actor_id")
    assert list(verbs) == [("leads.nudging_stopped", world.manager.pk), ("leads.nudging_resumed", world.manager.pk)]


def test_the_page_says_who_will_be_asked_when_and_stops_it(world: World) -> None:
    a_report(world, at=datetime.now(UTC))
    boss, page = world.as_(world.manager), reverse("recruiting:leads")
    shown = boss.get(page).content.decode()
    assert "Goodword asks 1 owner on" in shown
    assert world.owner.name in shown[shown.index("Who is asked when") :]
    assert "Goodword asks" not in world.as_(world.owner).get(page).content.decode()
    (report,) = LeadReport.objects.all()
    assert world.as_(world.owner).post(reverse("recruiting:stop_nudging", args=[report.pk])).status_code == 403
    assert boss.post(reverse("recruiting:stop_nudging", args=[report.pk + 1])).status_code == 404
    assert "somebody stopped that" in boss.post(reverse("recruiting:stop_nudging", args=[report.pk]), follow=True).content.decode()
    assert "Goodword asks 1 owner" in boss.post(reverse("recruiting:resume_nudging", args=[report.pk]), follow=True).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_an_owner_once() -> None:
    world = a_world()
    by_itself()
    a_report(world)
    done = at_once(*[lambda: nudge_due_owners(at=AT + days(3))] * 2)
    assert sorted(done) == [0, 1], done
    assert LeadNudge.objects.count() == 1
