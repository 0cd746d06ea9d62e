"""What time does: reminders, passing on, holds that run out, asks that nobody answers, outcomes that are owed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from goodword.approvals.models import Approval
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.ledger.models import LedgerEntry
from goodword.people.kinds import Role
from goodword.people.models import Absence, Region, User
from goodword.people.queries import program
from goodword.requests import actions
from goodword.requests.models import Candidate, ReferenceRequest
from goodword.requests.queries.ball import Step
from goodword.requests.queries.letters import facts_of, letter_before, worded
from goodword.requests.queries.lists import turn_in, with_ball
from goodword.requests.tasks import debts_paid, sweep
from tests.factories.people import a_person
from tests.requests.world import World, a_customer, a_world, now, today

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 11, 20, 9, tzinfo=UTC)


def verbs() -> list[str]:
    """What happened, oldest first."""
    return list(Entry.objects.order_by("pk").values_list("verb", flat=True))


def turn(row: ReferenceRequest, at: datetime) -> Step:
    """Whose turn it is."""
    return turn_in(with_ball(ReferenceRequest.objects.filter(pk=row.pk)).get(), at=at).step


@pytest.mark.slow
def test_over_the_turn_of_the_year_a_hold_waits_for_whoever_steps_in() -> None:
    """Holidays make five working days longer than ten days: the question is passed on all the same, and the place is still held."""
    world = a_world()
    Region.objects.update(holiday_country="GB")
    before = datetime(2026, 12, 24, 9, tzinfo=UTC)
    made = actions.hold(world.put_forward(world.sent()), by=Actor.person(world.manager), at=before)
    assert isinstance(made, actions.Held), made
    due = made.approval.due_at
    assert due is not None
    assert due > before + timedelta(days=10)
    assert made.candidate.held_until is not None
    assert made.candidate.held_until > due
    counted = sweep(due + timedelta(minutes=1))
    assert counted["escalated"] == 1
    assert Candidate.objects.get(pk=made.candidate.pk).state == "held"


def held_on_friday(world: World) -> Candidate:
    """A candidate held before an ordinary week."""
    made = actions.hold(world.put_forward(world.sent()), by=Actor.person(world.manager), at=FRIDAY)
    assert isinstance(made, actions.Held), made
    return made.candidate


@pytest.mark.slow
def test_the_owner_is_reminded_once_after_two_working_days() -> None:
    held_on_friday(a_world())
    assert sweep(FRIDAY + timedelta(days=3, hours=23))["reminded"] == 0
    tuesday = FRIDAY + timedelta(days=4, minutes=1)
    assert sweep(tuesday)["reminded"] == 1
    assert sweep(tuesday + timedelta(hours=1))["reminded"] == 0
    assert verbs().count("approval.reminded") == 1


@pytest.mark.slow
def test_two_sweeps_that_began_together_remind_once_and_leave_alone_what_was_passed_on() -> None:
    world = a_world()
    candidate, system = world.held(), Actor.system()
    approval = Approval.objects.get()
    assert approval.remind_at is not None
    at = approval.remind_at + timedelta(minutes=1)
    assert [actions.remind_owner(candidate, by=system, at=at) for _sweep in range(2)] == [True, False]
    assert verbs().count("approval.reminded") == 1
    assert actions.remind_owner(candidate, by=Actor.person(world.manager), at=at)  # a person may, again
    late, boss, successor = approval.due_at + timedelta(minutes=1), a_person(Role.ADMINISTRATOR), a_person(name="Noor Haddad")
    actions.delegate_question(candidate, leaver=world.owner, to=successor, by=Actor.person(boss), at=late)
    assert not actions.remind_owner(candidate, by=system, at=late)
    assert actions.escalate_owner(candidate, at=late) is None
    assert Approval.objects.get().approver == successor


@pytest.mark.slow
def test_the_deputy_is_asked_when_the_absence_begins_and_when_they_are_silent_the_manager_then_nobody_else() -> None:
    world = a_world()
    candidate = held_on_friday(world)
    deputy = a_person(name="Noor Haddad")
    Absence.objects.create(user=world.owner, from_on=FRIDAY.date(), to_on=FRIDAY.date() + timedelta(days=30), deputy=deputy)
    assert sweep(FRIDAY + timedelta(hours=1))["passed_to_deputies"] == 1
    approval = Approval.objects.get()
    assert (approval.approver, approval.deputy_for) == (deputy, world.owner)
    due = approval.due_at
    assert sweep(due + timedelta(minutes=1))["escalated"] == 1
    assert sweep(due + timedelta(minutes=2))["escalated"] == 0
    approval.refresh_from_db()
    assert (approval.approver, approval.deputy_for) == (world.manager, world.owner)
    actions.owner_approve(candidate, by=Actor.person(world.manager), at=due + timedelta(hours=1))
    assert Candidate.objects.get().state == "owner_approved"


@pytest.mark.slow
def test_without_a_deputy_the_manager_is_asked() -> None:
    world = a_world()
    held_on_friday(world)
    sweep(Approval.objects.get().due_at + timedelta(minutes=1))
    assert Approval.objects.get().approver == world.manager


def test_whoever_is_away_is_asked_through_the_deputy() -> None:
    world = a_world()
    deputy = a_person(name="Noor Haddad")
    Absence.objects.create(user=world.owner, from_on=today() - timedelta(days=1), to_on=today() + timedelta(days=9), deputy=deputy)
    world.held()
    approval = Approval.objects.get()
    assert (approval.approver, approval.deputy_for) == (deputy, world.owner)


def test_an_account_without_an_owner_goes_to_the_regional_manager() -> None:
    world = a_world()
    world.account.owner = None
    world.account.save()
    world.held()
    assert Approval.objects.get().approver == world.manager


@pytest.mark.slow
def test_a_hold_that_runs_out_gives_its_place_back_and_the_next_in_line_is_held() -> None:
    world = a_world()
    candidate = world.held()
    other = a_customer("Castellan Re", owner=world.owner)
    spare = world.put_forward(candidate.reference_request, other, shortlisted=True)
    until = Candidate.objects.get(pk=candidate.pk).held_until
    assert until is not None
    assert sweep(until - timedelta(minutes=1))["expired_holds"] == 0
    done = sweep(until + timedelta(minutes=1))
    assert (done["expired_holds"], done["next_in_line"]) == (1, 1)
    candidate.refresh_from_db()
    spare.refresh_from_db()
    assert (candidate.state, candidate.released_because, spare.state) == ("released", "expired", "held")
    assert LedgerEntry.objects.get(account=world.account).released_at is not None
    again = sweep(until + timedelta(minutes=2))
    assert (again["expired_holds"], again["next_in_line"]) == (0, 0)


@pytest.mark.slow
@pytest.mark.parametrize(("needed_in", "waits"), [(None, 7), (30, 7), (3, 3), (1, 1), (0, 1)])
def test_an_answer_is_asked_for_no_later_than_the_call_is_needed(needed_in: int | None, waits: int) -> None:
    candidate = a_world().asked(needed_on=None if needed_in is None else today() + timedelta(days=needed_in))
    assert candidate.asked_at is not None
    assert candidate.answer_due_at == candidate.asked_at + timedelta(days=waits)


@pytest.mark.slow
def test_the_letter_that_is_read_before_names_the_day_that_the_mail_will_name() -> None:
    world = a_world()
    candidate = world.approved(needed_on=today() + timedelta(days=3))
    at = now()
    before = letter_before("ask", candidate, world.contact, at=at)
    asked = actions.ask(candidate, by=Actor.person(world.manager), at=at)
    assert isinstance(asked, Candidate), asked
    facts = facts_of(asked, world.contact, at=at, due_at=asked.answer_due_at)
    sent = worded("ask", world.contact, house=program(), facts=lambda: facts)
    assert facts["day"] in sent.body
    assert before.body == sent.body


@pytest.mark.slow
def test_an_ask_is_no_answer_after_two_attempts_and_keeps_its_place() -> None:
    world = a_world()
    candidate = world.asked()
    due = Candidate.objects.get().answer_due_at
    assert due is not None
    sweep(due + timedelta(minutes=1))
    candidate.refresh_from_db()
    assert (candidate.state, candidate.attempts) == ("asked", 2)
    sweep(due + timedelta(minutes=2))
    candidate.refresh_from_db()
    assert candidate.attempts == 2
    assert candidate.answer_due_at is not None
    sweep(candidate.answer_due_at + timedelta(minutes=1))
    candidate.refresh_from_db()
    assert candidate.state == "no_answer"
    entry = LedgerEntry.objects.get()
    assert (entry.kind, entry.released_at, entry.answer) == ("ask", None, "no_answer")
    row = candidate.reference_request
    row.refresh_from_db()
    assert (row.state, turn(row, now())) == ("sourcing", Step.CHOOSE)


@pytest.mark.slow
def test_the_second_customer_in_vain_closes_the_request() -> None:
    world = a_world()
    first = world.asked()
    row = first.reference_request
    actions.decline(first, code="no_time", by=Actor.contact(world.contact), at=now())
    row.refresh_from_db()
    assert row.state == "sourcing"
    other = a_customer("Castellan Re", owner=world.owner)
    person = other.contacts.get()
    second = world.put_forward(row, other)
    actions.hold(second, by=Actor.person(world.manager), at=now())
    actions.owner_approve(second, by=Actor.person(world.owner), at=now())
    actions.ask(second, by=Actor.person(world.manager), at=now())
    actions.decline(second, code="not_a_match", by=Actor.contact(person), at=now())
    row.refresh_from_db()
    assert row.state == "unfulfilled"


@pytest.mark.slow
def test_an_owed_outcome_is_chased_weekly_and_too_many_hold_the_next_request() -> None:
    world = a_world()
    done = [_done(world, name) for name in ("Alder Rail", "Birch Foods", "Cedar Bank")]
    due = max(row.outcome_due_at for row in done if row.outcome_due_at) + timedelta(minutes=1)
    assert sweep(due)["chased"] == 3
    assert sweep(due + timedelta(days=1))["chased"] == 0
    assert sweep(due + timedelta(days=8))["chased"] == 3
    next_one = actions.submit(world.draft(), by=Actor.person(world.seller), at=due)
    assert isinstance(next_one, ReferenceRequest)
    assert next_one.state == "held"
    candidate = done[0].candidates.get()
    actions.report_outcome(candidate, result="helped", by=Actor.person(world.seller), at=due)
    sweep(due + timedelta(hours=1))
    next_one.refresh_from_db()
    assert next_one.state == "submitted"


@pytest.mark.slow
def test_reporting_an_outcome_lets_the_request_go_on_that_waited_for_it() -> None:
    world = a_world()
    done = [_done(world, name) for name in ("Alder Rail", "Birch Foods", "Cedar Bank")]
    ReferenceRequest.objects.filter(pk__in=[row.pk for row in done]).update(outcome_due_at=now() - timedelta(minutes=1))
    held = world.sent()
    assert held.state == "held"
    debts_paid(requester_id=world.seller.pk)
    held.refresh_from_db()
    assert held.state == "held"
    before = deferred("goodword.requests.debts_paid")
    actions.report_outcome(done[0].candidates.get(), result="helped", by=Actor.person(world.seller), at=now())
    assert deferred("goodword.requests.debts_paid") == before + 1
    debts_paid(requester_id=world.seller.pk)
    held.refresh_from_db()
    assert held.state == "submitted"


def deferred(task: str) -> int:
    """How many jobs of a task were deferred."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from procrastinate_jobs where task_name = %s", [task])
        return int(cursor.fetchone()[0])


