"""The report of a quarter: made by hand and by itself, stopped, made anew, kept beside the last one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from goodword.customers.models import Account
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.errors import NotAllowed
from goodword.people.models import Program
from goodword.policy.models import PolicyVersion
from goodword.policy.numbers import STANDARD
from goodword.recruiting.actions.lead_reports import carry_out_leads, make_due_leads, make_leads, notice_dead_leads, stop_leads
from goodword.recruiting.models import LeadReport, Nomination, ReferenceLead
from tests.at_once import at_once
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_person
from tests.recruiting.leads_world import World, a_prospect, found, made
from tests.requests.world import a_world

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def world() -> World:
    return a_world()


def test_customers_worth_asking_stand_in_order_and_the_others_are_counted(world: World) -> None:
    a_prospect("Large", owner=world.owner)
    a_prospect("Small", owner=world.owner, seats=20)
    a_prospect("Away", do_not_contact=True)
    an_account("Nothing known")
    report = made(world.manager)
    assert found(report) == ["Large", "Small"]
    assert (report.state, report.looked_at, report.done, report.total) == ("done", 6, 6, 6)
    assert report.left_out == {"member": 1, "do_not_contact": 1, "few_points": 2}
    lead = ReferenceLead.objects.get(account__name="Large")
    assert lead.parts == {
        "success": 0, "place": 0, "case": 0, "health": 20, "size": 15, "tenure": 10, "never_asked": 10,
        "declined": 0, "renewal": 0, "poor": 0,
    }  # fmt: skip
    assert lead.points == 55
    assert report.version is not None
    assert report.version.numbers["lead_weights"]["health"] == 20


@pytest.mark.slow
def test_portions_find_the_same_as_one_look(world: World) -> None:
    for n in range(25):
        a_prospect(f"Customer {n:02}", seats=100 * n)
    whole = found(made(world.manager))
    assert found(made(world.manager, at_once=4)) == whole
    assert len(whole) == 25


def test_the_policy_says_how_many_are_kept_and_who_has_too_few_points(world: World) -> None:
    for n in range(5):
        a_prospect(f"Customer {n}", seats=1000 + n)
    a_prospect("Weak", seats=0, health="")
    PolicyVersion.objects.update(numbers=replace(STANDARD, leads_most=2, lead_least=40).to_json(), published_at=NOON)
    report = made(world.manager)
    assert found(report) == ["Customer 4", "Customer 3"]
    assert report.left_out["beyond"] == 3
    assert report.left_out["few_points"] == 2  # the prospect of the deal as well


def test_making_it_anew_replaces_the_list_and_a_stop_keeps_what_was_found(world: World) -> None:
    first = a_prospect("First")
    report = made(world.manager)
    Account.objects.filter(pk=first.pk).update(do_not_contact=True)
    a_prospect("Second")
    again = make_leads(by=Actor.person(world.manager), at=NOON)
    assert again.pk == report.pk
    stop_leads(again.pk, by=Actor.person(world.manager), at=NOON)
    carry_out_leads(again.pk, at=NOON, elapsed=lambda: 1.0)
    again.refresh_from_db()
    assert again.state == "stopped"
    assert found(again) == ["First"]
    assert found(made(world.manager)) == ["Second"]


def test_a_stop_while_it_runs_holds_at_the_next_portion(world: World) -> None:
    for n in range(6):
        a_prospect(f"Customer {n}")
    report = make_leads(by=Actor.person(world.manager), at=NOON)

    def press_stop() -> float:
        stop_leads(report.pk, by=Actor.person(world.manager), at=NOON)
        return 1.0

    carry_out_leads(report.pk, at=NOON, elapsed=press_stop, at_once=2)
    report.refresh_from_db()
    assert report.state == "stopped"
    assert report.done < report.total
    assert found(report) == []


def test_who_does_not_run_the_program_neither_makes_nor_stops_it(world: World) -> None:
    report = make_leads(by=Actor.person(world.manager), at=NOON)
    with pytest.raises(NotAllowed):
        make_leads(by=Actor.person(world.owner), at=NOON)
    with pytest.raises(NotAllowed):
        stop_leads(report.pk, by=Actor.person(world.owner), at=NOON)


def test_it_is_made_once_when_a_quarter_begins_in_the_programs_time_zone(world: World) -> None:
    Program.objects.update(fiscal_first_month=2, time_zone="Pacific/Auckland")
    eve = datetime(2027, 1, 31, 10, 59, tzinfo=UTC)  # a minute to midnight there
    assert make_due_leads(at=eve) is not None
    assert make_due_leads(at=eve) is None
    after = make_due_leads(at=eve + timedelta(minutes=2))
    assert after is not None
    assert make_due_leads(at=eve + timedelta(hours=3)) is None
    quarters = LeadReport.objects.filter(started_by=None).order_by("starts_on").values_list("starts_on", "quarter")
    assert list(quarters) == [(date(2026, 11, 1), "FY2027-Q4"), (date(2027, 2, 1), "FY2028-Q1")]


def test_nothing_is_made_by_itself_where_there_are_no_customers() -> None:
    Program.objects.update_or_create(pk=1)
    assert make_due_leads(at=NOON) is None


def test_a_report_that_nobody_is_at_any_more_did_not_finish(world: World) -> None:
    report = make_leads(by=Actor.person(world.manager), at=NOON)
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_events")
        cursor.execute("delete from procrastinate_jobs where task_name = 'goodword.recruiting.make_leads'")
    assert notice_dead_leads(at=NOON + timedelta(seconds=30)) == 0
    assert notice_dead_leads(at=NOON + timedelta(minutes=2)) == 1
    report.refresh_from_db()
    assert report.state == "failed"


def test_what_was_answered_or_turned_down_before_counts_in_the_next_one(world: World) -> None:
    account = a_prospect("Turned down")
    times = {"state_at": NOON, "created_at": NOON, "edited_at": NOON}
    Nomination.objects.create(account=account, nominator=a_person(), state="not_approved", **times)
    a_member(a_prospect("Member"))
    report = made(world.manager)
    lead = ReferenceLead.objects.get(report=report, account=account)
    assert lead.parts["declined"] == -25
    assert "declined" in lead.reasons
    assert found(report) == ["Turned down"]
    assert Entry.objects.filter(verb="leads.made").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_have_it_made_at_once_get_one_report() -> None:
    world = a_world()
    done = at_once(*[lambda: make_leads(by=Actor.person(world.manager), at=NOON)] * 2, lambda: make_due_leads(at=NOON))
    assert not [each for each in done if isinstance(each, Exception)], done
    assert LeadReport.objects.count() == 1
    assert Entry.objects.filter(verb="leads.started").count() == 1
