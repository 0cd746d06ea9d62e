"""Nights: who is moved, who goes back, what a person decided, and that it may run twice and beside people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from goodword.customers import actions as customers
from goodword.customers.models import Account, Member, StandingChange, StandingNight
from goodword.journal.models import Entry
from goodword.kernel.actor import Actor
from goodword.kernel.refusal import Refused
from goodword.people import actions as people
from goodword.people.models import Program
from goodword.policy import actions
from goodword.policy.models import PolicyVersion, PoolMember
from goodword.policy.numbers import STANDARD
from goodword.policy.queries import in_force
from goodword.policy.queries.standing import applies, facts_of_member, leads_of, may_move, to_move
from goodword.policy.rules.moves import MOVE_RULES, next_step
from tests.at_once import Doing, until_waiting
from tests.factories.customers import a_member, an_account
from tests.factories.people import a_manager

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 19, 9, 4, tzinfo=UTC)
TODAY = AT.date()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _policy() -> None:
    people.ensure_program()
    actions.ensure_first_version()


def member(standing: str = "active", *, fields: dict[str, Any] | None = None, **account: Any) -> Member:
    """A member of a customer with these facts, looked at lately."""
    return a_member(an_account(**account), standing=standing, **{"verified_on": TODAY, **(fields or {})})


def stands(row: Member) -> tuple[str, str, str]:
    """Where somebody stands and why."""
    row.refresh_from_db()
    return row.standing, row.standing_rule, row.standing_fact


def publish(**changes: Any) -> None:
    """Numbers that have held for long."""
    version = actions.publish(
        numbers=replace(STANDARD, **changes),
        effective_from=date(2001, 1, 2),
        name="Of this test",
        by=a_manager(),
        at=datetime(2001, 1, 2, tzinfo=UTC),
    )
    assert isinstance(version, PolicyVersion), version


def test_a_renewal_that_comes_near_brings_caution_and_the_day_after_it_takes_it_away() -> None:
    row = member(renewal_on=TODAY + 20 * DAY)
    assert actions.sweep_standing(AT) == (1, 0)
    assert stands(row) == ("caution", "renewal", "2026-12-09")
    assert row.standing_until == date(2026, 12, 10)
    assert actions.sweep_standing(AT + 20 * DAY) == (0, 0)
    assert actions.sweep_standing(AT + 21 * DAY) == (0, 1)
    assert stands(row) == ("active", "", "")
    change = StandingChange.objects.get()
    assert (change.rule, change.before, change.after, change.ended_how) == ("renewal", "active", "caution", "returned")
    told = Entry.objects.filter(subjects__kind="account", subjects__object_id=row.account_id, verb__startswith="member.").order_by("pk")
    assert [each.verb for each in told] == ["member.moved_by_rule", "member.returned"]
    assert told[0].data["fact_on"] == "2026-12-09"


def test_a_night_may_run_twice() -> None:
    member(health="poor")
    assert actions.sweep_standing(AT) == (1, 0)
    assert actions.sweep_standing(AT) == (0, 0)
    assert Entry.objects.filter(verb="member.moved_by_rule").count() == 1


def test_nobody_who_was_put_on_hold_by_hand_is_moved() -> None:
    mara = Actor.person(a_manager())
    rows = [member(renewal_on=TODAY + 5 * DAY) for _each in range(3)]
    for row, (verb, until) in zip(rows, (("caution", None), ("pause", TODAY + 90 * DAY), ("retire", None)), strict=True):
        assert not isinstance(customers.change_standing(row, verb=verb, by=mara, at=AT, reason="So.", until=until), Refused)
    for days in (0, 3, 10):
        assert actions.sweep_standing(AT + days * DAY) == (0, 0)
    assert [stands(row)[0] for row in rows] == ["caution", "paused", "retired"]


@pytest.mark.parametrize("verb", ["caution", "pause", "retire"])
def test_what_ends_on_a_day_that_was_named_ends_by_itself(verb: str) -> None:
    row = member()
    customers.change_standing(row, verb=verb, by=Actor.person(a_manager()), at=AT, reason="A quiet month.", until=TODAY + 10 * DAY)
    assert actions.sweep_standing(AT + 9 * DAY) == (0, 0)
    assert actions.sweep_standing(AT + 10 * DAY) == (0, 1)
    assert stands(row)[0] == "active"
    assert actions.sweep_standing(AT + 11 * DAY) == (0, 0)


def test_taken_back_it_stays_back_until_the_day_of_renewal_is_another() -> None:
    row = member(renewal_on=TODAY + 20 * DAY)
    actions.sweep_standing(AT)
    change = StandingChange.objects.get()
    back = customers.reverse_by_rule(change, by=Actor.person(a_manager()), at=AT + DAY)
    assert not isinstance(back, Refused)
    assert stands(row) == ("active", "", "")
    for days in (1, 2, 19):
        assert actions.sweep_standing(AT + days * DAY) == (0, 0)
    again = customers.reverse_by_rule(change, by=Actor.person(a_manager()), at=AT + DAY)
    assert isinstance(again, Refused)
    Account.objects.update(renewal_on=TODAY + 40 * DAY)
    assert actions.sweep_standing(AT + 3 * DAY) == (1, 0)
    assert stands(row) == ("caution", "renewal", "2026-12-29")


def test_poor_health_that_got_better_and_poor_again_is_another_fact() -> None:
    row = member(health="poor")
    actions.sweep_standing(AT)
    customers.reverse_by_rule(StandingChange.objects.get(), by=Actor.person(a_manager()), at=AT)
    assert actions.sweep_standing(AT + DAY) == (0, 0)
    Account.objects.update(health="good")
    actions.sweep_standing(AT + 2 * DAY)
    Account.objects.update(health="poor")
    assert actions.sweep_standing(AT + 3 * DAY) == (1, 0)
    assert stands(row)[0] == "caution"


def test_who_is_made_active_by_hand_has_taken_back_what_the_rule_did() -> None:
    row = member(escalated_on=TODAY)
    actions.sweep_standing(AT)
    row.refresh_from_db()
    customers.change_standing(row, verb="activate", by=Actor.person(a_manager()), at=AT, reason="We spoke.")
    assert StandingChange.objects.get().ended_how == "by_hand"
    assert actions.sweep_standing(AT + DAY) == (0, 0)


@pytest.mark.slow
def test_many_are_taken_back_at_once() -> None:
    rows = [member(health="poor") for _each in range(5)]
    actions.sweep_standing(AT)
    mara = Actor.person(a_manager())
    customers.change_standing(Member.objects.get(pk=rows[0].pk), verb="activate", by=mara, at=AT, reason="Well.")
    assert customers.reverse_many(StandingChange.objects.all(), by=mara, at=AT) == (4, 1)
    assert {stands(row)[0] for row in rows} == {"active"}


def test_a_pause_without_an_end_keeps_them_from_being_found() -> None:
    publish(health_leads="pause")
    row = member(health="poor")
    actions.sweep_standing(AT)
    assert stands(row) == ("paused", "health", "poor")
    assert row.paused_until is None
    assert PoolMember.objects.get(pk=row.account_id).paused_until == date(9999, 12, 31)
    Account.objects.update(health="good")
    actions.sweep_standing(AT + DAY)
    assert PoolMember.objects.get(pk=row.account_id).paused_until is None


def test_the_same_reason_leads_further_when_the_policy_says_so_and_it_is_still_the_rule() -> None:
    row = member(renewal_on=TODAY + 20 * DAY)
    actions.sweep_standing(AT)
    publish(renewal_leads="pause")
    assert actions.sweep_standing(AT + DAY) == (1, 0)
    assert stands(row) == ("paused", "renewal", "2026-12-09")
    assert [each.ended_how for each in StandingChange.objects.order_by("pk")] == ["replaced", ""]
    assert actions.sweep_standing(AT + 21 * DAY) == (0, 1)
    assert stands(row)[0] == "active"


@pytest.mark.parametrize(
    ("at", "day", "runs"),
    [
        ("2026-10-25T00:30", date(2026, 10, 25), True),  # the clocks go back: half past two for the first time
        ("2026-10-24T23:30", date(2026, 10, 25), False),
        ("2027-03-28T00:59", date(2027, 3, 28), False),  # one minute to two, and then it is three
        ("2027-03-28T01:00", date(2027, 3, 28), True),
        ("2028-02-28T23:59", date(2028, 2, 29), False),
        ("2028-02-29T01:11", date(2028, 2, 29), True),
    ],
)
def test_the_night_is_that_of_the_programs_clock(at: str, day: date, *, runs: bool) -> None:
    Program.objects.update(time_zone="Europe/Oslo")
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    night = actions.sweep_standing_nightly(moment)
    assert (night is not None) is runs
    if night is not None:
        assert night.day == day
        assert actions.sweep_standing_nightly(moment + timedelta(hours=1)) is None
        assert StandingNight.objects.count() == 1


@pytest.mark.slow
def test_sql_finds_everybody_whom_the_rules_would_move() -> None:
    for days in (-1, 0, 1, 59, 60):
        member(renewal_on=TODAY + days * DAY)
    for health in ("good", "fair", "poor", ""):
        member(health=health)
    for known in (date(2026, 5, 18), date(2026, 5, 19), date(2025, 11, 18), date(2025, 11, 19)):
        member(fields={"verified_on": known})
    member(escalated_on=TODAY)
    member("paused", fields={"paused_until": TODAY})
    member("caution", fields={"standing_until": TODAY - DAY, "standing_from": "active"})
    now = in_force(AT)
    rows = list(Member.objects.select_related("account"))
    would = {row.pk for row in rows if next_step(facts_of_member(row, now), STANDARD)}
    assert {pk for pk, _account in to_move(now)} == would
    assert would <= set(may_move(now).values_list("pk", flat=True))
    for code, condition in applies(STANDARD, now.today).items():
        spoken = {row.pk for row in rows if MOVE_RULES[code](facts_of_member(row, now), STANDARD)}
        assert set(Member.objects.filter(condition).values_list("pk", flat=True)) == spoken, code


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_manager_who_is_faster_than_the_night_is_not_gone_over() -> None:
    def night() -> tuple[int, int]:
        return actions.sweep_standing(AT)

    row = member(health="poor")
    now, mara = in_force(AT), Actor.person(a_manager())
    found = to_move(now)
    assert len(found) == 1
    with transaction.atomic():
        customers.change_standing(row, verb="pause", by=mara, at=AT, reason="They asked.", until=TODAY + 30 * DAY)
        doing = Doing(night)
        until_waiting(1, doing)
    assert doing.done() == (0, 0)
    assert stands(row) == ("paused", "", "")
    assert not StandingChange.objects.exists()


def test_a_policy_from_before_these_rules_flags_and_moves_nobody_until_a_new_version_does() -> None:
    older = STANDARD.to_json()
    for rule in MOVE_RULES:
        del older[f"{rule}_leads"]
    PolicyVersion.objects.create(
        number=2, name="Before the upgrade", effective_from=date(2001, 1, 2), numbers=older, published_at=datetime(2001, 1, 2, tzinfo=UTC)
    )
    poor = member(health="poor", renewal_on=TODAY + 5 * DAY, escalated_on=TODAY - DAY)
    assert actions.sweep_standing(AT) == (0, 0)
    assert stands(poor) == ("active", "", "")
    now = in_force(AT)
    assert {each.leads for each in leads_of(poor, now)} == {"flag"}
    publish()
    assert actions.sweep_standing(AT + DAY) == (1, 0)
    assert stands(poor)[0] == "caution"