def _done(world: World, name: str) -> ReferenceRequest:
    account = a_customer(name, owner=world.owner)
    row = world.sent()
    candidate = world.put_forward(row, account)
    by, at = Actor.person(world.manager), now()
    actions.hold(candidate, by=by, at=at)
    actions.owner_approve(candidate, by=Actor.person(world.owner), at=at)
    actions.ask(candidate, by=by, at=at)
    actions.accept(candidate, by=Actor.contact(account.contacts.get()), at=at)
    actions.complete(candidate, by=Actor.person(world.seller), at=at)
    row.refresh_from_db()
    return row


@pytest.mark.slow
def test_whoever_is_next_but_needs_a_look_is_left_to_the_manager_who_is_told_once() -> None:
    world = a_world()
    candidate = world.held()
    with_care = a_customer("Castellan Re", owner=world.owner, renewal_on=today() + timedelta(days=10))
    clean = a_customer("Tarn Ferries", owner=world.owner)
    second = world.put_forward(candidate.reference_request, with_care, shortlisted=True)
    third = world.put_forward(candidate.reference_request, clean, shortlisted=True)
    actions.owner_decline(candidate, reason="Not this month.", by=Actor.person(world.owner), at=now())
    for hours in (1, 2, 3):
        sweep(now() + timedelta(hours=hours))
    states = [Candidate.objects.get(pk=each.pk).state for each in (second, third)]
    assert states == ["shortlisted", "held"]
    assert verbs().count("candidate.referred") == 1


@pytest.mark.slow
@pytest.mark.parametrize("state", ["held", "approved", "asked"])
def test_a_due_day_is_the_same_day_for_whoever_reads_it_wherever(state: str) -> None:
    world = a_world()
    candidate = getattr(world, state)()
    due = (now() + timedelta(days=9)).replace(hour=23, minute=30)
    Approval.objects.update(due_at=due)
    Candidate.objects.filter(pk=candidate.pk).update(**{"answer_due_at" if state == "asked" else "held_until": due})
    seen = set()
    for zone in ("America/Los_Angeles", "Pacific/Kiritimati", "Europe/Oslo"):
        for user in (world.seller, world.owner):
            User.objects.filter(pk=user.pk).update(time_zone=zone)
            client = Client()
            client.force_login(user)
            ball = client.get(reverse("requests:request", args=[candidate.reference_request_id])).context["ball"]
            seen.add(ball.due)
    assert seen == {due.astimezone(ZoneInfo("Europe/Oslo")).date() if state != "held" else due.date()}
