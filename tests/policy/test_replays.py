"""A replay from its start to its lines: what is kept, what is not replayable, who is counted, stopping and running twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from goodword.customers.actions import ensure_lists
from goodword.customers.kinds import ListKind
from goodword.customers.models import Account, ListItem
from goodword.journal.models import Entry
from goodword.kernel import clock
from goodword.kernel.errors import NotAllowed, NotFound
from goodword.kernel.refusal import Refused
from goodword.ledger.models import LedgerEntry
from goodword.people.models import Circle, CircleMember, User
from goodword.policy import access, actions
from goodword.policy.facts import CandidateFacts, RequestFacts
from goodword.policy.models import Decision, Override, PolicyReplay, ReplayLine
from goodword.policy.numbers import STANDARD, Numbers
from goodword.policy.queries import in_force
from goodword.policy.rules import judge_all, judge_request
from goodword.policy.states import ReplayState
from tests.factories.customers import an_account
from tests.factories.people import a_manager, a_person
from tests.policy.builders import asked, free_customer, history
from tests.worker import work

AT = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
DAY = date(2026, 9, 7)
CAREFUL = replace(STANDARD, poor_health="block")

pytestmark = pytest.mark.django_db


@pytest.fixture
def mara(db: None) -> User:
    """Who runs the program."""
    actions.ensure_first_version()
    return a_manager(name="Mara Lindqvist")


def decided(
    facts: CandidateFacts | RequestFacts, *, account: Account | None = None, at: datetime, case: int, step: str = "hold", **frozen: Any
) -> Decision:
    """A decision as the house stores it, made at a moment under what was in force."""
    now = in_force(at)
    judgement = judge_all(facts, now.numbers) if isinstance(facts, CandidateFacts) else judge_request(facts, now.numbers)
    return actions.decide(
        facts=facts,
        judgement=judgement,
        now=now,
        step=step,
        account=account,
        request_id=case,
        candidate_id=case if account else None,
        **{"kind": "sales_call", **frozen},
    )


def a_case(account: Account, day: date, case: int, *, poor: bool = True, **frozen: Any) -> Decision:
    """A customer in poor health who is held all the same, with care."""
    facts = free_customer(account={"account_id": account.pk, "health": "poor" if poor else ""}, ask_on=day)
    return decided(facts, account=account, at=datetime(day.year, day.month, day.day, 9, tzinfo=UTC), case=case, **frozen)


def a_replay(by: User, *, numbers: Numbers = CAREFUL, first: date = date(2026, 8, 1), end: date = date(2026, 11, 1)) -> PolicyReplay:
    made = actions.start_replay(numbers=numbers, name="More care", from_on=first, to_on=end, by=by, at=AT)
    assert isinstance(made, PolicyReplay), made
    return made


def carried_out(replay: PolicyReplay) -> PolicyReplay:
    actions.carry_out_replay(replay.pk, at=AT, elapsed=lambda: 1.0)
    replay.refresh_from_db()
    return replay


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_the_worker_replays_a_period_and_keeps_a_line_for_each_case(mara: User) -> None:
    ill, well = an_account("Brightwater Foods"), an_account("Solvane Energy")
    first = a_case(ill, DAY, 1, team="sales", region="emea")
    a_case(ill, DAY + timedelta(days=2), 1, step="ask", team="sales", region="emea")
    taken = free_customer(account={"account_id": ill.pk}, ask_on=DAY + timedelta(days=3), ledger=history(asked(DAY + timedelta(days=2))))
    decided(taken, account=ill, at=datetime(2026, 9, 10, 9, tzinfo=UTC), case=2, team="field", region="emea")
    a_case(well, DAY, 3, poor=False)
    a_case(well, date(2026, 7, 31), 4)
    a_case(well, date(2026, 11, 1), 5)
    early = RequestFacts("sales_call", "call", "sales_call", has_deal=True, deal_position=1, gate_position=3)
    decided(early, at=datetime(2026, 10, 31, 23, 30, tzinfo=UTC), case=6, step="submit")
    replay = a_replay(mara)
    work()
    replay.refresh_from_db()
    assert (replay.state, replay.done, replay.total) == (ReplayState.DONE, 5, 5)
    lines = {(each.what, each.reference_request_id): each for each in replay.lines.all()}
    assert {key: (each.was, each.would_be, each.change) for key, each in lines.items()} == {
        ("candidate", 1): ("held", "refused", "refused"),
        ("candidate", 2): ("refused", "allowed", "allowed"),
        ("candidate", 3): ("allowed", "allowed", "same"),
        ("request", 6): ("held", "held", "same"),
    }
    told = lines["candidate", 1]
    assert (told.decision, told.account_id, told.day, told.team, told.region) == (first, ill.pk, DAY, "sales", "emea")
    assert (told.activity, told.kind, [each["rule"] for each in told.why]) == ("sales_call", "sales_call", ["health"])
    assert [each["rule"] for each in lines["candidate", 2].why] == ["family_limit"]
    said = Entry.objects.get(verb="policy.replayed")
    assert (said.actor_id, said.data["from_on"], said.data["last_on"]) == (mara.pk, "2026-08-01", "2026-10-31")


def test_what_was_brought_in_without_a_decision_is_not_replayable(mara: User) -> None:
    account = an_account("Solvane Energy")
    for day in (DAY, date(2026, 7, 31)):
        LedgerEntry.objects.create(
            account=account,
            kind="ask",
            family="call",
            activity_type="sales_call",
            planned_on=day,
            asked_on=day,
            created_at=AT,
            recorded=True,
        )
    broken = a_case(account, DAY + timedelta(days=1), 7)
    Decision.objects.filter(pk=broken.pk).update(facts={"ask_on": "2026-09-08"})
    lines = carried_out(a_replay(mara)).lines.all()
    assert [(each.what, each.change, each.reason, each.day, each.account_id) for each in lines] == [
        ("past", "unknown", "imported", DAY, account.pk),
        ("candidate", "unknown", "unreadable", DAY + timedelta(days=1), account.pk),
    ]


def test_what_a_manager_went_over_at_the_hold_covers_the_ask(mara: User) -> None:
    account = an_account("Solvane Energy")
    gone = free_customer(account={"account_id": account.pk}, member={"standing": "retired"}, ask_on=DAY)
    hold = decided(gone, account=account, at=datetime(2026, 9, 7, 9, tzinfo=UTC), case=8)
    Override.objects.create(decision=hold, by=mara, at=AT, reason="They offered.", rules=["standing"])
    decided(gone, account=account, at=datetime(2026, 9, 8, 9, tzinfo=UTC), case=8, step="ask")
    [line] = carried_out(a_replay(mara, numbers=STANDARD)).lines.all()
    assert (line.was, line.would_be, line.change) == ("held", "held", "same")


def test_a_gate_moved_elsewhere_is_looked_up_where_it_stands(mara: User) -> None:
    ensure_lists()
    stages = list(ListItem.objects.filter(kind=ListKind.DEAL_STAGE, is_lost=False, is_won=False).order_by("position"))
    gate = next(each for each in stages if each.code == STANDARD.deal_stage_gate)
    later = next(each for each in stages if each.position > gate.position)
    facts = RequestFacts("sales_call", "call", "sales_call", has_deal=True, deal_position=gate.position, gate_position=gate.position)
    decided(facts, at=datetime(2026, 9, 7, 9, tzinfo=UTC), case=14, step="submit")
    [line] = carried_out(a_replay(mara, numbers=replace(STANDARD, deal_stage_gate=later.code))).lines.all()
    assert (line.was, line.would_be, [each["reason"] for each in line.why]) == ("allowed", "held", ["too_early"])


def test_who_is_outside_a_circle_is_neither_shown_nor_told_how_many(mara: User) -> None:
    inside = a_manager(name="Nuno Prates")
    circle = Circle.objects.create()
    CircleMember.objects.create(circle=circle, user=inside)
    a_case(an_account("Quietwater Bank"), DAY, 9, circle_id=circle.pk)
    a_case(an_account("Solvane Energy"), DAY, 10)
    replay = carried_out(a_replay(mara))
    assert access.replay_lines_visible_to(inside).filter(replay=replay).count() == 2
    assert [each.reference_request_id for each in access.replay_lines_visible_to(mara).filter(replay=replay)] == [10]
    assert not access.replay_lines_visible_to(a_person()).exists()


def test_only_who_runs_the_program_may_start_or_stop(mara: User) -> None:
    somebody = a_person()
    with pytest.raises(NotAllowed):
        a_replay(somebody)
    replay = a_replay(mara)
    with pytest.raises(NotFound):
        actions.stop_replay(replay.pk, by=somebody, at=AT)


def test_the_same_asked_twice_is_one_and_days_that_cannot_be_are_refused(mara: User) -> None:
    first = a_replay(mara)
    assert a_replay(mara) == first
    assert Entry.objects.filter(verb="policy.replayed").count() == 1
    carried_out(first)
    assert a_replay(mara) != first
    for last in (date(2026, 8, 1), date(2026, 7, 1), date(2032, 8, 1)):
        made = actions.start_replay(numbers=CAREFUL, name="x", from_on=date(2026, 8, 1), to_on=last, by=mara, at=AT)
        assert isinstance(made, Refused)


def test_one_that_is_stopped_keeps_nothing_and_can_be_started_again(mara: User) -> None:
    a_case(an_account("Solvane Energy"), DAY, 11)
    replay = a_replay(mara)
    assert actions.stop_replay(replay.pk, by=mara, at=AT).state == ReplayState.STOPPED
    assert carried_out(replay).state == ReplayState.STOPPED
    again = actions.start_again(replay.pk, by=mara, at=AT)
    PolicyReplay.objects.filter(pk=again.pk).update(state=ReplayState.RUNNING, stop_requested=True)
    assert carried_out(again).state == ReplayState.STOPPED
    assert not ReplayLine.objects.exists()
    actions.start_again(replay.pk, by=mara, at=AT)
    assert carried_out(replay).state == ReplayState.DONE
    assert replay.lines.count() == 1


def test_carried_out_twice_it_says_the_same_once(mara: User) -> None:
    a_case(an_account("Solvane Energy"), DAY, 12)
    replay = carried_out(a_replay(mara))
    assert carried_out(replay).lines.count() == 1
    PolicyReplay.objects.filter(pk=replay.pk).update(state=ReplayState.RUNNING)  # its worker died before it could say so
    assert carried_out(replay).lines.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_one_that_nobody_is_at_any_more_says_that_it_did_not_finish(mara: User) -> None:
    replay = a_replay(mara)
    late = clock.now() + timedelta(minutes=5)
    assert actions.notice_dead_replays(at=late) == 0  # its job waits
    work()
    PolicyReplay.objects.filter(pk=replay.pk).update(state=ReplayState.RUNNING)
    assert actions.notice_dead_replays(at=late) == 1
    replay.refresh_from_db()
    assert replay.state == ReplayState.FAILED


def test_old_ones_are_swept_with_their_lines(mara: User) -> None:
    a_case(an_account("Solvane Energy"), DAY, 13)
    replay = carried_out(a_replay(mara))
    assert actions.sweep_replays(before=AT, at=AT) == 0
    assert actions.sweep_replays(before=AT + timedelta(seconds=1), at=AT) == 1
    assert not ReplayLine.objects.filter(replay_id=replay.pk).exists()
